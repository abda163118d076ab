"""From query parameters to queries: one that is unknown or malformed is refused by name."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from django.http import QueryDict

from events.api.exceptions import InvalidParameters, ParameterError
from events.dates import Edtf, EdtfError, parse_edtf
from events.models import RecordType
from events.models.publications import Facet
from events.queries.chronology import EventQuery, Window
from events.queries.cursors import Cursor, CursorError, read_cursor
from events.queries.publications import uid_of

MAX_PAGE = 500
MAX_VALUES = 50
T = TypeVar("T")


class Parameters:
    """The parameters of one request; collects what is wrong with them, to be told all at once."""

    def __init__(self, query: QueryDict, known: Mapping[str, str]) -> None:
        self._query = query
        self.errors: list[ParameterError] = []
        for name in query:
            if name not in known:
                self.refuse(name[:60], "unknown", f"there is no such parameter; there are {', '.join(known)}")
            elif known[name] == "single" and len(query.getlist(name)) > 1:
                self.refuse(name, "repeated", "give it once")

    def refuse(self, name: str, code: str, detail: str, value: str | None = None) -> None:
        """Notes an error."""
        self.errors.append(ParameterError(name, code, detail, value))

    def read(self, name: str, read: Callable[[str], T], default: T) -> T:
        """What `read` makes of the parameter's value; a ValueError is noted and the default stands in."""
        value = self._query.get(name)
        if value is None or len(self._query.getlist(name)) > 1:
            return default
        try:
            return read(value)
        except ValueError as error:
            self.refuse(name, "malformed", str(error))
            return default

    def values(self, name: str) -> list[str]:
        """All values of a parameter that may be repeated."""
        given = self._query.getlist(name)
        if len(given) > MAX_VALUES:
            self.refuse(name, "too_many", f"give at most {MAX_VALUES} values")
        return given[:MAX_VALUES]

    def check(self) -> None:
        """Raises InvalidParameters if anything was wrong."""
        if self.errors:
            raise InvalidParameters(self.errors)


# name: whether it stands once or may be repeated
PAGE_PARAMETERS = {"page_size": "single", "cursor": "single"}
EVENT_PARAMETERS = {
    "from": "single",
    "to": "single",
    "match": "single",
    "undated": "single",
    "actor": "repeated",
    "timeline": "single",
    "order": "single",
    **PAGE_PARAMETERS,
}


def read_event_query(query: QueryDict, *, within: tuple[Facet, str] | None = None, page_size: int = 50) -> EventQuery:
    """The query for events; `within` is what the address itself names: a timeline, an actor or a source.

    Raises InvalidParameters with every parameter at fault.
    """
    answer, errors = read_leniently(query, within=within, page_size=page_size)
    if errors:
        raise InvalidParameters(errors)
    return answer


def read_leniently(
    query: QueryDict, *, within: tuple[Facet, str] | None = None, page_size: int = 50
) -> tuple[EventQuery, list[ParameterError]]:
    """The query for events as far as it is well-formed, and what is wrong with the rest of it."""
    named = within is not None and within[0] == Facet.TIMELINE
    known = {name: kind for name, kind in EVENT_PARAMETERS.items() if not (named and name == "timeline")}
    parameters = Parameters(query, known)
    order: Any = parameters.read("order", _one_of("date", "-date"), "date")
    undated: Any = parameters.read("undated", _one_of("include", "exclude", "only"), None)
    facets = [(Facet.ACTOR, uid) for name in parameters.values("actor") if (uid := _uid(parameters, "actor", name))]
    if within:
        facets.append(within)
    if not named and (name := query.get("timeline")) is not None and (uid := _uid(parameters, "timeline", name)):
        facets.append((Facet.TIMELINE, uid))
    answer = EventQuery(
        window=_window(parameters, query),
        facets=tuple(dict.fromkeys(facets)),
        undated=undated,
        order=order,
        page_size=parameters.read("page_size", _page_size, page_size),
        cursor=parameters.read("cursor", lambda text: _cursor(text, order), None),
    )
    return answer, parameters.errors


def read_page_query(query: QueryDict) -> tuple[int, Cursor | None]:
    """Page size and cursor of a list in the order of slugs; raises InvalidParameters."""
    parameters = Parameters(query, PAGE_PARAMETERS)
    size = parameters.read("page_size", _page_size, 50)
    cursor = parameters.read("cursor", lambda text: _cursor(text, "slug"), None)
    parameters.check()
    return size, cursor


def refuse_parameters(query: QueryDict) -> None:
    """For addresses that take none: raises InvalidParameters if there is any."""
    Parameters(query, {}).check()


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


def _uid(parameters: Parameters, name: str, value: str) -> str | None:
    """The uid of a published record from its uid or slug; one that is not published does not exist."""
    uid = uid_of(RecordType(name), value) if value.isascii() and "\0" not in value and len(value) <= 120 else None
    if uid is not None:
        return uid
    parameters.refuse(name, "unknown_value", f"there is no published {name} “{value[:60]}”", value)
    return None


def read_date(text: str) -> Edtf:
    """The date that a parameter gives in EDTF; ValueError says what would be right."""
    try:
        return parse_edtf(text)
    except EdtfError as error:
        raise ValueError(f"this is no date in EDTF: {error}") from error


def _page_size(text: str) -> int:
    if text.isascii() and text.isdigit() and len(text) < 6 and 1 <= int(text) <= MAX_PAGE:
        return int(text)
    raise ValueError(f"write a whole number from 1 to {MAX_PAGE}")


def _cursor(text: str, order: str) -> Cursor:
    if len(text) > 400:
        raise CursorError("this is no cursor of ours; take it from “next” or “previous” of an answer")
    return read_cursor(text, order)


def _one_of(*words: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text not in words:
            raise ValueError(f"write {', '.join(words[:-1])} or {words[-1]}")
        return text

    return read
