"""Examples of answers: what the first chronology answers, as `python -m tests.api.example_answers` wrote it down."""

import json
from pathlib import Path
from typing import Any

_ANSWERS: dict[str, Any] = json.loads(Path(__file__).with_suffix(".json").read_text(encoding="utf-8"))
_PROBLEM = "application/problem+json"


def add_examples(schema: dict[str, Any]) -> None:
    """Adds an example to the answer of each operation, and to each problem of which there is one."""
    for operations in schema["paths"].values():
        for operation in operations.values():
            responses = operation["responses"]
            _show(responses["200"]["content"], _ANSWERS[operation["operationId"]])
            for status in responses.keys() & _ANSWERS.keys():
                _show(responses[status]["content"], _ANSWERS[status])
    schema["components"]["schemas"]["Problem"]["examples"] = [
        answer["value"] for answer in _ANSWERS.values() if answer["media_type"] == _PROBLEM
    ]


def _show(content: dict[str, Any], answer: dict[str, Any]) -> None:
    told = f"{'The first lines of ' if answer['cut'] else ''}GET {answer['address']}"
    content[answer["media_type"]]["examples"] = {"Example": {"summary": told, "value": answer["value"]}}
