"""Bibliography entries in the style of the Chicago Manual of Style, seventeenth edition (2017): notes and bibliography.

Titles are printed as they were recorded, without putting their words into headline case. What the manual cites in notes
only, cases, laws and treaties, is given as its notes have it, ended by a stop.
"""

from collections.abc import Sequence

from events.dates import Edtf
from events.formats.cited_dates import MONTHS, SEASONS, DateStyle, resolved
from events.formats.items import Item, Name
from events.formats.names import in_order, inverted, listed
from events.formats.numbering import edition, page_range
from events.formats.runs import Runs, italic, joined, plain, quoted, roman, sentences

_DATES = DateStyle(MONTHS, SEASONS, "{rest}, {year}", "{rest} {year}", day_first=False, open_end="")
_MOST_AUTHORS, _BEFORE_ET_AL = 10, 7
_LEGAL = {"legal_case", "legislation", "treaty"}
_ALONE = {"book", "report", "document"}
_PERIODICAL = {"article-newspaper", "article-magazine"}
# Without an author, the newspaper, site or body that published it stands in the author's place.
_STANDS_FOR_AUTHOR = {"article-newspaper", "article-magazine", "webpage", "report", "document"}


def reference(item: Item) -> Runs:
    """An entry of a bibliography: author, title, facts of publication."""
    if item.type in _LEGAL:
        return _legal(item)
    title = italic(item.title) if item.type in _ALONE else quoted(item.title, ".")
    return sentences([_author(item), title, *_facts(item), roman(_address(item))])


def _is_periodical(item: Item) -> bool:
    """Whether its container is set as a newspaper or magazine: news sites are."""
    return item.type in _PERIODICAL or item.news_site


def _author(item: Item) -> Runs:
    if item.author:
        return roman(_listed(item.author))
    if item.type == "book" and item.editor:
        return roman(f"{_listed(item.editor)}, {'eds.' if len(item.editor) > 1 else 'ed.'}")
    if item.type not in _STANDS_FOR_AUTHOR:
        return ()
    return italic(item.container_title) if _is_periodical(item) else roman(item.container_title or item.publisher)


def _listed(names: Sequence[Name]) -> str:
    shown = names[:_BEFORE_ET_AL] if len(names) > _MOST_AUTHORS else names
    written = [inverted(shown[0]), *(in_order(name) for name in shown[1:])]
    return ", ".join([*written, "et al."]) if len(shown) < len(names) else listed(written, ", and ")


def _facts(item: Item) -> list[Runs]:
    if item.type == "article-journal":
        return [roman(_translated(item)), _journal(item)]
    if item.type == "chapter":
        return [_book_around(item), roman(edition(item.edition)), roman(_imprint(item, year_only=True))]
    if item.type == "book":
        return [
            roman(_edited(item) if item.author else ""),
            roman(_translated(item)),
            roman(edition(item.edition)),
            roman(f"Vol. {item.volume}" if item.volume else ""),
            roman(_imprint(item, year_only=True)),
        ]
    if item.type in ("report", "document"):
        return [roman(_translated(item)), roman(item.number), roman(_imprint(item, year_only=False))]
    if item.type in ("thesis", "speech"):
        return [roman(_occasion(item))]
    if item.type == "broadcast":
        aired = joined([italic(item.container_title), roman(item.publisher), roman(_date(item))], ", ")
        return [roman(_interviewed(item)), aired, roman(item.genre)]
    return _published(item)


def _published(item: Item) -> list[Runs]:
    """An article or a page: what it appeared in, unless that stands first already, and when."""
    stands_first = plain(_author(item)) == item.container_title
    container = italic(item.container_title) if _is_periodical(item) else roman(item.container_title)
    date = _date_of_page(item)
    by = [roman(_translated(item)), roman(_interviewed(item))]
    if stands_first or not container:
        return [*by, roman(_opening(date))]
    if _is_periodical(item):
        return [*by, joined([container, roman(date)], ", ")]
    return [*by, container, roman(_opening(date))]


def _journal(item: Item) -> Runs:
    title = joined([italic(item.container_title), roman(item.volume)], " ")
    numbered = joined([title, roman(f"no. {item.issue}" if item.issue else "")], ", ")
    issue = joined([numbered, roman(f"({_date(item)})")], " ")
    return joined([issue, roman(page_range(item.page))], ": ")


def _book_around(item: Item) -> Runs:
    if not item.container_title:
        return ()
    editors = f"edited by {_in_order(item.editor)}" if item.editor else ""
    parts = [joined([roman("In"), italic(item.container_title)], " "), roman(editors), roman(page_range(item.page))]
    return joined(parts, ", ")


def _edited(item: Item) -> str:
    return f"Edited by {_in_order(item.editor)}" if item.editor else ""


def _translated(item: Item) -> str:
    return f"Translated by {_in_order(item.translator)}" if item.translator else ""


def _interviewed(item: Item) -> str:
    return f"Interview by {_in_order(item.interviewer)}" if item.interviewer else ""


def _in_order(names: Sequence[Name]) -> str:
    return listed([in_order(name) for name in names], " and " if len(names) < 3 else ", and ")


def _imprint(item: Item, *, year_only: bool) -> str:
    """Place, publisher and date; the publisher is named here even where it stands first as the author."""
    house = ": ".join(filter(None, [item.publisher_place, item.publisher]))
    date = _date(item, year_only=year_only)
    return f"{house}, {date}" if house else _opening(date)


def _occasion(item: Item) -> str:
    """A thesis with its university, a speech with its event, place and day."""
    kind = item.genre or {"thesis": "Thesis", "speech": "Speech"}[item.type]
    year_only = item.type == "thesis"
    place = [item.event_title, item.event_place, item.publisher, item.container_title]
    return ", ".join(filter(None, [kind, *place, _date(item, year_only=year_only)]))


def _date(item: Item, *, year_only: bool = False) -> str:
    return _worded(item.issued, year_only=year_only) if item.issued else "n.d."


def _date_of_page(item: Item) -> str:
    """When it appeared or was last changed; else when it was read, where it has an address."""
    if item.issued:
        return f"Last modified {_date(item)}" if item.status else _date(item)
    return f"Accessed {_DATES.word(item.accessed)}" if item.accessed and item.url else "n.d."


def _opening(date: str) -> str:
    """The date where it begins a sentence: “Between 1800 and 1899”."""
    return date if date == "n.d." else date[:1].upper() + date[1:]


def _worded(date: Edtf, *, year_only: bool = False) -> str:
    words = _DATES.word(date, year_only=year_only)
    if isinstance(resolved(date), str) or not (date.approximate or date.uncertain):
        return words
    return f"[{'ca. ' if date.approximate else ''}{words}{'?' if date.uncertain else ''}]"


def _address(item: Item) -> str:
    return f"https://doi.org/{item.doi}" if item.doi else item.url


def _legal(item: Item) -> Runs:
    printed = " ".join(filter(None, [item.volume, item.container_title, page_range(item.page)]))
    if item.type == "treaty":
        named = ", ".join(filter(None, [item.title, _date(item), printed]))
        return sentences([roman(named), roman(_address(item))])
    reported = item.type == "legislation" or bool(item.container_title)
    named = ", ".join(filter(None, [item.title, item.number, printed]))
    court = item.authority if item.type == "legal_case" else ""
    decided = " ".join(filter(None, [court, _date(item, year_only=reported)]))
    return sentences([roman(f"{named} ({decided})"), roman(_address(item))])
