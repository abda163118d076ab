"""What our page is meant to reach, and whether it does."""

from collections.abc import Iterator, Sequence

from bench.page.comparison import Result
from bench.page.queries import Cost
from bench.tables import print_table

BYTES = 15_000
SCRIPT = 2_000
REQUESTS = 3
QUERIES = 4


def print_goals(results: Sequence[Result], costs: Sequence[Cost]) -> None:
    """Prints each goal beside what was measured; a miss is called one."""
    print_table(
        "What was aimed at",
        ("", "goal", "measured", ""),
        (
            (name, f"≤ {goal:{form}}", f"{measured:{form}}", "reached" if measured <= goal else "missed")
            for name, goal, measured, form in _goals(results, costs)
        ),
    )


def _goals(results: Sequence[Result], costs: Sequence[Cost]) -> Iterator[tuple[str, float, float, str]]:
    ours, timelinejs, vis = results
    yield "HTML, CSS and JS, bytes after gzip", BYTES, ours.weight.gzipped(), ",.0f"
    yield "  beside TimelineJS", 1 / 5, ours.weight.gzipped() / timelinejs.weight.gzipped(), ".2f"
    yield "requests, the icon's included", REQUESTS, ours.weight.requests, ".0f"
    yield "  to third parties", 0, len(ours.weight.strangers), ".0f"
    yield "first contentful paint beside TimelineJS", 1 / 4, ours.first / timelinejs.first, ".2f"
    yield "first contentful paint beside vis-timeline", 1 / 4, ours.first / vis.first, ".2f"
    yield "layout shift", 0, ours.shifted, ".3f"
    yield "queries of a page, at most", QUERIES, max(cost.queries for cost in costs), ".0f"
    yield "own script, bytes after gzip", SCRIPT, ours.weight.gzipped("script"), ",.0f"
