"""The formats of files in which documents go out, in the order in which they are offered."""

from typing import Any

from events.formats import csv, ndjson
from events.formats.files import Format

EVENTS: tuple[Format[Any], ...] = (csv.FORMAT, ndjson.FORMAT)
SOURCES: tuple[Format[Any], ...] = (ndjson.FORMAT,)
# Of actors and timelines.
RECORDS: tuple[Format[Any], ...] = (ndjson.FORMAT,)
