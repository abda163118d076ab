"""References by the manuals' own examples (`references.toml`), and what the manuals say of names, dates and titles."""

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from events.formats import apa, chicago, mla
from events.formats.items import Item
from events.formats.runs import Runs
from tests.formats.making import make_item, starred

STYLES: dict[str, Callable[[Item], Runs]] = {
    "apa": apa.reference,
    "mla": mla.reference,
    "chicago": chicago.reference,
}
TABLE = tomllib.loads((Path(__file__).parent / "references.toml").read_text(encoding="utf-8"))
EXAMPLES = [(style, row) for style in STYLES for row in TABLE[style]]
TYPES = set(Item.__annotations__) and {
    *("article-newspaper", "article-magazine", "article-journal", "book", "broadcast", "chapter", "document"),
    *("legal_case", "legislation", "report", "speech", "thesis", "treaty", "webpage"),
}


@pytest.mark.parametrize(("style", "row"), EXAMPLES, ids=[f"{style}: {row['from']}" for style, row in EXAMPLES])
def test_a_reference_is_what_the_manual_prints(style: str, row: dict[str, Any]) -> None:
    assert starred(STYLES[style](make_item(**row["item"]))) == row["is"]
