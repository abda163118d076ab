"""What drf-spectacular does not know: the shapes of documents, headers, files by suffix, and examples."""

from typing import Any

import msgspec

from events.api.schema.answers import TEMPLATE
from events.api.schema.examples import add_examples
from events.api.schema.files import add_files
from events.api.schema.headers import HEADERS, MOVED, headers_of
from events.api.schema.problems import ANYWHERE, PROBLEM
from events.documents import (
    ActorDocument,
    ChangeDocument,
    EventDocument,
    ReadingDocument,
    SourceDocument,
    TimelineDocument,
)


def complete(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """drf-spectacular's hook: the schema, completed."""
    _schemas, shapes = msgspec.json.schema_components(
        [EventDocument, ActorDocument, SourceDocument, TimelineDocument, ReadingDocument, ChangeDocument],
        ref_template=TEMPLATE,
    )
    public = {name: _public(shape) for name, shape in shapes.items() if not name.endswith("Desk")}
    components = result.setdefault("components", {})
    components.setdefault("schemas", {}).update(sorted({**public, "Problem": PROBLEM}.items()))
    components["headers"] = HEADERS
    add_files(result["paths"])
    for operations in result["paths"].values():
        for operation in operations.values():
            operation["responses"].update(ANYWHERE)
            operation["responses"]["200"]["headers"] = headers_of(operation)
            if "301" in operation["responses"]:
                operation["responses"]["301"] = MOVED
    add_examples(result)
    return result


def _public(shape: dict[str, Any]) -> dict[str, Any]:
    """A shape without what only curators see; every key is always present."""
    properties = {name: member for name, member in shape.get("properties", {}).items() if name != "desk"}
    return {**shape, "properties": properties, "required": list(properties)}
