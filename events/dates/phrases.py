"""Words to dates: what a source says, as EDTF.

The grammar is ours, one rule file a language (`languages`); it says what a phrase means before it is known which year
it speaks from (`expressions`), and every reading tells the words, the rule and the anchor that made it.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

from events.dates.display import describe
from events.dates.edtf import EdtfError, parse_edtf
from events.dates.expressions import Expression, calendar_of, is_anchored
from events.dates.language import Language, fold
from events.dates.languages import LANGUAGES
from events.dates.resolving import NeedsAnchor, resolve
from events.dates.values import Edtf, PartialDate

MAX_PHRASE = 255
# Two years or longer dates with a slash between them are EDTF, right or wrong: a language may read the slash as “or”.
_INTERVAL = re.compile("[0-9]{4}[0-9X~?%-]*/[0-9]{4}[0-9X~?%-]*")
# A year and a month are EDTF before they are two years.
_MONTH = re.compile("[0-9]{4}-(?:0[1-9]|1[0-2])")
_MOST_READINGS = 6
# What `describe` cannot say of unspecified digits stands behind its words as EDTF.
_WRITTEN = re.compile(r"\(([0-9SX?~%.-]*[SX][0-9SX?~%.-]*)\)")


@dataclass(frozen=True)
class Reading:
    """What a phrase may say: the date, a sentence for it in the phrase's language, the rule that made it, the anchor
    where one was counted from, and the phrase's calendar."""

    edtf: Edtf
    sentence: str
    rule: str
    language: str
    anchor: Edtf | None = None
    calendar: str = "gregorian"


def read_phrase(text: str, *, languages: Sequence[str], anchor: PartialDate | None = None) -> list[Reading]:
    """What a phrase may say in any of the languages (BCP 47), the likeliest first; empty where it is no date.

    `anchor`: the date that the phrase counts from, its source's own date of publication. A language without rules is
    passed over.
    """
    if len(text) > MAX_PHRASE:
        return []
    codes = dict.fromkeys(language.split("-")[0].lower() for language in languages)
    found: dict[Edtf, Reading] = {}
    for reading in _readings(text, [LANGUAGES[code] for code in codes if code in LANGUAGES], anchor):
        found.setdefault(reading.edtf, reading)
    return list(found.values())[:_MOST_READINGS]


def _readings(text: str, languages: Sequence[Language], anchor: PartialDate | None) -> Iterator[Reading]:
    written = _as_written(text, languages[0].code if languages else "en")
    if _MONTH.fullmatch(text.strip()):
        yield from written
    for language in () if _INTERVAL.fullmatch(text.strip()) else languages:
        for rule, expression in language.read(text):
            counted = anchor if is_anchored(expression) else None
            for date in _dates(expression, anchor):
                yield Reading(
                    date, describe(date, language.code), rule, language.code, counted, calendar_of(expression)
                )
        yield from _beside_words(text, language.code)
    yield from written


def _dates(expression: Expression, anchor: PartialDate | None) -> list[Edtf]:
    """Those that an expression may stand for; none where it is no date, or counts from an anchor that is not given."""
    with suppress(NeedsAnchor, ValueError):
        return [parse_edtf(str(date)) for date in resolve(expression, anchor)]
    return []


def _beside_words(text: str, language: str) -> Iterator[Reading]:
    """EDTF in parentheses, where the words before it are those for it."""
    folded = fold(text).upper()
    for written in _WRITTEN.findall(folded)[:1]:
        for edtf in (*(written + mark for mark in ("", "?", "~", "%")), f"[{written}]"):
            with suppress(EdtfError):
                date = parse_edtf(edtf)
                if fold(sentence := describe(date, language)).upper() == folded:
                    yield Reading(date, sentence, "EDTF beside its words", language)


def _as_written(text: str, language: str) -> list[Reading]:
    """The text as EDTF; two or three digits are a century or decade there, and seldom in words."""
    stripped = text.strip()
    with suppress(EdtfError):
        if len(stripped.lstrip("-")) >= 4:
            date = parse_edtf(stripped)
            return [Reading(date, describe(date, language), "EDTF", language)]
    return []
