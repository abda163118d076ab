"""CSL-JSON by the schema of CSL 1.0.2, in so far as we use it."""

import json
from typing import Any, get_args

import jsonschema
import pytest
from hypothesis import given, settings

from events.formats.csljson import dump
from events.formats.items import Item, ItemType
from tests.formats.making import items, make_item

# A digest of csl-data.json of CSL 1.0.2, github.com/citation-style-language/schema: the variables that we write.
TEXT = {"type": "string"}
NUMBER = {"type": ["string", "number"]}
NAME = {
    "type": "object",
    "properties": dict.fromkeys(("family", "given", "suffix", "literal"), TEXT),
    "additionalProperties": False,
}
DATE = {
    "type": "object",
    "properties": {
        "date-parts": {
            "type": "array",
            "items": {"type": "array", "items": NUMBER, "minItems": 1, "maxItems": 3},
            "minItems": 1,
            "maxItems": 2,
        },
        "season": NUMBER,
        "circa": {"type": ["string", "number", "boolean"]},
        "literal": TEXT,
        "raw": TEXT,
    },
    "additionalProperties": False,
}
SCHEMA = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {
            "type": {"enum": list(get_args(ItemType))},
            "id": NUMBER,
            **dict.fromkeys(("edition", "issue", "number", "page", "volume"), NUMBER),
            **dict.fromkeys(("title", "container-title", "publisher", "publisher-place", "authority"), TEXT),
            **dict.fromkeys(("event-title", "event-place", "genre", "status", "language", "archive_location"), TEXT),
            **dict.fromkeys(("URL", "DOI", "ISBN"), TEXT),
            **{
                role: {"type": "array", "items": NAME, "minItems": 1}
                for role in ("author", "editor", "translator", "interviewer")
            },
            "issued": DATE,
            "accessed": DATE,
        },
        "required": ["type", "id"],
        "additionalProperties": False,
    },
}


def test_an_item_has_the_variables_of_csl() -> None:
    item = make_item(
        id="x",
        author=[("King", "Martin Luther, Jr."), ("United Nations",)],
        container_title="Haaretz",
        issued="2009-01-14",
        doi="10.1/2",
        url="https://example.org/",
    )

    assert json.loads(dump([item])) == [
        {
            "id": "x",
            "type": "article-newspaper",
            "title": "A title",
            "author": [{"family": "King", "given": "Martin Luther", "suffix": "Jr."}, {"literal": "United Nations"}],
            "container-title": "Haaretz",
            "issued": {"date-parts": [[2009, 1, 14]]},
            "DOI": "10.1/2",
            "URL": "https://example.org/",
        }
    ]


@pytest.mark.parametrize(
    ("edtf", "written"),
    [
        ("2023", {"date-parts": [[2023]]}),
        ("2023-07", {"date-parts": [[2023, 7]]}),
        ("2023-07-XX", {"date-parts": [[2023, 7]]}),
        ("2023-07-20T10:30:00Z", {"date-parts": [[2023, 7, 20]]}),
        ("2022~", {"date-parts": [[2022]], "circa": True}),
        ("2022?", {"date-parts": [[2022]], "circa": True}),
        ("2010-23", {"date-parts": [[2010]], "season": 3}),
        ("2010-29", {"date-parts": [[2010]], "season": 1}),
        ("2019-08-08/2019-08-11", {"date-parts": [[2019, 8, 8], [2019, 8, 11]]}),
        ("1979/..", {"literal": "1979 onwards"}),
        ("2010-21/2011-23", {"literal": "spring 2010 to autumn 2011"}),
        ("199X", {"literal": "1990s"}),
        ("[2019,2020]", {"literal": "2019 or 2020"}),
        ("2023-33", {"literal": "first quarter of 2023"}),
        ("-0043", {"literal": "44 BCE"}),
    ],
)
def test_a_date_has_the_parts_that_are_known_and_no_others(edtf: str, written: dict[str, Any]) -> None:
    assert json.loads(dump([make_item(issued=edtf)]))[0]["issued"] == written


@given(items())
@settings(deadline=None)
def test_any_item_keeps_to_the_schema(item: Item) -> None:
    (written,) = loaded = json.loads(dump([item]))

    jsonschema.validate(loaded, SCHEMA)
    assert written["title"] == item.title
