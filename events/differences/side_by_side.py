"""Two records of one type beside each other, claim by claim, whether they differ or not."""

from dataclasses import dataclass

from events.differences.claims import Claim, claims
from events.documents import Document

_ABSENT = Claim("", "", "")


@dataclass(frozen=True)
class Line:
    """One claim as either record makes it; "" where it does not."""

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
    old, new = claims(left, sources), claims(right, sources)
    parts = dict.fromkeys(key[0] for key in (*old, *new))
    keys = [key for part in parts for key in dict.fromkeys((*old, *new)) if key[0] == part]
    return [_line(old.get(key, _ABSENT), new.get(key, _ABSENT)) for key in keys]


def _line(left: Claim, right: Claim) -> Line:
    return Line(left.name or right.name, left.text, right.text, left.identity != right.identity)
