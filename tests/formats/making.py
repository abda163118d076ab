"""Items and names for the tests of formats, from plain values."""

from typing import Any

from events.dates import parse_edtf
from events.formats.items import Item, Name
from events.formats.runs import Runs

ROLES = ("author", "editor", "translator", "interviewer")


def make_item(**fields: Any) -> Item:
    """An item; names are ("family", "given") or ("body",), dates EDTF."""
    values = {"id": "an-item", "type": "article-newspaper", "title": "A title", **fields}
    for role in ROLES:
        values[role] = tuple(make_name(*name) for name in values.get(role, ()))
    for role in ("issued", "accessed"):
        values[role] = parse_edtf(values[role]) if values.get(role) else None
    return Item(**values)


def make_name(family: str, given: str | None = None) -> Name:
    return Name(literal=family) if given is None else Name(family=family, given=given)


def starred(runs: Runs) -> str:
    """The text with italics between asterisks."""
    return "".join(f"*{run.text}*" if run.italic else run.text for run in runs)
