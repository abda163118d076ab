"""Published events in the order of time, compared with a slow reading of the same rules in plain Python."""

import calendar
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain
from math import inf
from random import Random
from typing import Literal

import pytest

from events.dates import DISTANT_FUTURE, DISTANT_PAST
from events.models.publications import Facet
from events.queries.chronology import Hit, Page, find_events
from events.queries.questions import EventQuery, Order, Window
from tests.factories import make_actor, make_event, make_published_event, make_published_timeline


@dataclass(frozen=True)
class Extent:
    """When something began and ended, at the soonest and at the latest."""

    begins: tuple[float, float]
    ends: tuple[float, float]
    exact: bool = True

    @property
    def key(self) -> tuple[float, float]:
        return (self.ends[1] if self.begins[0] == -inf else self.begins[0], self.ends[1])


def first(text: str) -> int:
    year, month, day = (int(part) for part in (*text.split("-"), "1", "1")[:3])
    return date(year, month, day).toordinal()


def last(text: str) -> int:
    year, month, *day = (int(part) for part in (*text.split("-"), "12")[: max(2, text.count("-") + 1)])
    return date(year, month, day[0] if day else calendar.monthrange(year, month)[1]).toordinal()


def extent(text: str) -> Extent:
    """What an EDTF text of `written_dates` means: the rules of the reference, once more and slowly."""
    exact = not set("~?%") & set(text)
    plain = text.translate({ord(mark): None for mark in "~?%[]"})
    if "/" in plain:
        start, end = plain.split("/")
        finish = {"": inf, "..": inf}.get(end) or last(end)
        begin = {"": -inf, "..": -inf}.get(start) or first(start)
        begun = -inf if start == ".." else finish if start == "" else last(start)
        ended = inf if end == ".." else begin if end == "" else first(end)
        return Extent((begin, begun), (ended, finish), exact)
    members = plain.replace("..", " .. ").replace(",", " ").split()
    begin = -inf if members[0] == ".." else first(members[0])
    finish = inf if members[-1] == ".." else last(members[-1])
    return Extent((begin, finish), (begin, finish), exact)


def written_dates(number: int, random: Random) -> Iterator[str]:
    """Random EDTF of the years 2000 to 2012, every form of it."""

    def one(early: int, late: int) -> str:
        year, month = random.randint(early, late), random.randint(1, 12)
        return random.choice([f"{year}", f"{year}-{month:02}", f"{year}-{month:02}-{random.randint(1, 28):02}"])

    for _ in range(number):
        early, late = one(2000, 2005), one(2006, 2012)
        yield random.choice(
            [
                one(2000, 2012),
                one(2000, 2012),
                one(2000, 2012) + random.choice("~?%"),
                f"{early}/{late}",
                f"{early}~/{late}",
                f"{early}/..",
                f"{early}/",
                f"../{late}",
                f"/{late}",
                f"[{early}..{late}]",
                f"[{early},{late}]",
                f"[..{late}]",
                f"[{early}..]",
            ]
        )


@pytest.fixture
def written(db: None) -> dict[str, str]:
    """Sixty published events at random dates, by uid."""
    return {make_published_event(date=text).uid: text for text in written_dates(60, Random(7))}


def uids(page: Page) -> list[str]:
    return [json.loads(hit.document)["uid"] for hit in page.hits]


def window(first_: str | None, last_: str | None, match: Literal["overlaps", "within"] = "overlaps") -> Window:
    return Window(first(first_) if first_ else DISTANT_PAST, last(last_) if last_ else DISTANT_FUTURE, match)


def verdict(text: str, asked: Window) -> str | None:
    """What the rules make of a date in a window: certain, possible, or None where it cannot match."""
    when = extent(text)
    low = -inf if asked.first == DISTANT_PAST else asked.first
    high = inf if asked.last == DISTANT_FUTURE else asked.last
    if asked.match == "within":
        inside = when.begins[0] >= low and when.ends[1] <= high
        return None if not inside else "certain" if when.exact else "possible"
    if when.begins[0] > high or when.ends[1] < low:
        return None
    surely = when.begins[1] <= high and when.ends[0] >= low
    return "certain" if surely and when.exact else "possible"


def test_events_stand_in_the_order_of_time_and_undated_ones_last_in_both(written: dict[str, str]) -> None:
    undated = sorted(make_published_event(date=None).uid for _ in range(3))
    expected = sorted(written, key=lambda uid: (*extent(written[uid]).key, uid))

    rising = uids(find_events(EventQuery(order="date", page_size=500)))
    falling = uids(find_events(EventQuery(order="-date", page_size=500)))

    assert rising == expected + undated
    assert falling == expected[::-1] + undated[::-1]


def test_an_open_beginning_stands_where_it_ends(db: None) -> None:
    titles = {"2004": "before", "../2005-06": "open", "[..2005-07]": "some time before", "2006": "after"}
    for text, title in titles.items():
        make_published_event(title, date=text)

    page = find_events(EventQuery())

    assert [json.loads(hit.document)["title"] for hit in page.hits] == list(titles.values())


