"""The formats in which events come in, and what they call the members of a document."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import BinaryIO

from events.formats import csv_reading, ndjson_reading
from events.formats.csv import COLUMNS
from events.formats.incoming import Row


@dataclass(frozen=True)
class Reading:
    """How a format is read; `columns` are its own names of members, and `members` what those stand for."""

    read: Callable[[BinaryIO], Iterator[Row]]
    columns: Mapping[str, str] = field(default_factory=dict)
    members: Mapping[str, str] = field(default_factory=dict)


READERS = {
    "csv": Reading(csv_reading.read, csv_reading.COLUMNS_OF, COLUMNS),
    "ndjson": Reading(ndjson_reading.read),
}
_ENDINGS = {".csv": "csv", ".tsv": "csv", ".txt": "csv", ".ndjson": "ndjson", ".jsonl": "ndjson"}


def format_of(name: str) -> str | None:
    """The format that a file's name tells; None where it tells none."""
    return _ENDINGS.get(PurePath(name).suffix.lower())
