"""Text that is partly in italics: what a reference is made of. It holds no markup; to escape is the template's work."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import TypeAlias

# After these a sentence needs no further stop, in any of the scripts that sources are in.
_STOPS = (".", "?", "!", "…", "؟", "۔", "。", "？", "！")
# Quotation marks that close a text, and what opens the single ones, which else are apostrophes.
_CLOSING = re.compile("[”’\"']+\\Z")
_OPENING_SINGLE = re.compile(r"(?:\A|[\s(\[“\"—-])['‘]")


@dataclass(frozen=True)
class Run:
    """A stretch of text, in italics or not."""

    text: str
    italic: bool = False

    @property
    def is_apart(self) -> bool:
        """Whether it has letters that run right to left, so that a page must keep what follows out of their order."""
        return any(unicodedata.bidirectional(character) in ("R", "AL") for character in self.text)


Runs: TypeAlias = tuple[Run, ...]


def roman(text: str) -> Runs:
    """The text upright; nothing where it is empty."""
    return (Run(text),) if text else ()


def italic(text: str) -> Runs:
    """The text in italics; nothing where it is empty."""
    return (Run(text, italic=True),) if text else ()


def quoted(title: str, stop: str = "") -> Runs:
    """The title in quotation marks, quotation marks inside it turned into single ones, and `stop` within them."""
    if not title:
        return ()
    inner = _single_quotes(title)
    return roman(f"“{_with_stop(inner, stop) if stop else inner}”")


def plain(runs: Runs) -> str:
    """The text without its italics."""
    return "".join(run.text for run in runs)


def joined(parts: Iterable[Runs], separator: str) -> Runs:
    """The parts that are not empty, with the separator between them."""
    pieces: list[Run] = []
    for part in filter(None, parts):
        pieces += [Run(separator), *part] if pieces else part
    return tuple(_merged(pieces))


def sentences(parts: Iterable[Runs]) -> Runs:
    """The parts that are not empty, each ended by a stop unless it ends in one already."""
    return joined((stopped(part) for part in parts if part), " ")


def stopped(runs: Runs) -> Runs:
    """The runs with a full stop after them, within closing quotation marks, unless they end in a stop of any kind."""
    if not runs:
        return ()
    last = runs[-1]
    ended = _with_stop(last.text, ".")
    if ended == last.text:
        return runs
    if ended.endswith("."):
        return tuple(_merged([*runs, Run(".")]))
    return (*runs[:-1], Run(ended, last.italic))


def _with_stop(text: str, stop: str) -> str:
    """The text with the stop, before quotation marks that close it; as it is where it ends in a stop."""
    marks = _CLOSING.search(text)
    closing = marks.group() if marks else ""
    if closing.strip("'’") == "" and not _OPENING_SINGLE.search(text):
        closing = ""
    body = text.removesuffix(closing)
    return text if body.endswith(_STOPS) or text.endswith(_STOPS) else f"{body}{stop}{closing}"


def _merged(runs: Iterable[Run]) -> Iterator[Run]:
    """The runs with neighbours alike made one; what runs right to left stays by itself."""
    for (apart, slanted), alike in groupby(runs, key=lambda run: (run.is_apart, run.italic)):
        if apart:
            yield from alike
        else:
            yield Run("".join(run.text for run in alike), slanted)


def _single_quotes(title: str) -> str:
    """The title with “…” and paired "…" as ‘…’; a mark inside a word (רמטכ"ל) or without its pair stays as it is."""
    characters = list(title)
    straight = [place for place, character in enumerate(title) if character == '"' and not _within_word(title, place)]
    if len(straight) % 2 == 0:
        for number, place in enumerate(straight):
            characters[place] = "‘" if number % 2 == 0 else "’"
    if title.count("“") == title.count("”"):
        characters = [{"“": "‘", "”": "’"}.get(character, character) for character in characters]
    return "".join(characters)


def _within_word(title: str, place: int) -> bool:
    before, after = title[place - 1 : place], title[place + 1 : place + 2]
    return before.isalnum() and after.isalnum()
