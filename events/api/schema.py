"""What the OpenAPI schema says: the shapes come from `events.documents`, the parameters from `events.api.filters`."""

from collections.abc import Sequence
from typing import Any, get_args

import msgspec
from drf_spectacular.utils import OpenApiParameter

from events.documents import (
    ActorDocument,
    Aspect,
    ChangeDocument,
    EventDocument,
    ReadingDocument,
    SourceDocument,
    Support,
    TimelineDocument,
)
from events.formats.files import Format
from events.models.events import Role
from events.models.identity import UID_PATTERN
from events.queries.questions import Order

_TEMPLATE = "#/components/schemas/{name}"
_SAYS = {
    "from": "Only what may fall on or after the beginning of this date (EDTF, such as 2006 or 2009-01-14).",
    "to": "Only what may fall on or before the end of this date (EDTF).",
    "match": "`overlaps`: may have fallen inside the window. `within`: fell inside it whole. `starts`: may have begun "
    "in it. `covers`: may have lasted through it all. Needs `from` or `to`.",
    "undated": "Whether undated events follow the dated ones, are left out, or stand alone. Without it they follow "
    "where there is no window, and are left out where there is one.",
    "actor": "Slug or uid of an actor; repeated: events with all of them.",
    "role": "A role; repeated: events with any of them. Anybody's, or with `actor` that of one of the actors named.",
    "kind": "Slug of a kind that published events have; repeated: events of any of them.",
    "country": "ISO 3166-1 alpha-2 code of the place; repeated: events in any of them.",
    "source": "Slug or uid of a source; repeated: events that cite all of them.",
    "support": "How well the occurrence is supported; repeated: events with any of these.",
    "differs": "An aspect on which sources differ; repeated: events where they differ on all of them.",
    "timeline": "Slug or uid of a timeline.",
    "order": "By date, undated events last, or by when each last changed (`updated`); `-` turns it round.",
    "count": "`exact`: the number of all results, on whatever pages, stands in `count`.",
    "fields": "Members of the document with commas between, such as `uid,title,date`; the others are left out.",
    "q": "A phrase of at most 255 characters, as a source words a date; or EDTF.",
    "lang": "The language of the phrase (BCP 47), English without it; repeated: any of them.",
    "anchor": "The date (EDTF) that the phrase counts from, such as its source's date of publication.",
    "after": "The sequence to go on from: `last` of the answer before. Without it the log is told from its beginning.",
    "type": "Only changes of records of this type.",
    "format": "JSON, or a file of all that is found, without pages: as by a suffix in place of the last slash "
    "(`/api/v1/events.csv`), or by `Accept`.",
    "page_size": "How many on a page, 1 to 500.",
    "cursor": "Where a page begins: taken from `next` or `previous`.",
}

_WORDS = (
    "Words that must all occur, in any order: at most 16, of 400 characters. Case, accents and points do not matter, in"
    " any script; quotation marks and operators mean nothing."
)


def _parameter(name: str, **kwargs: Any) -> OpenApiParameter:
    return OpenApiParameter(name, description=_SAYS[name], **kwargs)


