"""RIS that other programs read back as it was, whatever the texts are."""

import pytest
import rispy
from hypothesis import given, settings

from events.formats.items import Item
from events.formats.ris import write
from tests.formats.making import items, make_item


def test_a_record_begins_with_its_type_and_ends_with_er() -> None:
    item = make_item(
        id="ynet-2009-01-14",
        author=[("Mandel", "Roi"), ("King", "Martin Luther, Jr."), ("United Nations",)],
        title="Morales: Gaza op threat to peace",
        container_title="Ynetnews",
        issued="2009-01-14",
        accessed="2026-11-23",
        page="110-112",
        url="https://www.ynetnews.com/articles/0,7340,L-3656275,00.html",
        language="en",
    )

    assert "".join(write([item])) == (
        "TY  - NEWS\r\n"
        "ID  - ynet-2009-01-14\r\n"
        "AU  - Mandel, Roi\r\n"
        "AU  - King, Martin Luther, Jr.\r\n"
        "AU  - United Nations\r\n"
        "TI  - Morales: Gaza op threat to peace\r\n"
        "T2  - Ynetnews\r\n"
        "PY  - 2009\r\n"
        "DA  - 2009/01/14/\r\n"
        "SP  - 110\r\n"
        "EP  - 112\r\n"
        "UR  - https://www.ynetnews.com/articles/0,7340,L-3656275,00.html\r\n"
        "Y2  - 2026/11/23/\r\n"
        "LA  - en\r\n"
        "ER  - \r\n"
    )


@pytest.mark.parametrize(
    ("edtf", "year", "date"),
    [
        ("2011", "2011", "2011///"),
        ("2010-12", "2010", "2010/12//"),
        ("0800-01-01", "0800", "0800/01/01/"),
        ("2010-23", "2010", "2010///Autumn"),
        ("2022~", "2022", "2022///ca. 2022"),
        ("2022-07?", "2022", "2022/07//ca. July 2022"),
        ("2019/2021", None, "///2019–2021"),
        ("2019-08-08/2019-08-11", "2019", "///8–11 August 2019"),
        ("2019-08/..", None, "///August 2019–"),
        ("18XX", None, "///between 1800 and 1899"),
        ("-0043-03-15", None, "///15 March 44 BCE"),
    ],
)
def test_a_date_is_filled_in_as_far_as_it_is_known(edtf: str, year: str | None, date: str) -> None:
    (record,) = rispy.loads("".join(write([make_item(issued=edtf)])))

    assert record.get("year") == year
    assert record["date"] == date


@given(items())
@settings(deadline=None)
def test_any_text_is_read_back(item: Item) -> None:
    text = "".join(write([item]))

    (record,) = rispy.loads(text)

    assert record.get("title", "") == item.title
    assert record.get("place_published", "") == (item.publisher_place or item.event_place)
    assert record.get("authors", []) == [name for name in record.get("authors", []) if name in text]
    assert len(record.get("authors", [])) == len(item.author)


@given(items())
@settings(deadline=None)
def test_no_value_begins_a_tag(item: Item) -> None:
    lines = "".join(write([item])).split("\r\n")

    assert [line[:6] for line in lines].count("TY  - ") == 1
    assert [line[:6] for line in lines].count("ER  - ") == 1
    assert not any("\r" in line or "\n" in line for line in lines)
    assert all(line[2:6] == "  - " for line in lines[:-1])
