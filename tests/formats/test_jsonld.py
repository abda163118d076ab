"""JSON-LD that rdflib reads without asking anybody."""

import json
import logging
import socket
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import RDF, Graph, Literal, Namespace, URIRef

from events.documents import EventDocument
from events.formats.jsonld import event, write
from tests.formats.documents import HEADING, TEHRAN, UID, documents, make_citation, make_document

# What rdflib warns of is its own code.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
SCHEMA = Namespace("https://schema.org/")


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody is asked what a term means."""

    def refuse(*args: object, **kwargs: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket, "create_connection", refuse)
    logging.getLogger("rdflib").setLevel(logging.CRITICAL)


def graph(*events: EventDocument) -> Graph:
    return Graph().parse(data="".join(write(events, HEADING)), format="json-ld")


def test_an_event_has_its_claims_in_the_terms_of_schema_org() -> None:
    found = graph(make_document(place=TEHRAN, citations=[make_citation(), make_citation(says="Denies it.")]))

    node = URIRef(f"https://example.org/events/{UID}/")
    assert (node, RDF.type, SCHEMA.Event) in found
    assert (node, SCHEMA.startDate, Literal("2023-07-20")) in found
    assert (node, SCHEMA.url, URIRef(f"https://example.org/events/{UID}-a-visit/")) in found
    claims = set(found.subjects(RDF.type, SCHEMA.Claim)) & set(found.objects(node, SCHEMA.subjectOf))
    assert {str(found.value(claim, SCHEMA.text)) for claim in claims} == {"Has them meet.", "Denies it."}


def test_every_event_is_in_the_graph_whether_dated_or_not() -> None:
    uids = [f"{UID[:-1]}{digit}" for digit in range(3)]
    dates = ("2023-07-20", "2006/2019", None)

    found = graph(*(make_document(uid=uid, date=date) for uid, date in zip(uids, dates, strict=True)))

    assert {str(node) for node in found.subjects(RDF.type, SCHEMA.Event)} == {
        f"https://example.org/events/{uid}/" for uid in uids
    }
    assert set(found.objects(None, SCHEMA.endDate)) == {Literal("2019")}


def test_a_page_says_the_same_of_an_event_as_a_file() -> None:
    document = make_document()

    of_page: dict[str, Any] = event(document, HEADING.origin)
    (of_file,) = json.loads("".join(write([document], HEADING)))["@graph"]

    assert {"@context": "https://schema.org", **of_file} == of_page


@given(st.lists(documents(), min_size=1, max_size=2))
@settings(max_examples=15, deadline=None)
def test_any_text_is_read_back_as_it_was(events: list[EventDocument]) -> None:
    texts = {text for one in events for text in (one.title, *(citation.says for citation in one.citations)) if text}

    found = {str(value) for value in graph(*events).objects()}

    assert texts <= found
