"""Items for the tests of formats: from plain values, and with any text in any field."""

from typing import Any, get_args

from hypothesis import strategies as st

from events.dates import parse_edtf
from events.formats.items import Item, ItemType, Name
from events.formats.runs import Runs
from tests.dates.strategies import dates

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


def texts() -> st.SearchStrategy[str]:
    """Any text, often one that means something to a format."""
    return st.one_of(
        st.text(max_size=20),
        st.text(alphabet="{}\\\"'%&#$_^~@,= \r\n-aTYER\x00\u2028é", max_size=12),
        st.sampled_from(
            ["x\r\nER  - \r\nTY  - JOUR", "a and b", "a, b", "others", "}\n@book{x,", "\\textbraceleft", "{"]
        ),
    )


def names() -> st.SearchStrategy[Name]:
    """A person or a body of any name that is not blank."""
    name = texts().filter(lambda text: bool(Name(family=text).family))
    return st.one_of(st.builds(Name, family=name, given=texts()), st.builds(Name, literal=name))


def items() -> st.SearchStrategy[Item]:
    """An item with any text in any field."""
    people = st.lists(names(), max_size=4).map(tuple)
    free = ("id", "title", "container_title", "publisher", "publisher_place", "authority", "event_title", "event_place")
    numbers = ("genre", "number", "volume", "issue", "page", "edition", "url", "doi", "isbn", "language")
    issued = st.one_of(st.none(), dates.map(parse_edtf))
    return st.builds(
        Item,
        type=st.sampled_from(get_args(ItemType)),
        issued=issued,
        accessed=st.one_of(st.none(), st.just(parse_edtf("2026-11-23"))),
        **{field: texts() for field in (*free, *numbers)},
        **dict.fromkeys(ROLES, people),
    )
