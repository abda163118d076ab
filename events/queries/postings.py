"""Sets of events by primary key, from the postings: what is found by facets, by days, by both.

A window is the years that lie in it whole, and of what reaches into it from outside or from the years at its ends what
the arms' own conditions find.

What was read of the postings is kept in the process while the same edition is public.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache, reduce

from django.db import connection
from pyroaring import BitMap

from events.dates import day_number
from events.models import RecordType
from events.models.publications import SPAN_UNDATED, Facet
from events.queries.arms import joined, slots, spans_of
from events.queries.days import days_of, surely
from events.queries.publications import edition
from events.queries.questions import Choice, EventQuery, Window
from events.queries.search import Condition, matching_ids

# Of these all values are read at once: they have hundreds, or a few thousand with few events each.
_WHOLE = frozenset({Facet.ALL, Facet.SPAN, Facet.YEAR, Facet.KIND, Facet.COUNTRY, Facet.SUPPORT})
# Of the others no more values are kept than these.
_MOST_KEPT = 20_000
_MOST_IN_A_QUERY = 500


class Postings:
    """The postings of one edition of what is public, read as they are asked for. What it gives is not to be changed."""

    def __init__(self) -> None:
        self._whole: dict[str, dict[str, BitMap]] = {}
        self._some: dict[tuple[str, str], BitMap] = {}

    def all_of(self, facet: Facet) -> dict[str, BitMap]:
        """The events of each value that a facet has; for facets that do not have many."""
        if facet not in self._whole:
            self._whole[facet] = _read(facet)
        return self._whole[facet]

    def some_of(self, facet: str, values: Sequence[str]) -> dict[str, BitMap]:
        """The events of each of the values; those that have none are left out."""
        if facet in _WHOLE:
            whole = self.all_of(Facet(facet))
            return {value: whole[value] for value in values if value in whole}
        kept = {value: bits for value in values if (bits := self._some.get((facet, value))) is not None}
        missing = [value for value in values if value not in kept]
        for first in range(0, len(missing), _MOST_IN_A_QUERY):
            kept |= self._keep(facet, _read(facet, missing[first : first + _MOST_IN_A_QUERY]))
        return kept

    def members(self, choice: Choice) -> BitMap:
        """The events that have one of the values."""
        return BitMap.union(BitMap(), *self.some_of(*choice).values())

    def _keep(self, facet: str, read: dict[str, BitMap]) -> dict[str, BitMap]:
        if len(self._some) + len(read) > _MOST_KEPT:
            self._some = {}
        self._some |= {(facet, value): bits for value, bits in read.items()}
        return read


def postings() -> Postings:
    """Those of what is public now."""
    now = edition()
    return _of_edition(now) if now else Postings()


@lru_cache(maxsize=1)
def _of_edition(_edition: str) -> Postings:
    return Postings()


def _read(facet: str, values: Sequence[str] | None = None) -> dict[str, BitMap]:
    chosen, parameters = ("", [facet]) if values is None else (f" AND value IN ({slots(values)})", [facet, *values])
    read: dict[str, BitMap] = {}
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT value, bits FROM events_posting WHERE facet = %s{chosen}", parameters)
        for value, bits in cursor.fetchall():
            part = BitMap.deserialize(bytes(bits))
            read[value] = read[value] | part if value in read else part
    return read


def found(query: EventQuery, standing: Postings | None = None) -> BitMap:
    """The primary keys of all events that a query finds, on whatever pages; `standing` are the postings, where they are
    at hand."""
    standing = standing or postings()
    sets = [standing.members(choice) for choice in query.choices]
    if any(not found_by for found_by in sets):
        return BitMap()
    if query.words:
        sets.append(BitMap(matching_ids(query.words)))
    if query.window is not None:
        sets.append(_in_window(query, query.window, standing))
    elif query.undated is not None and query.undated != "include":
        sets.append(standing.members((Facet.SPAN, tuple(map(str, spans_of(query))))))
    return reduce(BitMap.intersection, sorted(sets, key=len)) if sets else standing.members((Facet.ALL, ("",)))


def totals(choices: Iterable[Choice]) -> dict[tuple[str, str], int]:
    """How many events each value of the choices has; those that have none are left out."""
    wanted = [(facet, value) for facet, values in choices for value in values]
    if not wanted:
        return {}
    chosen = " OR ".join(["facet = %s AND value = %s"] * len(wanted))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT facet, value, events FROM events_postingtotal WHERE {chosen}",
            [part for key in wanted for part in key],
        )
        return {(facet, value): events for facet, value, events in cursor.fetchall()}


def _in_window(query: EventQuery, window: Window, standing: Postings) -> BitMap:
    there_are, in_window = sorted(map(int, standing.all_of(Facet.YEAR))), BitMap()
    of_years = cache(lambda whole: standing.members((Facet.YEAR, tuple(map(str, whole)))))
    rest: list[list[Condition]] = []
    for span in spans_of(query):
        if span == SPAN_UNDATED:
            in_window |= standing.members((Facet.SPAN, (str(span),)))
        elif (days := days_of(span, window)) is not None:
            whole = _whole_years(there_are, surely(span, window))
            if whole:
                in_window |= of_years(tuple(whole)) & standing.members((Facet.SPAN, (str(span),)))
            rest += [[("span = %s", span), *days, *outside] for outside in _outside(whole)]
    return in_window | _matching(rest)


def _whole_years(there_are: list[int], days: tuple[int, int] | None) -> list[int]:
    """Those of the years, which rise, all of whose days are among the days."""
    if days is None:
        return []
    first = bisect_left(there_are, days[0], key=lambda year: day_number(year, 1, 1))
    return there_are[first : bisect_right(there_are, days[1], key=lambda year: day_number(year, 12, 31))]


def _outside(years: list[int]) -> Iterator[list[Condition]]:
    """Before the years, and after them."""
    if not years:
        yield []
        return
    yield [("sort_key < %s", day_number(years[0], 1, 1))]
    yield [("sort_key > %s", day_number(years[-1], 12, 31))]


def _matching(rest: list[list[Condition]]) -> BitMap:
    """The events that meet all of some conditions."""
    if not rest:
        return BitMap()
    arms = [joined([("type = %s", RecordType.EVENT), *conditions]) for conditions in rest]
    sql = " UNION ALL ".join(f"SELECT id FROM events_publication WHERE {where}" for where, _ in arms)
    with connection.cursor() as cursor:
        cursor.execute(sql, [parameter for _, parameters in arms for parameter in parameters])
        return BitMap(pk for (pk,) in cursor.fetchall())
