"""What an import keeps between checking a file and saving it, on disk: it may be larger than memory.

A temporary SQLite database of its own, gone with the process: the checked documents in order, and which names stand in
the file and which are asked for, so that a reference may come before what it names.
"""

import sqlite3
from collections.abc import Iterator
from typing import Any

import msgspec

from events.documents import EventDocument

_TABLES = """
    PRAGMA journal_mode = OFF;
    PRAGMA synchronous = OFF;
    PRAGMA cache_size = -16384;
    CREATE TABLE seen (uid TEXT PRIMARY KEY, slug TEXT NOT NULL UNIQUE, line INTEGER NOT NULL) WITHOUT ROWID;
    CREATE TABLE wanted (name TEXT NOT NULL, line INTEGER NOT NULL, field TEXT NOT NULL);
    CREATE TABLE rows (
        line INTEGER PRIMARY KEY, uid TEXT NOT NULL, new INTEGER NOT NULL, names_events INTEGER NOT NULL,
        publish INTEGER NOT NULL, document BLOB NOT NULL
    );
"""
_BATCH = 500
_DECODER = msgspec.msgpack.Decoder(EventDocument)


class Spool:
    """The documents of one import."""

    def __init__(self) -> None:
        # An empty name: SQLite's own temporary file, which it deletes.
        self._database = sqlite3.connect("", isolation_level=None)
        self._database.executescript(_TABLES)
        self._database.execute("BEGIN")
        self._kept: list[list[Any]] = []

    def close(self) -> None:
        """Forgets everything."""
        self._database.close()

    def first_with(self, column: str, name: str) -> int | None:
        """The line of an earlier row with this uid or slug."""
        statement = {"uid": "SELECT line FROM seen WHERE uid = ?", "slug": "SELECT line FROM seen WHERE slug = ?"}
        row = self._database.execute(statement[column], [name]).fetchone()
        return row[0] if row else None

    def see(self, uid: str, slug: str, line: int) -> bool:
        """Notes that a row has these names; false where one of them was seen before."""
        statement = "INSERT OR IGNORE INTO seen VALUES (?, ?, ?)"
        return self._database.execute(statement, [uid, slug, line]).rowcount == 1

    def want(self, name: str, line: int, field: str) -> None:
        """Notes that a row names an event that the record does not have, by uid or slug."""
        self._database.execute("INSERT INTO wanted VALUES (?, ?, ?)", [name, line, field])

    def missing(self) -> Iterator[tuple[str, int, str]]:
        """The names that rows asked for and that no row has, with line and field."""
        yield from self._database.execute(
            "SELECT name, line, field FROM wanted WHERE NOT EXISTS (SELECT 1 FROM seen WHERE uid = name)"
            " AND NOT EXISTS (SELECT 1 FROM seen WHERE slug = name) ORDER BY line, field"
        )

    def keep(self, document: EventDocument, line: int, *, new: bool, publish: bool) -> None:
        """Keeps a document to be saved."""
        names_events = bool(document.related or document.part_of)
        values: list[Any] = [line, document.uid, new, names_events, publish, msgspec.msgpack.encode(document)]
        self._kept.append(values)
        if len(self._kept) >= _BATCH:
            self._write()

    def _write(self) -> None:
        self._database.executemany("INSERT INTO rows VALUES (?, ?, ?, ?, ?, ?)", self._kept)
        self._kept.clear()

    def new_documents(self, size: int, *, naming_events: bool | None = None) -> Iterator[list[EventDocument]]:
        """The documents of new events in batches, in the order of the file; all, or those that name events or none."""
        self._write()
        statement = "SELECT document FROM rows WHERE new"
        if naming_events is not None:
            statement += f" AND {'' if naming_events else 'NOT '}names_events"
        rows = self._database.execute(f"{statement} ORDER BY line")
        while batch := rows.fetchmany(size):
            yield [_DECODER.decode(document) for (document,) in batch]

    def standing_documents(self) -> Iterator[tuple[int, bool, EventDocument]]:
        """Line, whether to publish, and document of what is in the record already and will change or be published; by
        uid, so that no two imports wait for each other."""
        self._write()
        rows = self._database.execute("SELECT line, publish, document FROM rows WHERE NOT new ORDER BY uid")
        for line, publish, document in rows:
            yield line, bool(publish), _DECODER.decode(document)
