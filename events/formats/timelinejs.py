"""The JSON of TimelineJS: what `new TL.Timeline(element, address)` loads."""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from events.documents import EventDocument
from events.formats.files import Format, Heading
from events.formats.slides import LEAVES_OUT, Slide, slides, undated_note
from events.formats.web_text import inline, link


def write(events: Iterable[EventDocument], heading: Heading) -> Iterator[str]:
    """The slides, a line each, and the title slide, which says how many events are not shown."""
    yield '{"events":['
    undated, comma = 0, "\n"
    for slide in slides(iter(events), heading.origin):
        undated += slide is None
        if slide:
            yield comma + msgspec.json.encode(_event(slide)).decode()
            comma = ",\n"
    text = f"<p>{link(heading.address, heading.address)}</p>{undated_note(undated)}"
    title = {"unique_id": "title", "text": {"headline": inline(heading.title), "text": text}}
    yield f'\n],"title":{msgspec.json.encode(title).decode()}}}\n'


def _event(slide: Slide) -> dict[str, Any]:
    members = {
        "unique_id": slide.uid,
        "start_date": _date(slide.start),
        "display_date": slide.display_date,
        "text": {"headline": slide.headline, "text": slide.text},
    }
    return members | ({"end_date": _date(slide.end)} if slide.end else {})


def _date(parts: tuple[int, ...]) -> dict[str, int]:
    return dict(zip(("year", "month", "day"), parts, strict=False))


FORMAT = Format(
    name="timelinejs",
    extension="timelinejs.json",
    label="TimelineJS",
    media_type="application/json",
    shape=EventDocument,
    write=write,
    leaves_out=LEAVES_OUT,
    negotiable=False,
)
