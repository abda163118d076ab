"""From query parameters to queries: one that is unknown or malformed is refused by name."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, get_args

from django.http import QueryDict
from msgspec import Struct

from events.api.choosing import read_facets, read_uid
from events.api.exceptions import ParameterError
from events.api.parameters import Parameters
from events.dates import Edtf, EdtfError, parse_edtf
from events.documents import ActorDocument, EventDocument, SourceDocument, TimelineDocument
from events.folding import fold
from events.models import RecordType
from events.models.publications import Facet
from events.queries.cursors import Cursor, CursorError, read_cursor
from events.queries.questions import EventQuery, Order, Window

MAX_PAGE = 500
MAX_QUESTION = 400
MAX_WORDS = 16
MAX_CURSOR = 400
MAX_FIELDS = 1000
# name: whether it stands once or may be repeated
PAGE_PARAMETERS = {"page_size": "single", "cursor": "single"}
EVENT_PARAMETERS = {
    "from": "single",
    "to": "single",
    "match": "single",
    "undated": "single",
    "actor": "repeated",
    "role": "repeated",
    "kind": "repeated",
    "country": "repeated",
    "source": "repeated",
    "support": "repeated",
    "differs": "repeated",
    "timeline": "single",
    "q": "single",
    "order": "single",
    **PAGE_PARAMETERS,
}


# Where events are counted there is no order and no page.
FACET_PARAMETERS = {name: kind for name, kind in EVENT_PARAMETERS.items() if name not in ("order", *PAGE_PARAMETERS)}
# Of what an answer holds: of the API alone, where pages hold cards.
ANSWER_PARAMETERS = {"count": "single", "fields": "single"}
_DOCUMENTS: dict[RecordType, type[Struct]] = {
    RecordType.EVENT: EventDocument,
    RecordType.ACTOR: ActorDocument,
    RecordType.SOURCE: SourceDocument,
    RecordType.TIMELINE: TimelineDocument,
}


@dataclass(frozen=True)
class Answer:
    """What of each document is answered, None for all of it; and whether the number of all is."""

    fields: tuple[str, ...] | None = None
    counted: bool = False


def read_event_query(query: QueryDict, *, within: tuple[Facet, str] | None = None) -> tuple[EventQuery, Answer]:
    """The query for events, and what of them to answer; `within` is what the address itself names: a timeline, an actor
    or a source.

    Raises InvalidParameters with every parameter at fault.
    """
    parameters = Parameters(query, {**_event_parameters(within), **ANSWER_PARAMETERS})
    asked = _event_query(parameters, query, within, 50)
    answer = _answer(parameters, RecordType.EVENT)
    parameters.check()
    return asked, answer


def read_facet_query(query: QueryDict) -> EventQuery:
    """The query for events that are counted, not listed; raises InvalidParameters."""
    parameters = Parameters(query, FACET_PARAMETERS)
    asked = _event_query(parameters, query, None, 50)
    parameters.check()
    return asked


def read_leniently(
    query: QueryDict, *, within: tuple[Facet, str] | None = None, page_size: int = 50
) -> tuple[EventQuery, list[ParameterError]]:
    """The query for events as far as it is well-formed, and what is wrong with the rest of it."""
    parameters = Parameters(query, _event_parameters(within))
    return _event_query(parameters, query, within, page_size), parameters.errors


def read_list_query(query: QueryDict, type_: RecordType) -> tuple[int, Cursor | None, Answer]:
    """Page size and cursor of a list in the order of slugs, and what to answer; raises InvalidParameters."""
    parameters = Parameters(query, {**PAGE_PARAMETERS, **ANSWER_PARAMETERS})
    size, cursor = _page(parameters)
    answer = _answer(parameters, type_)
    parameters.check()
    return size, cursor, answer


def read_page_query(query: QueryDict, order: str = "slug") -> tuple[int, Cursor | None]:
    """Page size and cursor of a list in this order; raises InvalidParameters."""
    parameters = Parameters(query, PAGE_PARAMETERS)
    size, cursor = _page(parameters, order)
    parameters.check()
    return size, cursor


def read_fields(query: QueryDict, type_: RecordType) -> tuple[str, ...] | None:
    """Which members of a document are asked for, None for all; raises InvalidParameters."""
    parameters = Parameters(query, {"fields": "single"})
    fields = parameters.read("fields", lambda text: _fields(text, type_), None)
    parameters.check()
    return fields


def field_names(type_: RecordType) -> list[str]:
    """What may be asked for of a document, in its own order."""
    return [name for name in _DOCUMENTS[type_].__struct_fields__ if name != "desk"]


def refuse_parameters(query: QueryDict) -> None:
    """For addresses that take none: raises InvalidParameters if there is any."""
    Parameters(query, {}).check()


def _event_parameters(within: tuple[Facet, str] | None) -> dict[str, str]:
    named = within is not None and within[0] == Facet.TIMELINE
    return {name: kind for name, kind in EVENT_PARAMETERS.items() if not (named and name == "timeline")}


def _event_query(
    parameters: Parameters, query: QueryDict, within: tuple[Facet, str] | None, page_size: int
) -> EventQuery:
    order: Any = parameters.read("order", _one_of(*get_args(Order)), "date")
    undated: Any = parameters.read("undated", _one_of("include", "exclude", "only"), None)
    facets, any_of = read_facets(parameters, within)
    if "timeline" in _event_parameters(within) and (name := query.get("timeline")) is not None:
        uid = read_uid(parameters, "timeline", name)
        facets += [(Facet.TIMELINE, uid)] if uid else []
    return EventQuery(
        window=_window(parameters, query),
        facets=tuple(facets),
        any_of=tuple(any_of),
        words=parameters.read("q", read_words, ()),
        undated=undated,
        order=order,
        page_size=parameters.read("page_size", _page_size, page_size),
        cursor=parameters.read("cursor", lambda text: _cursor(text, order), None),
    )


def _page(parameters: Parameters, order: str = "slug") -> tuple[int, Cursor | None]:
    size = parameters.read("page_size", _page_size, 50)
    return size, parameters.read("cursor", lambda text: _cursor(text, order), None)


def _answer(parameters: Parameters, type_: RecordType) -> Answer:
    return Answer(
        fields=parameters.read("fields", lambda text: _fields(text, type_), None),
        counted=parameters.read("count", _one_of("none", "exact"), "none") == "exact",
    )


def _fields(text: str, type_: RecordType) -> tuple[str, ...]:
    """Names with commas between, in the order in which a document has its members."""
    if len(text) > MAX_FIELDS:
        raise ValueError(f"write at most {MAX_FIELDS} characters; these are {len(text)}")
    there_are = field_names(type_)
    asked = set(text.split(","))
    if unknown := sorted(asked - set(there_are)):
        named = ", ".join(f"“{name[:60]}”" for name in unknown[:5])
        raise ValueError(f"there is no field {named}; there are {', '.join(there_are)}")
    return tuple(name for name in there_are if name in asked)


def _window(parameters: Parameters, query: QueryDict) -> Window | None:
    start = parameters.read("from", read_date, None)
    end = parameters.read("to", read_date, None)
    match: Any = parameters.read("match", _one_of("overlaps", "within", "starts", "covers"), "overlaps")
    if start is None and end is None:
        refused = any(error.name == "match" for error in parameters.errors)
        if "match" in query and not refused and not {"from", "to"} & set(query):
            parameters.refuse("match", "no_window", "it needs a window: give from or to as well")
        return None
    window = Window.between(start, end, match)
    if window.first > window.last:
        parameters.refuse("to", "reversed", "the window ends before it begins: exchange from and to")
        return None
    return window


def read_date(text: str) -> Edtf:
    """The date that a parameter gives in EDTF; ValueError says what would be right."""
    try:
        return parse_edtf(text)
    except EdtfError as error:
        raise ValueError(f"this is no date in EDTF: {error}") from error


def read_words(text: str) -> tuple[str, ...]:
    """The words that a parameter asks for, each once, folded; ValueError says what would be right."""
    if len(text) > MAX_QUESTION:
        raise ValueError(f"write at most {MAX_QUESTION} characters; these are {len(text)}")
    words = tuple(dict.fromkeys(fold(text)))
    if not words:
        raise ValueError("write the words to look for; here is neither a letter nor a digit")
    if len(words) > MAX_WORDS:
        raise ValueError(f"write at most {MAX_WORDS} words; these are {len(words)}")
    return words


def _page_size(text: str) -> int:
    if text.isascii() and text.isdigit() and len(text) < 6 and 1 <= int(text) <= MAX_PAGE:
        return int(text)
    raise ValueError(f"write a whole number from 1 to {MAX_PAGE}")


def _cursor(text: str, order: str) -> Cursor:
    if len(text) > MAX_CURSOR:
        raise CursorError("this is no cursor of ours; take it from “next” or “previous” of an answer")
    return read_cursor(text, order)


def _one_of(*words: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text not in words:
            raise ValueError(f"write {', '.join(words[:-1])} or {words[-1]}")
        return text

    return read
