"""Works-cited entries in the style of the Modern Language Association, ninth edition (2021).

Titles are printed as they were recorded, without putting their words into title case.
"""

import re
from collections.abc import Sequence

from events.dates import Edtf
from events.formats.cited_dates import DateStyle, resolved
from events.formats.items import Item, Name
from events.formats.names import in_order, inverted, listed
from events.formats.numbering import edition, labelled_pages
from events.formats.runs import Runs, italic, joined, quoted, roman, sentences

_MONTHS = ("Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")
_SEASONS = ("spring", "summer", "autumn", "winter")
_DATES = DateStyle(_MONTHS, _SEASONS, "{rest} {year}", "{rest} {year}", day_first=True, open_end="")
_MOST_AUTHORS = 2
_ALONE = {"book", "report", "thesis", "legal_case"}


def reference(item: Item) -> Runs:
    """An entry of a list of works cited: author, title, container, with the details of each."""
    early = _decided(item)
    parts = [roman(_authors(item)), _title(item), early, _container(item, dated=not early), roman(_supplement(item))]
    return sentences([*parts, roman(_accessed(item))])


def _authors(item: Item) -> str:
    if item.author:
        # A body that published its own work is named once, as its publisher.
        return "" if _published_by_author(item) else _listed(item.author)
    if item.type in ("legal_case", "legislation"):
        return item.authority
    if item.type == "book" and item.editor:
        return f"{_listed(item.editor)}, {'editors' if len(item.editor) > 1 else 'editor'}"
    return ""


def _published_by_author(item: Item) -> bool:
    publishers = (item.publisher, item.container_title)
    return len(item.author) == 1 and bool(item.author[0].literal) and item.author[0].literal in publishers


def _listed(names: Sequence[Name]) -> str:
    first = inverted(names[0])
    if len(names) > _MOST_AUTHORS:
        return f"{first}, et al."
    return ", and ".join([first, *(in_order(name) for name in names[1:])])


def _title(item: Item) -> Runs:
    if item.type == "legislation":
        return roman(item.title)
    return italic(item.title) if item.type in _ALONE else quoted(item.title, ".")


def _decided(item: Item) -> Runs:
    """The date of what was dated before it was published: a thesis by its year, a decision by its day."""
    if item.type not in ("thesis", "legal_case") or not item.issued:
        return ()
    return roman(_worded(item.issued, year_only=item.type == "thesis"))


def _container(item: Item, *, dated: bool) -> Runs:
    by, volume, pages = roman(_contributors(item)), roman(_volume(item)), roman(labelled_pages(item.page))
    year_only = item.type in ("book", "chapter")
    date = roman(_worded(item.issued, year_only=year_only) if dated and item.issued else "")
    parts = [
        italic(item.container_title),
        by,
        roman(edition(item.edition)),
        roman(item.number if item.type in ("report", "document", "legislation", "treaty") else ""),
        volume,
        roman(_occasion(item) if item.type == "speech" else _publisher(item)),
        date,
        roman(item.event_place if item.type == "speech" else ""),
        pages,
        roman(_address(item)),
    ]
    # What is recorded keeps its letters; our own words ("edited by", "vol. 2") begin the sentence with a capital.
    first = next(filter(None, parts), ())
    return _capitalised(joined(parts, ", ")) if first in (by, volume, date, pages) else joined(parts, ", ")


def _contributors(item: Item) -> str:
    editors = item.editor if item.author or item.type != "book" else ()
    by = [("edited by", editors), ("translated by", item.translator), ("interview by", item.interviewer)]
    return ", ".join(f"{what} {_in_order(names)}" for what, names in by if names)


def _in_order(names: Sequence[Name]) -> str:
    if len(names) > _MOST_AUTHORS:
        return f"{in_order(names[0])} et al."
    return listed([in_order(name) for name in names], " and ")


def _volume(item: Item) -> str:
    numbers = [f"vol. {item.volume}" if item.volume else "", f"no. {item.issue}" if item.issue else ""]
    return ", ".join(filter(None, numbers))


def _occasion(item: Item) -> str:
    """What a speech was given at, and who published it where that is not the container."""
    return ", ".join(filter(None, [item.event_title, "" if item.container_title else item.publisher]))


def _publisher(item: Item) -> str:
    """The publisher, presses of universities shortened, and none where it is the container itself."""
    publisher = "" if item.publisher == item.container_title else item.publisher
    kind = (item.genre or "Thesis") if item.type == "thesis" else ""
    return ", ".join(filter(None, [_shortened(publisher), kind]))


def _shortened(publisher: str) -> str:
    if "University" not in publisher:
        return publisher
    words = re.sub(r"\bPress\b", "P", re.sub(r"\bUniversity\b", "U", publisher))
    return words.replace("U P", "UP")


def _worded(date: Edtf, *, year_only: bool = False) -> str:
    words = _DATES.word(date, year_only=year_only)
    if isinstance(resolved(date), str):
        return words
    if date.uncertain:
        return f"[{'circa ' if date.approximate else ''}{words}?]"
    return f"circa {words}" if date.approximate else words


def _address(item: Item) -> str:
    return f"https://doi.org/{item.doi}" if item.doi else re.sub(r"\Ahttps?://", "", item.url)


def _supplement(item: Item) -> str:
    return item.genre if item.type in ("broadcast", "speech", "document", "webpage") else ""


def _accessed(item: Item) -> str:
    """When the page was read, where it has no date or goes on changing."""
    needed = item.url and item.accessed and (item.issued is None or item.status)
    return f"Accessed {_DATES.word(item.accessed)}" if needed and item.accessed else ""


def _capitalised(runs: Runs) -> Runs:
    return (*roman(runs[0].text[:1].upper() + runs[0].text[1:]), *runs[1:]) if runs else ()
