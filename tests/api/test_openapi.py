"""The OpenAPI schema says what the API does, no less and no more."""

import io
import json
import re
from contextlib import redirect_stderr
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.validation import validate_schema
from jsonschema import Draft202012Validator

from events.api.filters import ANSWER_PARAMETERS, EVENT_PARAMETERS, FACET_PARAMETERS, PAGE_PARAMETERS
from events.api.parameters import MAX_VALUES
from tests.api.endpoints import DETAILS, FILES, LISTS, NAMES
from tests.api.example_answers import ADDRESSES
from tests.api.test_event_detail import CITATION, DATE, EVENT
from timeline.middleware.cross_origin import EXPOSED


@pytest.fixture
def schema(client: Client, db: None) -> Any:
    return client.get("/api/schema/?format=json").json()


def strict(schema: dict[str, Any], name: str) -> Draft202012Validator:
    """A validator of one component that refuses keys of which the schema knows nothing."""
    schemas = {key: {**shape, "additionalProperties": False} for key, shape in schema["components"]["schemas"].items()}
    return Draft202012Validator({"$ref": f"#/components/schemas/{name}", "components": {"schemas": schemas}})


def named(part: Any) -> set[str]:
    """The components that a part of the schema refers to."""
    if isinstance(part, dict):
        ref = part.get("$ref", "")
        own = {ref.removeprefix("#/components/schemas/")} if ref.startswith("#/components/schemas/") else set()
        return own.union(*(named(value) for value in part.values()))
    return set().union(*(named(value) for value in part)) if isinstance(part, list) else set()


def test_the_schema_is_valid_openapi_3_1(schema: Any) -> None:
    assert schema["openapi"].startswith("3.1.")
    validate_schema(schema)
    for shape in schema["components"]["schemas"].values():
        Draft202012Validator.check_schema(shape)


def test_what_is_committed_is_what_the_code_makes(schema: Any) -> None:
    committed = Path(settings.BASE_DIR) / "docs" / "reference" / "openapi.json"

    assert json.loads(committed.read_text(encoding="utf-8")) == schema, "run `make openapi`"


def test_it_is_made_without_a_warning() -> None:
    GENERATOR_STATS.reset()
    with redirect_stderr(io.StringIO()) as said:
        SchemaGenerator().get_schema(request=None, public=True)

    assert said.getvalue() == ""
    assert not GENERATOR_STATS


def test_every_endpoint_is_in_it_and_everything_in_it_answers(
    client: Client, schema: Any, addresses: dict[str, str]
) -> None:
    whole = {**addresses, **{name: addresses[name.removesuffix("-file")].rstrip("/") + FILES[name] for name in FILES}}
    asked = set()
    for path, methods in schema["paths"].items():
        assert list(methods) == ["get"], path
        pattern = re.sub(r"\\{\w+\\}", "[^/.]+", re.escape(path))
        found = [name for name, address in whole.items() if re.fullmatch(pattern, address.partition("?")[0])]
        (name,) = found
        assert client.get(whole[name]).status_code == 200, path
        asked.add(name)
    assert asked == set(NAMES) | set(FILES)


def test_every_suffix_that_it_names_is_that_of_a_file(client: Client, schema: Any, addresses: dict[str, str]) -> None:
    for name in FILES:
        address = addresses[name.removesuffix("-file")]
        (path,) = (path for path in schema["paths"] if re.fullmatch(re.sub(r"\{\w+}", "[^/]+", path), address))
        operation = schema["paths"][path.rstrip("/") + ".{suffix}"]["get"]
        (suffix,) = (parameter for parameter in operation["parameters"] if parameter["name"] == "suffix")
        media_types = set()
        for word in suffix["schema"]["enum"]:
            answer = client.get(f"{address.rstrip('/')}.{word}")
            assert answer.status_code == 200
            assert answer.has_header("Content-Disposition")
            media_types.add(answer["Content-Type"].partition(";")[0])
        assert media_types == set(operation["responses"]["200"]["content"])


def test_the_headers_of_an_answer_are_those_that_it_declares(settings: Any, schema: Any, seeded: None) -> None:
    settings.RATE_LIMIT = settings.RATE_LIMIT_EXPORTS = "100/minute"
    client = Client()
    for methods in schema["paths"].values():
        operation = methods["get"]
        declared = {
            name: schema["components"]["headers"][header["$ref"].rpartition("/")[2]]
            for name, header in operation["responses"]["200"]["headers"].items()
        }
        answer = client.get(ADDRESSES[operation["operationId"]])

        assert {"RateLimit-Policy", *(name for name, header in declared.items() if header.get("required"))} <= set(
            answer.headers
        )
        assert {name for name in answer.headers if name in EXPOSED} <= set(declared)
        for name in declared.keys() & answer.headers.keys():
            Draft202012Validator(declared[name]["schema"]).validate(answer[name])


def test_the_shape_of_an_event_is_that_of_the_reference(schema: Any) -> None:
    shapes = schema["components"]["schemas"]

    for name, keys in {"EventDocument": EVENT, "Date": DATE, "CitationDocument": CITATION}.items():
        assert list(shapes[name]["properties"]) == keys
        assert shapes[name]["required"] == keys


