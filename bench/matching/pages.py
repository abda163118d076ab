"""The pages that are asked for, and how long the database takes over each."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from json import loads
from statistics import median, quantiles
from time import perf_counter
from typing import Any, NamedTuple, TypeAlias

from django.db import connection
from django.db.models import Count

from bench.matching.database import open_database
from bench.matching.orm import join, join_page, key_page
from bench.tables import print_table
from events.dates import parse_edtf
from events.models import PublicationKey
from events.models.publications import Facet
from events.queries.chronology import find_events
from events.queries.cursors import Cursor
from events.queries.questions import EventQuery, Matching, Window

RUNS = 200
# What takes long is run less often, though never less than so many times.
SECONDS, FEWEST_RUNS = 5.0, 3
GOAL = 2.0
# Above the number up to which facets are counted, to find the one that leads.
SMALL_ACTOR = 1_500

_Facets: TypeAlias = tuple[tuple[Facet, str], ...]
_Statement: TypeAlias = tuple[str, Any]


class Timing(NamedTuple):
    """Milliseconds in the database; `slowest` is the 99th percentile."""

    median: float
    slowest: float


def compare_matching(rows: int) -> None:
    """Prints, for each kind of page, how long the database takes, once the same events were found in every way."""
    size = open_database(rows).stat().st_size / 1e9
    print_table(
        f"A page of 50 among {rows:,} events ({size:.1f} GB), the same in every way: "
        f"ms in the database, warm, up to {RUNS} runs",
        ("", "events", "ours", "99 %", f"≤ {GOAL:.0f} ms", "ORM's join", "÷ ours", "ORM on keys", "÷ ours"),
        (_compared(name, query) for name, query in _pages()),
    )


def _compared(name: str, query: EventQuery) -> tuple[str, ...]:
    found, statements = _asked(lambda: [loads(hit.document)["uid"] for hit in find_events(query).hits])
    ours = _timing(statements)
    within = "yes" if ours.slowest <= GOAL else "median" if ours.median <= GOAL else "no"
    cells = [name, str(len(found)), f"{ours.median:.2f}", f"{ours.slowest:.2f}", within]
    for page in (join_page, key_page) if query.facets else (join_page,):
        uids, statements = _asked(partial(_uids, page, query))
        assert uids == found, f"{name}: {page.__name__} finds other events"
        theirs = _timing(statements)
        cells += [f"{theirs.median:,.2f}", _times(theirs.median / ours.median)]
    return (*cells, *[""] * (9 - len(cells)))


def _uids(page: Callable[[EventQuery], Iterable[tuple[Any, ...]]], query: EventQuery) -> list[str]:
    return [uid for uid, *_ in page(query)][: query.page_size]


def _times(ratio: float) -> str:
    return f"{ratio:,.0f}" if ratio >= 10 else f"{ratio:.1f}"


def _pages() -> Iterator[tuple[str, EventQuery]]:
    actors = _by_size(Facet.ACTOR)
    (hub, hub_size), (other, other_size) = actors[:2]
    small, small_size = min(actors, key=lambda actor: abs(actor[1] - SMALL_ACTOR))
    source, source_size = _by_size(Facet.SOURCE)[0]
    of_hub = ((Facet.ACTOR, hub),)
    visits, in_bolivia = (Facet.KIND, "visit"), (Facet.COUNTRY, "BO")
    nineties = _nineties("overlaps")
    yield f"actor of {hub_size:,}, 1990 to 1999", EventQuery(nineties, of_hub)
    yield "1990 to 1999", EventQuery(nineties)
    yield "all", EventQuery(undated="exclude")
    yield "that actor, one kind, 1990 to 1999", EventQuery(nineties, (*of_hub, visits))
    yield "that actor, starts in 1990 to 1999", EventQuery(_nineties("starts"), of_hub)
    yield "that actor, covers 1990 to 1999", EventQuery(_nineties("covers"), of_hub)
    yield "that actor, within 1990 to 1999", EventQuery(_nineties("within"), of_hub)
    yield "that actor, all", EventQuery(facets=of_hub, undated="exclude")
    yield "that actor, middle page", _after(of_hub, 0.5)
    yield "that actor, last page", _after(of_hub, 1)
    yield "that actor, undated", EventQuery(facets=of_hub, undated="only")
    yield "middle page of all", _after((), 0.5)
    yield "last page of all", _after((), 1)
    yield "undated", EventQuery(undated="only")
    yield "starts in 1990 to 1999", EventQuery(_nineties("starts"))
    yield f"that actor, one of {other_size:,}", EventQuery(facets=(*of_hub, (Facet.ACTOR, other)), undated="exclude")
    yield f"that actor, one of {small_size:,}", EventQuery(facets=(*of_hub, (Facet.ACTOR, small)), undated="exclude")
    yield (
        f"that actor, a source of {source_size:,}, kind, country",
        EventQuery(facets=(*of_hub, (Facet.SOURCE, source), visits, in_bolivia), undated="exclude"),
    )


def _by_size(facet: Facet) -> list[tuple[str, int]]:
    """The values of a facet and how many events have each, most first."""
    keys = PublicationKey.objects.filter(facet=facet)
    return list(keys.values_list("value").annotate(events=Count("pk")).order_by("-events", "value"))


def _nineties(match: Matching) -> Window:
    return Window.between(parse_edtf("1990"), parse_edtf("1999"), match)


def last_page(facets: _Facets) -> EventQuery:
    """The last page of the dated events that are found so."""
    return _after(facets, 1)


def _after(facets: _Facets, share: float) -> EventQuery:
    """The page that begins so far into the dated events; the last where the share is 1."""
    dated = EventQuery(facets=facets, undated="exclude")
    rows = join(dated)
    number = rows.count()
    place = max(min(int(number * share), number - dated.page_size) - 1, 0)
    sort_key, latest, uid = rows.values_list("sort_key", "latest", "uid")[place]
    return EventQuery(facets=facets, undated="exclude", cursor=Cursor("date", False, sort_key, latest, uid))


def _asked(ask: Callable[[], list[str]]) -> tuple[list[str], list[_Statement]]:
    """An answer, and what the database was asked for it."""
    statements: list[_Statement] = []

    def note(execute: Callable[..., Any], sql: str, parameters: Any, many: bool, context: Any) -> Any:
        statements.append((sql, parameters))
        return execute(sql, parameters, many, context)

    with connection.execute_wrapper(note):
        return ask(), statements


def _timing(statements: list[_Statement]) -> Timing:
    _milliseconds(statements)
    times: list[float] = []
    while len(times) < FEWEST_RUNS or (len(times) < RUNS and sum(times) < SECONDS * 1000):
        times.append(_milliseconds(statements))
    return Timing(median(times), quantiles(times, n=100, method="inclusive")[-1])


def _milliseconds(statements: list[_Statement]) -> float:
    """How long statements take until the last row is here."""
    start = perf_counter()
    with connection.cursor() as cursor:
        for sql, parameters in statements:
            cursor.execute(sql, parameters)
            cursor.fetchall()
    return (perf_counter() - start) * 1000
