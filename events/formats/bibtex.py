"""BibTeX, in UTF-8, with the entry types and fields that BibTeX and BibLaTeX have in common."""

import re
from collections.abc import Iterable, Iterator

from events.formats.cited_dates import MONTHS, DateStyle, Point, resolved
from events.formats.items import Item, Name
from events.formats.numbering import page_range

_ENTRY_TYPES = {
    "article-newspaper": "article",
    "article-magazine": "article",
    "article-journal": "article",
    "book": "book",
    "chapter": "incollection",
    "report": "techreport",
    "thesis": "phdthesis",
}
# What each entry type calls what contains or publishes it.
_CONTAINERS = {"article": "journal", "incollection": "booktitle", "misc": "howpublished"}
_PUBLISHERS = {"techreport": "institution", "phdthesis": "school", "mastersthesis": "school"}
# Braces count for BibTeX even where a backslash stands before them, so a lone one must be a command.
_SPECIAL = str.maketrans(
    {
        "\\": r"{\textbackslash}",
        "{": r"{\textbraceleft}",
        "}": r"{\textbraceright}",
        "~": r"{\textasciitilde}",
        "^": r"{\textasciicircum}",
        **{character: f"\\{character}" for character in "%&#$_"},
    }
)
# Addresses are read as they stand, without escapes; what would unbalance the entry is written as addresses write it.
_IN_ADDRESSES = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C", " ": "%20"})
# In a name these part it from the next or are commands, unless braces hold it together.
_UNSAFE_IN_NAMES = re.compile(r"[,\\{}~^%&#$_]|\b(and|others)\b", re.IGNORECASE)
_YEARS = DateStyle(MONTHS, ("",) * 4, "{year}", "{year}", day_first=False, open_end="")


def write(items: Iterable[Item]) -> Iterator[str]:
    """The items as BibTeX, an entry at a time, each under its id, numbered where an id comes again."""
    taken: dict[str, int] = {}
    for item in items:
        key = re.sub("[^A-Za-z0-9-]+", "-", item.id).strip("-") or "item"
        taken[key] = taken.get(key, 0) + 1
        yield _entry(item, key if taken[key] == 1 else f"{key}_{taken[key]}")


def _entry(item: Item, key: str) -> str:
    fields = "".join(f"  {name} = {value},\n" for name, value in _fields(item) if value)
    return f"@{_entry_type(item)}{{{key},\n{fields}}}\n\n"


def _entry_type(item: Item) -> str:
    if item.type == "thesis" and "master" in item.genre.lower():
        return "mastersthesis"
    return _ENTRY_TYPES.get(item.type, "misc")


def _fields(item: Item) -> Iterator[tuple[str, str]]:
    kind = _entry_type(item)
    yield "author", _names(item.author or ((Name(literal=item.authority),) if item.authority else ()))
    yield "title", f"{{{_braced(item.title)}}}"
    yield "editor", _names(item.editor)
    yield "translator", _names(item.translator)
    yield _CONTAINERS.get(kind, "series"), _braced(item.container_title)
    yield _PUBLISHERS.get(kind, "publisher"), _braced(item.publisher)
    yield "address", _braced(item.publisher_place)
    yield "eventtitle", _braced(item.event_title)
    yield "venue", _braced(item.event_place)
    yield "type", _braced(item.genre)
    yield "edition", _braced(item.edition)
    yield "volume", _braced(item.volume)
    yield "number", _braced(item.issue or item.number)
    yield "pages", _braced(page_range(item.page).replace("–", "--"))
    yield from _date(item)
    yield "doi", _address(item.doi)
    yield "isbn", _braced(item.isbn)
    yield "url", _address(item.url)
    yield "urldate", f"{{{item.accessed}}}" if item.accessed else ""
    yield "language", _braced(item.language)


def _date(item: Item) -> Iterator[tuple[str, str]]:
    """Year, month and day as far as they are known; what is about a year, or no single one, in words."""
    if item.issued is None:
        return
    point = resolved(item.issued)
    doubtful = item.issued.approximate or item.issued.uncertain
    words = _YEARS.word(item.issued, year_only=True)
    yield "year", _braced(f"ca. {words}" if doubtful and not isinstance(point, str) else words)
    if isinstance(point, Point) and not doubtful:
        yield "month", MONTHS[point.month - 1][:3].lower() if point.month else ""
        yield "day", f"{{{point.day}}}" if point.day else ""


def _names(names: Iterable[Name]) -> str:
    written = " and ".join(_name(name) for name in names)
    return f"{{{written}}}" if written else ""


def _name(name: Name) -> str:
    """A name as BibTeX takes it apart: what must stay whole is in braces."""
    if name.literal or not name.given:
        return _braced(name.literal or name.family)
    given, _, suffix = name.given.partition(",")
    return ", ".join(filter(None, (_part_of_name(part.strip()) for part in (name.family, suffix, given))))


def _part_of_name(part: str) -> str:
    return _braced(part) if _UNSAFE_IN_NAMES.search(part) else part


def _braced(text: str) -> str:
    return f"{{{text.translate(_SPECIAL)}}}" if text else ""


def _address(address: str) -> str:
    return f"{{{address.translate(_IN_ADDRESSES)}}}" if address else ""