def test_nothing_of_the_desk_is_in_it(schema: Any) -> None:
    shapes = schema["components"]["schemas"]
    used = named(schema["paths"])
    while more := set().union(*(named(shapes[name]) for name in used)) - used:
        used |= more

    assert set(shapes) == used
    assert not any("desk" in shape.get("properties", {}) for shape in shapes.values())
    assert not any(name.endswith("Desk") for name in shapes)


def test_parameters_are_those_that_are_read(schema: Any) -> None:
    def parameters(path: str) -> set[str]:
        found = schema["paths"][f"/api/v1/{path}"]["get"].get("parameters", [])
        assert all(parameter.get("description") for parameter in found)
        return {parameter["name"] for parameter in found if parameter["in"] == "query"}

    assert parameters("events/") == {*EVENT_PARAMETERS, *ANSWER_PARAMETERS, "format"}
    assert parameters("timelines/{slug}/events/") == {*EVENT_PARAMETERS, *ANSWER_PARAMETERS, "format"} - {"timeline"}
    assert parameters("facets/") == set(FACET_PARAMETERS)
    for name in ("actors/", "sources/", "timelines/"):
        assert parameters(name) == {*PAGE_PARAMETERS, *ANSWER_PARAMETERS, "format"}
    for name in ("events/{uid}/", "sources/{slug}/"):
        assert parameters(name) == {"fields", "format"}
    for name in ("actors/{slug}/", "timelines/{slug}/"):
        assert parameters(name) == {"fields"}
    assert parameters("") == set()
    assert parameters("events.{suffix}") == set(EVENT_PARAMETERS) - set(PAGE_PARAMETERS)
    for name in ("actors.{suffix}", "sources.{suffix}", "timelines.{suffix}", "events/{uid}.{suffix}"):
        assert parameters(name) == set()


def test_what_is_repeated_has_an_end_and_so_has_every_text(schema: Any) -> None:
    for path, methods in schema["paths"].items():
        for parameter in methods["get"].get("parameters", []):
            shape = parameter["schema"]
            if shape["type"] == "array":
                assert shape["maxItems"] == MAX_VALUES
                shape = shape["items"]
            assert shape["type"] != "string" or {"maxLength", "enum"} & set(shape), (path, parameter["name"])


def test_every_answer_is_of_the_shape_that_the_schema_says(
    client: Client, schema: Any, addresses: dict[str, str]
) -> None:
    for name, component in {**LISTS, **DETAILS}.items():
        body = client.get(addresses[name]).json()
        results = body["results"] if name in LISTS else [body]
        assert results
        for result in results:
            strict(schema, component).validate(result)


def test_every_document_of_the_seed_is_of_the_shape_that_the_schema_says(
    client: Client, schema: Any, seeded: None
) -> None:
    for name in ("events", "actors", "sources", "timelines"):
        answer = client.get(f"/api/v1/{name}/", {"page_size": 500, **({"from": "2000"} if name == "events" else {})})
        validator = strict(schema, LISTS[name])
        results = json.loads(answer.content)["results"]
        assert results
        for result in results:
            validator.validate(result)


def test_the_counts_are_of_the_shape_that_the_schema_says(client: Client, schema: Any, seeded: None) -> None:
    answer = schema["paths"]["/api/v1/facets/"]["get"]["responses"]["200"]
    shape = {**answer["content"]["application/json"]["schema"], "additionalProperties": False}

    for query in ({}, {"from": "2000"}):
        counts = client.get("/api/v1/facets/", query).json()
        Draft202012Validator(shape).validate(counts)
        assert all(counts[name] for name in ("total", "years", "actors", "kinds", "countries", "support"))


def test_every_problem_is_of_the_shape_that_the_schema_says(client: Client, schema: Any) -> None:
    for address in ("/api/v1/events/?from=never&colour=red", "/api/v1/nothing/"):
        strict(schema, "Problem").validate(client.get(address).json())


def test_any_answer_may_be_to_ask_again_later(schema: Any, settings: Any) -> None:
    settings.RATE_LIMIT = "1/minute"
    reader = Client()
    reader.get("/api/v1/")

    refused = reader.get("/api/v1/")

    assert refused.status_code == 429
    strict(schema, "Problem").validate(refused.json())
    for methods in schema["paths"].values():
        for status in ("429", "503"):
            assert "Retry-After" in methods["get"]["responses"][status]["headers"]


def test_a_key_too_many_or_too_few_would_be_noticed(client: Client, schema: Any, addresses: dict[str, str]) -> None:
    event = client.get(addresses["event"]).json()
    validator = strict(schema, "EventDocument")

    assert validator.is_valid(event)
    assert not validator.is_valid({**event, "desk": {}})
    assert not validator.is_valid({key: value for key, value in event.items() if key != "match"})
    assert not validator.is_valid({**event, "match": "perhaps"})


def test_the_pages_of_the_schema_ask_nobody_else(client: Client, db: None) -> None:
    page = client.get("/api/docs/").content.decode()

    assert "http://" not in page
    assert "https://" not in page
