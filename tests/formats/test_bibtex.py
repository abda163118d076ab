"""BibTeX that other programs read back as it was, whatever the texts are."""

import re

import bibtexparser
from bibtexparser.middlewares import SeparateCoAuthors, SplitNameParts
from bibtexparser.model import Entry
from hypothesis import given, settings
from hypothesis import strategies as st

from events.formats.bibtex import write
from events.formats.items import Item, Name
from tests.formats.making import items, make_item, names

# What LaTeX makes of the commands that are written.
COMMANDS = {"textbackslash": "\\", "textbraceleft": "{", "textbraceright": "}", "textasciitilde": "~"}
COMMANDS["textasciicircum"] = "^"


def read(text: str) -> list[Entry]:
    library = bibtexparser.parse_string(text)
    assert library.failed_blocks == []
    assert library.comments == library.preambles == library.strings == []
    return library.entries


def value(entry: Entry, field: str) -> str:
    """The text of a field as LaTeX prints it."""
    written = str(entry[field]).removeprefix("{").removesuffix("}") if field == "title" else str(entry[field])
    return re.sub(r"\{\\(text\w+)\}|\\([%&#$_])", lambda found: COMMANDS.get(found[1], found[2]), written)


def test_an_article_has_its_fields_and_a_macro_for_its_month() -> None:
    item = make_item(
        id="ynet-2009-01-14",
        author=[("Mandel", "Roi")],
        title="Morales: Gaza op threat to peace",
        container_title="Ynetnews",
        issued="2009-01-14",
        url="https://www.ynetnews.com/articles/0,7340,L-3656275,00.html",
    )

    assert "".join(write([item])) == (
        "@article{ynet-2009-01-14,\n"
        "  author = {Mandel, Roi},\n"
        "  title = {{Morales: Gaza op threat to peace}},\n"
        "  journal = {Ynetnews},\n"
        "  year = {2009},\n"
        "  month = jan,\n"
        "  day = {14},\n"
        "  url = {https://www.ynetnews.com/articles/0,7340,L-3656275,00.html},\n"
        "}\n\n"
    )


def test_each_type_has_its_entry_and_its_publisher() -> None:
    written = {
        kind: next(write([make_item(type=kind, publisher="House", genre=genre)])).split("{")[0]
        for kind, genre in [("book", ""), ("chapter", ""), ("report", ""), ("thesis", "PhD diss."), ("speech", "")]
    }

    assert written == {
        "book": "@book",
        "chapter": "@incollection",
        "report": "@techreport",
        "thesis": "@phdthesis",
        "speech": "@misc",
    }
    assert "@mastersthesis" in next(write([make_item(type="thesis", genre="Master’s thesis")]))
    assert "  institution = {House},\n" in next(write([make_item(type="report", publisher="House")]))


def test_an_inexact_date_is_a_year_in_words_and_no_date_is_none() -> None:
    years = {
        edtf: re.findall("(?:year|month|day) = .*", next(write([make_item(issued=edtf)])))
        for edtf in ("2022~", "2010-23", "2019/2021", "18XX", "2023-07-XX", "")
    }

    assert years == {
        "2022~": ["year = {ca. 2022},"],
        "2010-23": ["year = {2010},"],
        "2019/2021": ["year = {2019–2021},"],
        "18XX": ["year = {between 1800 and 1899},"],
        "2023-07-XX": ["year = {2023},", "month = jul,"],
        "": [],
    }


def test_the_same_id_twice_gives_two_keys() -> None:
    same = make_item(id="bolivia-2009")

    assert [entry.key for entry in read("".join(write([same, same])))] == ["bolivia-2009", "bolivia-2009_2"]


def test_special_characters_are_escaped_and_those_of_addresses_are_not() -> None:
    item = make_item(title="100% {A_b}~^\\ & #1 $", url="https://example.org/a_b%20c?d=1&e#{f}")

    text = "".join(write([item]))

    assert (
        r"title = {{100\% {\textbraceleft}A\_b{\textbraceright}{\textasciitilde}{\textasciicircum}{\textbackslash}"
        r" \& \#1 \$}}" in text
    )
    assert "url = {https://example.org/a_b%20c?d=1&e#%7Bf%7D}" in text


@given(items())
@settings(deadline=None)
def test_any_text_is_read_back(item: Item) -> None:
    (entry,) = read("".join(write([item])))

    # A reader strips the blanks around what it reads.
    assert value(entry, "title").strip() == item.title
    for field, ours in (("isbn", item.isbn), ("language", item.language), ("address", item.publisher_place)):
        assert ours == (value(entry, field) if field in entry else "")


@given(st.lists(names(), min_size=1, max_size=4))
@settings(deadline=None)
def test_names_are_as_many_as_there_were(people: list[Name]) -> None:
    text = "".join(write([Item(id="x", type="book", title="T", author=tuple(people))]))

    (entry,) = bibtexparser.parse_string(text, append_middleware=[SeparateCoAuthors(), SplitNameParts()]).entries

    assert len(entry["author"]) == len(people)
