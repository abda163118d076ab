"""A quotation is found to the letter, whatever print and paste did to blanks, marks and dashes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.services.quoting import AROUND, Place, SearchedText

TEXT = (
    "The minister’s office opened at nine. “We won’t give in,” he said — and then: ‘never’.\n"
    "The co-\noperation of 2010–2012 fell by −5 per cent. The office closed at nine.\n"
    "در لاپاز گفت: «ما می‌مانیم». הוא אמר: „לא ניכנע” בתל־אביב."
)


def found(quotation: str, text: str = TEXT, noted: Place | None = None) -> str:
    """The outcome, with the stretch of the text where there is one."""
    finding = SearchedText(text).find(quotation, noted)
    place = finding.place
    return str(finding.outcome) if place.start is None else f"{finding.outcome}: {text[place.start : place.end]}"


@pytest.mark.parametrize(
    ("quotation", "stretch"),
    [
        ("The minister's office", "The minister’s office"),
        ('"We won\'t give in," he said', "We won’t give in,” he said"),
        ("«We won´t give in,» he said", "We won’t give in,” he said"),
        ('he said - and then: "never"', "he said — and then: ‘never"),
        ("he said and then", "he said — and then"),
        ("The cooperation of", "The co-\noperation of"),
        ("The co-operation of", "The co-\noperation of"),
        ("co\u00adoper\u200bation", "co-\noperation"),
        ("of 2010-2012", "of 2010–2012"),
        ("fell by -5 per\n cent", "fell by −5 per cent"),
        ("o\ufb03ce\u00a0opened", "office opened"),
        ('گفت: "ما می‌مانیم"', "گفت: «ما می‌مانیم"),
        ("בתל-אביב", "בתל־אביב"),
        ("“The minister’s office”", "The minister’s office"),
    ],
)
def test_blanks_marks_dashes_and_joined_letters_make_no_difference(quotation: str, stretch: str) -> None:
    assert found(quotation) == f"found: {stretch}"


@pytest.mark.parametrize(
    "quotation",
    [
        "the minister’s office",  # of another case
        "The ministers office",
        "We will not give in",
        "fell by 5 per cent",
        "of 20102012",
        "minister’s offices",
        "never ever",
        "הוא אמרה",
    ],
)
def test_letters_and_signs_do(quotation: str) -> None:
    assert found(quotation) == "lost"


@pytest.mark.parametrize("quotation", ["…", "—", "“”", " ", "[…] …"])
def test_what_has_no_letters_is_nowhere(quotation: str) -> None:
    assert found(quotation) == "lost"


@pytest.mark.parametrize("gap", ["[…]", "…", "...", "[...]", "(…)", " . . . ", "[ … ]"])
def test_an_ellipsis_joins_passages_in_their_order(gap: str) -> None:
    assert found(f"We won’t {gap} he said") == "found: We won’t give in,” he said"
    assert found(f"he said {gap} We won’t") == "lost"


def test_of_several_beginnings_the_nearest_one_counts() -> None:
    text = "He said no. He said yes, and left. Then she left."

    assert found("He said […] left", text) == "found: He said yes, and left"


def test_an_ellipsis_before_or_after_a_quotation_says_nothing() -> None:
    assert found("… We won’t give in …") == "found: We won’t give in"


def test_an_ellipsis_of_the_text_itself_is_found() -> None:
    assert found("we … went", "And so we… went.") == "found: we… went"


def test_what_stands_twice_is_ambiguous() -> None:
    assert found("at nine.") == "ambiguous"


def test_whole_words_go_before_parts_of_words() -> None:
    assert found("visit", "Visitors come to visit, and revisit.") == "found: visit"
    assert found("visit", "Visitors revisiting.") == "found: visit"


def test_the_noted_place_decides_between_several() -> None:
    second = TEXT.rindex("at nine")

    finding = SearchedText(TEXT).find("at nine.", Place(second - 1, second + 9))

    assert (finding.outcome, finding.place.start) == ("found", second)
    assert finding.place.prefix.endswith("The office closed")


@pytest.mark.parametrize(
    ("prefix", "suffix", "place"),
    [
        ("The office closed", "", 1),
        ("", "“We won’t", 0),
        ("office opened", "'We won't give", 0),
        ("office opened", "In Persian", 0),  # one side is enough
        ("elsewhere", "elsewhere", None),
    ],
)
def test_what_was_noted_around_it_decides_between_several(prefix: str, suffix: str, place: int | None) -> None:
    places = [TEXT.index("at nine"), TEXT.rindex("at nine")]

    finding = SearchedText(TEXT).find("at nine.", Place(None, None, prefix, suffix))

    assert finding.place.start == (None if place is None else places[place])
    assert finding.outcome == ("ambiguous" if place is None else "found")


def test_what_was_noted_elsewhere_has_moved() -> None:
    noted = SearchedText(TEXT).find("he said").place

    finding = SearchedText(f"By our staff. {TEXT}").find("he said", noted)

    assert finding.outcome == "moved"
    assert finding.place.start == (noted.start or 0) + len("By our staff. ")
    assert (finding.place.prefix, finding.place.suffix) == (noted.prefix, noted.suffix)


def test_a_place_counts_code_points_and_keeps_what_is_around_it() -> None:
    text = "𝒜 😀 bridge " * 3 + "opened"

    finding = SearchedText(text).find("opened")

    assert (finding.place.start, finding.place.end) == (len(text) - 6, len(text))
    assert finding.place.prefix == text[-6 - AROUND : -6].strip()
    assert finding.place.suffix == ""


@given(st.text(alphabet="abcé ’“”—-\n5", max_size=800), st.data())
def test_any_passage_of_a_text_is_found_at_its_place(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    passage = text[start:end]

    finding = SearchedText(text).find(passage, Place(start, end))

    assert finding.outcome == ("found" if any(map(str.isalnum, passage)) else "lost")


@given(st.text(alphabet="ab '-\n…[]", max_size=300), st.text(alphabet="ab '-\n….[]", max_size=12))
def test_whatever_is_looked_for_a_place_holds_its_letters_in_order(text: str, quotation: str) -> None:
    place = SearchedText(text).find(quotation).place

    letters = [letter for letter in quotation if letter in "ab"]
    standing = iter(text[place.start : place.end] if place.start is not None else quotation)
    assert all(letter in standing for letter in letters)
