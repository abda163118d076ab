"""The columns of TimelineJS's spreadsheet, as CSV: to import into a Google Sheet, or to load as it is."""

import csv
import io
import re
from collections.abc import Iterable, Iterator

from events.documents import EventDocument
from events.formats.files import Format, Heading
from events.formats.formulae import BEFORE_A_SIGN, SIGNS
from events.formats.slides import LEAVES_OUT, slides, undated_note
from events.formats.web_text import inline, link

COLUMNS = (
    *("Year", "Month", "Day", "Time", "End Year", "End Month", "End Day", "End Time"),
    *("Display Date", "Headline", "Text", "Media", "Media Credit", "Media Caption", "Media Thumbnail"),
    *("Type", "Group", "Background"),
)
_FORMULA = re.compile(f"({BEFORE_A_SIGN})([{SIGNS}])")


def write(events: Iterable[EventDocument], heading: Heading) -> Iterator[str]:
    """A row for each slide, and one for the title slide, which says how many events are not shown."""
    yield _row({column: column for column in COLUMNS})
    undated = 0
    for slide in slides(iter(events), heading.origin):
        undated += slide is None
        if slide:
            dates = zip(
                ("Year", "Month", "Day", "End Year", "End Month", "End Day"),
                _columns(slide.start, slide.end),
                strict=True,
            )
            texts = {"Display Date": slide.display_date, "Headline": slide.headline, "Text": slide.text}
            yield _row({**dict(dates), **{name: _safe(text) for name, text in texts.items()}})
    text = f"<p>{link(heading.address, heading.address)}</p>{undated_note(undated)}"
    yield _row({"Headline": _safe(inline(heading.title)), "Text": text, "Type": "title"})


def _columns(start: tuple[int, ...], end: tuple[int, ...]) -> list[str]:
    return [str(part) for parts in (start, end) for part in [*parts, "", "", ""][:3]]


def _safe(text: str) -> str:
    """A text that is no formula and reads the same: TimelineJS takes it for HTML."""
    found = _FORMULA.match(text)
    return f"{found[1]}&#{ord(found[2])};{text[found.end() :]}" if found else text


def _row(cells: dict[str, str]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerow([cells.get(column, "") for column in COLUMNS])
    return buffer.getvalue()


FORMAT = Format(
    name="timelinejs.csv",
    extension="timelinejs.csv",
    label="TimelineJS CSV",
    media_type="text/csv",
    shape=EventDocument,
    write=write,
    leaves_out=LEAVES_OUT,
    negotiable=False,
)
