"""Events as slides of TimelineJS, whatever file they stand in.

It draws a slide at its start date, to its end date where there is one, and says what the slide's display date says. It
reads headline and text as HTML, and makes a link from the headline unless the slide has an id of its own.
"""

from collections.abc import Iterator

from msgspec import Struct

from events.dates import Interval, PartialDate, civil_date, parse_edtf
from events.documents import Date, EventDocument
from events.formats.web_text import inline, link, paragraphs

# What TimelineJS cannot be told.
LEAVES_OUT = (
    "Left out: undated events; roles, places, and what each source says. "
    "Only what lasted has an end: what happened once in a span is drawn at the first day of it, and worded in full."
)


class Slide(Struct):
    """A slide: start and end as year, month and day, as far as they are meant; texts in HTML."""

    uid: str
    start: tuple[int, ...]
    end: tuple[int, ...]
    display_date: str
    headline: str
    text: str


def slides(events: Iterator[EventDocument], origin: str) -> Iterator[Slide | None]:
    """The slide of each event, None where it has no date to stand at."""
    for event in events:
        yield _slide(event, event.date, origin) if event.date else None


def undated_note(undated: int) -> str:
    """How many events a timeline does not show, as HTML; nothing where it shows all."""
    if not undated:
        return ""
    return f"<p>{undated} undated {'event is' if undated == 1 else 'events are'} not shown.</p>"


def _slide(event: EventDocument, date: Date, origin: str) -> Slide | None:
    first = date.latest_day if date.earliest_day is None else date.earliest_day
    if first is None:
        return None
    return Slide(
        uid=event.uid,
        start=_parts(first, date.precision),
        end=_end(date),
        display_date=date.label,
        headline=inline(event.title),
        text=paragraphs(event.summary) + _sources(event, origin),
    )


def _end(date: Date) -> tuple[int, ...]:
    """The last day of what lasted to an end that is known."""
    match parse_edtf(date.edtf):
        case Interval(start=PartialDate(), end=PartialDate()) if date.latest_day is not None:
            return civil_date(date.latest_day)
    return ()


def _parts(day: int, precision: str) -> tuple[int, ...]:
    """The year, month and day, without those that only say where a month or a year begins."""
    year, month, first = civil_date(day)
    if first != 1 or precision in ("time", "day"):
        return year, month, first
    return (year,) if month == 1 and precision != "month" else (year, month)


def _sources(event: EventDocument, origin: str) -> str:
    named = {citation.source.uid: citation.source for citation in event.citations}
    links = [link(source.url or "", source.publisher or source.title) for source in named.values()]
    evidence = link(origin + event.url, "Evidence")
    return f"<p>{' · '.join([*links, evidence])}</p>"
