"""A parameter that is unknown or malformed is refused by its name, with what would be right; it is never ignored."""

from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client

from events.api.filters import ANSWER_PARAMETERS, EVENT_PARAMETERS, PAGE_PARAMETERS
from events.queries.cursors import Cursor
from tests.factories import cite, make_actor, make_event, make_kind, make_published_event, make_source, make_timeline

EVENTS = "/api/v1/events/"
LISTED = {**EVENT_PARAMETERS, **ANSWER_PARAMETERS}
ONCE = {"match": "overlaps", "undated": "only", "order": "date", "page_size": "5", "count": "exact", "fields": "uid"}


def refused(client: Client, query: Any, address: str = EVENTS) -> list[tuple[str, str, str]]:
    """The errors of an answer as (name, code, what would be right)."""
    answer = client.get(f"{address}?{query if isinstance(query, str) else urlencode(query, doseq=True)}")
    assert answer.status_code == 400, answer.content
    return [(error["pointer"].removeprefix("?"), error["code"], error["detail"]) for error in answer.json()["errors"]]


@pytest.mark.parametrize(
    ("name", "value", "code", "right"),
    [
        ("from", "last year", "malformed", "write a date as 2023-07-20"),
        ("from", "2023-13", "malformed", "months are 01 to 12"),
        ("from", "2023-02-30", "malformed", "2023-02 has 28 days"),
        ("from", "", "malformed", "the date is empty"),
        ("from", "٢٠٢٣", "malformed", "write a date as"),
        ("to", "2019/2006", "malformed", "did you mean 2006/2019?"),
        ("to", "[2006", "malformed", "ends with ]"),
        ("to", "2023\0", "malformed", "was not expected here"),
        ("to", "9" * 3000, "malformed", "at most 255 characters"),
        ("order", "changed", "malformed", "write date, -date, updated or -updated"),
        ("order", "", "malformed", "write date, -date, updated or -updated"),
        ("page_size", "0", "malformed", "a whole number from 1 to 500"),
        ("page_size", "501", "malformed", "a whole number from 1 to 500"),
        ("page_size", "-1", "malformed", "a whole number from 1 to 500"),
        ("page_size", "1e2", "malformed", "a whole number from 1 to 500"),
        ("page_size", "abc", "malformed", "a whole number from 1 to 500"),
        ("page_size", "", "malformed", "a whole number from 1 to 500"),
        ("page_size", "٣", "malformed", "a whole number from 1 to 500"),
        ("page_size", "²", "malformed", "a whole number from 1 to 500"),
        ("page_size", "9" * 5000, "malformed", "a whole number from 1 to 500"),
        ("cursor", "garbage", "malformed", "take it from “next” or “previous”"),
        ("cursor", "", "malformed", "take it from “next” or “previous”"),
        ("cursor", "\0", "malformed", "take it from “next” or “previous”"),
        ("cursor", "A" * 5000, "malformed", "take it from “next” or “previous”"),
        ("cursor", str(Cursor("-date", False, 1, 1, "A")), "malformed", "keep the order while paging"),
        ("cursor", str(Cursor("slug", False, None, None, "a")), "malformed", "keep the order while paging"),
        ("count", "all", "malformed", "write none or exact"),
        ("fields", "", "malformed", "there is no field “”; there are uid, url, slug, title"),
        ("fields", "uid,,colour,desk", "malformed", "there is no field “”, “colour”, “desk”; there are uid"),
        ("fields", "uid, title", "malformed", "there is no field “ title”"),
        ("fields", "\0" * 500, "malformed", "there is no field"),
        ("actor", "nobody", "unknown_value", "there is no published actor “nobody”"),
        ("actor", "", "unknown_value", "there is no published actor “”"),
        ("actor", "ir\0an", "unknown_value", "there is no published actor"),
        ("actor", "ایران", "unknown_value", "there is no published actor “ایران”"),
        ("actor", "a" * 5000, "unknown_value", "there is no published actor"),
        ("source", "nothing", "unknown_value", "there is no published source “nothing”"),
        ("role", "hosts", "unknown_value", "there is no role “hosts”; there are accused, accuser, affected, author"),
        ("role", "", "unknown_value", "there is no role “”"),
        ("country", "bo", "unknown_value", "there is no ISO 3166-1 country code “bo”"),
        ("country", "EU", "unknown_value", "there is no ISO 3166-1 country code “EU”"),
        ("support", "lots", "unknown_value", "there are multiple, none, opinion_only, single"),
        ("differs", "\0", "unknown_value", "there are date, nature, occurrence, outcome, participants, place"),
        ("kind", "a" * 5000, "unknown_value", "there is no published kind"),
        ("timeline", "nothing", "unknown_value", "there is no published timeline “nothing”"),
        ("timeline", "", "unknown_value", "there is no published timeline “”"),
        ("q", "", "malformed", "write the words to look for"),
        ("q", "“?!”", "malformed", "here is neither a letter nor a digit"),
        ("q", "a" * 401, "malformed", "at most 400 characters; these are 401"),
        ("q", "ab " * 1000, "malformed", "at most 400 characters"),
        ("q", " ".join("abcdefghijklmnopq"), "malformed", "at most 16 words; these are 17"),
    ],
)
def test_a_malformed_value_is_refused(client: Client, db: None, name: str, value: str, code: str, right: str) -> None:
    ((found, found_code, detail),) = refused(client, {name: value})

    assert (found, found_code) == (name, code)
    assert right in detail
    assert len(detail) < 400


@pytest.mark.parametrize("query", [{"match": "inside", "from": "2010"}, {"match": "", "from": "2010"}])
def test_a_way_to_match_that_there_is_not_is_refused(client: Client, db: None, query: dict[str, str]) -> None:
    assert refused(client, query) == [("match", "malformed", "write overlaps, within, starts or covers")]


