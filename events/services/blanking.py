"""Takes the names of an erased record out of texts and documents of others."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import msgspec

ERASED = "[erased]"
# What a document shows of another record that it names, and what is left of that.
_STUB = {"name": ERASED, "title": ERASED, "country": None, "publisher": None, "published": None}
_ADDRESSES = {"uid", "archived_url", "embed_origins"}


@dataclass(frozen=True)
class Names:
    """What an erased record was called. `sure` are those that can mean nobody else, and are looked for everywhere; the
    others only in what names the record itself."""

    uids: frozenset[str]
    names: frozenset[str]
    sure: frozenset[str]
    slugs: frozenset[str]

    @cached_property
    def terms(self) -> list[str]:
        """What a text has to contain to be looked at."""
        return sorted({*self.sure, *self.slugs})

    def blank(self, text: str) -> str:
        """A text without the sure names, whatever their case."""
        return self._in_texts.sub(ERASED, text) if self._in_texts else text

    def mask(self, text: str) -> str:
        """As `blank`, but as long as before, since places in the text are counted."""
        return self._in_texts.sub(lambda found: "█" * len(found.group()), text) if self._in_texts else text

    def blank_document(self, text: str, *, named_it: bool = False) -> tuple[str, bool]:
        """The JSON text of another record's document without them; and whether its own words had one. `named_it`: the
        record was named there until now."""
        document = msgspec.json.decode(text)
        names = self._all if named_it or any(uid in text for uid in self.uids) else self._in_texts
        blanking = _Blanking(self, names, document["uid"])
        blanked = {name: blanking.of(value, name) for name, value in document.items()}
        return msgspec.json.encode(blanked).decode(), blanking.own_words

    def in_slug(self, slug: str) -> bool:
        """Whether another record's slug holds one of the slugs."""
        return bool(self._slugs and self._slugs.search(slug))

    @cached_property
    def _in_texts(self) -> re.Pattern[str] | None:
        return _pattern(self.sure | self.slugs)

    @cached_property
    def _all(self) -> re.Pattern[str] | None:
        return _pattern(self.names | self.slugs)

    @cached_property
    def _slugs(self) -> re.Pattern[str] | None:
        return _pattern(self.slugs, r"[a-z0-9]")


class _Blanking:
    """One document on its way."""

    def __init__(self, names: Names, pattern: re.Pattern[str] | None, uid: str) -> None:
        self._names, self._pattern, self._uid = names, pattern, uid
        self.own_words = False

    def of(self, value: Any, key: str, *, own: bool = True) -> Any:
        match value:
            case dict() if value.get("uid") in self._names.uids:
                return self._stub(value)
            case dict():
                # What is shown of another record is that record's to say.
                own = own and "uid" not in value
                return {name: self.of(member, name, own=own) for name, member in value.items()}
            case list():
                return [self.of(member, key, own=own) for member in value]
            case str():
                blanked = self._text(value, key)
                self.own_words = self.own_words or (own and blanked != value)
                return blanked
            case _:
                return value

    def _stub(self, stub: dict[str, Any]) -> dict[str, Any]:
        left = {name: _STUB.get(name, value) for name, value in stub.items()} | {"slug": stub["uid"].lower()}
        if "url" in left:
            left["url"] = f"/events/{stub['uid']}/" if "title" in left and "genre" not in left else None
        return left

    def _text(self, text: str, key: str) -> str:
        if key in _ADDRESSES:
            return text  # that of a source is another's: it would lead nowhere
        if key == "slug":
            return self._uid.lower() if self._names.in_slug(text) else text
        if key == "url":
            return f"/{text.split('/')[1]}/{self._uid}/" if text[:1] == "/" and self._names.in_slug(text) else text
        return self._pattern.sub(ERASED, text) if self._pattern else text


def _pattern(names: Collection[str], sign: str = r"\w") -> re.Pattern[str] | None:
    """Finds any of the names, the longest first, where it stands as words of its own."""
    if not names:
        return None
    longest_first = sorted(map(re.escape, names), key=lambda name: (-len(name), name))
    return re.compile(rf"(?<!{sign})(?:{'|'.join(longest_first)})(?!{sign})", re.IGNORECASE)
