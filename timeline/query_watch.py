"""What stands between Django and the queries of a connection: counts and times them, and breaks off what takes long."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from time import monotonic, perf_counter
from typing import Any, Literal

from django.db import InterfaceError, OperationalError, connection
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg.pq import TransactionStatus

# So many steps of SQLite's machine are a fraction of a millisecond.
_STEPS = 10_000
_QUERY_CANCELED = "57014"


class QueryWatch:
    """The watch over one connection. `count` and `spent` (seconds until each query's first row) are for the reader to
    reset; `seconds` is how long each query may take, 0 for as long as it does."""

    def __init__(self) -> None:
        self.count = 0
        self.spent = 0.0
        self.seconds = 0.0
        # The driver's connection that was last told something, and the milliseconds that hold there, if that is sure.
        self._told: Any = None
        self._holds: int | None = None

    def __call__(self, execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
        self._tell(context["connection"])
        start = perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            self.count += 1
            self.spent += perf_counter() - start

    @contextmanager
    def limit(self, seconds: float) -> Iterator[None]:
        """Each query in here is broken off after so many seconds: OperationalError, of which `trouble` says "slow"."""
        self.seconds = seconds
        try:
            yield
        finally:
            self.seconds = 0.0
            self._free_sqlite()

    def limited(self, parts: Iterable[bytes], seconds: float) -> Iterator[bytes]:
        """The parts of an answer, of which each query may take so many seconds."""
        with self.limit(seconds):
            yield from parts

    def _tell(self, database: BaseDatabaseWrapper) -> None:
        if database.vendor == "sqlite":
            self._tell_sqlite(database)
        else:
            self._tell_postgresql(database)

    def _tell_sqlite(self, database: BaseDatabaseWrapper) -> None:
        raw = database.connection
        if self._told is not raw:
            if not self.seconds:  # as Django made it
                return
            self._told, self._holds = raw, None
        # Nor does it wait longer for a lock.
        wanted = int((self.seconds or database.settings_dict["OPTIONS"].get("timeout", 5)) * 1000)
        if self._holds != wanted:
            raw.execute(f"PRAGMA busy_timeout={wanted}")
            self._holds = wanted
        if self.seconds:
            end = monotonic() + self.seconds
            raw.set_progress_handler(lambda: monotonic() > end, _STEPS)

    def _free_sqlite(self) -> None:
        if isinstance(self._told, sqlite3.Connection):
            # One that was closed meanwhile has forgotten it.
            with suppress(sqlite3.ProgrammingError):
                self._told.set_progress_handler(None, 0)

    def _tell_postgresql(self, database: BaseDatabaseWrapper) -> None:
        """Sets the limit where another holds: a thread that serves readers alone sets it once for a connection."""
        raw, wanted = database.connection, int(self.seconds * 1000)
        if self._told is not raw:
            if not wanted:  # as the server made it
                return
            self._told, self._holds = raw, None
        if self._holds == wanted or raw.info.transaction_status == TransactionStatus.INERROR:
            return
        with database.wrap_database_errors:
            raw.execute(f"SET statement_timeout = {wanted}" if wanted else "RESET statement_timeout")
        # A transaction that is rolled back takes the setting back.
        self._holds = None if database.in_atomic_block else wanted


def query_watch() -> QueryWatch:
    """The watch over this thread's connection, which is set up at first."""
    for wrapper in connection.execute_wrappers:
        if isinstance(wrapper, QueryWatch):
            return wrapper
    watch = QueryWatch()
    # In front: who else wraps queries for a while takes off the last of the wrappers.
    connection.execute_wrappers.insert(0, watch)
    return watch


def trouble(error: BaseException) -> Literal["slow", "away", ""]:
    """Whether a query took too long, or the database was away or locked; "" for another fault, as ours."""
    cause = error.__cause__
    if not isinstance(error, OperationalError | InterfaceError) or cause is None:
        return ""
    if isinstance(cause, sqlite3.Error):
        code = getattr(cause, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
        return {sqlite3.SQLITE_INTERRUPT: "slow", sqlite3.SQLITE_ERROR: ""}.get(code, "away")  # type: ignore[return-value]
    return "slow" if getattr(cause, "sqlstate", None) == _QUERY_CANCELED else "away"
