"""CSV: nothing is lost on the way out and in, no cell is a formula, and what people type is read."""

import csv
import io

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from events.documents import EventDocument, EventStub, RelatedEvent, encode
from events.formats import csv as format_csv
from events.formats.csv import guard, unguard
from events.formats.csv_reading import read
from events.formats.incoming import MAX_ROW
from events.formats.ndjson_reading import read as read_lines
from tests.formats.documents import HEADING, documents, make_citation, make_document
from tests.formats.incoming import as_stored, claims, read_all, read_documents, refusals

MINIMAL = "title,date,kind,source\nA visit,2023-07,visit,The Paper of 8 August\n"


def written(*given: EventDocument) -> str:
    return "".join(format_csv.FORMAT.stream([encode(document) for document in given], HEADING))


def cells(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


@settings(max_examples=60, deadline=None)
@given(st.lists(documents().map(as_stored), max_size=3))
def test_all_that_documents_claim_comes_in_as_it_went_out(given_: list[EventDocument]) -> None:
    rows = read_all(read, written(*given_))

    assert read_documents(rows) == [claims(document) for document in given_]


@settings(max_examples=60, deadline=None)
@given(documents())
def test_no_cell_begins_as_a_formula(document: EventDocument) -> None:
    numbers = {"latitude", "longitude", "earliest_day", "latest_day"}

    for row in cells(written(document)):
        shown = {name: cell.lstrip(" \xa0\u3000\u200b\ufeff") for name, cell in row.items() if name not in numbers}
        assert [name for name, cell in shown.items() if cell and cell[0] in "=+-@＝＋－＠\t\r\n"] == []


@pytest.mark.parametrize(
    "before", ["", " ", "\t", "\r\n ", "\xa0", "\u3000", "\ufeff", "\u200b", "\u2066", "\x00", "\ufeff \ufeff"]
)
@pytest.mark.parametrize("sign", "=+-@＝＋－＠")
def test_a_formula_is_guarded_after_what_programs_pass_over(before: str, sign: str) -> None:
    assert guard(f"{before}{sign}1+1") == f"'{before}{sign}1+1"


@given(st.text("=+-@'a\t\r\n ＝\xa0\u200b\ufeff", max_size=6))
def test_what_is_guarded_is_unguarded(text: str) -> None:
    assert unguard(guard(text)) == text


@given(st.text("=-'a \t\n\xa0\u3000\u200b", min_size=1, max_size=6))
@example("\u200b=1")
@example("' =1")
@example("a\u200b")
def test_a_text_with_blanks_around_it_comes_in_from_csv_as_from_ndjson(text: str) -> None:
    document = make_document(
        summary=text,
        citations=[make_citation(says=f"{text}x", quote=text)],
    )

    by_row = read_documents(read_all(read, written(document)))
    by_line = read_documents(read_all(read_lines, encode(document) + "\n"))

    assert by_row == by_line


@settings(max_examples=100, deadline=None)
@given(
    st.binary(max_size=200) | st.text("title,date\n\"';\t=-", max_size=80).map(lambda t: f"title,date\n{t}".encode())
)
def test_no_bytes_bring_the_reader_down(content: bytes) -> None:
    for row in read_all(read, content):
        assert row.errors or row.document


def test_a_year_before_our_era_survives() -> None:
    text = written(make_document(date="-0044", title="=HYPERLINK(1)", summary="-1"))

    (row,) = cells(text)

    assert (row["date"], row["title"], row["summary"]) == ("'-0044", "'=HYPERLINK(1)", "'-1")
    (read_again,) = read_documents(read_all(read, text))
    assert (read_again["date"]["edtf"], read_again["title"]) == ("-0044", "=HYPERLINK(1)")


def test_codes_are_text_and_lists_are_in_a_cell_each() -> None:
    other = EventStub("01M852Z9PC54KE5VSPRRY4ZSG1", "/events/x/", "another", "Another")
    document = make_document(related=[RelatedEvent("follows", other)], part_of=other)
    document.kind.cameo = "04"

    (row,) = cells(written(document))

    assert row["kind_cameo"] == "04"
    assert row["related"].startswith('[{"relation":"follows","event":{"uid":')
    assert row["published_at"] == "2026-11-23T12:30:05.250000Z"
    assert read_documents(read_all(read, written(document))) == [claims(document)]


def test_a_title_a_date_a_kind_and_one_source_are_enough() -> None:
    (row,) = read_all(read, MINIMAL)

    assert row.document is not None
    document = row.document
    assert (document.title, document.kind.slug, document.kind.label) == ("A visit", "visit", "visit")
    assert document.date is not None
    assert document.date.edtf == "2023-07"
    (citation,) = document.citations
    assert (citation.source.title, citation.source.slug) == ("The Paper of 8 August", "the-paper-of-8-august")
    assert (citation.aspect, citation.stance, citation.says) == ("occurrence", "affirms", "A visit")
    assert row.given == {"title", "date.edtf", "kind.slug", "citations"}


def test_what_people_type_for_lists_is_read() -> None:
    content = (
        "Title;Date;Kind;Source URL;Says;Participants;Related;Part of\n"
        "A visit;2023;Diplomatic visit;https://paper.example/1;They met.;"
        '"Bolivia (host); Irán (visitor, alleged); OAS";follows: talks-2022;the-talks\n'
    )

    (values,) = read_documents(read_all(read, content))

    assert [(p["actor"]["slug"], p["role"], p["alleged"]) for p in values["participants"]] == [
        ("bolivia", "host", False),
        ("iran", "visitor", True),
        ("oas", "mentioned", False),
    ]
    assert values["kind"] == {"slug": "diplomatic-visit", "label": "Diplomatic visit", "cameo": None}
    assert (values["related"][0]["relation"], values["related"][0]["event"]["slug"]) == ("follows", "talks-2022")
    assert values["part_of"]["slug"] == "the-talks"
    assert values["citations"][0]["source"]["url"] == "https://paper.example/1"
    assert values["citations"][0]["source"]["slug"] == "paper-example-1"


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_header_shows_what_separates(delimiter: str) -> None:
    content = MINIMAL.replace(",", delimiter)

    assert read_documents(read_all(read, content))[0]["title"] == "A visit"


def test_a_newline_in_quotation_marks_is_part_of_its_cell_and_rows_are_numbered_by_their_first_line() -> None:
    content = 'title,summary,kind\r\n"One","a\r\nb",visit\r\n\r\nTwo,"x\ny\nz",visit\nThree,,visit'

    rows = read_all(read, content)

    assert [row.line for row in rows] == [2, 5, 8]
    assert [row.document and row.document.summary for row in rows] == ["a\nb", "x\ny\nz", ""]


@pytest.mark.parametrize(
    ("content", "line", "field", "reason"),
    [
        ("titel,kind\nA,b\n", 1, "titel", "did you mean “title”?"),
        ("title,,kind\nA,,b\n", 1, "column 2", "there is no such column"),
        ("title,title\nA,b\n", 1, "title", "twice"),
        ("kind,date\nb,2020\n", 1, "title", "title is not among them"),
        ("", 1, "title", "the first row names the columns"),
        ("title,kind\nA\n", 2, "", "1 cells and the header 2"),
        ("title,kind\nA,b,c\n", 2, "", "3 cells"),
        ('title,kind\nA,"b"c\n', 2, "", "is no CSV"),
        ('title,kind\nA,b\n"A,b\nC,d\n', 3, "", "is no CSV"),
        ("title,kind\nA\x00,b\n", 2, "title", "U+0000"),
        ("title,kind,latitude\nA,b,nan\n", 2, "latitude", "no number; write it as -16.5"),
        ("title,kind,latitude\nA,b,١\n", 2, "latitude", "no number"),
        ("title,kind,revision\nA,b,1_0\n", 2, "revision", "no number; write it as 3"),
        ("title,kind,participants\nA,b,(host)\n", 2, "participants", "write “(host)” as Name (role)"),
        ("title,kind,related\nA,b,talks\n", 2, "related", "write “talks” as follows: slug"),
        ("title,kind,citations\nA,b,AP\n", 2, "citations", "as JSON, or one source in the columns"),
        (
            'title,kind,citations\nA,b,"[{""says"":"""",""says"":"""",""source"":{}}]"\n',
            2,
            "citations",
            "the key “says” stands there twice",
        ),
        ("title,kind,citations\nA,b," + "[" * 1000 + "\n", 2, "citations", "nested deeper"),
        ("title,kind,date,date_text\nA,b,,once\n", 2, "date_text", "there is no date for these words"),
    ],
)
def test_what_is_wrong_is_refused_with_its_line_and_column(content: str, line: int, field: str, reason: str) -> None:
    found = refusals(read, content)

    assert [(number, name) for number, name, _ in found] == [(line, field)]
    assert reason in found[0][2]


def test_all_that_is_wrong_in_a_row_is_told_at_once() -> None:
    content = (
        "title,kind,date,date_text,latitude,longitude,revision,participants,related,citations\n"
        'a\x00b,visit,,once,north,9,x,(host),talks,"[{""stance"":""likes"",""says"":1},7]"\n'
    )

    assert [(line, field) for line, field, _ in refusals(read, content)] == [
        (2, "latitude"),
        (2, "participants"),
        (2, "related"),
        (2, "revision"),
        (2, "date_text"),
        (2, "citations[0].source"),
        (2, "citations[0].stance"),
        (2, "citations[0].says"),
        (2, "citations[1]"),
        (2, "title"),
    ]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (MINIMAL.encode("utf-16"), "UTF-16"),
        (MINIMAL.replace("visit", "visité").encode("cp1252"), "line 2, byte 8 is not UTF-8"),
        (b"PK\x03\x04" + bytes(20), "spreadsheet's own format"),
        (b'title,kind\n"' + b"x\n" * MAX_ROW, "is a quotation mark missing?"),
        (b"title,kind\n" + b"x" * (10 * MAX_ROW), "longer than"),
    ],
    ids=["utf-16", "cp1252", "xlsx", "no end", "long line"],
)
def test_a_file_that_is_none_of_ours_is_refused_at_once(content: bytes, reason: str) -> None:
    found = refusals(read, content)

    assert len(found) == 1
    assert reason in found[0][2]


def test_a_byte_order_mark_is_passed_over() -> None:
    assert read_documents(read_all(read, b"\xef\xbb\xbf" + MINIMAL.encode()))[0]["title"] == "A visit"
