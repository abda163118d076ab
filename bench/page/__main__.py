"""`make bench-page`: our page of fifty events beside TimelineJS and vis-timeline with the same, in one run."""

import argparse
import json
import os
from gzip import compress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.test import Client

from bench.machine import described
from bench.page.browser import Subject, chromium
from bench.page.chronicle import EVENTS, TITLE, prose, seed_prose
from bench.page.comparison import compare
from bench.page.goals import print_goals
from bench.page.peers import FLOOR, TIMELINEJS, VIS, write_pages
from bench.page.queries import Cost, queries_among_many, queries_of_the_timeline
from bench.page.record import SLUG, write_record
from bench.page.served import our_site, peers_site
from bench.tables import print_table

FEWEST_LOADS = 7


def main() -> None:
    """Prints what is compared, whether all show the same, and what is reached of what was aimed at."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("loads", type=int, help="how often each page is loaded under the brake")
    loads = parser.parse_args().loads
    if loads < FEWEST_LOADS:
        parser.error(f"load each page {FEWEST_LOADS} times, or more often")
    print(described())
    for name, texts in (("these events", prose()), ("the seed chronology", seed_prose())):
        print(f"Prose of {name}: {len(texts):,} bytes, to {len(compress(texts)) / len(texts):.0%} by gzip")
    with TemporaryDirectory() as folder:
        _measure(Path(folder), loads)


def _measure(folder: Path, loads: int) -> None:
    # All that needs the database first: Playwright's loop and Django's queries do not share a thread.
    database = folder / "chronology.sqlite3"
    write_record(database)
    events = _events()
    costs = [*queries_of_the_timeline(), *queries_among_many()]
    write_pages(folder / "peers", TITLE, events)
    with our_site(database, folder / "static") as ours, peers_site(folder / "peers") as theirs, chromium() as browser:
        timelinejs, vis, floor = (
            Subject(peer.name, f"{theirs}/{peer.page}", peer.titles) for peer in (TIMELINEJS, VIS, FLOOR)
        )
        subjects = [Subject("ours", f"{ours}/timelines/{SLUG}/", "article h3"), timelinejs, vis]
        print(f"Chromium {browser.version}; load of the machine before: {_load()}")
        results = compare(browser, subjects, floor, [event["title"] for event in events], loads)
        print(f"\nLoad of the machine after: {_load()}")
    _print_costs(costs)
    print_goals(results, costs)


def _events() -> list[dict[str, Any]]:
    """The events as our API gives them."""
    answer = Client(headers={"host": "127.0.0.1"}).get(f"/api/v1/timelines/{SLUG}/events/?page_size={EVENTS}")
    events: list[dict[str, Any]] = json.loads(answer.content)["results"]
    assert len(events) == EVENTS
    return events


def _load() -> str:
    return ", ".join(f"{load:.1f}" for load in os.getloadavg())


def _print_costs(costs: list[Cost]) -> None:
    print_table(
        "Queries of our pages",
        ("", "events shown", "queries"),
        ((cost.page, str(cost.events), str(cost.queries)) for cost in costs),
    )


if __name__ == "__main__":
    main()