def test_a_window_that_ends_before_it_begins_is_refused(client: Client, db: None) -> None:
    ((name, code, detail),) = refused(client, {"from": "2019", "to": "2006"})

    assert (name, code) == ("to", "reversed")
    assert "exchange from and to" in detail


def test_a_match_without_a_window_is_refused(client: Client, db: None) -> None:
    ((name, code, detail),) = refused(client, {"match": "within"})

    assert (name, code) == ("match", "no_window")
    assert "give from or to" in detail


@pytest.mark.parametrize(
    "name", [name for name, kind in {**EVENT_PARAMETERS, **ANSWER_PARAMETERS}.items() if kind == "single"]
)
def test_a_parameter_that_stands_once_is_refused_twice(client: Client, db: None, name: str) -> None:
    make_published_event()
    value = {
        "match": "overlaps",
        "undated": "only",
        "order": "date",
        "page_size": "5",
        "count": "exact",
        "fields": "uid",
    }.get(name, "2010")

    errors = refused(client, [(name, value), (name, value)])

    assert (name, "repeated", "give it once") in errors
    assert {error[0] for error in errors} == {name}


def test_at_most_fifty_values_are_asked_for(client: Client, db: None) -> None:
    make_published_event(participants=[(make_actor("Iran"), "host")])

    for name, value in {"actor": "iran", "kind": "visit", "country": "BO", "role": "host"}.items():
        assert client.get(EVENTS, {name: [value] * 50}).status_code == 200
        assert refused(client, {name: [value] * 51}) == [(name, "too_many", "give at most 50 values")]


@pytest.mark.parametrize(
    "name", ["colour", "From", "from ", "offset", "page", "actor__name", "total", "\0", "é", "x" * 5000]
)
def test_an_unknown_parameter_is_refused_with_those_that_there_are(client: Client, db: None, name: str) -> None:
    ((found, code, detail),) = refused(client, {name: "xml"})

    assert (found, code) == (name[:60], "unknown")
    assert detail.endswith(", ".join(LISTED))


def test_all_that_is_wrong_is_told_at_once(client: Client, db: None) -> None:
    errors = refused(client, "from=never&to=2010&match=inside&order=up&page_size=0&cursor=x&actor=nobody&colour=red")

    assert [error[0] for error in errors].count("from") == 1
    assert {error[0] for error in errors} == {
        "from",
        "match",
        "order",
        "page_size",
        "cursor",
        "actor",
        "colour",
    }


def test_what_is_not_published_is_unknown_like_what_never_was(client: Client, db: None) -> None:
    actor, timeline, source = make_actor("Secret"), make_timeline(), make_source()
    make_event(participants=[(actor, "host")], kind=make_kind("secret"), citations=[cite(source)])

    assert refused(client, {"kind": "secret"}) == [("kind", "unknown_value", "there is no published kind “secret”")]
    for name, record in (("actor", actor), ("timeline", timeline), ("source", source)):
        for value in (record.slug, record.uid):
            assert refused(client, {name: value}) == [
                (name, "unknown_value", f"there is no published {name} “{value}”")
            ]


@pytest.mark.parametrize("name", ["actors", "sources", "timelines"])
def test_a_list_by_slug_takes_the_parameters_of_paging_alone(
    client: Client, addresses: dict[str, str], name: str
) -> None:
    address = addresses[name]

    ((found, code, detail),) = refused(client, {"from": "2010"}, address)
    assert (found, code) == ("from", "unknown")
    assert detail.endswith(", ".join([*PAGE_PARAMETERS, *ANSWER_PARAMETERS]))
    assert refused(client, {"page_size": "0"}, address)[0][0] == "page_size"
    assert refused(client, {"cursor": str(Cursor("date", False, 1, 1, "A"))}, address)[0][0] == "cursor"


@pytest.mark.parametrize("name", ["root", "event", "actor", "source", "timeline"])
def test_what_takes_no_parameter_refuses_each(client: Client, addresses: dict[str, str], name: str) -> None:
    for parameter in ("page_size", "cursor", "colour"):
        ((found, code, detail),) = refused(client, {parameter: "1"}, addresses[name])
        assert (found, code) == (parameter, "unknown")
        assert "there are ," not in detail


@pytest.mark.parametrize("position", [(2**62, 2**62), (-(2**62), 2**62), (None, None), (0, -(2**62)), (733773, 734137)])
def test_a_cursor_from_nowhere_is_a_page_like_any_other(
    client: Client, db: None, position: tuple[int | None, int | None]
) -> None:
    make_published_event()

    for backward in (False, True):
        for name in ("", "zzz", "'; --", "0" * 200):
            answer = client.get(EVENTS, {"cursor": str(Cursor("date", backward, *position, name))})
            assert answer.status_code == 200


@pytest.mark.parametrize("moment", [0, 1_700_000_000_000_000, 250_000_000_000_000_000 - 1])
def test_a_moment_from_nowhere_is_a_page_like_any_other(client: Client, db: None, moment: int) -> None:
    make_published_event()

    for backward in (False, True):
        cursor = str(Cursor("-updated", backward, moment, 0, "zzz"))
        assert client.get(EVENTS, {"order": "-updated", "cursor": cursor}).status_code == 200


@pytest.mark.parametrize("moment", [None, -1, 250_000_000_000_000_000, 2**62, -(2**63)])
def test_a_moment_that_is_none_is_refused(client: Client, db: None, moment: int | None) -> None:
    cursor = str(Cursor("updated", False, moment, None if moment is None else 0, "A"))

    ((name, code, _),) = refused(client, {"order": "updated", "cursor": cursor})

    assert (name, code) == ("cursor", "malformed")
