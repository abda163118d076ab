"""The panel that builds the snippet for another page."""

import html

import pytest
from django.test import Client

from tests.factories import make_actor, make_published_event, make_published_timeline
from tests.pages.reading import elements, texts


@pytest.fixture
def visits(db: None) -> None:
    iran = make_actor("Iran")
    make_published_timeline(
        'The "visits" <b>', slug="visits", events=[make_published_event(date="2007", participants=[(iran, "host")])]
    )


def snippets(page: str) -> list[str]:
    return [html.unescape(part.partition(">")[2].partition("</textarea>")[0]) for part in page.split("<textarea")[1:]]


def test_it_builds_the_element_the_frame_and_the_address_for_a_cms(client: Client, visits: None) -> None:
    page = client.get("/timelines/visits/embedding/").content.decode()
    element, frame, oembed = snippets(page)

    assert elements(element, "event-timeline", timeline="visits", title='The "visits" <b>', height="600")
    assert elements(element, "script", src="http://testserver/static/timeline/embed.js")
    assert elements(element, "a", href="http://testserver/timelines/visits/")
    assert elements(frame, "iframe", src="http://testserver/timelines/visits/embed/", title='The "visits" <b>')
    assert oembed.startswith("http://testserver/oembed?url=")


def test_what_is_chosen_is_in_the_snippets_and_in_what_is_shown(client: Client, visits: None) -> None:
    page = client.get(
        "/timelines/visits/embedding/?embed_lang=fa&embed_theme=dark&from=2006&actor=iran&height=400&lang=es"
    ).content.decode()
    element, frame, _ = snippets(page)

    (tag,) = elements(element, "event-timeline")
    assert {name: tag.attributes[name] for name in ("lang", "theme", "from", "actor", "height")} == {
        "lang": "fa",
        "theme": "dark",
        "from": "2006",
        "actor": "iran",
        "height": "400",
    }
    address = "http://testserver/timelines/visits/embed/?from=2006&actor=iran&lang=fa&theme=dark"
    assert elements(frame, "iframe", src=address, height="400")
    assert elements(page.partition('class="preview"')[2], "iframe", src=address)
    assert elements(page, "html", lang="es")


@pytest.mark.parametrize(
    "query", ["height=1", "height=99999", "height=x", "embed_lang=xx", "embed_theme=pink", "from=never", "colour=red"]
)
def test_what_is_not_understood_is_named(client: Client, visits: None, query: str) -> None:
    answer = client.get(f"/timelines/visits/embedding/?{query}")

    assert answer.status_code == 400
    assert any(said.startswith(query.partition("=")[0]) for said in texts(answer.content.decode(), "li"))
    assert not snippets(answer.content.decode())


@pytest.mark.parametrize("query", ["onmouseover=alert(1)", "x%20onclick=alert(1)", "title=other", "timeline=other"])
def test_no_parameter_becomes_an_attribute_of_the_snippet(client: Client, visits: None, query: str) -> None:
    page = client.get(f"/timelines/visits/embedding/?{query}").content.decode()

    assert not snippets(page)
    assert not elements(page, "iframe")


def test_filters_that_its_form_does_not_ask_for_are_kept(client: Client, visits: None) -> None:
    page = client.get("/timelines/visits/embedding/?from=2006&match=within&order=-date").content.decode()

    assert elements(page, "input", type="hidden", name="match", value="within")
    assert elements(page, "input", type="hidden", name="order", value="-date")
    assert elements(snippets(page)[0], "event-timeline", match="within", order="-date")


def test_it_may_frame_our_own_embeds_and_nothing_else(client: Client, visits: None) -> None:
    policy = client.get("/timelines/visits/embedding/")["Content-Security-Policy"]

    assert "frame-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
