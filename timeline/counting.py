"""How often somebody asked of late: counted in this process, or in Redis for all processes together.

Both slide: what the last full window saw weighs as much as of it still lies within a window that ends now. So nobody
gets twice the limit across a boundary, and each asker costs two numbers. The package `limits` counts in Redis, in one
round trip. In memory it would start a thread for every ten milliseconds of traffic, which walks through all askers.
"""

import logging
from collections.abc import Callable
from threading import Lock
from time import monotonic, time
from typing import Protocol

from limits import RateLimitItem, parse
from limits.storage import RedisStorage
from limits.strategies import SlidingWindowCounterRateLimiter
from redis import ConnectionPool, RedisError
from redis.backoff import NoBackoff
from redis.retry import Retry

_logger = logging.getLogger(__name__)
# Who asks less often than so many others is forgotten first, so that no crowd of addresses fills the memory.
_MOST_ASKERS = 100_000
# Seconds: how long Redis may take, and how long it is left alone once it did not answer.
_PATIENCE = 0.25
_PAUSE = 10.0


class Counts(Protocol):
    """Counts against one limit."""

    def take(self, asker: str) -> float:
        """Counts one more; the seconds to wait instead where that is beyond the limit, and nothing is counted."""


def parse_limit(text: str) -> RateLimitItem | None:
    """A limit such as `600/minute` or `5 per 10 seconds`, None for `off`; raises ValueError."""
    return None if text.strip().lower() in ("off", "") else parse(text)


class MemoryCounts:
    """Counts in this process."""

    def __init__(
        self, limit: RateLimitItem, *, clock: Callable[[], float] = monotonic, most_askers: int = _MOST_ASKERS
    ) -> None:
        self._amount, self._seconds = limit.amount, limit.get_expiry()
        self._clock, self._most_askers = clock, most_askers
        # The number of the window in which somebody asked last, how often, and how often in the one before.
        self._seen: dict[str, tuple[int, int, int]] = {}
        self._lock = Lock()

    def take(self, asker: str) -> float:
        now = self._clock()
        window, passed = int(now // self._seconds), now % self._seconds / self._seconds
        with self._lock:
            last, current, previous = self._seen.pop(asker, (window, 0, 0))
            if last != window:
                current, previous = 0, current if last == window - 1 else 0
            wait = self._wait(current, previous, passed)
            self._seen[asker] = (window, current if wait else current + 1, previous)
            if len(self._seen) > self._most_askers:
                del self._seen[next(iter(self._seen))]
        return wait

    def _wait(self, current: int, previous: int, passed: float) -> float:
        """Seconds until one more is within the limit, from what part of the window has passed."""
        if previous * (1 - passed) + current + 1 <= self._amount:
            return 0.0
        if current < self._amount:  # once less of the window before counts
            return (1 - (self._amount - current - 1) / previous - passed) * self._seconds
        return (1 - passed + 1 / self._amount) * self._seconds


class SharedCounts:
    """Counts in Redis for all processes; while that does not answer, in this process, which the log says once."""

    def __init__(self, limit: RateLimitItem, url: str, prefix: str) -> None:
        self._limit = limit
        # A second try at once: a connection that lay idle may have been closed from the other side.
        patience = {"socket_timeout": _PATIENCE, "socket_connect_timeout": _PATIENCE, "retry": Retry(NoBackoff(), 1)}
        pool = ConnectionPool.from_url(url, **patience)
        self._limiter = SlidingWindowCounterRateLimiter(RedisStorage(url, connection_pool=pool, key_prefix=prefix))
        self._meanwhile = MemoryCounts(limit)
        self._alone_until = 0.0

    def take(self, asker: str) -> float:
        if monotonic() < self._alone_until:
            return self._meanwhile.take(asker)
        try:
            wait = self._take(asker)
        except RedisError as error:
            if not self._alone_until:
                _logger.error("Redis does not answer; each process counts requests by itself: %s", error)
            self._alone_until = monotonic() + _PAUSE
            return self._meanwhile.take(asker)
        if self._alone_until:
            self._alone_until = 0.0
            _logger.warning("Redis answers again; requests are counted together.")
        return wait

    def _take(self, asker: str) -> float:
        if self._limiter.hit(self._limit, asker):
            return 0.0
        return max(self._limiter.get_window_stats(self._limit, asker).reset_time - time(), 0.001)
