"""The language and theme that a page is read in, and the addresses that keep them."""

import pytest
from django.test import Client

from tests.factories import make_actor, make_published_event, make_published_timeline
from tests.pages.reading import elements, texts


@pytest.fixture
def visits(db: None) -> None:
    iran = make_actor("Iran")
    make_published_timeline(
        slug="visits", events=[make_published_event("A visit", date="2007-09", participants=[(iran, "host")])]
    )


@pytest.mark.parametrize(
    ("asked", "language"),
    [
        ("fa-IR,en;q=0.5", "fa"),
        ("de,es;q=0.8", "es"),
        ("he", "he"),
        ("ar-EG", "ar"),
        ("de", "en"),
        ("", "en"),
        ("*", "en"),
    ],
)
def test_a_page_speaks_the_first_language_that_the_browser_asks_for_and_we_speak(
    client: Client, visits: None, asked: str, language: str
) -> None:
    answer = client.get("/timelines/visits/", headers={"accept-language": asked})

    assert elements(answer.content.decode(), "html", lang=language)
    assert answer["Content-Language"] == language
    assert "Accept-Language" in answer["Vary"]


def test_the_address_comes_before_the_browser_and_is_kept_by_every_link(client: Client, visits: None) -> None:
    answer = client.get("/timelines/visits/?lang=es&theme=dark", headers={"accept-language": "fa"})
    page = answer.content.decode()

    assert elements(page, "html", **{"lang": "es", "dir": "ltr", "data-theme": "dark"})
    assert "Accept-Language" not in answer.get("Vary", "")
    own = [
        e.attributes["href"] for e in elements(page, "a") if e.attributes["href"].startswith(("/events/", "/actors/"))
    ]
    assert own
    assert all("?lang=es&theme=dark" in address for address in own)


def test_each_language_is_offered_under_its_own_name(client: Client, visits: None) -> None:
    page = client.get("/timelines/visits/?from=2000&lang=fa").content.decode()

    offered = {e.attributes["hreflang"]: e for e in elements(page, "a") if "hreflang" in e.attributes}
    assert {code: e.text for code, e in offered.items()} == {
        "en": "English",
        "es": "Español",
        "he": "עברית",
        "fa": "فارسی",
        "ar": "العربية",
    }
    assert offered["es"].attributes["href"] == "?from=2000&lang=es"
    assert offered["fa"].attributes["aria-current"] == "true"


def test_dates_are_in_the_words_and_digits_of_the_language(client: Client, visits: None) -> None:
    page = client.get("/timelines/visits/?lang=fa").content.decode()

    assert texts(page, "time", datetime="2007-09") == ["سپتامبر ۲۰۰۷"]


@pytest.mark.parametrize("query", ["lang=xx", "lang=", "lang=es&lang=fa", "theme=pink", "theme=dark&theme=light"])
@pytest.mark.parametrize("address", ["/", "/timelines/visits/", "/timelines/visits/embed/"])
def test_a_language_or_theme_that_there_is_not_is_named(client: Client, visits: None, address: str, query: str) -> None:
    answer = client.get(f"{address}?{query}")
    name = query.partition("=")[0]

    assert answer.status_code == (200 if query == "lang=" else 400)
    if answer.status_code == 400:
        assert any(said.startswith(f"{name}: give one of ") for said in texts(answer.content.decode(), "li"))
