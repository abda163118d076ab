"""Reading NDJSON: an event document a line, as it is written and as the API answers with it."""

from collections.abc import Iterator
from typing import BinaryIO

import msgspec
from msgspec import UNSET

from events.documents import EventDocument, encode
from events.formats.encoding import BOM, refuse_other_encodings, without_break
from events.formats.incoming import MAX_ROW, Row, RowError, RowFault, clean, load_json, read_event

_DECODER = msgspec.json.Decoder(EventDocument)


def read(stream: BinaryIO) -> Iterator[Row]:
    """The events of a file, a line each; empty lines are passed over."""
    number = 0
    while line := stream.readline(MAX_ROW + 2):
        number += 1
        if number == 1:
            if fault := refuse_other_encodings(line):
                yield _refused(1, RowFault("", fault))
                return
            line = line.removeprefix(BOM)
        if len(line) > MAX_ROW and not line.endswith(b"\n"):
            _skip_rest(stream)
            yield _refused(number, RowFault("", f"the line is longer than {MAX_ROW} bytes"))
        elif line := without_break(line):
            yield _row(line, number)


def _skip_rest(stream: BinaryIO) -> None:
    while (piece := stream.readline(MAX_ROW)) and not piece.endswith(b"\n"):
        pass


def _row(line: bytes, number: int) -> Row:
    """A line that is written as we write it holds nothing unknown and nothing twice; any other is looked through."""
    try:
        document = _DECODER.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return _looked_through(line, number)
    if _has_desk(document) or encode(document).encode() != line:
        return _looked_through(line, number)
    if _is_plain(line):
        return Row(number, document)
    faults = tuple(RowError(number, fault.field, fault.reason) for fault in clean(document))
    return Row(number, document, faults)


def _is_plain(line: bytes) -> bool:
    """Whether no text of a line that is written as we write it can be refused or changed: ASCII alone, nothing that
    JSON escapes, and no text that begins or ends with a space."""
    return line.isascii() and not any(found in line for found in (b"\\", b"\x7f", b' "', b'" '))


def _has_desk(document: EventDocument) -> bool:
    return document.desk is not UNSET or any(row.desk is not UNSET for row in document.citations)


def _looked_through(line: bytes, number: int) -> Row:
    faults: list[RowFault] = []
    try:
        value = load_json(line.decode(), "", faults)
    except UnicodeDecodeError as error:
        return _refused(number, RowFault("", f"byte {error.start + 1} is not UTF-8; save the file as UTF-8"))
    except RowFault as fault:
        return _refused(number, fault)
    if not isinstance(value, dict):
        return _refused(number, RowFault("", "a line holds one JSON object, an event document"))
    return read_event(value, number, faults)


def _refused(number: int, fault: RowFault) -> Row:
    return Row(number, None, (RowError(number, fault.field, fault.reason),))
