"""How long single answers take: first and last pages, counts, facets and searches, one request at a time."""

import re
from collections.abc import Iterator
from random import Random
from typing import NamedTuple
from urllib.parse import urlencode

from bench.api.asked import actors_of
from bench.api.central import one_process
from bench.api.load import load
from bench.matching.pages import last_page
from bench.servers import gunicorn
from bench.tables import print_table
from events.documents import EventDocument, decode
from events.models import Publication, RecordType
from events.models.publications import Facet

_WINDOW = {"from": "1990", "to": "1999"}
_PAIRS = 40
# Words of fewer letters are in almost every text.
_WORD = re.compile(r"[a-z]{4,}")


class Asked(NamedTuple):
    """A question, in one way or several that are asked in turn, and the milliseconds that it may take at the median."""

    name: str
    paths: list[str]
    goal: float | None = None


def measure_answers(database: str) -> None:
    """Prints the time to each answer; `database` is a URL, and Django is connected to the same."""
    questions = list(_questions())
    with gunicorn("timeline.wsgi", one_process(database)) as address:
        rows = [(asked, load(address, asked.paths, connections=1, seconds=3)) for asked in questions]
    print_table(
        "Single answers, one at a time",
        ("", "median ms", "99 % ms", "goal, median"),
        (
            (asked.name, f"{found.median:.1f}", f"{found.slowest:.1f}", f"≤ {asked.goal:.0f}" if asked.goal else "")
            for asked, found in rows
        ),
    )
    first, last = (found.median for asked, found in rows if asked.name in ("all, first page", "all, last page"))
    print(f"\n  The last page takes {last / first:.2f} times what the first does (goal: ≤ 1.5).")


def _questions() -> Iterator[Asked]:
    (hub, *_), (middle, *_), (rare, *_) = map(actors_of, ("hub", "middle", "rare"))
    yield Asked("all, first page", ["/api/v1/events/?undated=exclude"])
    yield Asked("all, last page", [_last(())])
    yield Asked("hub, first page", [f"/api/v1/events/?actor={hub}&undated=exclude"])
    yield Asked("hub, last page", [_last(((Facet.ACTOR, hub),), actor=hub)])
    yield Asked("all, counted", ["/api/v1/events/?count=exact&page_size=1"])
    yield Asked("hub in a window, counted", [_path("events", actor=hub, count="exact", page_size=1, **_WINDOW)])
    for name, parameters in {
        "all": {},
        "hub": {"actor": hub},
        "middling actor": {"actor": middle},
        "rare actor": {"actor": rare},
        "window": _WINDOW,
        "hub in a window": {"actor": hub, **_WINDOW},
    }.items():
        yield Asked(f"facets, {name}", [_path("facets", **parameters)], 20)
    yield Asked(f"search, two words ({_PAIRS} pairs)", [_path("events", q=pair) for pair in _pairs()], 50)


def _path(resource: str, **parameters: object) -> str:
    return f"/api/v1/{resource}/?{urlencode(parameters)}"


def _last(facets: tuple[tuple[Facet, str], ...], **parameters: str) -> str:
    return _path("events", undated="exclude", cursor=last_page(facets).cursor, **parameters)


def _pairs() -> list[str]:
    """Two words of one text, of texts drawn by lot: each pair is found at least once."""
    random = Random(1)  # noqa: S311  # lots are drawn, nothing is kept secret
    uids = Publication.objects.filter(type=RecordType.EVENT).order_by("uid").values_list("uid", flat=True)
    step = max(1, uids.count() // _PAIRS)
    texts = Publication.objects.filter(uid__in=list(uids[::step])[:_PAIRS]).order_by("uid")
    summaries = (decode(text, EventDocument).summary.lower() for text in texts.values_list("document", flat=True))
    return [" ".join(random.sample(sorted(set(_WORD.findall(summary))), 2)) for summary in summaries]
