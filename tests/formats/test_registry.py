"""What all formats of files promise."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from events.documents import encode
from events.formats.files import Format, named
from events.formats.registry import EVENTS, RECORDS, SOURCES
from tests.formats.documents import HEADING, make_document

EVERYTHING = [*EVENTS, *SOURCES, *RECORDS]


@pytest.mark.parametrize("formats", [EVENTS, SOURCES, RECORDS], ids=["events", "sources", "others"])
def test_each_word_in_an_address_stands_for_one_format(formats: tuple[Format[Any], ...]) -> None:
    words = [word for one in formats for word in {one.name, one.extension}]

    assert len(words) == len(set(words))
    assert all(named(formats, one.name) is named(formats, one.extension) is one for one in formats)
    assert named(formats, "json") is None
    assert named(formats, "pdf") is None


@pytest.mark.parametrize("formats", [EVENTS, SOURCES, RECORDS], ids=["events", "sources", "others"])
def test_each_negotiable_media_type_stands_for_one_format(formats: tuple[Format[Any], ...]) -> None:
    types = [one.media_type for one in formats if one.negotiable]

    assert len(types) == len(set(types))
    assert "application/json" not in types


def test_what_is_left_out_fits_into_a_header() -> None:
    for one in EVERYTHING:
        assert one.leaves_out.isascii()
        assert one.leaves_out == "" or (one.leaves_out.isprintable() and one.leaves_out.endswith("."))


def test_a_line_of_ndjson_is_a_document_as_it_is_stored() -> None:
    texts = [encode(make_document(title=title)) for title in ("One\ntwo\u2028three", "Two")]
    ndjson = named(EVENTS, "ndjson")
    assert ndjson is not None

    written = "".join(ndjson.stream(texts, HEADING))

    assert written.split("\n") == [*texts, ""]
    assert [json.loads(line)["title"] for line in written.split("\n")[:-1]] == ["One\ntwo\u2028three", "Two"]


@pytest.mark.parametrize("one", EVENTS, ids=lambda one: one.name)
def test_a_format_of_events_reads_no_further_than_it_has_written(one: Format[Any]) -> None:
    read = 0

    def texts() -> Iterator[str]:
        nonlocal read
        for _ in range(50):
            read += 1
            yield encode(make_document())

    pieces = one.stream(texts(), HEADING)
    next(pieces)

    assert read <= 1