UID = OpenApiParameter("uid", type=str, location=OpenApiParameter.PATH, pattern=UID_PATTERN, description="A ULID.")
SLUG = OpenApiParameter("slug", type=str, location=OpenApiParameter.PATH, description="A slug, or a ULID.")
PAGE_PARAMETERS = [
    _parameter("page_size", type={"type": "integer", "minimum": 1, "maximum": 500, "default": 50}),
    _parameter("cursor", type=str),
]
FIELDS = [_parameter("fields", type=str)]
ANSWER_PARAMETERS = [_parameter("count", type=str, enum=["none", "exact"]), *FIELDS]
ONE_EVENT, ONE_RECORD = [UID, *FIELDS], [SLUG, *FIELDS]
LIST_PARAMETERS = [*PAGE_PARAMETERS, *ANSWER_PARAMETERS]
CHOOSING = [
    _parameter("from", type=str),
    _parameter("to", type=str),
    _parameter("match", type=str, enum=["overlaps", "within", "starts", "covers"]),
    _parameter("undated", type=str, enum=["include", "exclude", "only"]),
    _parameter("actor", type=str, many=True),
    _parameter("role", type=str, many=True, enum=Role.values),
    _parameter("kind", type=str, many=True),
    _parameter("country", type=str, many=True),
    _parameter("source", type=str, many=True),
    _parameter("support", type=str, many=True, enum=get_args(Support)),
    _parameter("differs", type=str, many=True, enum=get_args(Aspect)),
    OpenApiParameter("q", type=str, description=_WORDS),
]
FACET_PARAMETERS = [*CHOOSING, _parameter("timeline", type=str)]
EVENT_PARAMETERS = [*FACET_PARAMETERS, _parameter("order", type=str, enum=get_args(Order)), *LIST_PARAMETERS]
TIMELINE_EVENT_PARAMETERS = [SLUG, *CHOOSING, *EVENT_PARAMETERS[len(FACET_PARAMETERS) :]]


def choice_of(files: Sequence[Format[Any]]) -> OpenApiParameter:
    """The parameter that asks for a file."""
    return _parameter("format", type=str, enum=["json", *(file.name for file in files)])


DATE_PARAMETERS = [
    _parameter("q", type=str, required=True),
    _parameter("lang", type=str, many=True),
    _parameter("anchor", type=str),
]

CHANGE_PARAMETERS = [
    _parameter("after", type={"type": "integer", "minimum": 0, "default": 0}),
    _parameter("type", type=str, enum=["event", "actor", "source", "timeline"]),
    PAGE_PARAMETERS[0],
]

_LINK = {"type": ["string", "null"], "format": "uri"}
ROOT = {200: {"type": "object", "additionalProperties": {"type": "string", "format": "uri"}}}
_PROBLEM = {(code, "application/problem+json"): {"$ref": "#/components/schemas/Problem"} for code in (400, 404, 410)}


def _problems(*codes: int) -> dict[Any, Any]:
    return {key: shape for key, shape in _PROBLEM.items() if key[0] in codes}


def _ref(name: str) -> dict[str, str]:
    return {"$ref": _TEMPLATE.format(name=name)}


def _whole_or_some(name: str) -> dict[str, Any]:
    return {"anyOf": [_ref(name), {"type": "object", "description": "With `fields`: some of its members."}]}


def _whole(files: Sequence[Format[Any]]) -> dict[Any, Any]:
    """The files among the answers."""
    shown = {"type": "string", "format": "binary"}
    return {(200, file.media_type): shown for file in files if file.negotiable}


def page_of(name: str, files: Sequence[Format[Any]] = (), *, missing: bool = False) -> dict[Any, Any]:
    """The answers of a list of documents; `missing` where what the address names may not be there."""
    page = {
        "type": "object",
        "required": ["results", "next", "previous"],
        "properties": {
            "results": {"type": "array", "items": _whole_or_some(name)},
            "next": _LINK,
            "previous": _LINK,
            "count": {"type": "integer", "minimum": 0, "description": "Only with `count=exact`."},
        },
    }
    return {(200, "application/json"): page, **_whole(files), **_problems(400, *([404, 410] if missing else []))}


def _with_last(page: dict[Any, Any]) -> dict[Any, Any]:
    shape = page[200, "application/json"]
    properties = {name: shape["properties"][name] for name in shape["required"]}
    properties["last"] = {"type": "integer", "description": "The sequence to go on from."}
    return {**page, (200, "application/json"): {**shape, "required": list(properties), "properties": properties}}


CHANGES = _with_last(page_of("ChangeDocument"))


