"""The one text policy: what may stand in a text field, wherever the text comes from."""

import re
import unicodedata

_BIDI_CONTROLS = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_LINE_BREAKS = re.compile("\r\n?|[\u2028\u2029\x85]")
# C0 and C1 controls but newline, surrogates, noncharacters, interlinear and tag characters, the byte order mark.
_NEVER = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"
    + "".join(chr(plane * 0x10000 + last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
    + "]"
)
_NEVER_IN_A_LINE = re.compile(f"[\n\u2028\u2029{_BIDI_CONTROLS}]")
# What a paste brings along unseen: direction controls, zero-width spaces, byte order marks.
_UNSEEN = re.compile(f"[{_BIDI_CONTROLS}\u200b\ufeff]")
_BLANKS = re.compile("[ \t\n\r\x85\xa0\u2028\u2029\u202f]+")
_BLANKS_IN_A_LINE = re.compile("[^\\S\n]+")
_BLANKS_AT_A_BREAK = re.compile(" ?\n ?")
_EMPTY_LINES = re.compile("\n{3,}")
# Letters in the shapes that print gives them: joined Latin, Armenian and Hebrew ones, Arabic ones by their place.
_SHAPES = re.compile("[\ufb00-\ufb06\ufb13-\ufb17\ufb20-\ufb29\ufb4f\ufb50-\ufdcf\ufe70-\ufefc]")


class TextError(ValueError):
    """A text holds a character that it may not; the message names it and where it stands."""


def clean_prose(text: str) -> str:
    """Running text in NFC with plain newlines, stripped; raises TextError at a forbidden character."""
    return _checked(_LINE_BREAKS.sub("\n", text).replace("\t", " "), _NEVER)


def clean_line(text: str) -> str:
    """A title or a name: as `clean_prose`, and on one line without bidirectional controls."""
    return _checked(text, _NEVER, _NEVER_IN_A_LINE)


def tidy_line(text: str) -> str:
    """A pasted line in NFC without what nobody sees in it: tabs and newlines become spaces, direction controls go.

    What no text may hold stays, for `clean_line` to refuse.
    """
    return unicodedata.normalize("NFC", _BLANKS.sub(" ", _UNSEEN.sub("", text))).strip(" ")


def tidy_prose(text: str) -> str:
    """A text that somebody else set, as `clean_prose` would take it: nothing in it is refused, what it may not hold or
    nobody sees goes. Blanks are single, empty lines too, and joined letters are written apart.
    """
    text = _LINE_BREAKS.sub("\n", re.sub("[\v\f]", "\n", text))
    text = _SHAPES.sub(_plain_shape, text.replace("\xad", ""))
    text = _NEVER.sub("", _UNSEEN.sub("", text.replace("\t", " ")))
    text = _BLANKS_AT_A_BREAK.sub("\n", _BLANKS_IN_A_LINE.sub(" ", text))
    return unicodedata.normalize("NFC", _EMPTY_LINES.sub("\n\n", text)).strip()


def _plain_shape(shape: re.Match[str]) -> str:
    # A vowel sign that stands alone in print is a blank with the sign on it.
    return unicodedata.normalize("NFKC", shape.group()).replace(" ", "")


def _checked(text: str, *forbidden: re.Pattern[str]) -> str:
    for pattern in forbidden:
        if found := pattern.search(text):
            character = found.group()
            name = unicodedata.name(character, "a control character, surrogate or noncharacter")
            raise TextError(
                f"U+{ord(character):04X} ({name}) at character {found.start() + 1} is not allowed here; remove it."
            )
    return unicodedata.normalize("NFC", text).strip()
