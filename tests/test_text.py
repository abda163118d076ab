"""The text policy: what may stand in a line and in running text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events.text import TextError, clean_line, clean_prose, tidy_line

BIDI_CONTROLS = ["\u061c", "\u200e", "\u200f", *"\u202a\u202b\u202c\u202d\u202e", *"\u2066\u2067\u2068\u2069"]


@pytest.mark.parametrize("clean", [clean_line, clean_prose])
@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("  Bolivia severs relations ", "Bolivia severs relations"),
        ("Dia\u0301logo Ame\u0301ricas", "Diálogo Américas"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👩\u200d🔬", "👩\u200d🔬"),
        ("葛\U000e0100", "葛\U000e0100"),
        ("Ma’an – “wire”", "Ma’an – “wire”"),
        ("", ""),
        ("   ", ""),
    ],
)
def test_text_is_kept_in_nfc_and_stripped(clean: object, written: str, kept: str) -> None:
    assert clean(written) == kept  # type: ignore[operator]


@pytest.mark.parametrize("clean", [clean_line, clean_prose])
@pytest.mark.parametrize(
    "character",
    [
        *("\x00", "\x07", "\x0b", "\x0c", "\x1b", "\x1f", "\x7f", "\x80", "\x9f"),
        *("\ud800", "\udbff", "\udc00", "\udfff"),
        *("\ufdd0", "\ufdef", "\ufffe", "\uffff", "\ufeff"),
        *("\ufff9", "\ufffa", "\ufffb", "\U000e0001", "\U000e0041", "\U000e007f"),
    ],
    ids=lambda value: f"{ord(value):04X}" if isinstance(value, str) else None,
)
def test_what_nobody_sees_or_no_database_stores_is_refused(clean: object, character: str) -> None:
    with pytest.raises(TextError, match=f"U\\+{ord(character):04X} .* at character 3 "):
        clean(f"ab{character}c")  # type: ignore[operator]


@pytest.mark.parametrize("control", BIDI_CONTROLS, ids=lambda control: f"{ord(control):04X}")
def test_bidirectional_controls_are_refused_in_a_line_and_kept_in_prose(control: str) -> None:
    text = f"تهران {control}(IRNA)"

    assert clean_prose(text) == text
    with pytest.raises(TextError, match=f"U\\+{ord(control):04X}"):
        clean_line(text)


@pytest.mark.parametrize("newline", ["\r\n", "\r", "\n", "\u2028", "\u2029", "\x85"], ids=ascii)
def test_a_line_break_becomes_a_plain_one_in_prose_and_is_refused_in_a_line(newline: str) -> None:
    assert clean_prose(f"One.{newline}Two.") == "One.\nTwo."
    with pytest.raises(TextError):
        clean_line(f"One.{newline}Two.")


def test_a_tab_is_a_space_in_prose_and_refused_in_a_line() -> None:
    assert clean_prose("one\ttwo") == "one two"
    with pytest.raises(TextError, match=r"U\+0009"):
        clean_line("one\ttwo")


def test_a_refusal_names_the_character_and_where_it_stands() -> None:
    with pytest.raises(TextError) as override:
        clean_line("Tehran \u202eTimes")
    with pytest.raises(TextError) as control:
        clean_prose("\x00")

    with pytest.raises(TextError) as indented:
        clean_line("  A\u202eB")

    assert "at character 4 " in str(indented.value)
    assert str(override.value) == "U+202E (RIGHT-TO-LEFT OVERRIDE) at character 8 is not allowed here; remove it."
    assert "U+0000" in str(control.value)
    assert "at character 1 " in str(control.value)


@settings(max_examples=200, deadline=None)
@given(st.text())
def test_what_was_cleaned_once_is_clean(text: str) -> None:
    for clean in (clean_line, clean_prose):
        try:
            cleaned = clean(text)
        except TextError:
            continue
        assert clean(cleaned) == cleaned
        assert cleaned.encode().decode() == cleaned


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("\tearly  2015\r\n", "early 2015"),
        ("early\u00a02015\u200b", "early 2015"),
        ("می\u200cخواهم\u200f", "می\u200cخواهم"),
        *((f"early{control} 2015", "early 2015") for control in BIDI_CONTROLS),
        ("\ufeffmié", "mié"),
        ("mie\u0301", "mié"),
        ("", ""),
    ],
)
def test_a_pasted_line_loses_what_nobody_sees(pasted: str, kept: str) -> None:
    assert tidy_line(pasted) == kept
    assert clean_line(tidy_line(pasted)) == kept


@pytest.mark.parametrize("forbidden", ["\0", "\x07", "\ufffe", "\U000e0041"])
def test_a_pasted_line_keeps_what_is_refused(forbidden: str) -> None:
    with pytest.raises(TextError):
        clean_line(tidy_line(f"early{forbidden} 2015"))
