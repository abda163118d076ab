"""NDJSON comes in as it went out; whatever else comes is refused with its line and field."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events.documents import EventDocument, encode
from events.formats.incoming import MAX_ROW
from events.formats.ndjson_reading import read
from tests.formats.documents import documents, make_document
from tests.formats.incoming import as_stored, read_all, read_documents, refusals

LEAST = '{"title": "A visit", "kind": {"slug": "visit"}}'


@settings(max_examples=60, deadline=None)
@given(st.lists(documents().map(as_stored), max_size=3))
def test_documents_come_in_as_they_went_out(written: list[EventDocument]) -> None:
    rows = read_all(read, "".join(f"{encode(document)}\n" for document in written))

    assert [row.errors for row in rows] == [()] * len(written)
    assert [row.document for row in rows] == written


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode) | st.text('{}[]":,ab1\\u\n').map(str.encode))
def test_no_bytes_bring_the_reader_down(content: bytes) -> None:
    for row in read_all(read, content):
        assert row.errors or row.document


def test_what_follows_from_the_rest_may_be_left_out() -> None:
    (row,) = read_all(read, LEAST)

    assert row.document is not None
    assert (row.document.title, row.document.kind.slug, row.document.language) == ("A visit", "visit", "en")
    assert (row.document.date, row.document.citations, row.document.uid) == (None, [], "")


def test_lines_are_counted_with_the_empty_ones_and_a_byte_order_mark_is_passed_over() -> None:
    content = b"\xef\xbb\xbf" + f"{LEAST}\r\n\r\n  \n{LEAST}".encode()

    assert [row.line for row in read_all(read, content)] == [1, 4]


def test_members_may_stand_in_another_order_and_with_blanks() -> None:
    rows = read_all(read, '{ "kind": {"label": "", "slug": "visit"},\t"title": "\\u0041 visit" }')

    assert read_documents(rows)[0]["title"] == "A visit"


@pytest.mark.parametrize(
    ("line", "field", "reason"),
    [
        ('{"title": "A", "title": "B", "kind": {"slug": "a"}}', "", "the key “title” stands there twice"),
        ('{"titel": "A", "kind": {"slug": "a"}}', "titel", "there is no such key; did you mean “title”?"),
        ('{"title": "A", "kind": {"slug": "a", "desk": 1}}', "kind.desk", "there are slug, label, cameo"),
        ('{"title": "A", "kind": {"slug": "a"}, "desk": {}}', "desk", "there is no such key"),
        ('{"title": "A"}', "kind", "is missing"),
        ('{"title": 1, "kind": {"slug": "a"}}', "title", "takes a text, and has a whole number"),
        ('{"title": "A", "kind": {"slug": "a"}, "date": {"text": "once"}}', "date.edtf", "is missing"),
        ('{"title": "A", "kind": {"slug": "a"}, "citations": [{"says": ""}]}', "citations[0].source", "is missing"),
        ('{"title": "a\\u0000b", "kind": {"slug": "a"}}', "title", "U+0000"),
        ('{"title": "a\\ud800b", "kind": {"slug": "a"}}', "title", "U+D800"),
        ('{"title": "a\\u202eb", "kind": {"slug": "a"}}', "title", "U+202E"),
        ('{"title": NaN}', "", "NaN is no number"),
        ('{"title": "A"', "", "is no JSON"),
        ("[]", "", "one JSON object"),
        ("null", "", "one JSON object"),
        ('{"revision": 1' + "0" * 6000 + "}", "", "holds a number that is too long"),
        ("[" * 1000 + "]" * 1000, "", "nested deeper than 32"),
        ('{"title":' * 100_000, "", "nested deeper than 32"),
    ],
)
def test_what_is_wrong_is_refused_with_its_line_and_field(line: str, field: str, reason: str) -> None:
    rows = read_all(read, f"\n{line}\n{LEAST}\n")

    assert [(error.line, error.field) for error in rows[0].errors] == [(2, field)]
    assert reason in rows[0].errors[0].reason
    assert rows[1].document is not None


def test_all_that_is_wrong_in_a_line_is_told_at_once() -> None:
    line = (
        '{"titel": "A", "sumary": "", "title": 5, "title": 6, "summary": "a\\u0000b", "kind": "visit", "place": [],'
        ' "language": null, "revision": "3", "date": {"text": 1}, "citations": [{"aspect": "x", "stance": 1,'
        ' "source": {"url": 2}, "says": "a\\u0000b"}, 7, {}], "participants": {},'
        ' "assessment": {"differs": ["date", 3]}}'
    )

    assert {field: reason.split(" (")[0].split(";")[0].split(":")[0] for _, field, reason in refusals(read, line)} == {
        "": "the key “title” stands there twice",
        "titel": "there is no such key",
        "sumary": "there is no such key",
        "title": "takes a text, and has a whole number",
        "summary": "U+0000",
        "kind": "takes an object, and has a text",
        "place": "takes an object or null, and has a list",
        "language": "takes a text, and has null",
        "revision": "takes a whole number, and has a text",
        "date.edtf": "is missing",
        "date.text": "takes a text or null, and has a whole number",
        "citations[0].aspect": "“x” is not among these",
        "citations[0].stance": "takes a text, and has a whole number",
        "citations[0].source.url": "takes a text or null, and has a whole number",
        "citations[0].says": "U+0000",
        "citations[1]": "takes an object, and has a whole number",
        "citations[2].source": "is missing",
        "participants": "takes a list, and has an object",
        "assessment.differs[1]": "takes a text, and has a whole number",
    }


def test_the_desk_never_comes_in() -> None:
    text = encode(make_document()).replace('"match":null', '"match":null,"desk":{"date_rule":"x"}')

    assert [(field, "no such key" in reason) for _, field, reason in refusals(read, text)] == [("desk", True)]


def test_a_line_without_end_is_refused_and_the_next_one_read() -> None:
    content = b'{"title": "' + b"x" * (2 * MAX_ROW) + b'"}\n' + LEAST.encode()

    rows = read_all(read, content)

    assert [(row.line, bool(row.document)) for row in rows] == [(1, False), (2, True)]
    assert "longer than" in rows[0].errors[0].reason


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32"])
def test_another_encoding_is_named_once(encoding: str) -> None:
    found = refusals(read, f"{LEAST}\n{LEAST}\n".encode(encoding))

    assert len(found) == 1
    assert "UTF-16" in found[0][2]


def test_a_line_in_a_western_encoding_is_refused_and_the_others_read() -> None:
    content = LEAST.replace("visit", "visité").encode("cp1252") + b"\n" + LEAST.encode()

    rows = read_all(read, content)

    assert "is not UTF-8" in rows[0].errors[0].reason
    assert rows[1].document is not None


def test_a_reason_does_nothing_to_a_terminal() -> None:
    found = refusals(read, '{"\\u001b[31mred\\ud800": 1, "kind": {"slug": "a"}}')

    assert found[0][1] == "\\u001b[31mred\\ud800"
    assert all(part.isprintable() for part in found[0][1:])


def test_the_file_is_read_as_far_as_it_is_asked_for() -> None:
    stream = io.BytesIO(f"{LEAST}\n".encode() * 1000)

    next(read(stream))

    assert stream.tell() < 100
