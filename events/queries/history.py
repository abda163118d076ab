"""All that happened to a record, the newest first, and any two of its revisions beside each other."""

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from heapq import merge
from itertools import islice
from typing import Any, Literal, TypeAlias

from django.db.models import QuerySet

from events.differences import Difference, compare
from events.documents import SHAPES, Document, decode
from events.models import Change, Comment, Review, Revision

PAGE = 50
# More than these are not offered for choice; any other can still be asked for by its number.
_MOST_TO_CHOOSE = 500
_LARGEST = 2**31 - 1
_LARGEST_KEY = 2**63 - 1

Kind: TypeAlias = Literal["revision", "review", "told", "comment"]


@dataclass(frozen=True)
class Entry:
    """One thing that happened: its row, and for a revision what it changed; `before` is the number that it follows."""

    kind: Kind
    row: Any
    before: int | None = None
    differences: tuple[Difference, ...] = ()

    @property
    def at(self) -> datetime:
        """When it happened."""
        at: datetime = self.row.at
        return at


@dataclass(frozen=True)
class Place:
    """Where a page of the history begins: the newest number that each of its streams may still tell of, or any."""

    revision: int = _LARGEST
    review: int = _LARGEST_KEY
    told: int = _LARGEST_KEY
    comment: int = _LARGEST_KEY

    def __str__(self) -> str:
        return ".".join(str(getattr(self, kind)) for kind in _KEYS)


# What each stream is ordered by; at one moment what stands first here is told as the newest.
_KEYS: dict[Kind, str] = {"told": "sequence", "comment": "id", "review": "id", "revision": "number"}
KINDS = frozenset(_KEYS)
_PLACE = re.compile(r"[0-9]{1,19}(\.[0-9]{1,19}){3}", re.ASCII)


@dataclass(frozen=True)
class HistoryPage:
    """A page of the history, and where the older one begins, if there is one."""

    entries: tuple[Entry, ...]
    older: Place | None


@dataclass(frozen=True)
class Comparison:
    """Two revisions of a record, and what the second says otherwise."""

    before: Revision
    after: Revision
    differences: tuple[Difference, ...]


def read_place(text: str) -> Place | None:
    """The place that a text stands for; None where it is none."""
    if not _PLACE.fullmatch(text):
        return None
    told, comment, review, revision = map(int, text.split("."))
    return Place(min(revision, _LARGEST), *(min(number, _LARGEST_KEY) for number in (review, told, comment)))


def list_history(
    uid: str, *, place: Place | None = None, page_size: int = PAGE, kinds: Collection[Kind] = KINDS
) -> HistoryPage:
    """What happened to the record of this uid, the newest first, in a query a kind; also where its row is gone."""
    place = place or Place()
    rows: dict[Kind, QuerySet[Any]] = {
        "told": Change.objects.filter(uid=uid, told=True),
        "comment": Comment.objects.filter(uid=uid).select_related("by"),
        "review": Review.objects.filter(uid=uid).select_related("by"),
        "revision": Revision.objects.of(uid).select_related("author"),
    }
    streams = {kind: _stream(rows[kind], kind, place, page_size) for kind in rows if kind in kinds}
    # Each stream keeps its own order, also where two clocks disagreed.
    merged = merge(
        *([Entry(kind, row) for row in rows] for kind, rows in streams.items()),
        key=lambda entry: entry.at,
        reverse=True,
    )
    entries = list(islice(merged, page_size))
    more = sum(len(rows) for rows in streams.values()) > page_size
    revisions = _changes(streams.get("revision", []), sum(entry.kind == "revision" for entry in entries))
    return HistoryPage(
        tuple(revisions[entry.row.number] if entry.kind == "revision" else entry for entry in entries),
        _after(place, entries) if more else None,
    )


def compare_revisions(uid: str, before: int, after: int) -> Comparison:
    """Two revisions of a record beside each other; raises Revision.DoesNotExist where there is no such pair."""
    numbers = [number for number in (before, after) if 0 < number <= _LARGEST]
    rows = Revision.objects.filter(uid=uid, number__in=numbers).select_related("author")
    found = {revision.number: revision for revision in rows}
    if not {before, after} <= found.keys():
        raise Revision.DoesNotExist(f"{uid} has no revisions {before} and {after}.")
    older, newer = found[before], found[after]
    return Comparison(older, newer, compare(document_of(older), document_of(newer)))


def revisions_to_choose(uid: str) -> list[Revision]:
    """The newest revisions of a record with their authors, without what they say."""
    return list(Revision.objects.of(uid).select_related("author").defer("document")[:_MOST_TO_CHOOSE])


def revisions_between(uid: str, after: int, up_to: int) -> list[Revision]:
    """Who saved what after one revision and up to another, the newest first, without what they say."""
    rows = Revision.objects.of(uid).filter(number__gt=after, number__lte=up_to)
    return list(rows.select_related("author").defer("document")[:PAGE])


def document_of(revision: Revision) -> Document:
    """What a revision says."""
    document: Document = decode(revision.document, SHAPES[revision.type])
    return document


def _stream(rows: QuerySet[Any], kind: Kind, place: Place, page_size: int) -> list[Any]:
    """One more than a page has: of a revision it is the one that the last is compared with."""
    key = _KEYS[kind]
    return list(rows.filter((f"{key}__lte", getattr(place, kind))).order_by(f"-{key}")[: page_size + 1])


def _changes(revisions: list[Revision], shown: int) -> dict[int, Entry]:
    """What each of the first revisions changed, by number; the very first changed nothing that was there."""
    entries = {}
    after = document_of(revisions[0]) if shown else None
    for place, revision in enumerate(revisions[:shown]):
        earlier = revisions[place + 1] if place + 1 < len(revisions) else None
        before = document_of(earlier) if earlier else None
        differences = compare(before, after) if before and after else ()
        entries[revision.number] = Entry("revision", revision, earlier.number if earlier else None, differences)
        after = before
    return entries


def _after(place: Place, entries: list[Entry]) -> Place:
    """Where the next page begins: below the last of each stream that was shown."""
    for entry in entries:
        shown: dict[str, int] = {entry.kind: getattr(entry.row, _KEYS[entry.kind]) - 1}
        place = replace(place, **shown)
    return place
