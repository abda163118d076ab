"""The headers of what is answered with 200, and of what has moved."""

from typing import Any


def _header(description: str, *, pattern: str | None = None, always: bool = False) -> dict[str, Any]:
    shape = {"type": "string", **({"pattern": pattern} if pattern else {})}
    return {"description": description, "schema": shape, **({"required": True} if always else {})}


HEADERS = {
    "ETag": _header(
        "Names this answer: `If-None-Match` with it is answered 304 while nothing has changed.",
        pattern='^"[^"]+"$',
        always=True,
    ),
    "Cache-Control": _header("Who may keep the answer, and for how long.", always=True),
    "X-Request-ID": _header("The name of the request, in the log of the server too.", always=True),
    "RateLimit-Policy": _header(
        'How often may be asked: `"api";q=600;w=60` is 600 times in 60 seconds. Absent where there is no limit.',
        pattern='^"[a-z]+";q=[0-9]+;w=[0-9]+$',
    ),
    "Link": _header(
        "The addresses of the `next` and the `previous` page. Absent where there is neither.",
        pattern='^<[^>]+>; rel="(next|previous)"(, <[^>]+>; rel="previous")?$',
    ),
    "Content-Disposition": _header("Of a file: its name.", pattern='^attachment; filename="[^"]+"$'),
    "X-Left-Out": _header("Of a file: what the documents have and its format has not. Absent where that is nothing."),
}
MOVED = {
    "description": "It has another name now, or was merged into another.",
    "headers": {"Location": _header("Its address, with the same query.", always=True)},
}
_EVERYWHERE = ["ETag", "Cache-Control", "X-Request-ID", "RateLimit-Policy"]
_OF_FILES = ["Content-Disposition", "X-Left-Out"]


def headers_of(operation: dict[str, Any]) -> dict[str, Any]:
    """The headers that an operation answers with: all, those of lists where it has pages, those of files where it has
    any."""
    names = {parameter["name"] for parameter in operation.get("parameters", [])}
    present = [
        *_EVERYWHERE,
        *(["Link"] if "page_size" in names else []),
        *(_OF_FILES if names & {"format", "suffix"} else []),
    ]
    return {name: {"$ref": f"#/components/headers/{name}"} for name in present}