@pytest.mark.parametrize("order", ["date", "-date"])
def test_paging_loses_nothing_and_doubles_nothing_in_either_direction(db: None, order: Order) -> None:
    dates = ["2004", "2004", "2004", "2004-05", "../2004", "2003/..", "2005-01-01", None, None, None, None]
    for text in dates:
        make_published_event(date=text)
    everything = uids(find_events(EventQuery(order=order, page_size=500)))

    for size in range(1, len(dates) + 2):
        page = find_events(EventQuery(order=order, page_size=size))
        assert page.previous is None
        forward = [uids(page)]
        while page.next is not None:
            page = find_events(EventQuery(order=order, page_size=size, cursor=page.next))
            forward.append(uids(page))
        backward = [uids(page)]
        while page.previous is not None:
            page = find_events(EventQuery(order=order, page_size=size, cursor=page.previous))
            backward.insert(0, uids(page))

        assert list(chain(*forward)) == everything, size
        assert all(len(part) == size for part in forward[:-1]), size
        assert list(chain(*backward)) == everything, size


def test_windows_find_what_the_rules_say_and_how_surely(written: dict[str, str]) -> None:
    random = Random(2006)
    for _ in range(120):
        ends = sorted(written_plain(random) for _ in range(2))
        given = [random.choice([ends[0], ends[0], None]), random.choice([ends[1], ends[1], None])]
        asked = window(*given, match=random.choice(["overlaps", "within"]))

        page = find_events(EventQuery(window=asked, page_size=500))

        expected = {uid: found for uid, text in written.items() if (found := verdict(text, asked))}
        assert dict(zip(uids(page), (hit.match for hit in page.hits), strict=True)) == expected, asked


def written_plain(random: Random) -> str:
    year, month = random.randint(1999, 2013), random.randint(1, 12)
    return random.choice([f"{year}", f"{year}-{month:02}", f"{year}-{month:02}-{random.randint(1, 28):02}"])


@pytest.mark.parametrize(
    ("text", "asked", "match"),
    [
        ("[2006..2019]", window("2010", "2010"), "possible"),
        ("2006/2019", window("2010", "2010"), "certain"),
        ("[2006..2019]", window("2006", "2019"), "certain"),
        ("2010", window("2010-05", "2010-06"), "possible"),
        ("2010-05-31", window("2010-05", "2010-06"), "certain"),
        ("2010-05~", window("2010", "2010"), "possible"),
        ("2010-05?", window("2010", "2010", "within"), "possible"),
        ("2006/2019~", window("2010", "2010"), "possible"),
        ("2010-05", window("2010", "2010", "within"), "certain"),
        ("2006/2019", window("2010", "2010", "within"), None),
        ("1979/..", window("2023", "2023"), "certain"),
        ("1979/", window("2023", "2023"), "possible"),
        ("[1979..]", window("2023", "2023"), "possible"),
        ("../2010", window("1900", "1900"), "certain"),
        ("/2010", window("1900", "1900"), "possible"),
        ("/2010", window("2009", "2010"), "certain"),
        ("[..2010]", window(None, "2010"), "certain"),
        ("2010", window("2011", None), None),
        ("2010", window(None, "2009"), None),
        ("2010-12-31", window("2011", None), None),
        (None, window(None, None), None),
    ],
)
def test_a_match_is_certain_only_when_no_reading_of_the_date_escapes(
    db: None, text: str | None, asked: Window, match: str | None
) -> None:
    make_published_event(date=text)

    page = find_events(EventQuery(window=asked))

    assert [hit.match for hit in page.hits] == ([match] if match else [])


def test_without_a_window_there_is_no_verdict(db: None) -> None:
    make_published_event(date="2010~")

    page = find_events(EventQuery())

    assert [hit.match for hit in page.hits] == [None]


def test_events_are_chosen_by_all_facets_at_once(db: None) -> None:
    iran, bolivia = make_actor("Iran"), make_actor("Bolivia")
    both = make_published_event(participants=[(iran, "host"), (bolivia, "signatory"), (iran, "signatory")])
    other = make_published_event(participants=[(iran, "host")])
    timeline = make_published_timeline(events=[other])
    make_event(participants=[(iran, "host"), (bolivia, "host")])

    def found(*facets: tuple[Facet, str]) -> set[str]:
        hits = uids(find_events(EventQuery(facets=facets)))
        assert len(hits) == len(set(hits))
        return set(hits)

    assert found((Facet.ACTOR, iran.uid)) == {both.uid, other.uid}
    assert found((Facet.ACTOR, iran.uid), (Facet.ACTOR, bolivia.uid)) == {both.uid}
    assert found((Facet.TIMELINE, timeline.uid)) == {other.uid}
    assert found((Facet.TIMELINE, timeline.uid), (Facet.ACTOR, bolivia.uid)) == set()


def test_a_hit_is_the_stored_text(db: None) -> None:
    event = make_published_event("A visit")

    (hit,) = find_events(EventQuery()).hits

    assert isinstance(hit, Hit)
    assert hit.document.startswith(f'{{"uid":"{event.uid}"')
    assert hit.document.endswith('"match":null}')
