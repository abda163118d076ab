"""References by the manuals' own examples (`references.toml`), and what the manuals say of names, dates and titles."""

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args
from unicodedata import category

import pytest
from hypothesis import given, settings

from events.formats import apa, chicago, mla
from events.formats.items import Item, ItemType
from events.formats.runs import Runs, plain
from tests.formats.making import items, make_item, starred

STYLES: dict[str, Callable[[Item], Runs]] = {
    "apa": apa.reference,
    "mla": mla.reference,
    "chicago": chicago.reference,
}
TABLE = tomllib.loads((Path(__file__).parent / "references.toml").read_text(encoding="utf-8"))
EXAMPLES = [(style, row) for style in STYLES for row in TABLE[style]]


@pytest.mark.parametrize(("style", "row"), EXAMPLES, ids=[f"{style}: {row['from']}" for style, row in EXAMPLES])
def test_a_reference_is_what_the_manual_prints(style: str, row: dict[str, Any]) -> None:
    assert starred(STYLES[style](make_item(**row["item"]))) == row["is"]


@pytest.mark.parametrize("style", STYLES)
def test_the_page_on_formats_counts_what_was_compared(style: str) -> None:
    page = (Path(__file__).parents[2] / "docs" / "reference" / "citation-formats.md").read_text(encoding="utf-8")
    column = list(STYLES).index(style) + 2

    counted = {
        cells[1].strip("` "): cells[column].strip()
        for cells in (line.split("|") for line in page.partition("\n## Compared")[2].partition("\n## ")[0].splitlines())
        if len(cells) > column and cells[1].startswith(" `")
    }

    assert counted == {
        kind: f"{sum('compared' in row for row in rows)} of {len(rows)}"
        for kind in get_args(ItemType)
        if (rows := [row for row in TABLE[style] if row["item"]["type"] == kind])
    }


PEOPLE = [("Flores", "Paola"), ("Politi", "Daniel"), ("Mandel", "Roi"), ("Doe", "Ann B.")] + [("Roe", "Jo")] * 18

# How many authors, and how the entry begins in each style.
AUTHORS = [
    (0, "A title. ", "“A title.”", "*Paper*. “A title.”"),
    (1, "Flores, P. (", "Flores, Paola. “", "Flores, Paola. “"),
    (2, "Flores, P., & Politi, D. (", "Flores, Paola, and Daniel Politi. “", "Flores, Paola, and Daniel Politi. “"),
    (3, "Flores, P., Politi, D., & Mandel, R. (", "Flores, Paola, et al. “", "Flores, Paola, Daniel Politi, and Roi M"),
    (10, "Flores, P.,", "Flores, Paola, et al. “", "Flores, Paola, Daniel Politi, Roi Mandel, Ann B. Doe, Jo Roe"),
]

# Names that are not a plain family and given name: in APA, in MLA (as first) and in Chicago (as second author).
NAMES = [
    (("Sartre", "Jean-Paul"), "Sartre, J.-P.", "Sartre, Jean-Paul", "Jean-Paul Sartre"),
    (("Tolkien", "J.R.R."), "Tolkien, J. R. R.", "Tolkien, J.R.R.", "J.R.R. Tolkien"),
    (("King", "Martin Luther, Jr."), "King, M. L., Jr.", "King, Martin Luther, Jr.", "Martin Luther King Jr."),
    (("van der Berg", "Jan"), "van der Berg, J.", "van der Berg, Jan", "Jan van der Berg"),
    (("Beethoven", "Ludwig van"), "Beethoven, L. van", "Beethoven, Ludwig van", "Ludwig van Beethoven"),
    (("Morales", ""), "Morales", "Morales", "Morales"),
    (("United Nations",), "United Nations", "United Nations", "United Nations"),
    (("毛", "泽东"), "毛泽东", "毛泽东", "毛泽东"),
    (("김", "대중"), "김대중", "김대중", "김대중"),
    (("לוי", "יעקב"), "לוי, יעקב", "לוי, יעקב", "יעקב לוי"),
    (("احمدی‌نژاد", "محمود"), "احمدی‌نژاد, محمود", "احمدی‌نژاد, محمود", "محمود احمدی‌نژاد"),
    (("Путин", "Владимир"), "Путин, В.", "Путин, Владимир", "Владимир Путин"),
]

