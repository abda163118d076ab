"""The central page, fifty events with all that is nested, by us and by the peers: the same answers, then the load."""

import json
import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from urllib.request import Request, urlopen

from bench.api.asked import Page, central_pages
from bench.api.load import Load, load
from bench.peers.served_by_datasette import page_path
from bench.servers import PATIENCE, ROOT, gunicorn, serving
from bench.tables import print_table
from events.dates import parse_edtf

_EMPTY = "/api/v1/empty/"
_SAME = 6  # pages whose answers are compared, of each kind of actor


class Subject(NamedTuple):
    """A service that answers the page: its address, the path of a page, and where the events stand in its answer."""

    name: str
    address: str
    path: Callable[[Page], str]
    events: Callable[[Any], list[dict[str, Any]]]
    database: str


def compare_central(database: str, *, datasette: Path | None) -> None:
    """Prints how many requests a second each answers; `database` is a URL, `datasette` the file that it may read."""
    pages = central_pages()
    with ExitStack() as stack:
        ours, *peers = (stack.enter_context(subject) for subject in _subjects(database, datasette))
        _compare_answers([ours, *peers], pages)
        loads = {
            subject.name: load(subject.address, [subject.path(page) for page in pages]) for subject in (ours, *peers)
        }
        empty = load(ours.address, [_EMPTY])
        unchanged = _load_unchanged(ours, pages)
    _print(loads, empty, unchanged)


def _print(loads: Mapping[str, Load], empty: Load, unchanged: Load) -> None:
    ours = loads["ours"]
    rows = [*loads.items(), ("ours, 304", unchanged), ("an empty answer", empty)]
    print_table(
        "The central page (50 events of an actor in a window; hubs, middling and rare actors in turn), one process",
        ("", "requests a second", "median ms", "99 % ms", "ours is faster", "of an empty answer"),
        (
            (
                name,
                f"{found.rate:,.0f}",
                f"{found.median:.1f}",
                f"{found.slowest:.1f}",
                "" if found in (ours, unchanged, empty) else f"{ours.rate / found.rate:,.1f} times",
                f"{found.rate / empty.rate:.0%}",
            )
            for name, found in rows
        ),
    )


def one_process(database: str) -> dict[str, str]:
    """What the site is served with: one worker, no limit of requests, since one client makes them all."""
    return {
        "DATABASE_URL": database,
        "WEB_CONCURRENCY": "1",
        "RATE_LIMIT": "off",
        "RATE_LIMIT_EXPORTS": "off",
        "DEBUG": "0",
        "LOG_LEVEL": "WARNING",
        "SECRET_KEY": secrets.token_urlsafe(64),
        "DJANGO_SETTINGS_MODULE": "timeline.settings",
    }


def _subjects(database: str, datasette: Path | None) -> Iterator[Any]:
    yield _ours(database)
    yield _plain_drf(database)
    if datasette:
        yield _datasette(datasette)


@contextmanager
def _ours(database: str) -> Iterator[Subject]:
    with gunicorn("bench.peers.serve:site()", one_process(database)) as address:
        yield Subject("ours", address, lambda page: page.path, lambda answer: answer["results"], database)


@contextmanager
def _plain_drf(database: str) -> Iterator[Subject]:
    with gunicorn("bench.peers.serve:plain_drf()", one_process(database)) as address:
        yield Subject("plain DRF", address, lambda page: page.path, lambda answer: answer["results"], database)


@contextmanager
def _datasette(file: Path) -> Iterator[Subject]:
    command = [str(ROOT / ".venv-peers" / "bin" / "python"), "-m", "bench.peers.start_datasette", str(file)]
    with serving(command, {}) as address:
        yield Subject("datasette", address, lambda page: _datasette_path(file, page), lambda answer: answer, "")


def _datasette_path(file: Path, page: Page) -> str:
    first, last = parse_edtf(page.start).bounds.earliest, parse_edtf(page.end).bounds.latest
    return page_path(file.stem, actor=page.actor, first=first, last=last)


def _compare_answers(subjects: Sequence[Subject], pages: Sequence[Page]) -> None:
    """Raises AssertionError unless all answer with the same events, in the same order, with the same in them."""
    for page in pages[:: max(1, len(pages) // (3 * _SAME))]:
        ours, *others = (
            [_essence(event) for event in subject.events(_answer(subject.address + subject.path(page)))]
            for subject in subjects
        )
        for subject, theirs in zip(subjects[1:], others, strict=True):
            assert theirs == ours, f"{subject.name} answers {page} otherwise"
    print(f"\nThe same answers to the pages that were compared, by {', '.join(subject.name for subject in subjects)}.")


def _essence(event: dict[str, Any]) -> tuple[Any, ...]:
    """What all services say of an event."""
    date = event["date"]["edtf"] if isinstance(event["date"], dict) else event["date"]
    kind = event["kind"]["slug"] if isinstance(event["kind"], dict) else event["kind"]
    parts = sorted((part["actor"]["uid"], part["actor"]["name"], part["role"]) for part in event["participants"])
    rows = sorted((row["source"]["uid"], row["aspect"], row["stance"], row["says"]) for row in event["citations"])
    return event["uid"], event["title"], event["summary"], date, kind, parts, rows


def _load_unchanged(ours: Subject, pages: Sequence[Page]) -> Load:
    """Of requests that have the answer already: one page, since its ETag is sent with each."""
    path = ours.path(pages[0])
    with urlopen(ours.address + path, timeout=PATIENCE) as answer:  # noqa: S310  # an address of ours
        etag = answer.headers["ETag"]
    return load(ours.address, [path], headers={"If-None-Match": etag})


def _answer(url: str) -> Any:
    with urlopen(Request(url), timeout=120) as answer:  # noqa: S310  # an address of ours
        return json.load(answer)
