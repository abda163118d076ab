"""CSV: an event a row, for spreadsheets; all that a document has, in cells that no spreadsheet takes for a formula.

What is one value is one column. Participants, citations and related events are compact JSON in a cell each, as the API
has them, so that a row stays an event and nothing is lost. A text that begins as a formula does stands behind an
apostrophe; the reader takes it away again.
"""

import csv
import re
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from events.documents import EventDocument
from events.formats.files import Format, Heading
from events.formats.formulae import BEGINNING

_FORMULA = re.compile(f"'*{BEGINNING}")
_GUARDED = re.compile(f"'+{BEGINNING}")

# Which member of a document each column holds. Those of DERIVED follow from the others, and are not read again.
COLUMNS = {
    "uid": "uid",
    "slug": "slug",
    "title": "title",
    "date": "date.edtf",
    "date_text": "date.text",
    "kind": "kind.slug",
    "summary": "summary",
    "attribution": "attribution",
    "language": "language",
    "place": "place.name",
    "country": "place.country",
    "latitude": "place.latitude",
    "longitude": "place.longitude",
    "place_precision": "place.precision",
    "participants": "participants",
    "citations": "citations",
    "part_of": "part_of",
    "related": "related",
    "kind_label": "kind.label",
    "kind_cameo": "kind.cameo",
    "revision": "revision",
    "published_at": "published_at",
    "revised_at": "revised_at",
}
DERIVED = {
    "date_label": "date.label",
    "earliest": "date.earliest",
    "latest": "date.latest",
    "earliest_day": "date.earliest_day",
    "latest_day": "date.latest_day",
    "date_precision": "date.precision",
    "approximate": "date.approximate",
    "uncertain": "date.uncertain",
    "support": "assessment.support",
    "origins": "assessment.origins",
    "sources": "assessment.sources",
    "differs": "assessment.differs",
    "url": "url",
    "match": "match",
}
_PATHS = [tuple(path.split(".")) for path in (COLUMNS | DERIVED).values()]


def write(documents: Iterable[EventDocument], heading: Heading) -> Iterator[str]:
    """The header, then a row for each document."""
    line = _Line()
    writer = csv.writer(line)
    writer.writerow([*COLUMNS, *DERIVED])
    yield line.text
    for document in documents:
        writer.writerow(_cells(msgspec.to_builtins(document)))
        yield line.text


def guard(text: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguard(cell: str) -> str:
    """What stood in a cell before it was guarded."""
    return cell[1:] if _GUARDED.match(cell) else cell


class _Line:
    """What `csv.writer` writes to: keeps the row that was written last."""

    text = ""

    def write(self, text: str) -> None:
        self.text = text


def _cells(values: dict[str, Any]) -> Iterator[str]:
    for path in _PATHS:
        value: Any = values
        for name in path:
            value = None if value is None else value[name]
        yield _cell(value)


def _cell(value: Any) -> str:
    if isinstance(value, str):
        return guard(value)
    if value is None or value == []:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list) and isinstance(value[0], str):
        return " ".join(value)
    if isinstance(value, dict | list):
        return msgspec.json.encode(value).decode()
    return repr(value)


FORMAT = Format(
    name="csv",
    extension="csv",
    label="CSV",
    media_type="text/csv",
    shape=EventDocument,
    write=write,
)
