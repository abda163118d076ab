"""Settling what sources differ on: a source's date is taken, a difference is closed with a reason."""

import pytest
from django.core.exceptions import ValidationError

from events.models import Event, Source
from events.services.editing import save_record
from events.services.settling import close_difference, dates_given, take_date
from events.services.snapshots import snapshot_event
from tests.conftest import NOW
from tests.factories import cite, make_event, make_source

pytestmark = pytest.mark.django_db


@pytest.fixture
def source() -> Source:
    return make_source("The Daily")


@pytest.fixture
def event(source: Source) -> Event:
    """Dated to 2020, where The Daily says 15 January 2013 and another 2013."""
    worded = cite(
        source,
        aspect="date",
        stated_date="2013-01-15",
        stated_text="last Tuesday",
        stated_anchor="2013-01-17",
        stated_rule="weekday before",
    )
    return make_event(date="2020", citations=[worded, cite(make_source(), stated_date="2014")])


def test_the_date_of_a_source_is_taken_with_its_words_and_how_it_was_worked_out(event: Event, source: Source) -> None:
    document = take_date(snapshot_event(event), source.uid, "date")

    saved = save_record(document, author=None, at=NOW)
    assert (str(saved.date), saved.date_text) == ("2013-01-15", "last Tuesday")
    assert (str(saved.date_anchor), saved.date_rule) == ("2013-01-17", "weekday before")


@pytest.mark.parametrize("aspect", ["occurrence", "no such aspect"])
def test_a_date_that_nobody_gives_cannot_be_taken(event: Event, source: Source, aspect: str) -> None:
    with pytest.raises(ValidationError, match="gives a date"):
        take_date(snapshot_event(event), source.uid, aspect)


def test_the_dates_that_may_be_taken_are_those_that_differ_from_the_events_own(event: Event, source: Source) -> None:
    before = snapshot_event(event)

    after = take_date(before, source.uid, "date")

    assert [row.stated_date for row in dates_given(before)] == ["2014", "2013-01-15"]
    assert [row.stated_date for row in dates_given(after)] == ["2014"]


def test_a_closed_difference_counts_no_more_before_it_is_saved_and_after(event: Event) -> None:
    before = snapshot_event(event)
    assert before.assessment.differs == ["date"]

    document = close_difference(before, "date", "The second is a slip.")

    assert document.assessment.differs == []
    saved = save_record(document, author=None, at=NOW)
    assert [row.reason for row in saved.closed_differences.all()] == ["The second is a slip."]
    assert before.assessment.differs == ["date"]  # what it was made of stays


@pytest.mark.parametrize(("aspect", "reason"), [("date", " "), ("place", "It is settled.")])
def test_a_difference_is_closed_where_there_is_one_and_with_a_reason(event: Event, aspect: str, reason: str) -> None:
    with pytest.raises(ValidationError):
        close_difference(snapshot_event(event), aspect, reason)
