"""Reading CSV: files that we wrote, and files that somebody typed.

Separated by commas, semicolons or tabs, as the header shows; quoted as RFC 4180 has it. Columns may stand in any order
and may be left out: what has no column stays as it is in an event that is there already, and gets a default in a new
one.
"""

import csv
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, BinaryIO

from events.formats import handwritten
from events.formats.csv import COLUMNS, DERIVED, unguard
from events.formats.encoding import BOM, refuse_other_encodings
from events.formats.incoming import MAX_ROW, Row, RowError, RowFault, load_json, read_event, suggestion

# One source, for those who type.
_SOURCE = ("source", "source_url", "source_publisher", "source_published", "source_genre", "says")
_KNOWN = [*COLUMNS, *_SOURCE, *DERIVED]
_DECIMAL = (r"-?\d{1,3}(\.\d{1,20})?(e-\d{1,3})?", float, "-16.5")
_NUMBERS: dict[str, tuple[str, Callable[[str], float], str]] = {
    "latitude": _DECIMAL,
    "longitude": _DECIMAL,
    "revision": (r"\d{1,9}", int, "3"),
}
# What a column is called that holds a member.
COLUMNS_OF = {member: column for column, member in COLUMNS.items()}


def read(stream: BinaryIO) -> Iterator[Row]:
    """The events of a file, a row each; empty rows are passed over. A wrong header or encoding ends it."""
    csv.field_size_limit(MAX_ROW)
    lines = _Lines(stream)
    try:
        header = next(lines, "")
        delimiter = max(",;\t", key=lambda mark: _known_in(header, mark))
        rows = csv.reader(lines, delimiter=delimiter, strict=True)
        columns = _columns(next(csv.reader([header], delimiter=delimiter, strict=True), []))
    except (RowFault, csv.Error) as error:
        yield _refused(1, error)
        return
    yield from _rows(rows, lines, columns)


def _rows(rows: Iterator[list[str]], lines: "_Lines", columns: list[str]) -> Iterator[Row]:
    while True:
        first = lines.begin_row()
        try:
            cells = next(rows)
        except StopIteration:
            return
        except RowFault as fault:
            yield _refused(first, fault)
            return
        except csv.Error as error:
            yield _refused(first, error)
            continue
        if any(cells):
            yield _row(cells, columns, first)


def _row(cells: list[str], columns: list[str], line: int) -> Row:
    if len(cells) != len(columns):
        reason = f"the row has {len(cells)} cells and the header {len(columns)}: is a comma or a quotation mark amiss?"
        return _refused(line, RowFault("", reason))
    values = {column: unguard(cell).strip() for column, cell in zip(columns, cells, strict=True)}
    faults: list[RowFault] = []
    document = _document(values, faults)
    row = read_event(document, line, faults, _given(columns))
    errors = tuple(RowError(line, COLUMNS_OF.get(error.field, error.field), error.reason) for error in row.errors)
    return Row(line, row.document, errors, row.given)


def _document(values: dict[str, str], faults: list[RowFault]) -> dict[str, Any]:
    """The plain values of an event document, all of which `read_event` checks."""
    document: dict[str, Any] = {}
    for column, path in COLUMNS.items():
        if column not in values:
            continue
        try:
            value = _value(column, values[column], faults)
        except RowFault as fault:
            faults.append(fault)
            continue
        if value is not None and value != "":
            parent, _, name = path.rpartition(".")
            (document.setdefault(parent, {}) if parent else document)[name] = value
    if "edtf" not in document.get("date", {"edtf": ""}):
        del document["date"]
        faults.append(RowFault("date_text", "there is no date for these words; leave it empty, or fill in date"))
    return _with_defaults(document, values)


def _value(column: str, cell: str, faults: list[RowFault]) -> Any:
    if not cell:
        return None
    if column in _NUMBERS:
        pattern, number, example = _NUMBERS[column]
        if not re.fullmatch(pattern, cell, re.ASCII):
            raise RowFault(column, f"“{cell}” is no number; write it as {example}")
        return number(cell)
    if column in ("participants", "citations", "related", "part_of"):
        return load_json(cell, column, faults) if cell[0] in "[{" else _typed(column, cell)
    return cell


def _typed(column: str, cell: str) -> Any:
    match column:
        case "participants":
            return handwritten.participants(cell)
        case "related":
            return handwritten.related(cell)
        case "part_of":
            return handwritten.named(cell)
    raise RowFault(column, "write citations as JSON, or one source in the columns source, source_url and says")


def _with_defaults(document: dict[str, Any], values: dict[str, str]) -> dict[str, Any]:
    kind = document.setdefault("kind", {})
    if "slug" in kind:
        written = kind["slug"]
        kind["slug"] = handwritten.make_slug(written)
        kind.setdefault("label", written.replace("-", " ") if kind["slug"] == written else written)
    if "citations" not in document and (values.get("source") or values.get("source_url")):
        document["citations"] = [handwritten.citation(values, document.get("title", ""))]
    return document


def _given(columns: Iterable[str]) -> frozenset[str]:
    members = {COLUMNS[column] for column in columns if column in COLUMNS}
    return frozenset(members | ({"citations"} if {"source", "source_url"} & set(columns) else set()))


def _known_in(header: str, delimiter: str) -> int:
    return sum(_name(cell) in _KNOWN for cell in header.replace('"', "").split(delimiter))


def _name(cell: str) -> str:
    return unguard(cell).strip().lower().replace(" ", "_")


def _columns(header: list[str]) -> list[str]:
    columns = [_name(cell) for cell in header]
    for place, column in enumerate(columns, 1):
        if column not in _KNOWN:
            raise RowFault(column or f"column {place}", f"there is no such column; {suggestion(column, _KNOWN)}")
        if columns.index(column) != place - 1:
            raise RowFault(column, "the column stands there twice")
    if not {"uid", "slug", "title"} & set(columns):
        raise RowFault("title", "the first row names the columns; title is not among them")
    return columns


def _refused(line: int, error: RowFault | csv.Error) -> Row:
    fault = error if isinstance(error, RowFault) else RowFault("", f"is no CSV: {error}")
    return Row(line, None, (RowError(line, fault.field, fault.reason),))


class _Lines:
    """The lines of a file as text, counted; raises RowFault for a row that does not end, or is not UTF-8."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._number = 0
        self._length = 0

    def begin_row(self) -> int:
        """The line on which the next row begins."""
        self._length = 0
        return self._number + 1

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._stream.readline(MAX_ROW + 1)
        if not line:
            raise StopIteration
        self._number += 1
        self._length += len(line)
        if self._length > MAX_ROW:
            raise RowFault("", f"the row is longer than {MAX_ROW} bytes: is a quotation mark missing?")
        if self._number == 1:
            if fault := refuse_other_encodings(line):
                raise RowFault("", fault)
            line = line.removeprefix(BOM)
        try:
            return line.decode()
        except UnicodeDecodeError as error:
            where = f"line {self._number}, byte {error.start + 1}"
            raise RowFault("", f"{where} is not UTF-8; save the file as “CSV UTF-8”") from None
