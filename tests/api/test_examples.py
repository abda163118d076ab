"""The examples of the OpenAPI schema: of the shape that it says, and what the first chronology answers."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from jsonschema import Draft202012Validator

from tests.api.example_answers import ADDRESSES, EXAMPLES, PROBLEMS, answers


@pytest.fixture
def schema(client: Client, db: None) -> Any:
    return client.get("/api/schema/?format=json").json()


def operations(schema: Any) -> Iterator[Any]:
    for methods in schema["paths"].values():
        yield from methods.values()


def validate(schema: Any, shape: Any, value: Any) -> None:
    Draft202012Validator({**shape, "components": schema["components"]}).validate(value)


def test_they_are_what_the_first_chronology_answers(seeded: None) -> None:
    assert json.loads(EXAMPLES.read_text(encoding="utf-8")) == answers(), "run `make openapi`"


def test_every_operation_has_one_of_the_shape_that_it_declares(schema: Any) -> None:
    for operation in operations(schema):
        shown = [
            (content["schema"], content["examples"]["Example"])
            for content in operation["responses"]["200"]["content"].values()
            if "examples" in content
        ]
        ((shape, example),) = shown
        validate(schema, shape, example["value"])
        assert ADDRESSES[operation["operationId"]] in example["summary"]


def test_every_problem_that_is_shown_is_of_the_shape_that_is_declared(schema: Any) -> None:
    for operation in operations(schema):
        for status in operation["responses"].keys() & PROBLEMS.keys():
            content = operation["responses"][status]["content"]["application/problem+json"]
            validate(schema, content["schema"], content["examples"]["Example"]["value"])
            assert content["examples"]["Example"]["value"]["status"] == int(status)
    problem = schema["components"]["schemas"]["Problem"]
    assert [example["status"] for example in problem["examples"]] == [400, 404, 410]
    for example in problem["examples"]:
        validate(schema, problem, example)


def test_every_example_of_a_parameter_is_of_its_shape(schema: Any) -> None:
    shown = 0
    for operation in operations(schema):
        for parameter in operation.get("parameters", []):
            for example in parameter.get("examples", {}).values():
                validate(schema, parameter["schema"], example["value"])
                shown += 1
    assert shown > 50


def test_every_example_of_a_parameter_is_accepted(client: Client, schema: Any, seeded: None) -> None:
    for path, methods in schema["paths"].items():
        given = {
            (parameter["in"], parameter["name"]): parameter["examples"]["Example"]["value"]
            for parameter in methods["get"].get("parameters", [])
            if "examples" in parameter
        }
        address = path.replace("{suffix}", "ndjson")
        for (place, name), value in given.items():
            if place == "path":
                address = address.replace(f"{{{name}}}", value)
        query = {name: value for (place, name), value in given.items() if place == "query"}
        assert client.get(address, query).status_code == 200, (address, query)
