"""OPTIONS says in JSON what an address is, what may be done there, and in which formats it is to be had."""

import pytest
from django.test import Client

from events.formats.registry import EVENTS, RECORDS, SOURCES
from tests.api.endpoints import FILES, NAMES
from tests.api.test_error_shape import problem

MEMBERS = ["name", "description", "allow", "media_types"]
MEDIA_TYPES = {
    "events": EVENTS,
    "event": EVENTS,
    "timeline-events": EVENTS,
    "actors": RECORDS,
    "timelines": RECORDS,
    "sources": SOURCES,
    "source": SOURCES,
}


@pytest.fixture
def everywhere(addresses: dict[str, str]) -> dict[str, str]:
    files = {name: addresses[name.removesuffix("-file")].removesuffix("/") + end for name, end in FILES.items()}
    return {**addresses, **files, "schema": "/api/schema/"}


@pytest.mark.parametrize("name", [*NAMES, *FILES, "schema"])
def test_every_address_says_what_it_is(client: Client, everywhere: dict[str, str], name: str) -> None:
    for headers in ({}, {"accept": "text/csv"}, {"accept": "text/html"}, {"if-none-match": "*"}):
        answer = client.options(everywhere[name], headers=headers)

        assert (answer.status_code, answer["Content-Type"]) == (200, "application/json")
        assert list(body := answer.json()) == MEMBERS
        assert answer["Allow"] == "GET, HEAD, OPTIONS" == ", ".join(body["allow"])
        assert body["name"]
        assert body["description"].endswith(".")


@pytest.mark.parametrize("name", [*NAMES, "schema"])
def test_the_formats_are_those_that_there_are(client: Client, everywhere: dict[str, str], name: str) -> None:
    own = ["application/vnd.oai.openapi+json"] if name == "schema" else []

    said = client.options(everywhere[name]).json()["media_types"]

    assert said == list(
        dict.fromkeys([*own, "application/json", *(file.media_type for file in MEDIA_TYPES.get(name, ()))])
    )
    for media_type in said:
        answer = client.get(everywhere[name], headers={"accept": media_type})
        assert answer["Content-Type"].partition(";")[0] == media_type


@pytest.mark.parametrize("name", FILES)
def test_a_file_has_the_format_of_its_suffix(client: Client, everywhere: dict[str, str], name: str) -> None:
    (media_type,) = client.options(everywhere[name]).json()["media_types"]

    assert client.get(everywhere[name])["Content-Type"].partition(";")[0] == media_type


def test_a_suffix_that_stands_for_nothing_is_a_404(client: Client, db: None) -> None:
    problem(client.options("/api/v1/events.bib"), 404)


def test_a_format_of_the_schema_that_there_is_not_is_a_400(client: Client, db: None) -> None:
    assert problem(client.get("/api/schema/?format=yaml"), 400)["errors"][0]["pointer"] == "?format"
