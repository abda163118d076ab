"""What a file format is: its name and media type, a writer that streams, and what it cannot carry."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, cast

import msgspec

D = TypeVar("D")


@dataclass(frozen=True)
class Heading:
    """What a file says of itself: its title, the whole address of the page that shows the same, and the address of this
    service, without a slash at its end."""

    title: str
    address: str
    origin: str


@dataclass(frozen=True, kw_only=True)
class Format(Generic[D]):
    """A format of files, defined once in a module of its own as `FORMAT`, and listed in `events.formats.registry`.

    `write` makes pieces of text of documents, one after the other, so that a file of any length costs no more memory
    than a short one. Both `name` and `extension` stand for the format in an address; `label` stands on pages.
    `shape` is what `write` gets: a Struct of `events.documents`, or `str` for the JSON text as it is stored.
    `leaves_out` says in an English sentence what a document has and the file has not, "" where that is nothing; it is
    sent as a header: ASCII alone. `negotiable` is false where the media type is another format's as well.
    """

    name: str
    extension: str
    label: str
    media_type: str
    shape: type[D]
    write: Callable[[Iterable[D], Heading], Iterator[str]]
    leaves_out: str = ""
    negotiable: bool = True

    @property
    def content_type(self) -> str:
        """The media type as it is sent; JSON is UTF-8 in any case."""
        return self.media_type if "json" in self.media_type else f"{self.media_type}; charset=utf-8"

    def stream(self, texts: Iterable[str], heading: Heading) -> Iterator[str]:
        """The file, piece by piece, from documents as JSON texts."""
        return self.write(self._read(texts), heading)

    def _read(self, texts: Iterable[str]) -> Iterable[D]:
        if self.shape is str:
            return cast(Iterable[Any], texts)
        return map(msgspec.json.Decoder(self.shape).decode, texts)


def named(formats: Iterable[Format[Any]], word: str) -> Format[Any] | None:
    """The format that a name or an extension stands for."""
    return next((one for one in formats if word in (one.name, one.extension)), None)
