"""What pages offer to take away."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from events.formats.registry import EVENTS
from tests.factories import cite, make_actor, make_published_event, make_published_timeline, make_source
from tests.pages.reading import elements


@pytest.fixture(autouse=True)
def _published(db: None) -> None:
    iran, source = make_actor("Iran"), make_source(slug="report")
    events = [
        make_published_event(date=date, participants=[(iran, "host")], citations=[cite(source)])
        for date in ("2010", "2015")
    ]
    make_published_timeline(slug="visits", events=events)


@pytest.mark.parametrize("page", ["/timelines/visits/", "/actors/iran/", "/sources/report/"])
def test_each_list_is_offered_in_every_format_and_every_address_answers(client: Client, page: str) -> None:
    found = [
        link.attributes["href"]
        for link in elements(client.get(page).content.decode(), "a")
        if "/events" in link.attributes["href"]
    ]
    offered = [href for href in found if href.startswith("/api/v1/")]

    assert len(offered) == 1 + len(EVENTS)
    for href in offered:
        assert client.get(href).status_code == 200, href
    assert len(client.get(offered[0]).json()["results"]) == 2


def test_a_download_holds_what_the_page_shows(client: Client) -> None:
    for page in ("/timelines/visits/", "/actors/iran/", "/sources/report/"):
        shown = client.get(f"{page}?from=2014&undated=exclude&theme=dark&lang=es").content.decode()
        (address,) = (link.attributes["href"] for link in elements(shown, "a") if ".ndjson" in link.attributes["href"])

        assert "theme" not in parse_qs(urlsplit(address).query)
        assert len(client.get(address).getvalue().splitlines()) == 1
