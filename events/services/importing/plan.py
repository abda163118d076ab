"""What an import would do, as plain data: for the command line, and for a screen that shows it before it is done."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256

from events.differences import Difference
from events.formats.incoming import RowError
from events.models.identity import UID_PATTERN

MOST_SHOWN = 1000
# Tells apart two records of one name; that of a record to be made is another one each time.
_WHICH = re.compile(rf" \({UID_PATTERN}\)\Z")


class What(StrEnum):
    """What a row is to the record."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True)
class PlannedRow:
    """A row that would change something: a new event, a changed one, or one that would be published as it is.

    `revision` is the one that stands of an event that is here, with which it would be published.
    """

    line: int
    uid: str
    slug: str
    title: str
    what: What
    publish: bool
    differences: tuple[Difference, ...] = ()
    revision: int = 0


@dataclass
class ImportPlan:
    """What an import would do. Of rows, errors, names and notes the first 1 000 are kept; all are counted.

    `named` are the actors, sources and kinds that would be made, by type and slug; `notes` are what the file says
    otherwise than the record, where the record stays. `digest` is of all of it, what is only counted too: it is the
    same where a file is planned again and comes to the same, although what is to be made has another uid then.
    """

    name: str
    publish: bool
    counts: dict[What, int] = field(default_factory=lambda: dict.fromkeys(What, 0))
    to_publish: int = 0
    rows: list[PlannedRow] = field(default_factory=list)
    errors: list[RowError] = field(default_factory=list)
    error_count: int = 0
    named: list[str] = field(default_factory=list)
    named_count: int = 0
    notes: list[str] = field(default_factory=list)
    note_count: int = 0
    digest: str = ""

    @property
    def read(self) -> int:
        """How many rows were read and understood."""
        return sum(self.counts.values())

    @property
    def changes_anything(self) -> bool:
        """Whether there is anything to save or to publish."""
        return bool(self.counts[What.NEW] or self.counts[What.CHANGED] or self.to_publish)

    def refuse(self, errors: Iterable[RowError]) -> None:
        """Counts errors, and keeps the first."""
        for error in errors:
            self._seal(str(error))
            self.error_count += 1
            if len(self.errors) < MOST_SHOWN:
                self.errors.append(error)

    def add(self, row: PlannedRow) -> None:
        """Counts a row, and keeps it if it is among the first that change something."""
        uid = "" if row.what is What.NEW else row.uid
        # What somebody else wrote and the file has no word for is published too: it must be what was there to be seen.
        seen = row.revision if row.publish else 0
        self._seal(row.line, uid, row.slug, row.title, row.what, row.publish, seen, *map(_told, row.differences))
        self.counts[row.what] += 1
        self.to_publish += row.publish
        if len(self.rows) < MOST_SHOWN and (row.what is not What.UNCHANGED or row.publish):
            self.rows.append(row)

    def note(self, sentence: str) -> None:
        """Counts a note, and keeps the first."""
        self._seal(sentence)
        self.note_count += 1
        if len(self.notes) < MOST_SHOWN:
            self.notes.append(sentence)

    def name_new(self, label: str) -> None:
        """Counts a record that would be made because an event names it."""
        self._seal(label)
        self.named_count += 1
        if len(self.named) < MOST_SHOWN:
            self.named.append(label)

    def _seal(self, *said: object) -> None:
        self.digest = sha256(f"{self.digest}{said}".encode(errors="backslashreplace")).hexdigest()


def _told(difference: Difference) -> tuple[str, ...]:
    return difference.field, *(_WHICH.sub("", text) for text in (difference.before, difference.after))


class ImportRefused(Exception):
    """Nothing was saved; `errors` are the first reasons, `count` is how many there are."""

    def __init__(self, errors: list[RowError], count: int) -> None:
        self.errors, self.count = errors, count
        super().__init__(f"Nothing was saved: {count} {'error' if count == 1 else 'errors'}.")
