"""Documents written and read again, for the tests of the formats that are read."""

import io
from collections.abc import Callable, Iterable, Iterator
from typing import Any, BinaryIO

import msgspec

from events.documents import EventDocument
from events.formats.incoming import Row, RowFault, clean
from events.text import TextError, clean_prose

Reader = Callable[[BinaryIO], Iterator[Row]]


def read_all(read: Reader, content: str | bytes) -> list[Row]:
    return list(read(io.BytesIO(content.encode() if isinstance(content, str) else content)))


def refusals(read: Reader, content: str | bytes) -> list[tuple[int, str, str]]:
    """Line, field and reason of all errors."""
    return [(e.line, e.field, e.reason) for row in read_all(read, content) for e in row.errors]


def read_documents(rows: Iterable[Row]) -> list[Any]:
    """What the rows claim, in plain values, without what follows from it."""
    assert [str(error) for row in rows for error in row.errors] == []
    return [claims(row.document) for row in rows if row.document]


def claims(document: EventDocument) -> dict[str, Any]:
    values: dict[str, Any] = msgspec.to_builtins(document)
    if values["date"]:
        values["date"] = {name: values["date"][name] for name in ("edtf", "text")}
    return {name: value for name, value in values.items() if name not in ("url", "assessment", "match")}


def as_stored(document: EventDocument) -> EventDocument:
    """The document as the record would have it: nothing that the text policy refuses, None for an empty text."""
    values = _as_stored(msgspec.to_builtins(document))
    values["date"] = msgspec.to_builtins(document.date)  # its text is none
    for name in ("title", "summary"):
        values[name] = values[name] or "x"
    values["kind"]["label"] = values["kind"]["label"] or "visit"
    for row in values["citations"]:
        row["says"] = row["says"] or "x"
        row["source"]["title"] = row["source"]["title"] or "x"
    for actor in [part["actor"] for part in values["participants"]] + [c["speaker"] for c in values["citations"]]:
        if actor:
            actor["name"] = actor["name"] or "x"
    if values["place"] and not any(values["place"].values()):
        values["place"] = None
    stored = msgspec.convert(values, EventDocument)
    assert list[RowFault](clean(stored)) == []
    return stored


def _as_stored(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _as_stored(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_as_stored(one) for one in value]
    return _allowed(value) or None if isinstance(value, str) else value


def _allowed(text: str) -> str:
    kept = "".join(c for c in text if c not in "\n\r\u2028\u2029" and not "\u2066" <= c <= "\u2069")
    try:
        return clean_prose(kept) if kept.isprintable() else ""
    except TextError:
        return ""
