"""The three pages side by side: what each weighs and asks for, and how soon it is seen under a brake."""

from collections.abc import Callable, Iterator, Sequence
from gzip import compress
from statistics import median
from typing import NamedTuple

from playwright.sync_api import Browser

from bench.page.browser import BRAKE, LEVEL, OTHERS, Load, Subject, Weight, load, titles_without_script, weigh
from bench.page.served import warm
from bench.tables import print_table


class Result(NamedTuple):
    """What was measured of a page; `unscripted` is how many titles are seen without JavaScript."""

    subject: Subject
    weight: Weight
    unscripted: int
    loads: list[Load]

    @property
    def first(self) -> float:
        return median(load.first for load in self.loads)

    @property
    def shifted(self) -> float:
        """In the worst of the loads."""
        return max(load.shifted for load in self.loads)


def compare(
    browser: Browser, subjects: Sequence[Subject], floor: Subject, titles: Sequence[str], loads: int
) -> list[Result]:
    """Measures the pages, once they show the same, and prints the table; ours first. `floor` is loaded beside them."""
    for subject in (*subjects, floor):
        warm(subject.url)
    weights = [weigh(browser, subject) for subject in subjects]
    for subject, weight in zip(subjects, weights, strict=True):
        shown = [title.strip() for title in weight.titles]
        assert sorted(shown) == sorted(titles), f"{subject.name} shows other titles"
    print(f"\nAll three show the same {len(titles)} titles.")
    unscripted = [titles_without_script(browser, subject) for subject in subjects]
    # In turn, so that whatever else the machine does meets all of them alike.
    rounds = [[load(browser, subject) for subject in (*subjects, floor)] for _ in range(loads)]
    results = [
        Result(subject, weight, titles_seen, [turn[place] for turn in rounds])
        for place, (subject, weight, titles_seen) in enumerate(zip(subjects, weights, unscripted, strict=True))
    ]
    print_table(
        f"The page of {len(titles)} events: bytes after gzip -{LEVEL}; ms from the start of the navigation at a "
        f"{BRAKE}-fold CPU brake, medians of {loads} fresh loads",
        ("", results[0].subject.name, *_heads(results[1:])),
        _lines(results),
    )
    text = weights[0].text.encode()
    print(
        f"\n  Of ours {len(compress(text, LEVEL)):,} are the text alone, evidence included ({len(text):,} before gzip)."
    )
    empty = median(turn[-1].first for turn in rounds)
    print(f"  {floor.name.capitalize()} is first painted after {empty:,.0f} ms: the floor here.")
    return results


def _heads(peers: Sequence[Result]) -> Iterator[str]:
    for peer in peers:
        yield from (peer.subject.name, "÷ ours")


def _lines(results: Sequence[Result]) -> Iterator[tuple[str, ...]]:
    def line(name: str, value: Callable[[Result], float], form: str = ",.0f", *, ratio: bool = True) -> tuple[str, ...]:
        ours, *theirs = map(value, results)
        cells = [name, format(ours, form)]
        for value_of_peer in theirs:
            cells += [format(value_of_peer, form), f"{value_of_peer / ours:.1f}" if ratio and ours else ""]
        return tuple(cells)

    yield line("HTML, CSS and JS", lambda result: result.weight.gzipped())
    for name, kind in (("  HTML", "document"), ("  CSS", "stylesheet"), ("  JS", "script")):
        yield line(name, lambda result, kind=kind: result.weight.gzipped(kind))  # type: ignore[misc]
    yield line("the same by gzip -9", lambda result: result.weight.gzipped(level=9))
    yield line("fonts, icons, data", lambda result: result.weight.gzipped(*OTHERS))
    yield line("requests", lambda result: result.weight.requests)
    yield line("  to third parties", lambda result: len(result.weight.strangers), ratio=False)
    yield line("first byte", lambda result: median(load.answered for load in result.loads), ratio=False)
    yield line("first contentful paint", lambda result: result.first)
    yield line("  fastest load", lambda result: min(load.first for load in result.loads))
    yield line("  slowest load", lambda result: max(load.first for load in result.loads))
    yield line("largest contentful paint", lambda result: median(load.largest for load in result.loads))
    yield line("layout shift, worst load", lambda result: result.shifted, ".3f", ratio=False)
    yield line("titles seen without JS", lambda result: result.unscripted, ratio=False)
