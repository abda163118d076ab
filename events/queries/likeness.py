"""Which events may be the same as one: their days meet, an actor takes part in both, and their titles are alike.

The candidates are bounded, however many events there are: those of the event's rarer actors, and of what stands nearest
to it in time those that have its busier ones.
"""

from collections.abc import Collection, Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from django.db import connection
from django.db.models import QuerySet
from rapidfuzz.fuzz import token_set_ratio

from events.folding import fold
from events.models import Event, Participation
from events.queries.arms import DATED_SPANS
from events.queries.days import stretch

# Of 100. Rewordings of one event reach 77 to 100; of the chronology's own pairs whose days meet the next stands at 72.
ALIKE = 75
# Two sources often give the day of what happened and the day of its report.
GRACE = 3
# An actor with more events is looked for among what is nearest in time; and so many on each side are, of each span.
_MOST_OF_AN_ACTOR = 300
_NEAREST = 100
_MOST_ACTORS = 12

_ARM = """SELECT id FROM (SELECT id FROM events_event WHERE span = %s AND sort_key >= %s AND sort_key <= %s
    ORDER BY sort_key {} LIMIT %s) AS nearest"""
_BEFORE, _AFTER = _ARM.format("DESC"), _ARM.format("ASC")
_UNDATED = """SELECT id FROM (SELECT id FROM events_event WHERE span IS NULL AND sort_key IS NULL
    ORDER BY span DESC, sort_key DESC, id DESC LIMIT %s) AS nearest"""
# In one statement: the ORM takes longer to write hundreds of keys into a query than the database to answer it.
_OF_ACTORS = """SELECT id, title, earliest, latest, precision FROM events_event WHERE id IN ({}) AND EXISTS (
    SELECT 1 FROM events_participation WHERE event_id = events_event.id AND actor_id IN ({}))"""


class Telling(NamedTuple):
    """What of an event tells whether another may be the same; days are None for an undated one."""

    pk: int
    title: str
    earliest: int | None
    latest: int | None
    precision: str | None


_COLUMNS = ("pk", "title", "earliest", "latest", "precision")


class Likeness:
    """How alike an event's title is to others': 0 to 100."""

    def __init__(self, title: str) -> None:
        self._words = fold(title)

    def to(self, title: str) -> int:
        """Words in any order count, and those that one title has beside the other's hardly do; but for numbers: the
        third round of talks is not the fourth."""
        words = fold(title)
        mine, others = self._numbers, _numbers_in(words)
        if mine and others and mine.isdisjoint(others):
            return 0
        return round(token_set_ratio(" ".join(self._words), " ".join(words)))

    @cached_property
    def _numbers(self) -> set[str]:
        return _numbers_in(self._words)


def find_likenesses(event: Event, standing: Collection[int] = ()) -> dict[int, int]:
    """How alike each event is that may be the same, by primary key; `standing`: others to be looked at by all means."""
    actors = list(event.participations.order_by("pk").values_list("actor", flat=True).distinct()[:_MOST_ACTORS])
    if not actors:
        return {}
    mine = Telling(event.pk, event.title, event.earliest, event.latest, event.precision)
    likeness = Likeness(event.title)
    others = _candidates(event, actors, standing)
    found = {one.pk: likeness.to(one.title) for one in others if one.pk != event.pk and days_meet(mine, one)}
    return {pk: value for pk, value in found.items() if value >= ALIKE}


def days_meet(one: Telling, other: Telling) -> bool:
    """Whether two events may have been on one day: an undated one on any, two stated to the day a few days apart."""
    if one.earliest is None or one.latest is None or other.earliest is None or other.latest is None:
        return True
    grace = GRACE if one.precision == other.precision == "day" else 0
    return one.earliest <= other.latest + grace and other.earliest <= one.latest + grace


def _candidates(event: Event, actors: list[int], standing: Collection[int]) -> Iterator[Telling]:
    busy = []
    for actor in actors:
        of_actor = list(_telling(Event.objects.filter(participations__actor=actor)[: _MOST_OF_AN_ACTOR + 1]))
        if len(of_actor) > _MOST_OF_AN_ACTOR:
            busy.append(actor)
        else:
            yield from of_actor
    if busy:
        yield from _nearest(event, busy)
    if pks := _sharing(actors, standing):
        yield from _telling(Event.objects.filter(pk__in=pks))


def _sharing(actors: list[int], pks: Collection[int]) -> list[int]:
    if not pks:
        return []
    return list(Participation.objects.filter(event__in=pks, actor__in=actors).values_list("event", flat=True))


def _telling(events: QuerySet[Event]) -> Iterator[Telling]:
    for row in events.values_list(*_COLUMNS):
        yield Telling(*row)


def _nearest(event: Event, actors: list[int]) -> list[Telling]:
    """Of what stands nearest to an event in time, of each span class that may reach its days, that in which any of the
    actors takes part."""
    statements, values = [_UNDATED], [_NEAREST]
    if event.earliest is not None and event.latest is not None and event.sort_key is not None:
        for span in DATED_SPANS:
            first, last = stretch(span, event.earliest - GRACE, event.latest + GRACE)
            statements += [_BEFORE, _AFTER]
            values += [span, first, min(last, event.sort_key), _NEAREST]
            values += [span, max(first, event.sort_key), last, _NEAREST]
    statement = _OF_ACTORS.format(" UNION ".join(statements), ", ".join(["%s"] * len(actors)))
    with connection.cursor() as cursor:
        cursor.execute(statement, [*values, *actors])
        return [Telling(*row) for row in cursor.fetchall()]


def _numbers_in(words: Iterable[str]) -> set[str]:
    return {word for word in words if any(sign.isdecimal() for sign in word)}
