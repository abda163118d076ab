"""GeoJSON by the structure that RFC 7946 asks for."""

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from events.documents import EventDocument, Place
from events.formats.geojson import FORMAT, write
from tests.formats.documents import HEADING, TEHRAN, documents, make_document


def collection(*events: EventDocument) -> Any:
    return json.loads("".join(write(events, HEADING)))


def test_an_event_is_a_point_with_the_longitude_first() -> None:
    (feature,) = collection(make_document(place=TEHRAN))["features"]

    assert feature["type"] == "Feature"
    assert feature["geometry"] == {"type": "Point", "coordinates": [51.39, 35.69]}
    assert feature["properties"]["date"] == "20 July 2023"
    assert feature["properties"]["place_precision"] == "city"
    assert feature["properties"]["url"].startswith("https://example.org/events/")


def test_an_event_without_coordinates_is_there_without_a_geometry_and_counted() -> None:
    country = Place(None, "IR", None, None, None)

    written = collection(make_document(place=TEHRAN), make_document(place=country), make_document(date=None))

    assert [feature["geometry"] is None for feature in written["features"]] == [False, True, True]
    assert written["unlocated"] == 2
    assert written["left_out"] == FORMAT.leaves_out
    assert written["features"][2]["properties"]["date"] is None


def test_no_event_is_an_empty_collection() -> None:
    assert collection()["features"] == []


@given(st.lists(documents(), max_size=3))
@settings(max_examples=25, deadline=None)
def test_any_text_leaves_the_structure_whole(events: list[EventDocument]) -> None:
    written = collection(*events)

    assert written["type"] == "FeatureCollection"
    assert set(written) == {"type", "features", "title", "url", "left_out", "unlocated"}
    assert [feature["properties"]["title"] for feature in written["features"]] == [event.title for event in events]
