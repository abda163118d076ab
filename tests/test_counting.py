"""A limit holds in every stretch of time as long as its window, in one process and in several."""

from itertools import pairwise

import pytest
from limits import parse

from events.models.identity import new_uid
from timeline.counting import Counts, MemoryCounts, SharedCounts, parse_limit

REDIS = "redis://127.0.0.1:6379/0"
NOWHERE = "redis://127.0.0.1:9/0"


class Clock:
    """Stands still until it is set."""

    now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


def taken(counts: Counts, times: int, asker: str = "192.0.2.1") -> int:
    """How many of so many requests are within the limit."""
    return sum(counts.take(asker) == 0 for _ in range(times))


def test_so_many_are_let_through_and_others_not_kept_waiting_for_them() -> None:
    counts = MemoryCounts(parse("5/minute"), clock=Clock())

    assert (taken(counts, 9), taken(counts, 9, "192.0.2.2")) == (5, 5)


@pytest.mark.parametrize("offset", [0.0, 17.0, 59.0])
def test_whoever_waits_as_long_as_told_is_let_through_and_not_a_second_sooner(offset: float) -> None:
    clock = Clock()
    clock.now += offset
    counts = MemoryCounts(parse("6/minute"), clock=clock)
    taken(counts, 6)

    for _ in range(12):
        wait = counts.take("192.0.2.1")
        assert wait > 0
        clock.now += wait - 0.01
        assert counts.take("192.0.2.1") > 0
        clock.now += 0.02
        assert counts.take("192.0.2.1") == 0


def test_no_two_windows_in_a_row_give_twice_the_limit_at_their_boundary() -> None:
    clock = Clock()
    clock.now = 60.0 * 1000 - 1
    counts = MemoryCounts(parse("100/minute"), clock=clock)
    passed = []
    for _ in range(2000):
        if counts.take("192.0.2.1") == 0:
            passed.append(clock.now)
        clock.now += 0.1

    assert len([at for at in passed if at < passed[0] + 60]) <= 120  # not 200
    late = [at for at in passed if at > passed[0] + 60]
    assert max(later - sooner for sooner, later in pairwise(late)) < 2  # it trickles, and does not come in bursts


def test_a_crowd_of_askers_is_forgotten_from_the_one_who_asked_longest_ago() -> None:
    counts = MemoryCounts(parse("1/minute"), clock=Clock(), most_askers=3)
    for asker in "abcd":
        counts.take(asker)

    assert [counts.take(asker) == 0 for asker in "dcba"] == [False, False, False, True]


def test_what_was_asked_long_ago_does_not_count() -> None:
    clock = Clock()
    counts = MemoryCounts(parse("5/minute"), clock=clock)
    taken(counts, 5)

    clock.now += 120

    assert taken(counts, 9) == 5


@pytest.mark.redis
def test_counts_in_redis_are_one_for_all_and_tell_how_long_to_wait() -> None:
    prefix = f"test-{new_uid()}"
    one, other = (SharedCounts(parse("5/2 seconds"), REDIS, prefix) for _ in range(2))

    assert taken(one, 3) + taken(other, 9) == 5
    assert 0 < one.take("192.0.2.1") <= 4
    assert taken(other, 9, "192.0.2.2") == 5


def test_while_redis_is_away_each_process_counts_alone_and_says_so_once(caplog: pytest.LogCaptureFixture) -> None:
    counts = SharedCounts(parse("5/minute"), NOWHERE, "test")

    assert taken(counts, 9) == 5
    assert [record.levelname for record in caplog.records] == ["ERROR"]
    assert "Redis does not answer" in caplog.text


@pytest.mark.redis
def test_when_redis_answers_again_it_counts_again(caplog: pytest.LogCaptureFixture) -> None:
    counts = SharedCounts(parse("5/2 seconds"), REDIS, f"test-{new_uid()}")
    counts._alone_until = 0.001  # it was away until then

    assert taken(counts, 9) == 5
    assert [record.message for record in caplog.records] == ["Redis answers again; requests are counted together."]


@pytest.mark.parametrize("text", ["off", "OFF", " off ", ""])
def test_a_limit_can_be_off(text: str) -> None:
    assert parse_limit(text) is None