# EDTF, then the date as APA, MLA and Chicago say it.
DATES = [
    ("", "(n.d.)", "", "n.d."),
    ("2011", "(2011)", "2011", "2011"),
    ("2010-12", "(2010, December)", "Dec. 2010", "December 2010"),
    ("2023-07-20", "(2023, July 20)", "20 July 2023", "July 20, 2023"),
    ("2023-07-20T10:30:00Z", "(2023, July 20)", "20 July 2023", "July 20, 2023"),
    ("2010-23", "(2010, Autumn)", "autumn 2010", "Autumn 2010"),
    ("2010-29", "(2010, Spring)", "spring 2010", "Spring 2010"),
    ("2022~", "(ca. 2022)", "circa 2022", "[ca. 2022]"),
    ("2022?", "(ca. 2022)", "[2022?]", "[2022?]"),
    ("2022%", "(ca. 2022)", "[circa 2022?]", "[ca. 2022?]"),
    ("2023-07-XX", "(2023, July)", "July 2023", "July 2023"),
    ("1985-XX-XX", "(1985)", "1985", "1985"),
    ("199X", "(1990s)", "1990s", "1990s"),
    ("199X~", "(about the 1990s)", "about the 1990s", "about the 1990s"),
    ("18XX", "(between 1800 and 1899)", "between 1800 and 1899", "between 1800 and 1899"),
    ("[2019,2020]", "(2019 or 2020)", "2019 or 2020", "2019 or 2020"),
    ("2019/2021", "(2019–2021)", "2019–2021", "2019–2021"),
    ("2019-08-08/2019-08-11", "(2019, August 8–11)", "8–11 Aug. 2019", "August 8–11, 2019"),
    ("2020-01-30/2020-02-02", "(2020, January 30–February 2)", "30 Jan.–2 Feb. 2020", "January 30–February 2, 2020"),
    (
        "2019-12-30/2020-01-02",
        "(2019, December 30–2020, January 2)",
        "30 Dec. 2019–2 Jan. 2020",
        "December 30, 2019–Janua",
    ),
    ("1979/..", "(1979–present)", "1979–", "1979–"),
    ("1979/", "(from 1979, end unknown)", "from 1979, end unknown", "from 1979, end unknown"),
    ("-0043-03-15", "(44 BCE, March 15)", "15 Mar. 44 BCE", "March 15, 44 BCE"),
]

# A title, and how it stands in APA, and in MLA and Chicago, with what follows it.
TITLES = [
    ("Who did it?", "Who did it? *", "“Who did it?” *"),
    ("Stop!", "Stop! *", "“Stop!” *"),
    ("Wait…", "Wait… *", "“Wait…” *"),
    ("ما الذي حدث؟", "ما الذي حدث؟ *", "“ما الذي حدث؟” *"),
    ("The so-called “peace” plan", "The so-called “peace” plan. *", "“The so-called ‘peace’ plan.” *"),
    (
        'Morales: "Israel is a terror state"',
        'Morales: "Israel is a terror state." *',
        "“Morales: ‘Israel is a terror state.’” *",
    ),
    ("Israel as 'terrorist state'", "Israel as 'terrorist state.' *", "“Israel as 'terrorist state.'” *"),
    ("The workers'", "The workers'. *", "“The workers'.” *"),
    ("Who said “peace”?", "Who said “peace”? *", "“Who said ‘peace’?” *"),
    ("Who said “peace?”", "Who said “peace?” *", "“Who said ‘peace?’” *"),
    ('רמטכ"ל לשעבר', 'רמטכ"ל לשעבר. *', '“רמטכ"ל לשעבר.” *'),
    ("论持久战", "论持久战. *", "“论持久战.” *"),
    ("<b>A & B</b> {c} \\d", "<b>A & B</b> {c} \\d. *", "“<b>A & B</b> {c} \\d.” *"),
]


@pytest.mark.parametrize("style", STYLES)
def test_every_type_has_an_example(style: str) -> None:
    assert {row["item"]["type"] for row in TABLE[style]} == set(get_args(ItemType))


@pytest.mark.parametrize("style", STYLES)
def test_the_page_on_formats_shows_one_example_of_each_type(style: str) -> None:
    page = (Path(__file__).parents[2] / "docs" / "reference" / "citation-formats.md").read_text(encoding="utf-8")

    assert {row["item"]["type"] for row in TABLE[style] if f"| {row['is']} |" in page} == set(get_args(ItemType))


@pytest.mark.parametrize(("number", "in_apa", "in_mla", "in_chicago"), AUTHORS)
def test_authors_are_listed_as_many_as_the_style_wants(number: int, in_apa: str, in_mla: str, in_chicago: str) -> None:
    item = make_item(author=PEOPLE[:number], container_title="Paper")

    assert [starred(reference(item)).startswith(start) for reference, start in _each(in_apa, in_mla, in_chicago)] == [
        True
    ] * 3


def test_apa_lists_twenty_authors_and_leaves_out_some_of_twenty_one() -> None:
    twenty, more = (starred(apa.reference(make_item(author=PEOPLE[:number]))) for number in (20, 21))

    assert ", & Roe, J. (n.d.)" in twenty
    assert twenty.count("Roe") == 16
    assert ", . . . Roe, J. (n.d.)" in more
    assert more.count("Roe") == 16


