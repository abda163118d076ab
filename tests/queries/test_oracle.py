"""What the queries find, compared with a slow reading of the same rules in plain Python over every event.

The oracle reads the desk's own tables and the dates' texts, never the publications that the queries read.
"""

import json
from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import inf
from random import Random

import pytest
from django.db import transaction

from events.dates import DISTANT_FUTURE, DISTANT_PAST, Bounds, civil_date, parse_edtf
from events.models import Event, Publication, TimelineEntry
from events.models.publications import Facet
from events.queries import facets
from events.queries.chronology import find_events
from events.queries.counting import count_events
from events.queries.facets import FacetCounts, count_facets
from events.queries.questions import EventQuery, Window
from events.services.snapshots import snapshot_event
from events.services.synthesis import synthesize
from tests.conftest import NOW

pytestmark = pytest.mark.django_db

MATCHINGS = ("overlaps", "within", "starts", "covers")


@dataclass(frozen=True)
class Known:
    """An event as the oracle sees it: the days on which it may have begun and ended, and what it is found by."""

    uid: str
    begins: tuple[float, float] | None
    ends: tuple[float, float] | None
    exact: bool
    facets: frozenset[tuple[str, str]]
    changed: datetime

    @property
    def place(self) -> tuple[float, float, str]:
        assert self.begins
        assert self.ends
        return (self.ends[1] if self.begins[0] == -inf else self.begins[0], self.ends[1], self.uid)


def known(event: Event, timelines: dict[str, set[str]], changed: datetime) -> Known:
    found_by = {(Facet.KIND, event.kind.slug), *((Facet.TIMELINE, uid) for uid in timelines.get(event.uid, ()))}
    found_by |= {(Facet.ACTOR, part.actor.uid) for part in event.participations.all()}
    found_by |= {(Facet.SOURCE, citation.source.uid) for citation in event.citations.all()}
    found_by |= {(Facet.COUNTRY, event.place_country)} if event.place_country else set()
    found_by |= {(Facet.ROLE, part.role) for part in event.participations.all()}
    found_by |= {(Facet.ROLE, f"{part.actor.uid}/{part.role}") for part in event.participations.all()}
    assessment = snapshot_event(event).assessment
    found_by |= {(Facet.SUPPORT, assessment.support), *((Facet.DIFFERS, aspect) for aspect in assessment.differs)}
    if event.date is None:
        return Known(event.uid, None, None, True, frozenset(found_by), changed)
    begins, ends = reaches(str(event.date), event.date.bounds)
    return Known(event.uid, begins, ends, not set("~?%") & set(str(event.date)), frozenset(found_by), changed)


def reaches(text: str, bounds: Bounds) -> tuple[tuple[float, float], tuple[float, float]]:
    """`..` before a slash began before all days, behind it goes on beyond them; every other end that has no bound may
    lie anywhere."""
    begun_at_all_times, goes_on = text.startswith("../"), text.endswith("/..")
    first = -inf if bounds.earliest is None else bounds.earliest
    last = inf if bounds.latest is None else bounds.latest
    begun = -inf if begun_at_all_times else inf if bounds.start_latest is None else bounds.start_latest
    ended = inf if goes_on else -inf if bounds.end_earliest is None else bounds.end_earliest
    return (first, begun), (ended, last)


def verdict(event: Known, window: Window | None) -> tuple[bool, str | None]:
    """Whether an event matches, and how surely."""
    if window is None:
        return True, None
    if event.begins is None or event.ends is None:
        return True, "possible"
    low = -inf if window.first == DISTANT_PAST else window.first
    high = inf if window.last == DISTANT_FUTURE else window.last
    (first, begun), (ended, last) = event.begins, event.ends
    matches, surely = {
        "overlaps": (first <= high and last >= low, begun <= high and ended >= low),
        "within": (first >= low and last <= high, True),
        "starts": (first <= high and begun >= low, first >= low and begun <= high),
        "covers": (first <= low and last >= high, begun <= low and ended >= high),
    }[window.match]
    return matches, "certain" if surely and event.exact and window.exact else "possible"


