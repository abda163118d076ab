"""The words of a text as search knows them: however a word was typed, in whatever script, it comes out the same.

`fold` makes the words of a question, `fold_for_index` those that a text is found by: the same ones, and beside them
what stands inside words that are written together. `docs/explanation/search.md` says what meets what, and why.
"""

import re
import unicodedata
from collections.abc import Iterator

# Words are cut to so many characters, in questions as in texts: nobody types more to find something.
LONGEST_WORD = 40
# What looks like an article or a preposition before fewer letters belongs to the word.
_SHORTEST_STEM = 3
_MOST_PROCLITICS = 3

# Letters without a decomposition that are typed otherwise where the keyboard lacks them, and letters of the Arabic
# script that look alike and stand for each other on Arabic, Persian, Kurdish and Urdu keyboards.
_PAIRS = (
    "ł:l ø:o đ:d ð:d þ:th æ:ae œ:oe ı:i ħ:h ŧ:t ŋ:n ə:a ɛ:e ɔ:o ɓ:b ɗ:d ƙ:k ґ:г "
    "ٱ:ا ى:ي ی:ي ے:ي ک:ك ڪ:ك ة:ه ہ:ه ۃ:ه ە:ه ھ:ه װ:וו ױ:וי ײ:יי"
)
_LETTERS = dict(pair.split(":") for pair in _PAIRS.split())
_DROPPED = "\u0640\u0674\u034f"  # tatweel, high hamza, the grapheme joiner
_ZWNJ = "\u200c"
_APOSTROPHES = "'’‘‛′´`ʹʻʼʽʾʿˈ׳ꞌ"
_QUOTES = '"“”„‟″ʺ״'
# As combining classes: overlays, the vowel and other points of Hebrew, Arabic and Syriac, accents. What else combines
# makes another letter: nukta, virama, the sound marks of kana, the vowels of Thai.
_ACCENTS = frozenset([1, *range(10, 37), *range(200, 241)])
_HAN = "\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"
_HIRAGANA, _KATAKANA = "\u3041-\u309f", "\u30a0-\u30ff"

_BETWEEN = f" .'\"{_ZWNJ}"
_SINGLE = f"[^0-9{_BETWEEN}](?![^{_BETWEEN}])"
_ABBREVIATION = re.compile(rf"(?<![^{_BETWEEN}]){_SINGLE}\.(?:{_SINGLE}\.)*{_SINGLE}\.?")
_INSIDE_HEBREW = re.compile("(?<=[א-ת])['\"]{1,2}(?=[א-ת])")
_LETTER = f"[^{_BETWEEN}{_HAN}{_HIRAGANA}{_KATAKANA}]"
_JOINER = re.compile(f"['{_ZWNJ}]+")
_WORD = re.compile(
    f"[{_HAN}]|[{_HIRAGANA}]+|[{_KATAKANA}]+|{_LETTER}+(?:{_JOINER.pattern}{_LETTER}+)*",
)

_ARTICLE = "ال"
# What is written together with the next word: in Arabic and, so, in, like, for; in Hebrew and, the, in, for, from,
# that, as.
_PROCLITICS = (frozenset("وفبكل"), frozenset("והבלמשכ"))


def fold(text: str) -> list[str]:
    """The words of a text, in turn: without case, accents and points, each letter and digit in one form."""
    return [_stem(_JOINER.sub("", found)) for found in _words(text)]


def fold_for_index(text: str) -> Iterator[str]:
    """The words that a text is found by: those of `fold`, the parts of each that an apostrophe or a zero-width
    non-joiner ties together, and what follows a conjunction, preposition or article written as one with it."""
    if text.isascii() and "'" not in text and "`" not in text:
        yield from [found[:LONGEST_WORD] for found in _words(text)]
        return
    for found in _words(text):
        if found.isascii() and "'" not in found:
            yield found[:LONGEST_WORD]
            continue
        joined, *parts = [_JOINER.sub("", found), *_JOINER.split(found)]
        for word in [joined, *(part for part in parts if len(part) > 1 and part != joined)]:
            yield _stem(word)
            yield from map(_stem, _after_proclitics(word))


def _words(text: str) -> list[str]:
    """The words with their letters folded, joiners still in them."""
    signs = text.lower() if text.isascii() else _decomposed(text)
    signs = unicodedata.normalize("NFC", signs.translate(_SIGNS))
    if not signs.isascii():
        signs = _INSIDE_HEBREW.sub("", signs)
    return _WORD.findall(_ABBREVIATION.sub(lambda found: found.group().replace(".", "") + " ", signs))


def _decomposed(text: str) -> str:
    return unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text.translate(_TYPED)).casefold())


def _stem(word: str) -> str:
    """The word without the Arabic article, and not longer than words are."""
    while word.startswith(_ARTICLE) and len(word) >= len(_ARTICLE) + _SHORTEST_STEM:
        word = word.removeprefix(_ARTICLE)
    return word[:LONGEST_WORD]


def _after_proclitics(word: str) -> Iterator[str]:
    for letters in _PROCLITICS:
        for end in range(1, min(_MOST_PROCLITICS, len(word) - _SHORTEST_STEM) + 1):
            if word[end - 1] not in letters:
                break
            yield word[end:]


class _Signs(dict[int, str]):
    """What becomes of each character: a letter or digit in its one form, a sign that may stand inside a word, a space
    between words, or nothing. Kept for the scripts of alphabets alone: a stranger cannot fill the memory."""

    def __missing__(self, point: int) -> str:
        sign = _sign(chr(point))
        if point < 0x3000:
            self[point] = sign
        return sign


def _sign(character: str) -> str:
    if character in _LETTERS:
        return _LETTERS[character]
    if character in _APOSTROPHES:
        return "'"
    if character in _QUOTES:
        return '"'
    if character in f".{_ZWNJ}":
        return character
    if character in _DROPPED:
        return ""
    match unicodedata.category(character):
        case "Nd":
            return str(unicodedata.decimal(character))
        case "Mn" | "Mc":
            return "" if unicodedata.combining(character) in _ACCENTS or _selects(character) else character
        case "Me":
            return ""
        case "Cf":
            return " " if character == "\u200b" else ""
        case category:
            return character if category[0] in "LN" else " "


def _selects(character: str) -> bool:
    """Whether it only selects a variant of the character before it."""
    return "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"


_SIGNS = _Signs()
# Before anything is decomposed: these would come apart into a space and an accent.
_TYPED = str.maketrans({"´": "'", "`": "'"})
