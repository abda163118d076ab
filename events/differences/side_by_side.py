"""Two records of one type beside each other, whether they differ or not: a line a claim, and one for each citation."""

from dataclasses import dataclass

from events.differences.claims import Claim, claims
from events.documents import Document

_Key = tuple[str, ...]


@dataclass(frozen=True)
class Line:
    """What either record says of one thing; "" where it says nothing."""

    name: str
    left: str
    right: str
    differs: bool


def side_by_side(left: Document, right: Document) -> list[Line]:
    """What two documents say, in their order: of each part what both or the first have, then what the second has."""
    sources = {
        row.source.uid: f"{row.source.publisher}, “{row.source.title}”" if row.source.publisher else row.source.title
        for document in (left, right)
        for row in getattr(document, "citations", [])
    }
    old, new = (_grouped(claims(document, sources)) for document in (left, right))
    parts = dict.fromkeys(key[0] for key in (*old, *new))
    keys = [key for part in parts for key in dict.fromkeys((*old, *new)) if key[0] == part]
    return [_line(old.get(key, {}), new.get(key, {})) for key in keys]


def _grouped(said: dict[_Key, Claim]) -> dict[_Key, dict[_Key, Claim]]:
    """Claims under what they are of: those of a citation, of an entry and of an affiliation together."""
    groups: dict[_Key, dict[_Key, Claim]] = {}
    for key, claim in said.items():
        groups.setdefault(key[:3], {})[key] = claim
    return groups


def _line(left: dict[_Key, Claim], right: dict[_Key, Claim]) -> Line:
    name = next(iter((left or right).values())).name
    several = any(len(key) > 3 for key in (*left, *right))
    name = name.rpartition(": ")[0] if several and name.count(": ") > 1 else name
    shown = _text(left, several=several), _text(right, several=several)
    return Line(name, *shown, _identities(left) != _identities(right))


def _identities(said: dict[_Key, Claim]) -> dict[_Key, str]:
    return {key: claim.identity for key, claim in said.items()}


def _text(said: dict[_Key, Claim], *, several: bool) -> str:
    if not several:
        return "\n".join(claim.text for claim in said.values())
    return "\n".join(f"{claim.name.rpartition(': ')[2]}: {claim.text}" for claim in said.values())
