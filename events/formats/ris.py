"""RIS, in UTF-8, as EndNote, Zotero and RefWorks read it."""

from collections.abc import Iterable, Iterator

from events.dates import Edtf
from events.formats.cited_dates import MONTHS, SEASONS, DateStyle, Point, Span, resolved
from events.formats.items import Item, Name

_TYPES = {
    "article-newspaper": "NEWS",
    "article-magazine": "MGZN",
    "article-journal": "JOUR",
    "book": "BOOK",
    "broadcast": "ADVS",
    "chapter": "CHAP",
    "legal_case": "CASE",
    "legislation": "STAT",
    "report": "RPRT",
    "thesis": "THES",
    "treaty": "LEGAL",
    "webpage": "ELEC",
}
_WORDS = DateStyle(MONTHS, SEASONS, "{rest} {year}", "{rest} {year}", day_first=True, open_end="")


def write(items: Iterable[Item]) -> Iterator[str]:
    """The items as RIS, a record at a time; lines end in CRLF."""
    for item in items:
        lines = [f"{tag}  - {value}\r\n" for tag, value in _tags(item) if value]
        yield "".join([*lines, "ER  - \r\n"])


def _tags(item: Item) -> Iterator[tuple[str, str]]:
    yield "TY", _TYPES.get(item.type, "GEN")
    yield "ID", item.id
    for tag, names in (("AU", item.author), ("A2", item.editor), ("A4", item.translator)):
        yield from ((tag, _name(name)) for name in names)
    yield "TI", item.title
    yield "T2", item.container_title or item.event_title
    yield "PB", item.publisher or item.authority
    yield "CY", item.publisher_place or item.event_place
    if item.issued:
        yield "PY", _year(item.issued)
        yield "DA", _date(item.issued)
    yield "VL", item.volume
    yield "IS", item.issue or item.number
    first, _, last = item.page.replace("–", "-").partition("-")
    yield "SP", first.strip()
    yield "EP", last.strip()
    yield "ET", item.edition
    yield "M3", item.genre
    yield "SN", item.isbn
    yield "DO", item.doi
    yield "UR", item.url
    yield "Y2", _date(item.accessed) if item.accessed else ""
    yield "LA", item.language


def _name(name: Name) -> str:
    given, _, suffix = (part.strip() for part in name.given.partition(","))
    return name.literal or ", ".join(filter(None, [name.family, given, suffix]))


def _year(edtf: Edtf) -> str:
    """The year, where there is one of four digits: that of a point, or of a span that does not leave it."""
    date = resolved(edtf)
    if isinstance(date, Span):
        return f"{date.start.year:04}" if date.end and date.start.year == date.end.year > 0 else ""
    return f"{date.year:04}" if isinstance(date, Point) and 0 < date.year <= 9999 else ""


def _date(edtf: Edtf) -> str:
    """YYYY/MM/DD/ as far as it is known; words after the last slash where that does not say it all."""
    date = resolved(edtf)
    doubtful = edtf.approximate or edtf.uncertain
    if isinstance(date, str | Span) or not _year(edtf):
        return f"///{'ca. ' if doubtful and not isinstance(date, str) else ''}{_WORDS.word(edtf)}"
    words = f"ca. {_WORDS.word(edtf)}" if doubtful else SEASONS[date.season - 1] if date.season else ""
    return f"{date.year:04}/{date.month or 0:02}/{date.day or 0:02}/{words}".replace("/00", "/")
