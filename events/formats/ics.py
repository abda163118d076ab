"""iCalendar (RFC 5545): each event on the days between its outer bounds, whole days in no time zone.

A calendar has no date that is not known. What it would state falsely is left out: an event that may have fallen on any
day of more than a month, or whose beginning or end is known to the year only. The date itself stands in `X-EDTF`.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from events.dates import Interval, civil_date, parse_edtf
from events.documents import Date, EventDocument
from events.formats.calendar_lines import line, text
from events.formats.files import Format, Heading

_MONTH = 31
_FINE = {"time", "day", "month"}
_FIRST_DAY, _LAST_DAY = 1, 3_652_058  # 0001-01-01, and the day before 9999-12-31, which no DTEND can follow
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def write(events: Iterable[EventDocument], heading: Heading) -> Iterator[str]:
    """A calendar, an event at a time; lines end in CRLF."""
    yield "".join(
        (
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Timelines//Events//EN\r\nCALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\n",
            *(line(name, text(heading.title)) for name in ("NAME", "X-WR-CALNAME")),
            *(line(name, text(FORMAT.leaves_out)) for name in ("DESCRIPTION", "X-WR-CALDESC")),
            line("URL", _address(heading.address)),
        )
    )
    for event in events:
        if event.date and (days := _days(event.date)):
            yield "".join(_lines(event, event.date, days, heading.origin))
    yield "END:VCALENDAR\r\n"


def _days(date: Date) -> tuple[int, int] | None:
    """The first day and the one after the last, None where a calendar cannot show them truly."""
    first, last = date.earliest_day, date.latest_day
    if first is None or last is None or not (first >= _FIRST_DAY and last <= _LAST_DAY):
        return None
    lasted = isinstance(parse_edtf(date.edtf), Interval)
    return (first, last + 1) if date.precision in _FINE and (lasted or last - first < _MONTH) else None


def _lines(event: EventDocument, date: Date, days: tuple[int, int], origin: str) -> Iterator[str]:
    revised = event.revised_at or event.published_at or _EPOCH
    language = f";LANGUAGE={event.language}"
    address = origin + event.url
    yield "BEGIN:VEVENT\r\n"
    yield line("UID", event.uid)
    yield line("DTSTAMP", _moment(revised))
    yield line("LAST-MODIFIED", _moment(revised))
    yield line("SEQUENCE", str(event.revision))
    yield line("DTSTART;VALUE=DATE", _day(days[0]))
    yield line("DTEND;VALUE=DATE", _day(days[1]))
    yield line("X-EDTF", text(date.edtf))
    yield line(f"SUMMARY{language}", text(event.title))
    yield line(f"DESCRIPTION{language}", text("\n\n".join(filter(None, [date.label, event.summary, address]))))
    yield line("URL", _address(address))
    yield line("CATEGORIES", text(event.kind.label))
    if event.place and event.place.name:
        yield line("LOCATION", text(event.place.name))
    if event.place and event.place.latitude is not None:
        yield line("GEO", f"{event.place.latitude};{event.place.longitude}")
    yield "TRANSP:TRANSPARENT\r\nEND:VEVENT\r\n"


def _day(number: int) -> str:
    year, month, day = civil_date(number)
    return f"{year:04}{month:02}{day:02}"


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _address(address: str) -> str:
    """An address as it may stand in a line of its own."""
    return "".join(character for character in address if character.isprintable() and character != " ")


FORMAT = Format(
    name="ics",
    extension="ics",
    label="iCalendar",
    media_type="text/calendar",
    shape=EventDocument,
    write=write,
    leaves_out="Left out: undated and open-ended events, those whose date is less close than a month, "
    "and those before the year 1; times of day, actors and citations.",
)
