"""The schema, put to the test by schemathesis: no answer that it does not describe, whatever is asked; what it calls
valid is accepted, and what it does not is refused. `make fuzz-api` asks for longer.
"""

from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from django.test import Client
from hypothesis import settings
from schemathesis.specs.openapi.schemas import OpenApiSchema

from events.api.filters import read_date
from events.queries.changes import last_sequence
from events.queries.cursors import read_cursor
from events.queries.questions import Window
from tests.api.strategies import FORMATS, register

PROFILE = "fuzz-api" if settings.get_current_profile_name() == "fuzz-api" else "api"
# What schemathesis asks is thought out as the test begins, not whenever tests are collected: it takes half a minute.
schema = schemathesis.pytest.from_fixture("api_schema")


@pytest.fixture
def api_schema(request: pytest.FixtureRequest, transactional_db: None, seeded: None, client: Client) -> OpenApiSchema:
    """The schema as it is served, but for the limits of formats of ours: what these are drawn from knows better.

    In no transaction: between two requests a server drops a connection that stands in one.
    """
    register()
    request.node._nodeid = request.node.nodeid  # by which older releases of pytest went, and schemathesis does
    served = client.get("/api/schema/?format=json").json()
    for shape in formatted(served):
        for rule in ("pattern", "minLength", "maxLength"):
            shape.pop(rule, None)
    loaded = schemathesis.openapi.from_dict(served)
    loaded.app = get_wsgi_application()
    return loaded


# All checks that there are. Those of credentials (ignored_auth), of required headers and of what was written before
# (use_after_free, ensure_resource_availability) find nothing to look at here.
@schema.parametrize()
@settings.get_profile(PROFILE)
def test_every_answer_is_as_the_schema_says(case: schemathesis.Case) -> None:
    if case.meta and case.meta.generation.mode.is_positive:
        case.query = consistent(case.operation.definition.raw.get("parameters", []), case.query)

    case.call_and_validate()


@pytest.mark.django_db
def test_every_format_of_ours_is_in_the_schema(client: Client) -> None:
    served = client.get("/api/schema/?format=json").json()

    assert {shape["format"] for shape in formatted(served)} == set(FORMATS)


def formatted(served: Any) -> Iterator[dict[str, Any]]:
    """The shapes of all texts in parameters that have a format of ours."""
    for methods in served["paths"].values():
        for parameter in methods["get"].get("parameters", []):
            shape = parameter["schema"].get("items", parameter["schema"])
            if shape.get("format") in FORMATS:
                yield shape


def consistent(parameters: list[Any], query: dict[str, Any]) -> dict[str, Any]:
    """The query without what is wrong only beside another of its parameters, which no schema can say; and without what
    has the length and the letters of a format of ours, as the edges have that schemathesis looks at, and is not of it.
    """
    shapes = {parameter["name"]: parameter["schema"] for parameter in parameters}
    query = {name: value for name, value in query.items() if _is_of(shapes[name], value)}
    if not {"from", "to"} & query.keys():
        query.pop("match", None)
    if {"from", "to"} <= query.keys():
        window = Window.between(read_date(query["from"]), read_date(query["to"]), "overlaps")
        if window.first > window.last:
            query["from"], query["to"] = query["to"], query["from"]
    if query.get("format", "json") != "json":
        query = {name: value for name, value in query.items() if name not in ("page_size", "cursor", "count", "fields")}
    if "cursor" in query:
        order = query.get("order", "date") if "order" in shapes else "slug"
        query["cursor"] = str(msgspec.structs.replace(read_cursor(query["cursor"], "date"), order=order))
    if "after" in query:
        query["after"] = min(int(query["after"]), last_sequence())
    return query


def _is_of(shape: dict[str, Any], value: Any) -> bool:
    format_ = FORMATS.get(shape.get("items", shape).get("format"))
    return format_ is None or all(format_.holds(text) for text in (value if isinstance(value, list) else [value]))
