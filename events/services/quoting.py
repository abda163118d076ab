"""Where a quotation stands in the text of its source: found, moved, ambiguous or lost.

A place is kept as W3C's selectors say: TextPosition (`start`, `end`, in code points of the text) and TextQuote (the
quotation with some characters before and after it). The comparison is to the letter; blanks, the shapes of quotation
marks, apostrophes and dashes, and what a line's end does to a word make no difference. “[…]” and “…” join passages.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from events.models.citations import QuoteCheck
from events.text import tidy_prose

AROUND = 32  # characters of the text that are kept before and after a quotation
_MOST_PLACES = 500  # a passage that stands more often in a text tells nothing
_CHUNK = 512  # characters
_DASHES = "\\-\u058a\u05be\u2010-\u2015\u2212\ufe58\ufe63\uff0d"
# What is passed over as blanks are: what nobody sees, the Arabic stroke that lengthens a word, a line's hyphen and any
# dash, but not before a number, where it may be a sign.
_BLANKS = re.compile(
    f"[\u00ad\u034f\u0640\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]|[{_DASHES}](?!\\s*\\d)"
)
_DASH = re.compile(f"[{_DASHES}]")
_MARK = re.compile('["“”„‟«»‹›‘’‚‛`´′″״׳＂＇「」『』〝〞〟❛❜❝❞ʼʹ]')
_LEFT_OUT = re.compile(r"[\[(]?\s*(?:…|\.(?:\s?\.){2,})\s*[\])]?")
_SHAPES = re.compile("[\ufb00-\ufb06\ufb13-\ufb17\ufb20-\ufb29\ufb4f\ufb50-\ufdcf\ufe70-\ufefc]")

Span = tuple[int, int]


@dataclass(frozen=True)
class Place:
    """Where a quotation was noted to stand; empty where nobody has looked."""

    start: int | None = None
    end: int | None = None
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True)
class Finding:
    """What came of looking for a quotation, and where it stands if it stands somewhere."""

    outcome: QuoteCheck
    place: Place = field(default_factory=Place)


class SearchedText:
    """A text in which quotations are looked for; what is passed over is taken out of it once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._even = _even(text)
        chunks = [_without_blanks(self._even[start : start + _CHUNK]) for start in range(0, len(text), _CHUNK)]
        self._ends = [*accumulate(map(len, chunks))]
        self._compared = "".join(chunks)

    def find(self, quotation: str, noted: Place | None = None) -> Finding:
        """Where a quotation stands: at its noted place, else where what was before and after it stands, else where it
        stands alone."""
        noted = noted or Place()
        # Marks around the whole are whose who quotes: the text may have others there, or none.
        passages = [folded for part in _LEFT_OUT.split(_fold(quotation).strip("'")) if (folded := _fold(part))]
        spans = self._windows(passages) if passages else []
        if not spans:
            return Finding(QuoteCheck.LOST)
        if at_its_place := [span for span in spans if _is_within(span, noted)]:
            return Finding(QuoteCheck.FOUND, self._place(at_its_place[0]))
        spans = [span for span in spans if self._is_of_words(span)] or spans
        chosen = spans if len(spans) == 1 else self._by_surroundings(spans, noted)
        if len(chosen) != 1:
            return Finding(QuoteCheck.AMBIGUOUS)
        outcome = QuoteCheck.FOUND if noted.start is None else QuoteCheck.MOVED
        return Finding(outcome, self._place(chosen[0]))

    def _windows(self, passages: Sequence[str]) -> list[Span]:
        """The shortest stretches of the text in which all passages follow each other."""
        first, *others = ([*self._places(passage)] for passage in passages)
        windows = {place: place + len(passages[0]) for place in first}
        for passage, places in zip(passages[1:], others, strict=True):
            windows = {
                start: places[number] + len(passage)
                for start, end in windows.items()
                if (number := bisect_right(places, end - 1)) < len(places)
            }
        shortest = {end: start for start, end in sorted(windows.items())}  # of those with one end the last to begin
        return [(self._origin(start), self._origin(end - 1) + 1) for end, start in shortest.items()]

    def _places(self, passage: str) -> Iterator[int]:
        place = self._compared.find(passage)
        for _ in range(_MOST_PLACES):
            if place < 0:
                return
            yield place
            place = self._compared.find(passage, place + 1)

    def _origin(self, place: int) -> int:
        """Where in the text that stands which stands at a place of what is compared."""
        chunk = bisect_right(self._ends, place)
        left = place - (self._ends[chunk - 1] if chunk else 0)
        seen = [
            n
            for n, character in enumerate(self._even[chunk * _CHUNK : (chunk + 1) * _CHUNK])
            if not character.isspace()
        ]
        return chunk * _CHUNK + seen[left]

    def _is_of_words(self, span: Span) -> bool:
        """Whether a stretch begins and ends where words of the text do."""
        start, end = span
        return not (
            (self.text[start].isalnum() and self.text[max(start - 1, 0) : start].isalnum())
            or (self.text[end - 1].isalnum() and self.text[end : end + 1].isalnum())
        )

    def _by_surroundings(self, spans: Sequence[Span], noted: Place) -> list[Span]:
        """Those of several places around which stands what was noted: on both sides, else on one."""
        prefix, suffix = _fold(noted.prefix), _fold(noted.suffix)
        before = [span for span in spans if prefix and self._before(span).endswith(prefix)]
        after = [span for span in spans if suffix and self._after(span).startswith(suffix)]
        both = [span for span in before if span in after]
        return both or (before if len(before) == 1 else after if len(after) == 1 else [])

    def _before(self, span: Span) -> str:
        return _fold(self.text[max(span[0] - 4 * AROUND, 0) : span[0]])

    def _after(self, span: Span) -> str:
        return _fold(self.text[span[1] : span[1] + 4 * AROUND])

    def _place(self, span: Span) -> Place:
        start, end = span
        before, after = self.text[max(start - AROUND, 0) : start], self.text[end : end + AROUND]
        return Place(start, end, tidy_prose(before), tidy_prose(after))


def _is_within(span: Span, noted: Place) -> bool:
    """Whether a stretch is the one that was noted, perhaps with blanks around it."""
    return noted.start is not None and noted.end is not None and noted.start <= span[0] and span[1] <= noted.end


def _fold(text: str) -> str:
    """A passage as it is compared."""
    shaped = _SHAPES.sub(lambda shape: unicodedata.normalize("NFKC", shape.group()), text)
    return _without_blanks(_even(shaped))


def _even(text: str) -> str:
    """A text of the same length, in which what makes no difference is the same."""
    return _DASH.sub("-", _MARK.sub("'", _BLANKS.sub(" ", text)))


def _without_blanks(text: str) -> str:
    return "".join(text.split())
