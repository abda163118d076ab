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
