"""What differs between two texts, word by word, in any script."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Kind = Literal["same", "removed", "added"]

# Scripts that put no spaces between words are told apart by characters: Thai to Burmese, Khmer, kana, Han.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_STOPS = r"!-/:-@\[-`{-~¡§«·»¿‐-‧‹›،؛؟۔।、。「」『』！，．：；？…"
# A word is all between blanks and stops: vowel points, joiners and marks stay with their letters.
_TOKEN = re.compile(rf"\s+|[{_STOPS}]|[{_UNSPACED}]|[^\s{_STOPS}{_UNSPACED}]+")
_WORDLESS = re.compile(rf"[\s{_STOPS}]*")
# Below this nothing is gained by showing what two texts happen to share.
_ALIKE = 0.3
# How much is shown of what stayed, on each side of a change.
_CONTEXT = 80


@dataclass(frozen=True)
class Segment:
    """A piece of text that stayed, went or came."""

    kind: Kind
    text: str


def compare_words(before: str, after: str) -> tuple[Segment, ...]:
    """The pieces of two texts in order: what is the same or removed makes the first, what is the same or added the
    second, to the letter."""
    return _compared(_TOKEN.findall(before), _TOKEN.findall(after))


def compare_lines(before: str, after: str) -> tuple[Segment, ...]:
    """As `compare_words`, for a list with an item a line: an item stays whole. Each piece ends with its line."""
    return _compared(*([f"{line}\n" for line in text.split("\n") if line] for text in (before, after)))


def _compared(old: list[str], new: list[str]) -> tuple[Segment, ...]:
    head = shared(old, new)
    tail = shared(old[head:][::-1], new[head:][::-1])
    end = -tail or None
    middle = _middle(old[head:end], new[head:end])
    pieces = [Segment("same", "".join(old[:head])), *middle, Segment("same", "".join(old[len(old) - tail :]))]
    return tuple(_joined(pieces))


def shorten(pieces: tuple[Segment, ...]) -> tuple[Segment, ...]:
    """The same pieces, with “…” for the middle of long ones that stayed: a change is read with what is beside it."""
    last = len(pieces) - 1
    return tuple(
        Segment("same", _abridged(piece.text, head=place > 0, tail=place < last)) if piece.kind == "same" else piece
        for place, piece in enumerate(pieces)
    )


def _abridged(text: str, *, head: bool, tail: bool) -> str:
    if len(text) <= 2 * _CONTEXT + 20:
        return text
    beginning = text[:_CONTEXT].rpartition(" ")[0] or text[:_CONTEXT]
    end = text[-_CONTEXT:].partition(" ")[2] or text[-_CONTEXT:]
    return f"{f'{beginning} ' if head else ''}…{f' {end}' if tail else ''}"


def shared(one: Sequence[object], other: Sequence[object]) -> int:
    """How many members two lists begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (mine, yours) in pairs if mine != yours), min(len(one), len(other)))


def _middle(old: list[str], new: list[str]) -> Iterator[Segment]:
    # Blanks and stops are too many to lead the search; and popular words of long texts, which difflib leaves out by
    # itself, would make it take the square of their number.
    matcher = SequenceMatcher(lambda token: bool(_WORDLESS.fullmatch(token)), old, new)
    if not old or not new or matcher.ratio() < _ALIKE:
        yield from (Segment("removed", "".join(old)), Segment("added", "".join(new)))
        return
    for what, start, stop, begin, finish in matcher.get_opcodes():
        removed, added = "".join(old[start:stop]), "".join(new[begin:finish])
        if what == "equal":
            yield Segment("same", removed)
        else:
            yield from (Segment("removed", removed), Segment("added", added))


def _joined(pieces: list[Segment]) -> Iterator[Segment]:
    """Puts together what is removed and what is added where only blanks or stops stand between two changes."""
    pieces = [piece for piece in pieces if piece.text]
    removed = added = ""
    for place, piece in enumerate(pieces):
        between = 0 < place < len(pieces) - 1 and _WORDLESS.fullmatch(piece.text)
        if piece.kind == "removed":
            removed += piece.text
        elif piece.kind == "added":
            added += piece.text
        elif between and removed and added:
            removed, added = removed + piece.text, added + piece.text
        else:
            yield from _change(removed, added)
            yield piece
            removed = added = ""
    yield from _change(removed, added)


def _change(removed: str, added: str) -> Iterator[Segment]:
    if removed:
        yield Segment("removed", removed)
    if added:
        yield Segment("added", added)
