"""How the databases carry the queries out: through the covering indexes, whatever is combined, never over a table."""

import re
from collections.abc import Iterator
from itertools import combinations

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from events.dates import parse_edtf
from events.models import PublicationKey
from events.models.publications import Facet
from events.queries.chronology import find_events
from events.queries.questions import EventQuery, Window
from events.services.synthesis import synthesize
from tests.conftest import NOW

pytestmark = pytest.mark.django_db

FACETS = (Facet.ACTOR, Facet.KIND, Facet.COUNTRY, Facet.TIMELINE)
COMBINATIONS = [chosen for number in range(len(FACETS) + 1) for chosen in combinations(FACETS, number)]
WINDOWS = [None, "overlaps", "within", "starts", "covers"]


@pytest.fixture(scope="module")
def values(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[dict[str, str]]:
    """A value of each facet, that of most events; of two thousand published ones that the planner knows about."""
    with django_db_blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]
        list(synthesize(2000, seed=5, at=NOW))
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        keys = list(PublicationKey.objects.values_list("facet", "value"))
        yield {facet: max({v for f, v in keys if f == facet}, key=lambda v: keys.count((facet, v))) for facet in FACETS}
        transaction.set_rollback(True)


def plans(query: EventQuery) -> list[list[str]]:
    """The plan of each statement that a query runs."""
    with CaptureQueriesContext(connection) as captured:
        find_events(query)
    explain = "EXPLAIN QUERY PLAN" if connection.vendor == "sqlite" else "EXPLAIN"
    found = []
    with connection.cursor() as cursor:
        for statement in captured.captured_queries:
            if statement["sql"].startswith("EXPLAIN"):
                continue  # asked by the query itself, of PostgreSQL
            cursor.execute(f"{explain} {statement['sql']}".replace("%", "%%"))
            found.append([str(row[-1]).strip() for row in cursor.fetchall()])
    return found


@pytest.mark.parametrize("match", WINDOWS)
@pytest.mark.parametrize("facets", COMBINATIONS, ids=lambda chosen: "+".join(chosen) or "none")
def test_no_combination_scans_a_table(values: dict[str, str], facets: tuple[Facet, ...], match: str | None) -> None:
    window = Window.between(parse_edtf("1990"), parse_edtf("1999"), match) if match else None  # type: ignore[arg-type]

    for order in ("date", "-date"):
        query = EventQuery(window, tuple((facet, values[facet]) for facet in facets), "include", order)  # type: ignore[arg-type]
        for plan in plans(query):
            text = "\n".join(plan)
            index = "publication_key_chronology" if facets else "publication_chronology"
            assert f"COVERING INDEX {index}" in text or re.search(rf"Index (Only )?Scan .*{index}", text), text
            assert [step for step in plan if _scans(step)] == [], text


CHOICES: dict[str, dict[Facet, int]] = {
    "kinds": {Facet.KIND: 8},
    "countries": {Facet.COUNTRY: 50},
    "kinds in countries": {Facet.KIND: 3, Facet.COUNTRY: 5},
    "kinds and support": {Facet.KIND: 3, Facet.SUPPORT: 4},
    "roles of a kind": {Facet.ROLE: 3, Facet.KIND: 1},
}


@pytest.mark.parametrize("name", CHOICES)
def test_a_choice_of_values_scans_no_table(values: dict[str, str], name: str) -> None:
    window = Window.between(parse_edtf("1990"), parse_edtf("1999"))
    there = {
        facet: sorted(set(PublicationKey.objects.filter(facet=facet).values_list("value", flat=True)))
        for facet in Facet
    }
    any_of = tuple((facet, tuple((there[facet] * 50)[:number])) for facet, number in CHOICES[name].items())

    for asked in (window, None):
        for facets in ((), ((Facet.ACTOR, values[Facet.ACTOR]),)):
            for plan in plans(EventQuery(asked, facets, "include", any_of=any_of)):
                assert [step for step in plan if _scans(step)] == [], "\n".join(plan)


@pytest.mark.sqlite  # of two thousand rows PostgreSQL would rather read all
@pytest.mark.parametrize("few", [0, 2000])
@pytest.mark.parametrize("facets", [(), (Facet.ACTOR,), (Facet.ACTOR, Facet.KIND)], ids=lambda chosen: "+".join(chosen))
def test_the_latest_changes_scan_no_table(
    values: dict[str, str], facets: tuple[Facet, ...], few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("events.queries.recency.FEW", few)
    for window in (None, Window.between(parse_edtf("1990"), parse_edtf("1999"))):
        query = EventQuery(window, tuple((facet, values[facet]) for facet in facets), order="-updated")
        found = ["\n".join(plan) for plan in plans(query)]
        assert [step for plan in found for step in plan.split("\n") if _scans(step)] == [], found
        if not few:
            assert re.search(r"(COVERING INDEX|Index (Only )?Scan .*) ?publication_latest", found[-1]), found


def _scans(step: str) -> bool:
    """Whether a step reads a whole table; on SQLite `hit` and `counted` are pages that are there already. Where few
    rows fit, PostgreSQL may fetch them through a bitmap of the same index."""
    if connection.vendor == "sqlite":
        return step.startswith("SCAN ") and step.split()[1] not in ("hit", "counted", "CONSTANT")
    return "Seq Scan on" in step


def test_a_plan_that_scans_would_be_noticed(values: dict[str, str]) -> None:
    explain = "EXPLAIN QUERY PLAN" if connection.vendor == "sqlite" else "EXPLAIN"
    with connection.cursor() as cursor:
        cursor.execute(explain + " SELECT document FROM events_publication p WHERE document LIKE '%%x%%'")  # noqa: S608
        steps = [str(row[-1]).strip() for row in cursor.fetchall()]

    assert any(_scans(step) for step in steps)
