"""How a language says dates: its words, and rules over them.

A rule is a regular expression over folded text in which `{month}`, `{day}`, `{year}` and the like stand for the
language's words, and `{a}` and `{b}` for whole phrases. A language is one file in `languages`; what its phrases come to
is in `expressions`.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from itertools import count
from typing import Any, TypeAlias

import dateparser

from events.dates.expressions import AnyOf, At, Between, Expression, Point, bound_together

Values: TypeAlias = Mapping[str, Any]
Build: TypeAlias = Callable[[Values], Expression]

# How many phrases inside phrases are tried, and asked for again, before a text is taken for no date.
_MOST_TRIALS = 60
_MOST_QUESTIONS = 400
_DEEPEST = 4
_DASHES = re.compile("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
_INVISIBLE = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_CLOCK = re.compile(
    r"[,،]? ([01]?[0-9]|2[0-3]):([0-5][0-9])(:[0-5][0-9](?:\.[0-9]+)?)?( utc([+-][0-9]{2}(?::[0-9]{2})?)?)?$"
)
_WORD = r"[^\W\d_]"
_DAY_WORD_YEAR = re.compile(
    rf"(?P<day>[0-9]{{1,2}})\.? (?:{_WORD}+ )?(?P<month>{_WORD}{{3,}})\.?,? (?:{_WORD}{{2,3}} )?(?P<year>[0-9]{{4}})"
)
_AROUND = " .,;:"
_COMMAS = (",", "،")
_COMMA = re.compile("[,،] ")
_LONGEST_LEAF = 64
# A number, and a year only beside what tells so.
_FEW_DIGITS = re.compile("[0-9]{1,3}")
_ROUND = re.compile("[0-9]+0")
_GROUP_NUMBER = re.compile("_[0-9]+$")
_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")


def fold(text: str) -> str:
    """Lower case, ASCII digits, plain hyphens and single spaces, without what is invisible."""
    text = _INVISIBLE.sub("", _DASHES.sub("-", unicodedata.normalize("NFC", text)))
    digits = "".join(str(unicodedata.digit(c)) if c.isdecimal() else c for c in text)
    return " ".join(digits.casefold().replace("’", "'").replace("‘", "'").split())


def without_accents(text: str) -> str:
    """The text without what is written over and under its letters."""
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


@dataclass(frozen=True)
class Leaf:
    """A phrase that holds no other: its name for people, its pattern, and what it comes to."""

    name: str
    pattern: str
    build: Build


@dataclass(frozen=True)
class Frame:
    """A phrase around one other (`{a}`) or between two (`{a}`, `{b}`); `build` is given its own words' values and the
    expressions of the others. A `lenient` one is tried only where nothing else fits; in
    a `series` what stands for `{a}` may be several, between commas."""

    name: str
    pattern: str
    build: Callable[..., Expression]
    lenient: bool = False
    series: bool = False


@dataclass(frozen=True)
class Language:
    """The words and rules of one language, best rules first. Words are written as people write them, and folded here.

    `words`: for each placeholder what its words mean; `spelling` folds the text further than `fold`; `never` are texts
    that look like dates and are none.
    """

    code: str
    words: Mapping[str, Mapping[str, Any]]
    leaves: Sequence[Leaf]
    frames: Sequence[Frame]
    spelling: Callable[[str], str] = str
    never: frozenset[str] = field(default_factory=frozenset)

    def fold(self, text: str) -> str:
        """The text as the rules see it."""
        return " ".join(self.spelling(fold(text)).split())

    def read(self, text: str) -> Iterator[tuple[str, Expression]]:
        """What a text may say, with the names of the rules that say so; the best first."""
        if text.strip(_AROUND) not in self.never:
            yield from _Reader(self).read(self.fold(text).strip(_AROUND), 0, beside=False)

    @cached_property
    def vocabulary(self) -> dict[str, dict[str, Any]]:
        """The words as the rules see them."""
        return {name: {self.fold(word): value for word, value in words.items()} for name, words in self.words.items()}

    @cached_property
    def compiled_leaves(self) -> list[tuple[Leaf, re.Pattern[str]]]:
        """The leaves with their regular expressions."""
        return [(leaf, self._compile(leaf.pattern)) for leaf in self.leaves]

    @cached_property
    def compiled_frames(self) -> list[tuple[Frame, list[re.Pattern[str]]]]:
        """The frames, each with what stands before, between and behind the phrases inside it."""
        return [(frame, self._pieces(frame.pattern)) for frame in self.frames]

    def _pieces(self, pattern: str) -> list[re.Pattern[str]]:
        *before, behind = re.split(r"\{[ab]\}", pattern)
        return [*(self._compile(piece) for piece in before), self._compile(rf"(?:{behind})\Z")]

    def _compile(self, pattern: str) -> re.Pattern[str]:
        # A group has one name in a pattern: what stands in several of its branches is numbered.
        places = count()
        return re.compile(_PLACEHOLDER.sub(lambda found: self._group(found, next(places)), pattern))

    def _group(self, placeholder: re.Match[str], place: int) -> str:
        name = placeholder[1]
        words = sorted(self.vocabulary.get(name, {}), key=len, reverse=True)
        digits = [_DIGITS[name]] if name in _DIGITS else []
        return f"(?P<{name}_{place}>{'|'.join([*map(re.escape, words), *digits])})"

    def values(self, found: re.Match[str]) -> dict[str, Any]:
        """What the words of a match mean, by placeholder; those that did not occur are left out."""
        groups = ((_GROUP_NUMBER.sub("", name), word) for name, word in found.groupdict().items())
        spoken = ((name, word) for name, word in groups if word is not None)
        return {name: self._value(name, word) for name, word in spoken}

    def _value(self, name: str, word: str) -> Any:
        words = self.vocabulary.get(name, {})
        return words[word] if word in words else int(word)


# What may stand for a placeholder in digits.
_DIGITS = {
    "day": "(?:0?[1-9]|[12][0-9]|3[01])(?![0-9])",
    "month_number": "(?:0?[1-9]|1[0-2])(?![0-9])",
    "year": "[0-9]{3,4}(?![0-9])",
    "short_year": "[0-9]{2}(?![0-9])",
    "old_year": "[0-9]{1,4}(?![0-9])",
    "decade": "[0-9]{3}0(?![0-9])",
    "short_decade": "[1-9]0(?![0-9])",
    "century": "[0-9]{1,2}(?![0-9])",
    "until": "[0-9]{1,2}(?![0-9])",
    "number": "[0-9]{1,4}(?![0-9])",
}


class _Reader:
    """One reading of one text: remembers what its parts came to, and gives up on what has too many."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._known: dict[tuple[str, bool], list[tuple[str, Expression]]] = {}
        self._trials = 0
        self._questions = 0

    def read(self, text: str, depth: int, *, beside: bool) -> list[tuple[str, Expression]]:
        """`beside`: whether the text stands beside another date, which may tell what a bare number is."""
        self._questions += 1
        if (text, beside) not in self._known:
            self._trials += 1
            if not text or self._trials > _MOST_TRIALS or depth > _DEEPEST:
                return []
            self._known[text, beside] = []
            found = [
                *self._leaves(text, beside),
                *self._clocks(text, depth),
                *self._frames(text, depth, beside=beside, lenient=False),
            ]
            self._known[text, beside] = found or [
                *_by_dateparser(text, self._language.code),
                *self._frames(text, depth, beside=beside, lenient=True),
            ]
        return self._known[text, beside]

    def _leaves(self, text: str, beside: bool) -> Iterator[tuple[str, Expression]]:
        few_digits = _FEW_DIGITS.fullmatch(text)
        number = int(text) if few_digits else self._language.vocabulary.get("day", {}).get(text)
        if beside and number is not None:
            yield "number", Point(number=number)
        if few_digits:
            return
        for leaf, pattern in self._language.compiled_leaves:
            if found := pattern.fullmatch(text):
                try:
                    yield leaf.name, leaf.build(self._language.values(found))
                except (ValueError, OverflowError):
                    continue

    def _clocks(self, text: str, depth: int) -> Iterator[tuple[str, Expression]]:
        """A day with the time of a clock behind it, as all the languages write it."""
        found = _CLOCK.search(text)
        if found is None:
            return
        hour, minute, second, utc, zone = found.groups()
        time = f"T{int(hour):02}:{minute}{second or ':00'}{zone or ('Z' if utc else '')}"
        for name, day in self.read(text[: found.start()].strip(), depth + 1, beside=False):
            if not isinstance(day, Between | AnyOf):
                yield name, At(time, day)

    def _frames(self, text: str, depth: int, *, beside: bool, lenient: bool) -> Iterator[tuple[str, Expression]]:
        for frame, (before, *middle, behind) in self._language.compiled_frames:
            opening = before.match(text) if frame.lenient is lenient else None
            if opening is None:
                continue
            # The phrase inside ends before the rest that stands behind it.
            closing = behind.search(text, opening.end())
            if closing is None:
                continue
            values = self._language.values(opening) | self._language.values(closing)
            for joint, inner in self._inside(frame, middle, text, opening.end(), closing.start(), depth, beside=beside):
                with suppress(ValueError, OverflowError):
                    yield frame.name, self._built(frame, values, joint, inner)

    def _built(
        self, frame: Frame, values: Values, joint: re.Match[str] | None, inner: tuple[Expression, ...]
    ) -> Expression:
        if joint is None:
            return frame.build(values, *inner)
        built = frame.build({**values, **self._language.values(joint)}, *inner)
        return bound_together(built) if isinstance(built, AnyOf) and joint[0][:1] not in _COMMAS else built

    def _inside(
        self, frame: Frame, middle: list[re.Pattern[str]], text: str, begin: int, end: int, depth: int, *, beside: bool
    ) -> Iterator[tuple[re.Match[str] | None, tuple[Expression, ...]]]:
        """The expressions that stand inside a frame, with the words between them."""
        if not middle:
            if (begin, end) != (0, len(text)):
                yield from (
                    (None, (inner,)) for _, inner in self.read(text[begin:end].strip(), depth + 1, beside=beside)
                )
            return
        for joint in middle[0].finditer(text, begin, end):
            if self._questions > _MOST_QUESTIONS:
                return
            before, behind = text[begin : joint.start()].strip(), text[joint.end() : end].strip()
            firsts: list[tuple[Expression, ...]] = [(one,) for _, one in self.read(before, depth + 1, beside=True)[:2]]
            if not firsts and frame.series:
                firsts.extend(self._series(before, depth))
            lasts = self._lasts(before, behind, firsts, depth) if firsts else []
            yield from ((joint, (*first, last)) for first in firsts for _, last in lasts[:2])

    def _lasts(
        self, before: str, behind: str, firsts: list[tuple[Expression, ...]], depth: int
    ) -> list[tuple[str, Expression]]:
        """The last date; a round number alone is a decade where the words for one stand before the first: “los años 60
        y 70”."""
        first, words = firsts[0][-1], before.rstrip("0123456789")
        if _ROUND.fullmatch(behind) and words != before and isinstance(first, Point) and first.mask:
            behind = words + behind
        return self.read(behind, depth + 1, beside=True)

    def _series(self, text: str, depth: int) -> Iterator[tuple[Expression, ...]]:
        """The dates of a list between commas, each in its best reading."""
        dates: list[Expression] = []
        for piece in _COMMA.split(text):
            readings = self.read(piece, depth + 1, beside=True)
            if not readings:
                return
            dates.append(readings[0][1])
        yield tuple(dates)


def _by_dateparser(text: str, language: str) -> Iterator[tuple[str, Expression]]:
    """A whole day whose month is a word that the rules do not know, but dateparser does.

    It is given one day, one word and one year, and what it makes of the numbers must be what they are: left to itself
    it adds what is missing from today.
    """
    found = _DAY_WORD_YEAR.fullmatch(text) if len(text) <= _LONGEST_LEAF else None
    if found is None:
        return
    settings = {"REQUIRE_PARTS": ["day", "month", "year"], "DATE_ORDER": "DMY", "PARSERS": ["absolute-time"]}
    with suppress(ValueError, OverflowError):
        date = dateparser.parse(text, languages=[language], settings=settings)
        if date and (date.day, date.year) == (int(found["day"]), int(found["year"])):
            yield "day, month and year", Point(date.year, date.month, date.day)
