"""Two texts word by word: nothing is lost of either, and a change is shown as people would mark it."""

from hypothesis import given
from hypothesis import strategies as st

from events.differences import compare_words
from events.differences.words import shorten


def marked(before: str, after: str) -> str:
    """The change as a line of text: [removed] and {added}."""
    shape = {"same": "{}", "removed": "[{}]", "added": "{{{}}}"}
    return "".join(shape[piece.kind].format(piece.text) for piece in compare_words(before, after))


TEXTS = st.text(max_size=60) | st.lists(
    st.sampled_from(["a", "b", "the", "word", " ", "\n", ", ", "سفر", "رئیس‌جمهور", "שָׁלוֹם", "戦争", "e\u0301", "🏳️‍🌈"]),
    max_size=40,
).map("".join)


@given(before=TEXTS, after=TEXTS)
def test_both_texts_stand_in_the_pieces_to_the_letter(before: str, after: str) -> None:
    pieces = compare_words(before, after)

    assert "".join(piece.text for piece in pieces if piece.kind != "added") == before
    assert "".join(piece.text for piece in pieces if piece.kind != "removed") == after
    assert all(piece.text for piece in pieces)


def test_a_word_that_was_changed_is_marked_as_a_whole() -> None:
    assert marked("Iran signs a memorandum", "Iran signs an act") == "Iran signs [a memorandum]{an act}"
    assert marked("2023-07", "2023-08") == "2023-[07]{08}"


def test_what_came_or_went_stands_alone() -> None:
    assert marked("A visit", "A short visit") == "A {short }visit"
    assert marked("", "A visit") == "{A visit}"
    assert marked("A visit", "") == "[A visit]"
    assert marked("", "") == ""


def test_texts_that_share_little_are_shown_one_after_the_other() -> None:
    assert (
        marked("He came to the city.", "Nobody knows of a thing.") == "[He came to the city]{Nobody knows of a thing}."
    )


def test_words_of_any_script_stay_whole() -> None:
    assert marked("رئیس‌جمهور به لاپاز رفت", "رئیس‌جمهور به تهران رفت") == "رئیس‌جمهور به [لاپاز]{تهران} رفت"
    assert marked("שָׁלוֹם לכולם היום", "שָׁלוֹם לכולם אתמול") == "שָׁלוֹם לכולם [היום]{אתמול}"
    assert marked("両国は協定に署名した", "両国は覚書に署名した") == "両国は[協定]{覚書}に署名した"


def test_long_texts_full_of_one_word_are_compared_all_the_same() -> None:
    before, after = "la la. " * 600, "la lo. " * 500 + "la la. " * 100

    pieces = compare_words(before, after)

    assert "".join(piece.text for piece in pieces if piece.kind != "added") == before


def test_the_middle_of_what_stayed_can_be_left_out() -> None:
    long = "One word after another. " * 20

    pieces = shorten(compare_words(f"{long}They met. {long}", f"{long}They parted. {long}"))

    assert [piece.kind for piece in pieces] == ["same", "removed", "added", "same"]
    assert pieces[0].text.startswith("… ")
    assert pieces[0].text.endswith("another. They ")
    assert pieces[3].text.startswith(". One word")
    assert all(len(piece.text) < 100 for piece in pieces)
