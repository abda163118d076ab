"""Files of sources: their text and what they say about themselves, and rubbish that is refused in words."""

import random
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events.formats.reading_apart import read_pasted, read_source
from events.formats.source_text import LARGEST_FILE, LONGEST_TEXT, UnreadableSource
from events.text import clean_prose
from tests.formats.sources import ARTICLE, make_pdf

LOCKED = "/Encrypt << /Filter /Standard /V 1 /R 2 /O (0123456789abcdef0123456789abcdef) /U (x) /P -4 >> /ID [<00> <00>]"


def outcome(data: bytes) -> str:
    """The text of a file, or why it was refused."""
    try:
        return read_source(data).text
    except UnreadableSource as refused:
        return str(refused)


def test_a_saved_web_page_gives_its_article_and_what_it_says_about_itself() -> None:
    found = read_source(ARTICLE.encode())

    assert found.text.startswith("Bolivia abre embajada\nLa Paz.— El ministro dijo: “No nos vamos a rendir”, según")
    assert "Inicio" not in found.text
    assert (found.title, found.author, found.site) == ("Bolivia abre embajada", "Paola Flores", "El Diario")
    assert (found.published, found.language) == ("2019-11-28", "es")
    assert found.url == "https://diario.example/embajada"


@pytest.mark.parametrize(("declared", "read"), [("2019-11", "2019-11"), ("2019", ""), ("soon", "")])
def test_the_date_of_a_page_is_never_finer_than_the_page_has_it(declared: str, read: str) -> None:
    found = read_source(ARTICLE.replace("2019-11-28T10:00:00-04:00", declared).encode())

    assert found.published == read


@pytest.mark.parametrize(
    "page",
    [
        f'<?xml version="1.0" encoding="utf-8"?>\n<!-- saved --> <!-- twice -->\n{ARTICLE}',
        f"\ufeff{ARTICLE}",
        ARTICLE.replace("\n", "\r\n"),
    ],
)
def test_a_page_is_known_by_how_it_begins(page: str) -> None:
    assert "No nos vamos a rendir" in read_source(page.encode()).text


def test_a_page_that_is_no_article_gives_all_its_text() -> None:
    assert read_source(b"<html><body><p>They came.</body></html>").text == "They came."


def test_the_address_that_a_browser_notes_on_saving_is_kept() -> None:
    page = "<!-- saved from url=(0024)https://paper.example/a -->\n<html><body><p>They came.</p></body></html>"

    assert read_source(page.encode()).url == "https://paper.example/a"


def test_a_pdf_gives_the_text_of_all_its_pages_and_its_information() -> None:
    about = "/Title (A report) /Author (Jane Roe; John Doe) /CreationDate (D:20230807101010+02'00')"

    found = read_source(make_pdf(["It was “agreed”.", "Second\npage"], about=about))

    assert found.text == "It was “agreed”.\n\nSecond\npage"
    assert (found.title, found.author, found.published) == ("A report", "Jane Roe; John Doe", "2023-08-07")


def test_a_plain_text_is_cleaned_of_what_no_text_may_hold() -> None:
    found = read_source("The\u00a0 of\ufb01ce\tsaid:\r\n\r\n\r\n\u202eyes\x07\u00ad.\u200b \x0cEnd".encode())

    assert found.text == "The office said:\n\nyes.\nEnd"


def test_letters_in_the_shapes_of_print_are_the_letters() -> None:
    assert read_source("\ufedf\ufee2 \ufe70 \ufefb".encode()).text == "لم \u064b لا"


def test_a_lone_surrogate_in_a_paste_is_left_out() -> None:
    assert read_pasted("They \ud800came.").text == "They came."


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        ("niño".encode("latin-1"), "not text in UTF-8 (at byte 3)"),
        ("niño".encode("utf-16"), "not text in UTF-8"),
        (b"abc\x00def", "neither text, HTML nor PDF"),
        (b"PK\x03\x04 and so on", "Word, OpenDocument or ZIP"),
        (b"{\\rtf1 Hello}", "RTF"),
        (b"\x89PNG\r\n", "picture"),
        (b'<?xml version="1.0"?><rss></rss>', "XML"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "XML"),
        (b"<html><body></body></html>", "no text in it"),
        (b"<html><head><meta charset='utf-7'></head><body>+ADw-script+AD4-</body></html>", "utf-7"),
        ("\u200b\u00ad\u202e".encode(), "no text in it"),
        (b"x" * (LARGEST_FILE + 1), "larger than 5 MB"),
        (b"x" * (LONGEST_TEXT + 1), "2,000,000 are kept at most"),
        (b"%PDF-1.4 rubbish", "broken"),
        (make_pdf(["They came."] * 3)[:400], "broken"),
        (make_pdf(["They came."], trailer=LOCKED), "encrypted"),
        (make_pdf([""]), "no text in it"),
        (make_pdf(["x"] * 501), "501 pages"),
        (make_pdf(["x"]).replace(b"/Kids [4 0 R]", b"/Kids [2 0 R]"), "broken"),
    ],
)
def test_what_gives_no_text_is_refused_and_told_why(data: bytes, told: str) -> None:
    with pytest.raises(UnreadableSource) as refused:
        read_source(data)

    assert told in str(refused.value)


@pytest.mark.parametrize(
    "data",
    [
        b"<html><body>" + b"<div>" * 300_000 + b"They came.",
        b"<html><body>" + b"<table><tr><td>" * 50_000,
        b"<!DOCTYPE html ["
        + b"".join(b'<!ENTITY a%d "&a%d;&a%d;">' % (n + 1, n, n) for n in range(64))
        + b"]><p>&a64;.",
        b"<html>" + b"<!---->" * 100_000,
        make_pdf(["x"], content=zlib.compress(b"(They came.) Tj " * 1_000_000, 9)),
        make_pdf(["x"], content=zlib.compress(b"[" * 30_000_000, 9)),
        make_pdf(["x"], content=zlib.compress(zlib.compress(bytes(70_000_000), 9), 9)),
        make_pdf(["x."]).replace(b"/Count 1", b"/Count 999999999"),
    ],
)
def test_a_hostile_file_is_read_or_refused_and_costs_no_more(data: bytes) -> None:
    said = outcome(data)

    assert said.endswith(".")
    assert len(said) < LONGEST_TEXT


def test_a_file_that_takes_too_long_is_refused() -> None:
    page = b"<html><body>" + b"<p>They came, and said what they had said before.</p>" * 30_000

    with pytest.raises(UnreadableSource, match="could not be read within 1 seconds"):
        read_source(page, seconds=1)


@pytest.mark.parametrize("seed", range(4))
def test_a_damaged_pdf_is_read_or_refused(seed: int) -> None:
    lots = random.Random(seed)
    data = bytearray(make_pdf(["They came.", "They went."], about="/Title (Visits)"))
    for _ in range(12):
        data[lots.randrange(8, len(data))] = lots.randrange(256)

    said = outcome(bytes(data))

    assert said


@given(st.text())
@settings(max_examples=300)
def test_any_text_is_read_as_the_text_policy_takes_it(text: str) -> None:
    try:
        found = read_pasted(f"They came. {text}")
    except UnreadableSource:
        return

    assert clean_prose(found.text) == found.text
    assert read_pasted(found.text) == found
