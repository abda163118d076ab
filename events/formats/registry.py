"""The formats of files in which documents go out, in the order in which they are offered."""

from typing import Any

from events.formats import csv, geojson, ics, jsonld, markdown, ndjson, timelinejs, timelinejs_csv
from events.formats.files import Format
from events.formats.reference_files import BIBTEX, CSL_JSON, RIS

EVENTS: tuple[Format[Any], ...] = (
    csv.FORMAT,
    ndjson.FORMAT,
    jsonld.FORMAT,
    geojson.FORMAT,
    ics.FORMAT,
    markdown.FORMAT,
    timelinejs.FORMAT,
    timelinejs_csv.FORMAT,
)
SOURCES: tuple[Format[Any], ...] = (ndjson.FORMAT, CSL_JSON, BIBTEX, RIS)
# Of actors and timelines.
RECORDS: tuple[Format[Any], ...] = (ndjson.FORMAT,)
