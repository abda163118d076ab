"""`make bench-admin`: how long the pages of the desk take among many events, and what they ask the database."""

import argparse
from collections.abc import Iterator
from statistics import median
from time import perf_counter
from typing import NamedTuple

from django.contrib.auth.models import User
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings

from bench.admin.pages import Page, pages
from bench.api.postgresql import chronology_in, connect_postgresql
from bench.machine import described
from bench.matching.database import open_database
from bench.tables import print_table

ROUNDS = 5
MOST_MS = 300
MOST_QUERIES = 15


class Cost(NamedTuple):
    """The milliseconds to a page at the median, and its queries."""

    ms: float
    queries: int

    @property
    def is_reached(self) -> bool:
        """Whether a page of the desk may cost so much."""
        return self.ms <= MOST_MS and self.queries <= MOST_QUERIES


def main() -> None:
    """Prints what each page costs, and the same page of the stock admin where there is one, once both show the same."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("events", type=int, help="how many events there are")
    parser.add_argument("--postgresql", help="the address of a server, to measure there instead: postgres://user@host")
    options = parser.parse_args()
    print(described())
    if options.postgresql:
        connect_postgresql(chronology_in(options.postgresql, options.events))
    else:
        open_database(options.events)
    # What is put in review and under suspicion for this is taken back: the chronology stays as it is.
    with override_settings(ROOT_URLCONF="bench.admin.stock"), transaction.atomic():
        _print(options.events, list(_measured()))
        transaction.set_rollback(True)


def _measured() -> Iterator[tuple[Page, Cost, Cost | None]]:
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(User.objects.create_superuser("measured"))
    for page in list(pages()):
        if page.stock:
            for address in (page.address, page.stock):
                assert page.shows in client.get(address).content.decode(), f"{address} does not show “{page.shows}”"
        yield page, _cost(client, page.address, page), _cost(client, page.stock) if page.stock else None


def _cost(client: Client, address: str, page: Page | None = None) -> Cost:
    """Of an address that is asked once before."""
    posted = page.posted if page else {}

    def ask() -> float:
        start = perf_counter()
        answer = client.post(address, posted) if posted else client.get(address)
        passed = perf_counter() - start
        assert answer.status_code == 200, f"{address} was answered {answer.status_code}"
        return passed * 1000

    with CaptureQueriesContext(connection) as captured:
        ask()
    queries = len(captured)  # which the next request forgets
    return Cost(median(ask() for _ in range(ROUNDS)), queries)


def _print(events: int, costs: list[tuple[Page, Cost, Cost | None]]) -> None:
    print_table(
        f"Pages of the desk among {events:,} events in {connection.vendor}: medians of {ROUNDS}, with all middleware",
        ("", "ms", "queries", "stock admin, ms", "queries", "÷ ours", f"≤ {MOST_MS} ms and {MOST_QUERIES} queries"),
        (
            (
                page.name,
                f"{cost.ms:,.0f}",
                str(cost.queries),
                *((f"{stock.ms:,.0f}", str(stock.queries), f"{stock.ms / cost.ms:,.1f}") if stock else ("", "", "")),
                "reached" if cost.is_reached else "missed",
            )
            for page, cost, stock in costs
        ),
    )
    missed = [page.name for page, cost, _ in costs if not cost.is_reached]
    print(
        f"\n  {len(costs) - len(missed)} of {len(costs)} reached."
        + (f" Missed: {'; '.join(missed)}." if missed else "")
    )


if __name__ == "__main__":
    main()
