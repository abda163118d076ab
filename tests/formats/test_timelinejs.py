"""What TimelineJS is given, as JSON and as the columns of its spreadsheet."""

import csv
import io
import json
from html import unescape
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events.documents import EventDocument, SourceStub
from events.formats import timelinejs, timelinejs_csv
from tests.formats.documents import HEADING, UID, documents, make_citation, make_document


def timeline(*events: EventDocument) -> Any:
    return json.loads("".join(timelinejs.write(events, HEADING)))


def rows(*events: EventDocument) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO("".join(timelinejs_csv.write(events, HEADING)), newline=""), strict=True))


def test_a_slide_has_our_words_for_its_date_and_an_id_of_its_own() -> None:
    (slide,) = timeline(make_document(date="2007-09", title="A <b> & more"))["events"]

    assert slide["unique_id"] == UID
    assert slide["display_date"] == "September 2007"
    assert slide["start_date"] == {"year": 2007, "month": 9}
    assert "end_date" not in slide
    assert slide["text"]["headline"] == "A &lt;b&gt; &amp; more"
    assert slide["text"]["text"].startswith("<p>They met.</p>")


@pytest.mark.parametrize(
    ("edtf", "start", "end"),
    [
        ("2023-07-20", (2023, 7, 20), ()),
        ("2023", (2023,), ()),
        ("2023-01", (2023, 1), ()),
        ("2023-01-01", (2023, 1, 1), ()),
        ("2010-21", (2010, 3), ()),
        ("2006/2019", (2006,), (2019, 12, 31)),
        ("[2006..2019]", (2006,), ()),
        ("1979/..", (1979,), ()),
        ("../1990", (1990, 12, 31), ()),
        ("[..2003]", (2003, 12, 31), ()),
        ("-0043-03-15", (-43, 3, 15), ()),
        ("Y-170000002", (-170000002,), ()),
    ],
)
def test_a_slide_stands_where_our_list_has_the_event(edtf: str, start: tuple[int, ...], end: tuple[int, ...]) -> None:
    (slide,) = timeline(make_document(date=edtf))["events"]
    (row, _) = rows(make_document(date=edtf))

    assert tuple(slide["start_date"].values()) == start
    assert tuple(slide.get("end_date", {}).values()) == end
    assert tuple(int(row[name]) for name in ("Year", "Month", "Day") if row[name]) == start
    assert tuple(int(row[f"End {name}"]) for name in ("Year", "Month", "Day") if row[f"End {name}"]) == end


def test_undated_events_are_counted_on_the_title_slide() -> None:
    for undated, said in ((0, None), (1, "1 undated event is not shown."), (2, "2 undated events are not shown.")):
        events = [make_document(), *(make_document(date=None) for _ in range(undated))]
        written, sheet = timeline(*events), rows(*events)

        assert len(written["events"]) == 1
        assert len(sheet) == 2
        for text in (written["title"]["text"]["text"], sheet[-1]["Text"]):
            assert (said in text) if said else ("undated" not in text)
        assert sheet[-1]["Type"] == "title"


def test_a_link_leads_to_the_web_or_is_none() -> None:
    def source(url: str) -> EventDocument:
        stub = SourceStub("S", "s", 'A "report"', "news", None, None, url)
        return make_document(citations=[make_citation(source=stub)])

    (safe,) = timeline(source("https://paper.example/?a=1&b=2"))["events"]
    (unsafe,) = timeline(source("javascript:alert(1)"))["events"]

    assert '<a href="https://paper.example/?a=1&amp;b=2">A &quot;report&quot;</a>' in safe["text"]["text"]
    assert "javascript" not in unsafe["text"]["text"]


@pytest.mark.parametrize("before", ["", "\u200b", "\u2066\u200b"])
@pytest.mark.parametrize("sign", "=+-@＝")
def test_a_headline_is_never_a_formula_and_reads_the_same(before: str, sign: str) -> None:
    row, _ = rows(make_document(title=f"{before}{sign}1+1"))

    assert row["Headline"].startswith(f"{before}&#")
    assert unescape(row["Headline"]) == f"{before}{sign}1+1"


@given(st.lists(documents(), max_size=3))
@settings(max_examples=25, deadline=None)
def test_any_text_is_shown_as_text(events: list[EventDocument]) -> None:
    written, sheet = timeline(*events), rows(*events)
    dated = [event for event in events if event.date and (event.date.earliest or event.date.latest)]

    assert len(written["events"]) == len(dated) == len(sheet) - 1
    for slide, row, event in zip(written["events"], sheet[:-1], dated, strict=True):
        assert unescape(slide["text"]["headline"]) == unescape(row["Headline"]) == " ".join(event.title.split())
        assert slide["display_date"] == row["Display Date"] == event.date.label  # type: ignore[union-attr]
        assert not {"<", ">"} & set(slide["text"]["headline"])
        for name, cell in row.items():
            assert not cell.startswith(("=", "+", "@", "\t", "\r")), name
            assert not cell.startswith("-") or cell.removeprefix("-").isdigit()
