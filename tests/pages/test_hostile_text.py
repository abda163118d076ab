"""Whatever a text says, it is text: nothing in it becomes markup, a script or an address."""

import html

from django.test import Client

from tests.factories import cite, make_actor, make_published_event, make_published_timeline, make_source
from tests.pages.reading import elements

HOSTILE = """</title></script><script>alert(1)</script><img src=x onerror="alert(2)">'"{{ 7|add:7 }}{% x %}"""


def test_hostile_text_renders_inert_on_every_page(client: Client, db: None) -> None:
    actor = make_actor(HOSTILE, slug="hostile", type="organisation")
    source = make_source(HOSTILE, title=HOSTILE, url="https://press.example/?a=%22%3E&b='")
    event = make_published_event(
        HOSTILE,
        slug="visit",
        summary=HOSTILE,
        attribution=HOSTILE,
        date_text=HOSTILE,
        place_name=HOSTILE,
        participants=[(actor, "host")],
        citations=[cite(source, says=HOSTILE, quote=HOSTILE, via=HOSTILE, locator=HOSTILE, speaker=actor)],
    )
    make_published_timeline(HOSTILE, slug="visits", dek=HOSTILE, events=[event])

    for address in ("/", "/timelines/visits/", "/timelines/visits/embed/", f"/events/{event.uid}-visit/"):
        page = client.get(address).content.decode()

        assert html.escape(HOSTILE) in page, address
        assert HOSTILE not in page, address
        assert [e.attributes.get("type", "src") for e in elements(page, "script")] in (
            ["src"],
            ["application/ld+json", "src"],
        )
        assert "<script>" not in page, address
        assert "<img" not in page, address
        assert not [e for e in elements(page) if any(name.startswith("on") for name in e.attributes)], address
        assert page.partition("<body>")[0].count("</title>") == 1, address


def test_hostile_text_is_plain_json_in_the_api(client: Client, db: None) -> None:
    make_published_event(HOSTILE)

    answer = client.get("/api/v1/events/")

    assert answer.json()["results"][0]["title"] == HOSTILE
    assert answer["Content-Type"] == "application/json"
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_what_turns_the_direction_of_prose_turns_nothing_behind_it(client: Client, db: None) -> None:
    turned = "\u202eturned"
    for language in ("en", "he"):
        event = make_published_event(
            language=language,
            summary=turned,
            citations=[cite(make_source(), says=turned, quote=turned, stated_date="2013")],
        )
        page = client.get(f"/events/{event.uid}/").content.decode()

        # Each stands in an element that ends the line or isolates what is in it.
        isolating = [e for tag in ("bdi", "p", "blockquote", "dd", "td") for e in elements(page, tag)]
        holding = [e for e in isolating if turned in e.text and "2013" not in e.text]
        assert len(holding) >= 3, language
        (row,) = (e for e in elements(page, "p") if "Gives the date as 2013." in e.text)
        assert turned in row.text
        (says,) = (e for e in elements(page, "bdi") if e.text == turned and e.attributes.get("dir"))
        assert says.attributes["dir"] == {"en": "ltr", "he": "rtl"}[language]
