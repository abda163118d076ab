"""What is answered: the shapes come from `events.documents`, the files from `events.formats`."""

from collections.abc import Sequence
from typing import Any

from events.formats.files import Format

TEMPLATE = "#/components/schemas/{name}"
_LINK = {"type": ["string", "null"], "format": "uri"}
_PROBLEM = {(code, "application/problem+json"): {"$ref": "#/components/schemas/Problem"} for code in (400, 404, 410)}


def _problems(*codes: int) -> dict[Any, Any]:
    return {key: shape for key, shape in _PROBLEM.items() if key[0] in codes}


ROOT = {
    (200, "application/json"): {"type": "object", "additionalProperties": {"type": "string", "format": "uri"}},
    **_problems(400),
}


def _ref(name: str) -> dict[str, str]:
    return {"$ref": TEMPLATE.format(name=name)}


def _whole_or_some(name: str) -> dict[str, Any]:
    return {"anyOf": [_ref(name), {"type": "object", "description": "With `fields`: some of its members."}]}


def shape_of_file(file: Format[Any]) -> dict[str, Any]:
    """What a file is, as the schema has it."""
    if file.media_type == "application/json" or file.media_type.endswith("+json"):
        return {"type": ["object", "array"]}
    return {"type": "string", "format": "binary"}


def _whole(files: Sequence[Format[Any]]) -> dict[Any, Any]:
    """The files among the answers."""
    return {(200, file.media_type): shape_of_file(file) for file in files if file.negotiable}


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
    own = [shape_of_file(file) for file in files if not file.negotiable and file.media_type == "application/json"]
    gone = {301: None, **_problems(404, 410)} if missing else {}
    as_json = {"anyOf": [page, *own]} if own else page
    return {(200, "application/json"): as_json, **_whole(files), **_problems(400), **gone}


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
    """The answers of a single document, `fields` of it, or a file of JSON."""
    return {
        (200, "application/json"): _whole_or_some(name),
        **_whole(files),
        301: None,
        **_problems(400, 404, 410),
    }