def chosen(event: Known, query: EventQuery) -> bool:
    """Whether an event has all that must hold, and of each choice one value."""
    choices = [{(facet, value) for value in values} for facet, values in query.any_of]
    return set(query.facets) <= event.facets and all(choice & event.facets for choice in choices)


def expected(events: list[Known], query: EventQuery) -> list[tuple[str, str | None]]:
    """The uids and verdicts of the whole list."""
    undated = query.undated or ("include" if query.window is None else "exclude")
    found = [(event, *verdict(event, query.window)) for event in events if chosen(event, query)]
    dated = sorted(
        ((event, sure) for event, matches, sure in found if matches and event.begins), key=lambda hit: hit[0].place
    )
    rest = sorted(((event, sure) for event, _, sure in found if not event.begins), key=lambda hit: hit[0].uid)
    if query.order in ("updated", "-updated"):
        some = {"include": [*dated, *rest], "exclude": dated, "only": rest}[undated]
        lately = sorted(some, key=lambda hit: (hit[0].changed, hit[0].uid), reverse=query.order == "-updated")
        return [(event.uid, sure) for event, sure in lately]
    sections = {"include": [dated, rest], "exclude": [dated], "only": [rest]}[undated]
    return [(event.uid, sure) for part in sections for event, sure in (part if query.order == "date" else part[::-1])]


def everything(query: EventQuery) -> list[tuple[str, str | None]]:
    """All pages of a list, forward; on the way back each page must be the one that was seen."""
    pages, cursor = [], query.cursor
    while True:
        page = find_events(EventQuery(**{**vars(query), "cursor": cursor}))
        pages.append([(json.loads(hit.document)["uid"], hit.match) for hit in page.hits])
        if page.next is None:
            break
        cursor = page.next
    for place in range(len(pages) - 2, -1, -1):
        assert page.previous is not None
        page = find_events(EventQuery(**{**vars(query), "cursor": page.previous}))
        assert [json.loads(hit.document)["uid"] for hit in page.hits] == [uid for uid, _ in pages[place]]
    assert page.previous is None
    return [hit for page_ in pages for hit in page_]


@pytest.fixture(scope="module")
def events(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> list[Known]:
    """Four hundred published events of every kind of date, in a transaction that is rolled back."""
    with django_db_blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]
        list(synthesize(400, seed=11, at=NOW))
        timelines: dict[str, set[str]] = {}
        for event, timeline in TimelineEntry.objects.values_list("event__uid", "timeline__uid"):
            timelines.setdefault(event, set()).add(timeline)
        rows = Event.objects.select_related("kind").prefetch_related("participations__actor", "citations__source")
        moments = at_random_moments(Random(3))
        yield [known(event, timelines, moments[event.uid]) for event in rows.order_by("pk")]
        transaction.set_rollback(True)


def at_random_moments(random: Random) -> dict[str, datetime]:
    """As if the events had last changed at a dozen moments: when each did, by uid."""
    moments = {
        uid: NOW + timedelta(microseconds=random.choice([0, 1, 408_720, 10**6, 86_400_000_001]) * random.randrange(3))
        for uid in Event.objects.values_list("uid", flat=True)
    }
    for uid, moment in moments.items():
        Publication.objects.filter(uid=uid).update(revised_at=moment)
    return moments


def random_query(events: list[Known], random: Random) -> EventQuery:
    """A window between the dates of two events, in one of all ways, with up to three facets of a third event."""
    dates = [str(date) for date in random.choices(Event.objects.exclude(date=None).values_list("date", flat=True), k=2)]
    start, end = (random.choice([text, text, text, None]) for text in dates)
    window = Window.between(
        parse_edtf(start) if start else None, parse_edtf(end) if end else None, random.choice(MATCHINGS)
    )
    if window.first > window.last or random.random() < 0.1:
        window = Window.between(parse_edtf(dates[0]), parse_edtf(dates[0]), window.match)
    some = sorted(random.choice(events).facets)
    return EventQuery(
        window=random.choice([window, window, window, None]),
        facets=tuple(random.sample(some, random.choice([0, 1, 1, 2, 3]))),
        undated=random.choice([None, None, "include", "exclude", "only"]),
        order=random.choice(["date", "-date", "updated", "-updated"]),
        page_size=random.choice([1, 7, 50, 500]),
        any_of=random_choices(events, random),
    )


