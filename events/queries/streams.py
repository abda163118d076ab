"""All that a query finds, in its order, however much it is: read a page at a time by key.

Between two pages neither a transaction nor a cursor of the database is open: whoever reads slowly holds up nobody, and
memory is that of a page. What is published meanwhile is found if it lies ahead; nothing is found twice or passed over.
"""

from collections.abc import Iterator
from dataclasses import replace

from django.db import connection

from events.models import RecordType
from events.queries.chronology import Hit, find_events
from events.queries.cursors import Cursor
from events.queries.publications import list_documents
from events.queries.questions import EventQuery

PAGE = 500
_LITTLE = -8192  # KiB; what SQLite keeps of a file is 64 MB otherwise


def keep_little() -> None:
    """For a process that reads everything once: SQLite keeps few pages of its file in memory from here on."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA cache_size={_LITTLE}")


def stream_events(query: EventQuery) -> Iterator[Hit]:
    """Every hit of a query, whatever page it asks for."""
    query = replace(query, page_size=PAGE, cursor=None)
    while True:
        page = find_events(query)
        yield from page.hits
        if page.next is None:
            return
        query = replace(query, cursor=page.next)


def stream_documents(type_: RecordType) -> Iterator[str]:
    """The documents of all published actors, sources or timelines, in the order of their slugs."""
    cursor: Cursor | None = None
    while True:
        page = list_documents(type_, page_size=PAGE, cursor=cursor)
        yield from page.documents
        if page.next is None:
            return
        cursor = page.next
