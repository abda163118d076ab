"""Problems (RFC 9457) in the schema: their shape, and where they may be the answer."""

from typing import Any


def problem_of(description: str) -> dict[str, Any]:
    """A problem as an answer."""
    content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {"description": description, "content": content}


def _to_be_asked_again(description: str) -> dict[str, Any]:
    seconds = {"schema": {"type": "integer"}, "description": "Seconds to wait."}
    return {**problem_of(description), "headers": {"Retry-After": seconds}}


# What the site around the API may answer to any request.
ANYWHERE = {
    "304": {"description": "Nothing has changed since the answer whose ETag `If-None-Match` names."},
    "406": problem_of("None of the types that are accepted is to be had here."),
    "414": problem_of("The address is too long."),
    "429": _to_be_asked_again("Asked more often than may be."),
    "503": _to_be_asked_again("A query took too long, or the database does not answer."),
}


PROBLEM = {
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
