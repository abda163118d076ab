"""oEmbed: what consumers are told of a timeline's address."""

import json
import logging
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from events.services.review import retract
from tests.factories import make_actor, make_event, make_published_event, make_published_timeline, make_timeline
from tests.pages.reading import Element, elements
from timeline.pages.oembed import oembed_address, snippet

PAGE = "http://testserver/timelines/visits/"


def ask(client: Client, url: str | None = PAGE, **parameters: Any) -> HttpResponse:
    query = parameters if url is None else {"url": url, **parameters}
    return client.get("/oembed", query)


def frame(answer: HttpResponse) -> Element:
    (element,) = elements(json.loads(answer.content)["html"])
    assert element.tag == "iframe"
    return element


@pytest.fixture
def visits(db: None) -> Any:
    return make_published_timeline("Visits", slug="visits", events=[make_published_event()])


@pytest.mark.usefixtures("visits")
def test_a_timeline_is_a_rich_frame(client: Client) -> None:
    answer = ask(client)
    said = answer.json()

    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/json"
    assert {name: value for name, value in said.items() if name != "html"} == {
        "version": "1.0",
        "type": "rich",
        "title": "Visits",
        "provider_name": "Timelines",
        "provider_url": "http://testserver/",
        "cache_age": 60,
        "width": 600,
        "height": 600,
    }
    attributes = frame(answer).attributes
    assert attributes["src"] == f"{PAGE}embed/"
    assert attributes["title"] == "Visits"
    assert (attributes["width"], attributes["height"]) == ("600", "600")
    assert attributes["loading"] == "lazy"
    assert "allow-scripts" in attributes["sandbox"].split()
    assert "style" not in attributes
    assert client.get(attributes["src"]).status_code == 200


@pytest.mark.usefixtures("visits")
@pytest.mark.parametrize(
    "url",
    [
        f"{PAGE}embed/",
        "http://testserver/timelines/visits",
        "http://testserver:80/timelines/visits/",
        "https://testserver/timelines/visits/",
        "https://testserver:443/timelines/visits/",
        "HTTP://TestServer/timelines/visits/",
        "http://testserver/timelines/%76isits/",
        f"{PAGE}#e-somewhere",
        f"{PAGE}?utm_source=newsletter&fbclid=1",
    ],
)
def test_it_is_found_by_every_form_of_its_address(client: Client, url: str) -> None:
    answer = ask(client, url)

    assert answer.status_code == 200
    assert frame(answer).attributes["src"] == f"{PAGE}embed/"


@pytest.mark.usefixtures("visits")
@pytest.mark.parametrize(
    "url",
    [
        "https://elsewhere.example/timelines/visits/",
        "http://testserver:8000/timelines/visits/",
        "http://testserver.elsewhere.example/timelines/visits/",
        "http://testserver@elsewhere.example/timelines/visits/",
        "http://elsewhere.example@testserver/timelines/visits/",
        "ftp://testserver/timelines/visits/",
        "javascript:alert(1)//testserver/timelines/visits/",
        "//testserver/timelines/visits/",
        "/timelines/visits/",
        "visits",
        "http://[testserver/timelines/visits/",
        "http://testserver:port/timelines/visits/",
        "http://testserver/timelines/nothing/",
        "http://testserver/timelines/a%00b/",
        "http://testserver/timelines/",
        "http://testserver/events/01HZZZZZZZZZZZZZZZZZZZZZZZ/",
        "http://testserver/api/v1/timelines/visits/",
        "http://testserver/",
        "http://testserver",
        "http://",
        "\N{SNOWMAN}" * 800,
    ],
)
def test_what_is_no_timeline_of_ours_is_not_found(client: Client, url: str) -> None:
    answer = ask(client, url)

    assert answer.status_code == 404
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["Access-Control-Allow-Origin"] == "*"


def test_a_draft_is_not_found(client: Client, db: None) -> None:
    make_timeline(slug="visits", events=[make_event()])

    assert ask(client).content == ask(client, "http://testserver/timelines/never/").content


def test_a_retracted_timeline_is_gone(client: Client, visits: Any, now: datetime) -> None:
    retract(visits, by=None, reason="Wrong throughout.", at=now)

    answer = ask(client, f"http://testserver/timelines/{visits.uid}/")

    assert answer.status_code == 410
    assert answer.json()["tombstone"]["reason"] == "Wrong throughout."


def test_a_uid_leads_to_the_timeline(client: Client, visits: Any) -> None:
    answer = ask(client, f"http://testserver/timelines/{visits.uid}/")

    assert frame(answer).attributes["src"] == f"{PAGE}embed/"


@pytest.mark.usefixtures("visits")
def test_the_filters_of_the_page_are_those_of_the_frame(client: Client) -> None:
    make_published_event(participants=[(make_actor("Iran"), "host"), (make_actor("Bolivia"), "host")])
    query = "from=2004~&to=2019&match=within&actor=iran&actor=bolivia&order=-date&lang=fa&theme=dark"

    source = frame(ask(client, f"{PAGE}?{query}&ref=a%26b")).attributes["src"]

    assert source.startswith(f"{PAGE}embed/?")
    assert parse_qs(urlsplit(source).query) == parse_qs(query)
    assert client.get(source).status_code == 200


