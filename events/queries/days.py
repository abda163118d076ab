"""What a window asks of the events of a span class, as conditions on the columns that order them."""

from typing import TypeAlias

from events.dates import DISTANT_FUTURE, DISTANT_PAST, LONGEST_OF_SPAN, SPAN_LONGER, SPAN_OPEN_END, SPAN_OPEN_START
from events.models.publications import SPAN_UNDATED
from events.queries.questions import Window
from events.queries.search import Condition

Conditions: TypeAlias = list[Condition]


def stretch(span: int, first: int, last: int) -> tuple[int, int]:
    """Between which sort keys the events of a span class stand that may reach a window of days; not all there do."""
    if span == SPAN_OPEN_START:
        return first, DISTANT_FUTURE
    if span >= SPAN_LONGER:
        return DISTANT_PAST, last
    return max(first - LONGEST_OF_SPAN[span] + 1, DISTANT_PAST), last


def days_of(span: int, window: Window | None) -> Conditions | None:
    """What a window asks of the events of a span class; None where none of them can match.

    `earliest` is the sort key, but for an open start, where it is before all days and the sort key is `latest`.
    """
    if window is None or span == SPAN_UNDATED:
        return []
    # How long before a day what has not ended by then may have begun.
    longest = LONGEST_OF_SPAN[span] if span < SPAN_LONGER else None
    match window.match:
        case "overlaps":
            return _reaching(span, longest, window.last, [("latest >= %s", window.first)], window.first)
        case "starts":
            return _reaching(span, longest, window.last, [("start_latest >= %s", window.first)], window.first)
        case "covers":
            return _reaching(span, longest, window.first, [("latest >= %s", window.last)], window.last)
        case "within":
            return _within(span, window)


def _reaching(span: int, longest: int | None, begun_by: int, ending: Conditions, lasting_to: int) -> Conditions | None:
    """What had begun by one day, perhaps, and reached another, which `ending` says."""
    if span == SPAN_OPEN_START:
        return [("sort_key >= %s", lasting_to), *ending]
    if longest is None:
        return [("sort_key <= %s", begun_by), *ending]
    if lasting_to - longest >= begun_by:
        return None
    return [("sort_key > %s", lasting_to - longest), ("sort_key <= %s", begun_by), *ending]


def _within(span: int, window: Window) -> Conditions | None:
    if (span == SPAN_OPEN_START and window.first != DISTANT_PAST) or (
        span == SPAN_OPEN_END and window.last != DISTANT_FUTURE
    ):
        return None
    return [("sort_key >= %s", window.first), ("sort_key <= %s", window.last), ("latest <= %s", window.last)]


def surely(span: int, window: Window) -> tuple[int, int] | None:
    """From which sort key to which all events of a span class match; None where it takes more than that to know.

    What begins in a window overlaps it, and what has no end, or no beginning, does so from far off.
    """
    first, last = window.first, window.last
    match window.match:
        case "overlaps" | "starts":
            if span == SPAN_OPEN_START:
                return (first, DISTANT_FUTURE) if window.match == "overlaps" else None
            endless = span == SPAN_OPEN_END and window.match == "overlaps"
            return (DISTANT_PAST if endless else first, last)
        case "covers":
            sides = {SPAN_OPEN_END: (DISTANT_PAST, first), SPAN_OPEN_START: (last, DISTANT_FUTURE)}
            return sides.get(span)
        case "within":
            return (first, last - LONGEST_OF_SPAN[span] + 1) if span < SPAN_LONGER else None
