"""iCalendar that icalendar reads back with the same dates and texts."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar, Event

from events.documents import EventDocument
from events.formats.ics import FORMAT, write
from tests.formats.documents import AT, HEADING, TEHRAN, UID, documents, make_document


def events_of(*events: EventDocument) -> list[Event]:
    return Calendar.from_ical("".join(write(events, HEADING))).events


def said(value: str) -> str:
    """The text of a property that icalendar does not know, and leaves escaped."""
    return value.replace("\\,", ",").replace("\\;", ";")


def test_a_day_ends_where_the_next_begins_and_is_in_no_time_zone() -> None:
    (event,) = events_of(make_document(date="2023-07-20", place=TEHRAN, language="he"))

    assert event["UID"] == UID
    assert event["DTSTART"].to_ical() == b"20230720"
    assert event["DTEND"].to_ical() == b"20230721"
    assert event["DTSTART"].params["VALUE"] == "DATE"
    assert event["SUMMARY"].params["LANGUAGE"] == "he"
    assert event["DTSTAMP"].dt == AT.replace(microsecond=0)
    assert (event["X-EDTF"], event["SEQUENCE"], event["GEO"].to_ical()) == ("2023-07-20", 3, "35.69;51.39")


@pytest.mark.parametrize(
    ("edtf", "start", "end"),
    [
        ("2023-07-20T23:30:00-08:00", date(2023, 7, 20), date(2023, 7, 21)),
        ("2007-09", date(2007, 9, 1), date(2007, 10, 1)),
        ("2007-09~", date(2007, 9, 1), date(2007, 10, 1)),
        ("2019-08-08/2019-08-11", date(2019, 8, 8), date(2019, 8, 12)),
        ("2006-03-01/2019-11-30", date(2006, 3, 1), date(2019, 12, 1)),
        ("[2019-03-01..2019-03-05]", date(2019, 3, 1), date(2019, 3, 6)),
        ("2023-12-31", date(2023, 12, 31), date(2024, 1, 1)),
        ("0001-01-01", date(1, 1, 1), date(1, 1, 2)),
    ],
)
def test_a_date_stands_between_its_outer_bounds(edtf: str, start: date, end: date) -> None:
    (event,) = events_of(make_document(date=edtf))

    assert (event["DTSTART"].dt, event["DTEND"].dt, event["X-EDTF"]) == (start, end, edtf)


@pytest.mark.parametrize(
    "edtf",
    [
        *("2023", "2010-21", "201X", "2006/2019", "2023-XX-15", "[2019,2020]", "[2019-01-01..2019-03-01]"),
        *("1979-01-01/..", "../1990-01-01", "-0043-03-15", "0000", "9999-12-31", None),
    ],
)
def test_what_a_calendar_would_state_falsely_is_left_out(edtf: str | None) -> None:
    assert events_of(make_document(date=edtf)) == []


def test_the_calendar_says_what_it_leaves_out_and_where_it_is_from() -> None:
    calendar = Calendar.from_ical("".join(write([], HEADING)))

    assert calendar["DESCRIPTION"] == FORMAT.leaves_out
    assert said(calendar["X-WR-CALDESC"]) == FORMAT.leaves_out
    assert calendar["URL"] == HEADING.address
    assert calendar["NAME"] == calendar["X-WR-CALNAME"] == HEADING.title


def test_the_description_begins_with_the_date_in_words() -> None:
    (event,) = events_of(make_document(date="2007-09", summary="One.\nTwo; three, four \\ five."))

    assert event["DESCRIPTION"] == (
        f"September 2007\n\nOne.\nTwo; three, four \\ five.\n\nhttps://example.org/events/{UID}-a-visit/"
    )


def test_no_line_is_longer_than_75_octets_and_none_breaks_a_character() -> None:
    written = "".join(write([make_document(title="رئیس‌جمهور به لاپاز رفت " * 20)], HEADING))

    lines = written.encode().split(b"\r\n")
    assert max(map(len, lines)) == 75
    for line in lines:
        line.decode()
    assert written.endswith("END:VCALENDAR\r\n")


@given(st.lists(documents(), max_size=3))
@settings(max_examples=25, deadline=None)
def test_any_text_is_read_back_as_it_was(events: list[EventDocument]) -> None:
    written = "".join(write(events, HEADING))
    shown = [event for event in events if events_of(event)]

    read = Calendar.from_ical(written).events

    assert len(read) == len(shown)
    for event, document in zip(read, shown, strict=True):
        assert event["DTEND"].dt > event["DTSTART"].dt
        assert event["DTSTAMP"].dt == datetime(2026, 11, 23, 12, 30, 5, tzinfo=UTC)
        assert said(event["X-EDTF"]) == document.date.edtf  # type: ignore[union-attr]
    for line in written.encode().split(b"\r\n"):
        assert len(line) <= 75
        assert b"\n" not in line
        assert b"\r" not in line
