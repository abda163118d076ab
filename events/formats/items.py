"""What is cited, in the variables of CSL 1.0.2, whatever the document that it comes from."""

import re
from datetime import date, datetime
from typing import Literal, TypeAlias

from msgspec import Struct
from msgspec.structs import asdict, force_setattr

from events.dates import Edtf, PartialDate, parse_edtf
from events.documents import Contributor, EventDocument, SourceDocument, TimelineDocument

ItemType: TypeAlias = Literal[
    "article-newspaper",
    "article-magazine",
    "article-journal",
    "book",
    "broadcast",
    "chapter",
    "document",
    "legal_case",
    "legislation",
    "report",
    "speech",
    "thesis",
    "treaty",
    "webpage",
]

_BREAKS = re.compile("[\t-\r\x1c-\x1e\x85\u2028\u2029]+")
# Controls, surrogates, the byte order mark, and the marks that turn the direction of all that follows.
_DROPPED = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\u202a-\u202e\u2066-\u2069]")

# Of a source, what the record calls its publisher is to CSL what contains it, or the court that gave it.
_CONTAINED = {"article-newspaper", "article-magazine", "article-journal", "broadcast", "webpage"}
_PRINTED_IN = {"legislation", "treaty"}
# Of these weights, a page is an article of the news site that it stands on.
_OF_NEWS_SITES = {"news", "wire", "state_media", "opinion"}


class _Clean(Struct, frozen=True):
    """A Struct whose texts are single lines without control characters, however they came."""

    def __post_init__(self) -> None:
        for field, value in asdict(self).items():
            if isinstance(value, str):
                force_setattr(self, field, _one_line(value))


class Name(_Clean, frozen=True, kw_only=True):
    """A person by `family` and `given` name (", Jr." at the end of `given`), or a body by its `literal` name."""

    family: str = ""
    given: str = ""
    literal: str = ""


class Item(_Clean, frozen=True, kw_only=True):
    """Something that can be cited; "", () and None stand for what is not known.

    `status` is "revised" where `issued` is the day of the last revision of a page that goes on changing. `news_site` is
    no variable of CSL: it tells a page of a news site from one of any other site.
    """

    id: str
    type: ItemType
    title: str
    author: tuple[Name, ...] = ()
    editor: tuple[Name, ...] = ()
    translator: tuple[Name, ...] = ()
    interviewer: tuple[Name, ...] = ()
    container_title: str = ""
    publisher: str = ""
    publisher_place: str = ""
    authority: str = ""
    event_title: str = ""
    event_place: str = ""
    genre: str = ""
    number: str = ""
    volume: str = ""
    issue: str = ""
    page: str = ""
    edition: str = ""
    status: str = ""
    news_site: bool = False
    issued: Edtf | None = None
    accessed: Edtf | None = None
    url: str = ""
    doi: str = ""
    isbn: str = ""
    language: str = ""
    archive_location: str = ""


def source_item(source: SourceDocument) -> Item:
    """A source as it is cited; where its own address is not recorded, that of its archived copy stands in."""
    publisher = source.publisher or ""
    return Item(
        id=source.slug,
        type=source.type,  # type: ignore[arg-type]  # the database holds the types of `ItemType` only
        title=source.title,
        author=_names(source.contributors, "author"),
        editor=_names(source.contributors, "editor"),
        translator=_names(source.contributors, "translator"),
        interviewer=_names(source.contributors, "interviewer"),
        **{_part_of_publisher(source.type): publisher},
        news_site=source.type == "webpage" and source.genre in _OF_NEWS_SITES,
        issued=_date(source.published),
        accessed=_date(source.accessed),
        url=source.url or source.archived_url or "",
        doi=source.doi or "",
        isbn=source.isbn or "",
        language=source.language,
        archive_location=source.archived_url or "",
    )


def event_item(event: EventDocument, *, site: str, url: str, accessed: date | None = None) -> Item:
    """An event as a page of this service, `site`, at its whole address `url`."""
    return _page(event, site, url, accessed)


def timeline_item(timeline: TimelineDocument, *, site: str, url: str, accessed: date | None = None) -> Item:
    """A timeline as a page of this service, `site`, at its whole address `url`."""
    return _page(timeline, site, url, accessed)


def _page(document: EventDocument | TimelineDocument, site: str, url: str, accessed: date | None) -> Item:
    return Item(
        id=document.slug,
        type="webpage",
        title=document.title,
        container_title=site,
        status="revised",
        issued=_day(document.revised_at or document.published_at),
        accessed=_day(accessed),
        url=url,
        language=document.language,
    )


def _date(text: str | None) -> Edtf | None:
    """The date, None where it says that even the year is unknown."""
    return parse_edtf(text) if text and not text.startswith("XXXX") else None


def _day(moment: date | datetime | None) -> PartialDate | None:
    return PartialDate(moment.year, moment.month, moment.day) if moment else None


def _part_of_publisher(kind: str) -> str:
    if kind in _CONTAINED or kind in _PRINTED_IN:
        return "container_title"
    return "authority" if kind == "legal_case" else "publisher"


def _names(contributors: list[Contributor], role: str) -> tuple[Name, ...]:
    return tuple(
        Name(family=who.family or "", given=who.given or "", literal=who.literal or "")
        for who in contributors
        if who.role == role
    )


def _one_line(text: str) -> str:
    return _DROPPED.sub("", _BREAKS.sub(" ", text)).strip()
