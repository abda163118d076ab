"""Which events of the record may have fallen into a decade."""

import pytest

from events.models import Event
from events.queries.decades import Decade, decades
from tests.factories import make_event

pytestmark = pytest.mark.django_db

DATES = [
    "1989-12-31", "1990", "1999-12-31", "2000-01-01", "198X", "1985/1991", "1900/2020", "1999/..", "2000/..", "1980/..",
    "../1990", "../1989", "../2005", "[..1995]", "19XX", "0001", "-0044-03-15", "1994~", "1990-XX-15", None,
]  # fmt: skip


def test_the_parts_of_a_decade_are_what_overlaps_it_each_once() -> None:
    for date in DATES:
        make_event(date=date)

    for decade in map(Decade, (-50, 0, 1970, 1980, 1990, 2000, 2010)):
        whole = list(decade.overlapping(Event.objects.all()).values_list("pk", flat=True))
        parts = [pk for part in decade.in_parts(Event.objects.all()) for pk in part.values_list("pk", flat=True)]
        assert sorted(parts) == sorted(whole), decade


def test_the_nineties_hold_what_began_lasted_or_ended_in_them() -> None:
    events = {date: make_event(date=date) for date in DATES}

    inside = Decade(1990).overlapping(Event.objects.all())

    assert {date for date, event in events.items() if event in inside} == {
        "1990", "1999-12-31", "1985/1991", "1900/2020", "1999/..", "1980/..", "../1990", "../2005", "[..1995]", "19XX",
        "1994~", "1990-XX-15",
    }  # fmt: skip


def test_the_decades_are_those_from_the_first_dated_event_to_the_last() -> None:
    assert decades() == []
    for date in ("1987", "2011", "../1960", None):
        make_event(date=date)

    assert [decade.year for decade in decades()] == [1960, 1970, 1980, 1990, 2000, 2010]


@pytest.mark.parametrize(("year", "said"), [(1990, "199X"), (0, "0000/0009"), (-50, "-0050/-0041")])
def test_a_decade_is_a_date(year: int, said: str) -> None:
    decade = Decade(year)

    assert str(decade.edtf) == said
    assert (decade.edtf.earliest, decade.edtf.latest) == (decade.first, decade.last)
