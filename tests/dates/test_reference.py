"""What docs/reference/dates.md says of dates is what is read, said and refused."""

import re

import pytest

from events.dates import EdtfError, describe, iso_date, parse_edtf
from tests.dates.wording_table import REFERENCE

PAGE = REFERENCE.read_text()
EXAMPLES = "write a date as 2023-07-20, 2023-07, 2023, 2004~ or 2006/2019"


def rows(heading: str) -> list[list[str]]:
    """The rows of the first table below a heading, without their backticks."""
    section = PAGE.split(f"# {heading}\n", 1)[1].split("\n#")[0]
    lines = [line for line in section.splitlines() if line.startswith("|")][2:]
    return [[cell.strip().strip("`") for cell in line.strip("|").split("|")] for line in lines]


def written(day: int | None) -> str:
    return "–" if day is None else iso_date(day)


def refusal(text: str) -> EdtfError:
    with pytest.raises(EdtfError) as refused:
        parse_edtf(text)
    return refused.value


@pytest.mark.parametrize(("text", "words", "first", "last", "precision"), rows("What is accepted"))
def test_what_is_accepted_means_what_the_reference_says(
    text: str, words: str, first: str, last: str, precision: str
) -> None:
    date = parse_edtf(text)

    assert describe(date, "en") == words
    assert (written(date.earliest), written(date.latest), date.precision) == (first, last, precision)
    assert str(date) == text


@pytest.mark.parametrize(("text", "stored", "why"), rows("Written otherwise"))
def test_what_is_written_otherwise_is_stored_as_the_reference_says(text: str, stored: str, why: str) -> None:
    assert str(parse_edtf(text)) == stored != text
    assert why


@pytest.mark.parametrize(("text", "bounds"), [(text, bounds) for text, *bounds in rows("The four bounds")])
def test_the_four_bounds_are_those_of_the_reference(text: str, bounds: list[str]) -> None:
    assert [written(day) for day in parse_edtf(text).bounds] == bounds


@pytest.mark.parametrize(("text", "reason", "character", "meant"), rows("What is refused"))
def test_what_is_refused_is_refused_in_the_words_of_the_reference(
    text: str, reason: str, character: str, meant: str
) -> None:
    error = refusal(text)

    assert error.reason == reason.replace("…", EXAMPLES)
    assert error.position + 1 == int(character)
    assert (error.nearest or "–") == meant


def test_a_refusal_reads_as_the_reference_shows_it() -> None:
    quoted = re.findall("^> (.*)$", PAGE, re.MULTILINE)

    assert quoted == [str(refusal("2019/2006"))]
    assert f"“{EXAMPLES}”" in re.sub(r"\s+", " ", PAGE)


@pytest.mark.parametrize(
    "text",
    ["2" * 256, f"[{','.join(['Y1E9'] * 40)}]", f"[{','.join(['10'] * 65)}]", "Y-1000000000001", "Y1E10"],
)
def test_every_limit_is_in_the_reference(text: str) -> None:
    assert refusal(text).reason in [reason for _, reason in rows("Limits")]


@pytest.mark.parametrize("text", [f"[{','.join(['2023'] * 50)}]", "Y1E9", "Y1000000000000", "Y-1000000000000"])
def test_what_lies_at_a_limit_is_read(text: str) -> None:
    assert parse_edtf(text).parts
