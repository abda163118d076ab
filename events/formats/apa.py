"""References in the style of the American Psychological Association, seventh edition (2020).

Titles are printed as they were recorded: no rule can tell which of their words are names, so none are put into sentence
case.
"""

from collections.abc import Callable, Sequence

from events.dates import Edtf
from events.formats.cited_dates import MONTHS, SEASONS, DateStyle, resolved
from events.formats.items import Item, Name
from events.formats.names import inverted_with_initials, listed, with_initials
from events.formats.numbering import edition, labelled_pages, page_range
from events.formats.runs import Runs, italic, joined, plain, roman, sentences

_DATES = DateStyle(MONTHS, SEASONS, "{year}, {rest}", "{year}, {rest}", day_first=False, open_end="present")
# Legal references are those of the Bluebook, with whole months as the manual's own examples have them.
_LEGAL_DATES = DateStyle(MONTHS, SEASONS, "{rest}, {year}", "{rest} {year}", day_first=False, open_end="present")
_MOST_AUTHORS, _BEFORE_ELLIPSIS = 20, 19
_DATED_BY_YEAR = {"book", "chapter", "thesis"}
_NUMBERED = {"report", "document", "thesis"}
_LEGAL = {"legal_case", "legislation", "treaty"}
_BY_ORGANISATIONS = {"report", "document"}


def reference(item: Item) -> Runs:
    """The entry of a reference list: author, date, title, source."""
    if item.type in _LEGAL:
        return _legal(item)
    author, title = roman(_authors(item)), _title(item)
    date = roman(f"({_date(item)})")
    first, second = (author, title) if author else (title, ())
    return joined([sentences([first, date, second, *_sources(item)]), _address(item)], " ")


def _authors(item: Item) -> str:
    if item.author:
        return _listed(item.author)
    if item.type == "book" and item.editor:
        return f"{_listed(item.editor)} ({'Eds.' if len(item.editor) > 1 else 'Ed.'})"
    return item.publisher if item.type in _BY_ORGANISATIONS else ""


def _listed(names: Sequence[Name]) -> str:
    written = [inverted_with_initials(name) for name in names]
    if len(written) > _MOST_AUTHORS:
        return ", ".join([*written[:_BEFORE_ELLIPSIS], f". . . {written[-1]}"])
    # The comma before the last name follows initials, which bodies have not: two of them need none.
    return listed(written, " & " if len(names) == 2 and names[0].literal else ", & ")


def _date(item: Item) -> str:
    # An issue of a journal is known by its volume, else by its month or season.
    year_only = item.type in _DATED_BY_YEAR or (item.type == "article-journal" and bool(item.volume))
    return _worded(item.issued, _DATES, year_only=year_only) if item.issued else "n.d."


def _worded(date: Edtf, style: DateStyle, *, year_only: bool = False) -> str:
    words = style.word(date, year_only=year_only)
    doubtful = date.approximate or date.uncertain
    return f"ca. {words}" if doubtful and not isinstance(resolved(date), str) else words


def _title(item: Item) -> Runs:
    stands_alone = item.type not in ("article-newspaper", "article-magazine", "article-journal", "chapter")
    title = italic(item.title) if stands_alone else roman(item.title)
    brackets = ", ".join(filter(None, [_kind(item), item.publisher if item.type == "thesis" else ""]))
    return joined([title, roman(_in_parentheses(item)), roman(f"[{brackets}]" if brackets else "")], " ")


def _kind(item: Item) -> str:
    """What it is, where a title alone would not tell."""
    return item.genre or {"broadcast": "Broadcast", "speech": "Speech", "thesis": "Thesis"}.get(item.type, "")


def _in_parentheses(item: Item) -> str:
    """Translators, and of what stands alone its number, edition and volume."""
    details = [f"{listed([with_initials(name) for name in item.translator], ' & ')}, Trans." if item.translator else ""]
    if item.type in _NUMBERED:
        details.append(item.number)
    if item.type == "book":
        details += [edition(item.edition), f"Vol. {item.volume}" if item.volume else ""]
    said = "; ".join(filter(None, [details[0], ", ".join(filter(None, details[1:]))]))
    return f"({said})" if said else ""


def _sources(item: Item) -> Sequence[Runs]:
    sources: dict[str, Callable[[Item], Runs]] = {
        "article-newspaper": _periodical,
        "article-magazine": _periodical,
        "article-journal": _periodical,
        "chapter": _book_around,
        "speech": _occasion,
    }
    source = sources[item.type](item) if item.type in sources else roman(item.container_title)
    publisher = "" if item.type == "thesis" else item.publisher
    return [part for part in (source, roman(publisher)) if plain(part) != _authors(item)]


def _periodical(item: Item) -> Runs:
    volume = joined([italic(item.volume), roman(f"({item.issue})" if item.issue else "")], "")
    return joined([italic(item.container_title), volume, roman(page_range(item.page))], ", ")


def _book_around(item: Item) -> Runs:
    editors = listed([with_initials(name) for name in item.editor], ", & " if len(item.editor) > 2 else " & ")
    by = f"{editors} ({'Eds.' if len(item.editor) > 1 else 'Ed.'})," if editors else ""
    details = [
        edition(item.edition),
        f"Vol. {item.volume}" if item.volume else "",
        page_range(labelled_pages(item.page)),
    ]
    within = f"({', '.join(filter(None, details))})" if any(details) else ""
    if not item.container_title:
        return ()
    return joined([roman("In"), roman(by), italic(item.container_title), roman(within)], " ")


def _occasion(item: Item) -> Runs:
    place = ", ".join(filter(None, [item.event_title, item.event_place]))
    return joined([roman(place), roman(item.container_title)], ". ")


def _address(item: Item) -> Runs:
    """The DOI, or else the URL, with the day it was read where the page goes on changing."""
    if item.doi:
        return roman(f"https://doi.org/{item.doi}")
    if item.url and item.accessed and item.status:
        return roman(f"Retrieved {_LEGAL_DATES.word(item.accessed)}, from {item.url}")
    return roman(item.url)


def _legal(item: Item) -> Runs:
    printed = roman(" ".join(filter(None, [item.volume, item.container_title, page_range(item.page)])))
    if item.type == "treaty":
        date = roman(_worded(item.issued, _LEGAL_DATES) if item.issued else "n.d.")
        return joined([roman(item.title), date, printed, _address(item)], ", ")
    named = joined([roman(item.title), roman(item.number), printed], ", ")
    reported = item.type == "legislation" or bool(item.container_title)
    date = roman(_worded(item.issued, _LEGAL_DATES, year_only=reported) if item.issued else "n.d.")
    court = roman(item.authority if item.type == "legal_case" else "")
    decided = joined([roman("("), joined([court, date], " "), roman(")")], "")
    return joined([sentences([joined([named, decided], " ")]), _address(item)], " ")