def random_choices(events: list[Known], random: Random) -> tuple[tuple[Facet, tuple[str, ...]], ...]:
    """Now and then some values of a facet or two, of which an event must have one; each of some event's own."""
    names = random.sample(
        [Facet.KIND, Facet.COUNTRY, Facet.SUPPORT, Facet.ROLE, Facet.ACTOR], random.choice([0, 0, 1, 1, 2])
    )
    some = random.choices(events, k=random.choice([1, 2, 5, 30]))
    values = {
        name: sorted({value for event in some for facet, value in event.facets if facet == name}) for name in names
    }
    return tuple((name, tuple(found)) for name, found in values.items() if found)


def counted(events: list[Known], query: EventQuery) -> FacetCounts:
    """The facets of what is expected, one event at a time."""
    found = {uid for uid, _ in expected(events, query)}
    some = [event for event in events if event.uid in found]
    values = Counter(key for event in some for key in event.facets)

    def of(name: Facet) -> dict[str, int]:
        numbers = {value: number for (facet, value), number in values.items() if facet == name}
        return dict(sorted(numbers.items(), key=lambda item: (-item[1], item[0])))

    keys = [event.place[0] for event in some if event.begins]
    actors = sorted(((number, uid) for uid, number in of(Facet.ACTOR).items()), reverse=True)
    return FacetCounts(
        total=len(some),
        years=dict(sorted(Counter(civil_date(int(key))[0] for key in keys if abs(key) != inf).items())),
        actors={uid: number for number, uid in actors[: facets.MOST_ACTORS]},
        more_actors=len(actors) > facets.MOST_ACTORS,
        kinds=of(Facet.KIND),
        countries=of(Facet.COUNTRY),
        support=of(Facet.SUPPORT),
    )


@pytest.mark.parametrize(("few", "most", "some"), [(0, 50, 200), (0, 3, 1), (400, 3, 200)])
def test_facets_are_counted_alike_in_either_way(
    events: list[Known], few: int, most: int, some: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One by one where few events are found, by intersection where many are: wherever the lines are drawn."""
    for name, number in {"FEW": few, "MOST_ACTORS": most, "_SOME_ACTORS": some}.items():
        monkeypatch.setattr(facets, name, number)
    random = Random(few + most)
    for _ in range(40):
        query = random_query(events, random)
        assert count_facets(query) == counted(events, query), query
    assert count_facets(EventQuery()) == counted(events, EventQuery())


@pytest.mark.parametrize("few", [0, 40, 2000])
def test_the_latest_changes_are_found_in_either_way(
    events: list[Known], few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Put in order where few match, read in order where many do: wherever the line is drawn."""
    monkeypatch.setattr("events.queries.recency.FEW", few)
    random = Random(few)
    for _ in range(25):
        query = replace(random_query(events, random), order=random.choice(["updated", "-updated"]))
        right = expected(events, query)
        assert everything(replace(query, page_size=max(query.page_size, len(right) // 12 + 1))) == right, query


@pytest.mark.parametrize("seed", range(4))
def test_the_queries_find_what_a_slow_reading_of_every_event_finds(events: list[Known], seed: int) -> None:
    random = Random(seed)
    found_some = 0
    for _ in range(60):
        query = random_query(events, random)
        right = expected(events, query)
        query = EventQuery(**{**vars(query), "page_size": max(query.page_size, len(right) // 12 + 1)})

        assert everything(query) == right, query
        assert count_events(query) == len(right), query
        assert count_facets(query) == counted(events, query), query
        found_some += bool(right)

    assert found_some > 20


@pytest.mark.parametrize("match", MATCHINGS)
def test_each_way_to_match_is_certain_of_some_and_unsure_of_others(events: list[Known], match: str) -> None:
    first, last = ("2010-05-07", "2010-05-08") if match == "covers" else ("195X", "200X")
    window = Window.between(parse_edtf(first), parse_edtf(last), match)  # type: ignore[arg-type]

    verdicts = [sure for _, sure in expected(events, EventQuery(window))]

    assert {"certain", "possible"} == set(verdicts)
    assert len(verdicts) < len(events)