def test_chicago_lists_ten_authors_and_seven_of_eleven() -> None:
    ten, eleven = (starred(chicago.reference(make_item(author=PEOPLE[:number]))) for number in (10, 11))

    assert ten.count("Roe") == 6
    assert ", and Jo Roe. “" in ten
    assert eleven.count("Roe") == 3
    assert ", Jo Roe, et al. “" in eleven


@pytest.mark.parametrize(("name", "in_apa", "in_mla", "in_order"), NAMES, ids=[row[1] for row in NAMES])
def test_a_name_stays_what_it_is(name: tuple[str, ...], in_apa: str, in_mla: str, in_order: str) -> None:
    item = make_item(author=[("Flores", "Paola"), name])

    assert starred(apa.reference(make_item(author=[name]))).startswith(f"{in_apa.removesuffix('.')}. (")
    assert starred(mla.reference(make_item(author=[name]))).startswith(f"{in_mla.removesuffix('.')}. “")
    assert starred(chicago.reference(item)).startswith(f"Flores, Paola, and {in_order.removesuffix('.')}. “")


@pytest.mark.parametrize(("edtf", "in_apa", "in_mla", "in_chicago"), DATES, ids=[row[0] for row in DATES])
def test_a_date_says_no_more_than_is_known(edtf: str, in_apa: str, in_mla: str, in_chicago: str) -> None:
    item = make_item(author=[("Flores", "Paola")], container_title="Paper", issued=edtf)

    assert f"Flores, P. {in_apa}. " in starred(apa.reference(item))
    assert starred(mla.reference(item)).removesuffix(".").endswith(in_mla.removesuffix(".") or "*Paper*")
    assert f" *Paper*, {in_chicago}" in starred(chicago.reference(item))


@pytest.mark.parametrize(("title", "in_apa", "in_quotes"), TITLES, ids=[row[0] for row in TITLES])
def test_a_title_is_closed_once(title: str, in_apa: str, in_quotes: str) -> None:
    item = make_item(title=title, author=[("Flores", "Paola")], container_title="Paper", issued="2011")

    assert f"(2011). {in_apa}" in starred(apa.reference(item))
    assert f"Paola. {in_quotes}" in starred(mla.reference(item))
    assert f"Paola. {in_quotes}" in starred(chicago.reference(item))


def test_what_runs_right_to_left_stands_apart_from_what_follows() -> None:
    item = make_item(title="یادداشت تفاهم", container_title="کیهان", issued="2023")

    assert [run.text for run in apa.reference(item) if run.is_apart] == ["یادداشت تفاهم", "کیهان"]
    assert starred(apa.reference(item)) == "یادداشت تفاهم. (2023). *کیهان*."


def test_a_source_without_a_date_has_no_day_of_reading_in_apa_and_has_one_elsewhere() -> None:
    item = make_item(type="webpage", container_title="Site", url="https://example.org/", accessed="2026-11-23")

    assert starred(apa.reference(item)) == "*A title*. (n.d.). Site. https://example.org/"
    assert starred(mla.reference(item)) == "“A title.” *Site*, example.org/. Accessed 23 Nov. 2026."
    assert starred(chicago.reference(item)) == "Site. “A title.” Accessed November 23, 2026. https://example.org/."


def test_an_address_gives_way_to_a_doi() -> None:
    item = make_item(doi="10.1086/690235", url="https://example.org/")

    assert all(plain(reference(item)).count("https://") == 1 for reference in STYLES.values())
    assert all("https://doi.org/10.1086/690235" in plain(reference(item)) for reference in STYLES.values())


def test_the_words_of_a_date_begin_a_sentence_with_a_capital() -> None:
    item = make_item(type="report", author=[("Flores", "Paola")], issued="18XX")

    assert starred(chicago.reference(item)) == "Flores, Paola. *A title*. Between 1800 and 1899."
    assert starred(mla.reference(item)) == "Flores, Paola. *A title*. Between 1800 and 1899."


def test_what_is_recorded_keeps_its_letters_at_the_beginning_of_a_sentence() -> None:
    item = make_item(type="report", author=[("Flores", "Paola")], publisher="eBay", issued="2011")

    assert starred(mla.reference(item)) == "Flores, Paola. *A title*. eBay, 2011."


def test_an_item_of_which_little_is_known_is_cited_all_the_same() -> None:
    items = [make_item(type=kind) for kind in get_args(ItemType)]

    assert all("A title" in plain(reference(item)) for reference in STYLES.values() for item in items)
    assert not any(" ." in plain(reference(item)) for reference in STYLES.values() for item in items)


@given(items())
@settings(deadline=None)
def test_no_text_brings_a_line_break_into_a_reference(item: Item) -> None:
    texts = [plain(reference(item)) for reference in STYLES.values()]

    assert not {category(character) for text in texts for character in text} & {"Cc", "Cs", "Zl", "Zp"}


def _each(*starts: str) -> list[tuple[Callable[[Item], Runs], str]]:
    return list(zip(STYLES.values(), starts, strict=True))
