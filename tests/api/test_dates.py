"""What words say as dates."""

from typing import Any

import pytest
from django.test import Client

DATES = "/api/v1/dates/"


def readings(client: Client, **query: Any) -> list[dict[str, Any]]:
    answer = client.get(DATES, query)
    assert answer.status_code == 200, answer.content
    found: list[dict[str, Any]] = answer.json()["readings"]
    return found


def test_an_ambiguous_phrase_has_several_readings_each_in_words(client: Client) -> None:
    within, lasted = readings(client, q="between 2006 and 2019")

    assert (within["date"]["edtf"], lasted["date"]["edtf"]) == ("[2006..2019]", "2006/2019")
    assert within["date"]["label"] == "some time between 2006 and 2019"
    assert within["date"]["text"] == "between 2006 and 2019"
    assert (within["date"]["earliest"], within["date"]["latest_day"]) == ("2006-01-01", 737424)
    assert within["rule"] == "one date between … and …"
    assert (within["language"], within["calendar"], within["anchor"]) == ("en", "gregorian", None)


def test_what_is_counted_from_the_anchor_names_it(client: Client) -> None:
    (reading,) = readings(client, q="almost two decades ago", anchor="2023-08-08")

    assert (reading["date"]["edtf"], reading["anchor"]) == ("2004~", "2023-08-08")
    assert readings(client, q="almost two decades ago") == []


def test_edtf_is_read_as_it_stands(client: Client) -> None:
    assert [reading["date"]["edtf"] for reading in readings(client, q="2004-06~-11")] == ["2004-06~-11"]


@pytest.mark.parametrize("phrase", ["may", "now", "85 perished", "DROP TABLE", "x" * 255])
def test_what_is_no_date_has_no_reading(client: Client, phrase: str) -> None:
    assert readings(client, q=phrase) == []


@pytest.mark.parametrize(
    ("query", "name", "right"),
    [
        ({}, "q", "give the phrase"),
        ({"q": ""}, "q", "1 to 255 characters"),
        ({"q": "x" * 256}, "q", "1 to 255 characters"),
        ({"q": "2010\0"}, "q", "1 to 255 characters"),
        ({"q": "2010", "lang": "tlh"}, "lang", "dates are read in"),
        ({"q": "2010", "anchor": "2006/2019"}, "anchor", "give one date"),
        ({"q": "2010", "anchor": "yesterday"}, "anchor", "no date in EDTF"),
        ({"q": "2010", "anchor": "201X"}, "anchor", "give one date"),
        ({"q": ["2010", "2011"]}, "q", "give it once"),
    ],
)
def test_a_parameter_at_fault_is_named(client: Client, query: dict[str, Any], name: str, right: str) -> None:
    answer = client.get(DATES, query)

    assert answer.status_code == 400
    (error,) = answer.json()["errors"]
    assert error["pointer"] == f"?{name}"
    assert right in error["detail"]