def _counts(value: str, type_: str, **others: str) -> dict[str, Any]:
    """A list of values, each with the number of its events."""
    members = {value: {"type": type_}, **{other: {"type": kind} for other, kind in others.items()}, "events": _NUMBER}
    return {
        "type": "array",
        "items": {"type": "object", "required": list(members), "properties": members, "additionalProperties": False},
    }


_NUMBER = {"type": "integer", "minimum": 0}
_FACETS: dict[str, Any] = {
    "total": _NUMBER,
    "years": _counts("year", "integer"),
    "actors": _counts("uid", "string", slug="string", name="string"),
    "more_actors": {"type": "boolean", "description": "Whether others than these fifty take part."},
    "kinds": _counts("slug", "string"),
    "countries": _counts("code", "string"),
    "support": _counts("degree", "string"),
}
FACETS = {
    (200, "application/json"): {"type": "object", "required": list(_FACETS), "properties": _FACETS},
    304: None,
    **_problems(400),
}
READINGS = {
    (200, "application/json"): {
        "type": "object",
        "required": ["readings"],
        "properties": {"readings": {"type": "array", "items": _ref("ReadingDocument")}},
    },
    **_problems(400),
}


def one(name: str, files: Sequence[Format[Any]] = ()) -> dict[Any, Any]:
    """The answers of a single document."""
    return {
        (200, "application/json"): _whole_or_some(name),
        **_whole(files),
        301: None,
        304: None,
        **_problems(400, 404, 410),
    }


def add_components(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """drf-spectacular's hook: adds the shapes of documents and problems to the schema."""
    _schemas, components = msgspec.json.schema_components(
        [EventDocument, ActorDocument, SourceDocument, TimelineDocument, ReadingDocument, ChangeDocument],
        ref_template=_TEMPLATE,
    )
    public = {name: _public(shape) for name, shape in components.items() if not name.endswith("Desk")}
    public["Problem"] = _PROBLEM_SHAPE
    result.setdefault("components", {}).setdefault("schemas", {}).update(sorted(public.items()))
    for operations in result.get("paths", {}).values():
        for operation in operations.values():
            operation["responses"].update(_ANYWHERE)
    return result


def _public(shape: dict[str, Any]) -> dict[str, Any]:
    """A shape without what only curators see; every key is always present."""
    properties = {name: member for name, member in shape.get("properties", {}).items() if name != "desk"}
    return {**shape, "properties": properties, "required": list(properties)}


def _problem_of(description: str) -> dict[str, Any]:
    content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {"description": description, "content": content}


def _to_be_asked_again(description: str) -> dict[str, Any]:
    seconds = {"schema": {"type": "integer"}, "description": "Seconds to wait."}
    return {**_problem_of(description), "headers": {"Retry-After": seconds}}


# What the site around the API may answer to any request.
_ANYWHERE = {
    "304": {"description": "Nothing has changed since the answer whose ETag `If-None-Match` names."},
    "406": _problem_of("None of the types that are accepted is to be had here."),
    "414": _problem_of("The address is too long."),
    "429": _to_be_asked_again("Asked more often than may be."),
    "503": _to_be_asked_again("A query took too long, or the database does not answer."),
}


_PROBLEM_SHAPE = {
    "title": "Problem",
    "description": "Problem details as in RFC 9457.",
    "type": "object",
    "required": ["type", "title", "status", "detail", "errors"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["pointer", "code", "detail"],
                "properties": {
                    "pointer": {"type": "string", "description": "The parameter at fault, as `?name`."},
                    "code": {"type": "string"},
                    "detail": {"type": "string", "description": "What would be right."},
                },
            },
        },
        "request_id": {"type": "string", "description": "The name of the request, with status 500 and 503."},
        "tombstone": {
            "type": "object",
            "description": "Of what was retracted; only with status 410.",
            "properties": {
                "uid": {"type": "string"},
                "retracted_at": {"type": "string", "format": "date-time"},
                "reason": {"type": "string"},
            },
        },
    },
}
