"""The addresses of files, by suffix: drf-spectacular passes them over."""

from typing import Any

from events.api.schema.answers import shape_of_file
from events.api.schema.parameters import suffix_of
from events.api.schema.problems import problem_of
from events.formats.files import named
from events.formats.registry import EVENTS, RECORDS, SOURCES

_OF_PAGES = {"page_size", "cursor", "count", "fields", "format"}


def add_files(paths: dict[str, Any]) -> None:
    """Adds an address with a suffix for each that answers with files."""
    for path, operations in list(paths.items()):
        choice = next((one for one in operations["get"].get("parameters", []) if one["name"] == "format"), None)
        if choice:
            paths[f"{path.removesuffix('/')}.{{suffix}}"] = {
                "get": _as_file(operations["get"], choice["schema"]["enum"])
            }


def _as_file(operation: dict[str, Any], words: list[str]) -> dict[str, Any]:
    """The operation that answers with the file of what another answers."""
    files = list(dict.fromkeys(file for word in words if (file := named((*EVENTS, *SOURCES, *RECORDS), word))))
    content = {file.media_type: {"schema": shape_of_file(file)} for file in files}
    kept = [parameter for parameter in operation["parameters"] if parameter["name"] not in _OF_PAGES]
    return {
        **operation,
        "operationId": f"{operation['operationId']}_as_file",
        "description": f"{operation['description'].removesuffix('.')}, as a file: whole, without pages.",
        "parameters": [*kept, suffix_of(files)],
        "responses": {
            **operation["responses"],
            "200": {**operation["responses"]["200"], "content": content},
            "404": problem_of("Nothing is published here, or no format has this suffix."),
        },
    }