@pytest.mark.usefixtures("visits")
def test_filters_that_the_frame_would_refuse_are_refused_here(client: Client) -> None:
    answer = ask(client, f"{PAGE}?from=never&actor=nobody")

    assert answer.status_code == 400
    assert {error["pointer"] for error in answer.json()["errors"]} == {"?from", "?actor"}


@pytest.mark.usefixtures("visits")
@pytest.mark.parametrize(
    ("limits", "size"),
    [
        ({}, (600, 600)),
        ({"maxwidth": "320"}, (320, 600)),
        ({"maxwidth": "800"}, (800, 600)),
        ({"maxwidth": "99999"}, (960, 600)),
        ({"maxheight": "200"}, (600, 200)),
        ({"maxheight": "99999"}, (600, 600)),
        ({"maxwidth": "1", "maxheight": "1"}, (1, 1)),
    ],
)
def test_no_frame_is_larger_than_it_may_be(client: Client, limits: dict[str, str], size: tuple[int, int]) -> None:
    answer = ask(client, **limits)
    attributes = frame(answer).attributes

    assert (answer.json()["width"], answer.json()["height"]) == size
    assert (int(attributes["width"]), int(attributes["height"])) == size


@pytest.mark.usefixtures("visits")
@pytest.mark.parametrize(
    "limit", ["", "0", "00", "-5", "+5", "3.5", "1e3", "wide", "٣٢٠", " 320", "1" * 10, "1" * 3000]
)
def test_a_limit_that_is_none_is_refused(client: Client, limit: str) -> None:
    answer = ask(client, maxwidth=limit, maxheight=limit)

    assert answer.status_code == 400
    assert [error["pointer"] for error in answer.json()["errors"]] == ["?maxwidth", "?maxheight"]


def test_without_an_address_it_says_what_is_missing(client: Client, db: None) -> None:
    for answer in (ask(client, None), ask(client, "")):
        assert answer.status_code == 400
        assert answer.json()["errors"][0]["pointer"] == "?url"


@pytest.mark.usefixtures("visits")
def test_json_is_the_only_format(client: Client) -> None:
    statuses = {format_: ask(client, format=format_).status_code for format_ in ("json", "xml", "yaml", "")}

    assert statuses == {"json": 200, "xml": 501, "yaml": 501, "": 501}


@pytest.mark.usefixtures("visits")
def test_another_format_is_no_error_of_ours(
    client: Client, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.raise_request_exception = False
    logger = logging.getLogger("django.request")
    logger.addHandler(caplog.handler)  # since it may hand nothing on to the root

    ask(client, format="xml")

    assert not [record for record in caplog.records if record.name == "django.request"]
    monkeypatch.setattr("timeline.pages.oembed.find", lambda *_: 1 / 0)
    ask(client)
    assert {record.levelname for record in caplog.records if record.name == "django.request"} == {"ERROR"}
    logger.removeHandler(caplog.handler)


@pytest.mark.usefixtures("visits")
def test_what_a_consumer_adds_of_its_own_is_ignored(client: Client) -> None:
    assert ask(client, dnt="1", omit_script="true", _="x").content == ask(client).content


def test_a_title_cannot_leave_its_attribute(client: Client, db: None) -> None:
    make_published_timeline('"><script>alert(1)</script> & so on', slug="visits")

    answer = ask(client)

    assert answer.json()["title"] == '"><script>alert(1)</script> & so on'
    assert "<script" not in answer.json()["html"]
    assert frame(answer).attributes["title"] == '"><script>alert(1)</script> & so on'


@pytest.mark.usefixtures("visits")
def test_it_may_be_kept_for_a_minute_and_read_from_anywhere(client: Client) -> None:
    answer = ask(client)
    again = client.get("/oembed", {"url": PAGE}, headers={"if-none-match": answer["ETag"]})

    assert set(answer["Cache-Control"].split(", ")) == {"public", "max-age=0", "s-maxage=60"}
    assert (again.status_code, again.content) == (304, b"")
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert not answer.cookies
    assert client.post("/oembed", {"url": PAGE}).status_code == 405


@pytest.mark.usefixtures("visits")
def test_the_page_says_where_to_ask(client: Client) -> None:
    page = client.get("/timelines/visits/?order=-date").content.decode()
    (link,) = elements(page, "link", type="application/json+oembed")

    answer = client.get(link.attributes["href"])

    assert link.attributes["rel"] == "alternate"
    assert frame(answer).attributes["src"] == f"{PAGE}embed/?order=-date"


def test_where_to_ask_is_an_absolute_address() -> None:
    request = RequestFactory().get("/timelines/visits/")

    for url in ("/timelines/visits/?from=2004&to=2005", "http://testserver/timelines/visits/?from=2004&to=2005"):
        escaped = quote("http://testserver/timelines/visits/?from=2004&to=2005", safe="")
        assert oembed_address(request, url) == f"http://testserver/oembed?url={escaped}&format=json"


def test_a_snippet_fills_its_column_unless_told_otherwise() -> None:
    (element,) = elements(snippet("https://timelines.example/?a=1&b=2", "A “title”"))

    assert element.attributes["src"] == "https://timelines.example/?a=1&b=2"
    assert (element.attributes["width"], element.attributes["height"]) == ("100%", "600")


def test_its_cost_is_fixed(client: Client, visits: Any, django_assert_num_queries: Any) -> None:
    """One query: the timeline."""
    with django_assert_num_queries(1):
        assert ask(client).status_code == 200
