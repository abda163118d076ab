"""Two documents of one record, claim by claim."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import msgspec

from events.differences.claims import Claim, claims
from events.differences.words import Segment, compare_lines, compare_words, shared, shorten
from events.documents import Document, TimelineDocument

_ABSENT = Claim("", "", "")


@dataclass(frozen=True)
class Difference:
    """A claim as it was and as it is; "" where it is absent.

    `field` is the path of the member in the document, with what tells apart the rows of a list in brackets; `name` is
    what people call it; `language` is that of the text now, `language_before` the one before, where they are known;
    `listed` is whether it has an item a line.
    """

    field: str
    before: str
    after: str
    name: str
    language: str = ""
    language_before: str = ""
    listed: bool = False

    @property
    def what(self) -> Literal["added", "removed", "changed"]:
        """What happened to the claim."""
        if not self.before:
            return "added"
        return "changed" if self.after else "removed"

    @property
    def words(self) -> tuple[Segment, ...]:
        """The change word by word."""
        return (compare_lines if self.listed else compare_words)(self.before, self.after)

    @property
    def passages(self) -> tuple[Segment, ...]:
        """The change word by word, without the middle of what stayed."""
        return shorten(self.words)


def compare(before: Document, after: Document) -> tuple[Difference, ...]:
    """The claims that two documents of one type make otherwise, in the order of the document."""
    return tuple(_differences(before, after))


def _differences(before: Document, after: Document) -> Iterator[Difference]:
    sources = _sources(before, after)
    if isinstance(before, TimelineDocument) and isinstance(after, TimelineDocument):
        before, after = _without_same_entries(before, after)
    old, new = claims(before, sources), claims(after, sources)
    for key in _in_order(list(old), list(new)):
        was, now = old.get(key, _ABSENT), new.get(key, _ABSENT)
        if was.identity == now.identity:
            continue
        shown, texts = now if now is not _ABSENT else was, (was.text, now.text)
        if was.text == now.text:  # two records of one name
            texts = f"{was.text} ({was.identity})", f"{now.text} ({now.identity})"
        yield Difference(shown.field, *texts, shown.name, now.language, was.language, shown.listed)


def _without_same_entries(before: TimelineDocument, after: TimelineDocument) -> tuple[TimelineDocument, ...]:
    """A timeline has thousands of entries, of which a save changes few: the rest is not worth claiming."""
    old, new = before.entries, after.entries
    head = shared(old, new)
    old, new = old[head:], new[head:]
    tail = shared(old[::-1], new[::-1])
    old, new = old[: len(old) - tail], new[: len(new) - tail]
    known = [{msgspec.json.encode(entry) for entry in entries} for entries in (new, old)]
    return tuple(
        msgspec.structs.replace(document, entries=[one for one in entries if msgspec.json.encode(one) not in others])
        for document, entries, others in zip((before, after), (old, new), known, strict=True)
    )


def _in_order(old: list[tuple[str, ...]], new: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """All keys in the order of the newer document; what it has no more stands after what it followed in the older."""
    kept = set(new)
    after: dict[tuple[str, ...] | None, list[tuple[str, ...]]] = {}
    last = None
    for key in old:
        if key in kept:
            last = key
        else:
            after.setdefault(last, []).append(key)
    return [*after.get(None, []), *(each for key in new for each in (key, *after.get(key, [])))]


def _sources(*documents: Document) -> dict[str, str]:
    """How each cited source is called: by its publisher, and by its title too where two would be called the same."""
    stubs = {row.source.uid: row.source for document in documents for row in getattr(document, "citations", [])}
    plain = {uid: stub.publisher or stub.title for uid, stub in stubs.items()}
    names = list(plain.values())
    return {
        uid: f"{name}, “{stubs[uid].title}”" if names.count(name) > 1 and stubs[uid].publisher else name
        for uid, name in plain.items()
    }
