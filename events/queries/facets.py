"""How many of the events that a query finds fall to each year, actor, kind, country and degree of support.

Of a few events the keys are counted one by one. Of many the postings are intersected, actors in falling order of all
their events: none has more of some events than of all, so that one stops where no later one can come among the first.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from heapq import heappush, heappushpop

from django.db import connection
from pyroaring import BitMap

from events.dates import DISTANT_FUTURE, DISTANT_PAST, civil_date
from events.models.publications import Facet
from events.queries.arms import slots
from events.queries.postings import Postings, found, postings
from events.queries.questions import EventQuery

MOST_ACTORS = 50
# So many events are counted one by one sooner than by intersection.
FEW = 2000
_SOME_ACTORS = 200
_COUNTED = (Facet.KIND, Facet.COUNTRY, Facet.SUPPORT)


@dataclass
class FacetCounts:
    """The numbers of events, all and by value; `actors` are the most frequent by uid, and `more_actors` says whether
    there are others."""

    total: int = 0
    years: dict[int, int] = field(default_factory=dict)
    actors: dict[str, int] = field(default_factory=dict)
    more_actors: bool = False
    kinds: dict[str, int] = field(default_factory=dict)
    countries: dict[str, int] = field(default_factory=dict)
    support: dict[str, int] = field(default_factory=dict)


def count_facets(query: EventQuery) -> FacetCounts:
    """The counts of all that a query finds, on whatever pages; values by falling number, years rising."""
    if not (any(query.choices) or query.words) and query.window is None and query.undated in (None, "include"):
        return _of_all()
    standing = postings()
    events = found(query, standing)
    return _one_by_one(events) if len(events) <= FEW else _by_intersection(events, standing)


def _of_all() -> FacetCounts:
    singles = (*_COUNTED, Facet.YEAR, Facet.ALL)
    with connection.cursor() as cursor:
        sql = "SELECT facet, value, events FROM events_postingtotal"
        cursor.execute(f"{sql} WHERE facet IN ({slots(singles)})", singles)
        counted = {(facet, value): events for facet, value, events in cursor.fetchall()}
        most = f"{sql} WHERE facet = %s ORDER BY events DESC, value DESC LIMIT {MOST_ACTORS + 1}"
        cursor.execute(most, [Facet.ACTOR])
        actors = [(events, uid) for _, uid, events in cursor.fetchall()]
    return _counts(counted.pop((Facet.ALL, ""), 0), counted, actors)


def _one_by_one(events: BitMap) -> FacetCounts:
    if not events:
        return FacetCounts()
    pks = list(events)
    with connection.cursor() as cursor:
        # All facets: asked for some of them, SQLite may read all keys of these and not those of the events.
        cursor.execute(
            "SELECT facet, value, count(*) FROM events_publicationkey"
            f" WHERE publication_id IN ({slots(pks)}) GROUP BY facet, value",
            pks,
        )
        counted = {(facet, value): number for facet, value, number in cursor.fetchall()}
        cursor.execute(
            f"SELECT sort_key, count(*) FROM events_publication WHERE id IN ({slots(pks)}) GROUP BY sort_key", pks
        )
        days = cursor.fetchall()
    actors = sorted(((number, uid) for (facet, uid), number in counted.items() if facet == Facet.ACTOR), reverse=True)
    for day, number in days:
        if day is not None and DISTANT_PAST < day < DISTANT_FUTURE:
            key = (Facet.YEAR, str(civil_date(day)[0]))
            counted[key] = counted.get(key, 0) + number
    return _counts(len(events), counted, actors[: MOST_ACTORS + 1])


def _by_intersection(events: BitMap, standing: Postings) -> FacetCounts:
    counted: dict[tuple[str, str], int] = {
        (facet, value): events.intersection_cardinality(bits)
        for facet in (*_COUNTED, Facet.YEAR)
        for value, bits in standing.all_of(facet).items()
    }
    return _counts(len(events), counted, _most_frequent(events, standing))


def _most_frequent(events: BitMap, standing: Postings) -> list[tuple[int, str]]:
    """The actors with the most of some events, and one more: numbers falling, uids falling where these are the same."""
    best: list[tuple[int, str]] = []
    for some in _actors_by_total():
        if len(best) > MOST_ACTORS and max(some.values()) < best[0][0]:
            break
        for uid, bits in standing.some_of(Facet.ACTOR, list(some)).items():
            number = events.intersection_cardinality(bits)
            if not number:
                continue
            if len(best) <= MOST_ACTORS:
                heappush(best, (number, uid))
            else:
                heappushpop(best, (number, uid))
    return sorted(best, reverse=True)


def _actors_by_total() -> Iterator[dict[str, int]]:
    """All actors with the numbers of all their events, falling, some at a time."""
    last: tuple[int, str] | None = None
    sql = "SELECT value, events FROM events_postingtotal WHERE facet = %s"
    order = f"ORDER BY events DESC, value DESC LIMIT {_SOME_ACTORS}"
    while True:
        beyond = "" if last is None else " AND (events, value) < (%s, %s)"
        with connection.cursor() as cursor:
            cursor.execute(f"{sql}{beyond} {order}", [Facet.ACTOR, *(last or ())])
            some = dict(cursor.fetchall())
        if not some:
            return
        yield some
        last = min((events, uid) for uid, events in some.items())


def _counts(total: int, counted: dict[tuple[str, str], int], actors: list[tuple[int, str]]) -> FacetCounts:
    def of(facet: Facet) -> dict[str, int]:
        """By falling number, then by value."""
        values = [(-number, value) for (name, value), number in counted.items() if name == facet and number]
        return {value: -number for number, value in sorted(values)}

    return FacetCounts(
        total=total,
        years=dict(sorted((int(year), number) for year, number in of(Facet.YEAR).items())),
        actors={uid: number for number, uid in actors[:MOST_ACTORS]},
        more_actors=len(actors) > MOST_ACTORS,
        kinds=of(Facet.KIND),
        countries=of(Facet.COUNTRY),
        support=of(Facet.SUPPORT),
    )
