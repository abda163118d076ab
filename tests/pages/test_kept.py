"""Pages are kept until anything public changes, and never longer."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.cache import caches
from django.test import Client
from django.utils import timezone

from events.services.review import retract
from tests.factories import make_event, make_published_event, make_published_timeline


def test_a_page_that_is_kept_costs_one_query_and_is_the_same(
    client: Client, db: None, django_assert_num_queries: Any
) -> None:
    event = make_published_event(slug="visit")
    make_published_timeline(slug="visits", events=[event])

    for address in ("/timelines/visits/", "/timelines/visits/embed/", f"/events/{event.uid}/"):
        written = client.get(address)
        with django_assert_num_queries(1):
            again = client.get(address)

        assert again.content == written.content
        assert again.headers.pop("X-Request-ID") != written.headers.pop("X-Request-ID")
        assert again.headers == written.headers


def test_what_was_retracted_is_gone_on_the_next_request(client: Client, db: None, now: datetime) -> None:
    event = make_published_event("A claim", slug="claim")
    make_published_timeline(slug="visits", events=[event])
    for address in ("/timelines/visits/", "/timelines/visits/embed/", f"/events/{event.uid}/"):
        assert b"A claim" in client.get(address).content

    retract(event, by=None, reason="It was not so", at=now)

    for address in ("/timelines/visits/", "/timelines/visits/embed/", f"/events/{event.uid}/"):
        assert b"A claim" not in client.get(address).content


def test_a_draft_changes_no_page(client: Client, db: None, django_assert_num_queries: Any) -> None:
    make_published_timeline(slug="visits", events=[make_published_event()])
    client.get("/timelines/visits/")

    make_event("A draft")

    with django_assert_num_queries(1):
        client.get("/timelines/visits/")


def test_languages_themes_filters_and_hosts_have_pages_of_their_own(client: Client, db: None) -> None:
    make_published_timeline(slug="visits", events=[make_published_event(date="2010")])

    pages = {
        client.get(f"/timelines/visits/{query}").content for query in ("", "?lang=fa", "?theme=dark", "?from=2011")
    }
    pages.add(client.get("/timelines/visits/", headers={"Accept-Language": "es"}).content)
    pages.add(client.get("/timelines/visits/", headers={"host": "127.0.0.1"}).content)

    assert len(pages) == 6


def test_a_frame_of_another_page_is_the_same_embed(client: Client, db: None, django_assert_num_queries: Any) -> None:
    make_published_timeline(slug="visits", events=[make_published_event()])
    client.get("/timelines/visits/embed/?childId=a&initialWidth=400&parentUrl=https://one.example/")

    with django_assert_num_queries(1):
        client.get("/timelines/visits/embed/?childId=b&initialWidth=700&parentUrl=https://two.example/")


def test_parts_of_a_list_and_long_pages_are_not_kept(client: Client, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    make_published_timeline(slug="visits", events=[make_published_event()])
    client.get("/timelines/visits/?page_size=500")
    monkeypatch.setattr("timeline.pages.kept._LONGEST", 100)
    client.get("/timelines/visits/")

    assert not caches["pages"]._cache  # type: ignore[attr-defined]


def test_the_day_on_which_it_is_read_is_right_on_the_next_day(
    client: Client, db: None, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_published_timeline(slug="visits", events=[make_published_event()])
    monkeypatch.setattr(timezone, "now", lambda: now)
    client.get("/timelines/visits/")

    monkeypatch.setattr(timezone, "now", lambda: now + timedelta(days=1))

    assert "Retrieved November 24, 2026" in client.get("/timelines/visits/").content.decode()
