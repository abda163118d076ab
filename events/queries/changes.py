"""The public log in the order in which it was written: what a copy of all that is public is kept up to date by."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from events.documents import ChangeDocument
from events.models import Change, ChangeCounter, RecordType

_COLUMNS = ("sequence", "type", "uid", "what", "into", "reason", "at")


@dataclass(frozen=True)
class ChangePage:
    """Lines of the log in the order of their sequence; `last` is the sequence that the next page begins after."""

    changes: list[ChangeDocument]
    last: int
    more: bool


def list_changes(*, after: int, page_size: int, type_: RecordType | None = None) -> ChangePage:
    """What was noted after a sequence, in one query.

    Sequences are given under a lock that is held to the commit: whoever sees a line sees all lines before it.
    """
    rows = Change.objects.filter(sequence__gt=after).order_by("sequence")
    if type_ is not None:
        rows = rows.filter(type=type_)
    found = [_document(*row) for row in rows.values_list(*_COLUMNS)[: page_size + 1]]
    page = found[:page_size]
    return ChangePage(page, page[-1].sequence if page else after, len(found) > page_size)


def last_sequence() -> int:
    """The sequence of the newest line of the log; 0 before there is one."""
    return ChangeCounter.objects.filter(pk=1).values_list("last", flat=True).first() or 0


def _document(sequence: int, type_: Any, uid: str, what: Any, into: str, reason: str, at: datetime) -> ChangeDocument:
    url = f"/{type_}s/{uid}/"
    return ChangeDocument(sequence, type_, uid, url, what, into or None, reason or None, at)
