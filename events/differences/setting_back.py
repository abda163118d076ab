"""Undoing in a document what one step did to it, and nothing that came after: row by row, so that later work stays."""

from collections.abc import Callable
from typing import Any, TypeVar

import msgspec
from msgspec import Struct

from events.documents import ActorStub, CitationDesk, Date, EventStub, KindDocument, SourceStub

D = TypeVar("D", bound=Struct)

# What is computed, and what numbering and publishing write.
_DERIVED = {"uid", "url", "assessment", "revision", "published_at", "revised_at", "match"}
# What tells apart the rows of each list.
_ROWS: dict[str, Callable[[Any], tuple[str, ...]]] = {
    "participants": lambda row: (row.actor.uid, row.role),
    "citations": lambda row: (row.source.uid, row.aspect),
    "related": lambda row: (row.relation, row.event.uid),
    "entries": lambda row: (row.event.uid,),
    "names": lambda row: (row.language, row.text),
    "affiliations": lambda row: (row.organisation.uid, row.role),
}
_CALLED: dict[str, Callable[[Any], str]] = {
    "participants": lambda row: f"{row.actor.name} as {row.role}",
    "citations": lambda row: f"what “{row.source.title}” says of {row.aspect}",
    "related": lambda row: f"the relation to “{row.event.title}”",
    "entries": lambda row: f"the entry “{row.event.title}”",
    "names": lambda row: f"the name “{row.text}”",
    "affiliations": lambda row: f"{row.role} in {row.organisation.name}",
}


def set_back(before: D, after: D, now: D) -> tuple[D, list[str]]:
    """The document as it stands now without what led from `before` to `after`; and what of that was changed since, by
    name, and is left as it stands."""
    changes: dict[str, Any] = {}
    left: list[str] = []
    for name in now.__struct_fields__:
        was, became, stands = (getattr(document, name) for document in (before, after, now))
        if name in _DERIVED or _same(was, became):
            continue
        if name in _ROWS:
            changes[name], kept = _rows(name, was, became, stands)
            left += kept
        elif _same(stands, became):
            changes[name] = was
        elif not _same(stands, was):
            left.append(name.replace("_", " "))
    return msgspec.structs.replace(now, **changes), left


def _rows(name: str, was: list[Any], became: list[Any], stands: list[Any]) -> tuple[list[Any], list[str]]:
    old, new, rows = ({_ROWS[name](row): row for row in side} for side in (was, became, stands))
    left = []
    for key in old.keys() | new.keys():
        before, after, now = old.get(key), new.get(key), rows.get(key)
        if _same(before, after) or _same(now, before):
            continue
        if not _same(now, after):
            left.append(_CALLED[name](now or after or before))
        elif before is None:
            del rows[key]
        else:
            rows[key] = before
    return list(rows.values()), sorted(left)


def _same(one: Any, other: Any) -> bool:
    return bool(_essence(one) == _essence(other))


def _essence(value: Any) -> Any:
    """What somebody said: without the names of other records, which change, and without what is computed."""
    match value:
        case Date():
            return value.edtf, value.text
        case KindDocument():
            return value.slug
        case ActorStub() | SourceStub() | EventStub():
            return value.uid
        case CitationDesk():
            # Whether a stance was confirmed or a quotation looked up since says nothing else than before.
            return value.stated_anchor, value.stated_rule
        case Struct():
            return tuple(_essence(getattr(value, name)) for name in value.__struct_fields__)
        case list():
            return sorted((_essence(item) for item in value), key=repr)
        case _:
            return value
