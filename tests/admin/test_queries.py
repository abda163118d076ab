"""What the pages of the desk ask the database: little, however many rows a record has."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.urls import reverse

from events.models import Event, Timeline
from events.services import review
from tests.conftest import NOW
from tests.factories import cite, make_actor, make_event, make_published_event, make_source, make_timeline, revise

pytestmark = pytest.mark.django_db

MOST = 15
ROWS = 12


def rich_event(title: str = "") -> Event:
    """A public event that was revised since, with many participants, citations and relations."""
    event = make_published_event(
        title,
        participants=[(make_actor(f"Of {title or 'it'} {chr(97 + number)}"), "host") for number in range(ROWS)],
        citations=[cite(make_source(), speaker=make_actor()) for _ in range(ROWS)],
    )
    return revise(event, place_name="Tehran", reason="The place was missing")


def record_change(name: str) -> Callable[[Any], str]:
    return lambda record: reverse(f"admin:events_{record._meta.model_name}_{name}", args=[record.pk])


@pytest.mark.parametrize("view", ["change", "review", "history"])
def test_a_page_of_an_event_asks_little(desk: Client, view: str, django_assert_max_num_queries: Any) -> None:
    event = rich_event()
    assert event.status == "in_review"
    ContentType.objects.get_for_model(Event)  # which a process looks up once

    with django_assert_max_num_queries(MOST):
        page = desk.get(record_change(view)(event)).content.decode()

    assert "Tehran" in page


def test_a_choice_of_a_record_shows_it(desk: Client) -> None:
    actor = make_actor("Iran")
    event = make_event(participants=[(actor, "host")])

    page = desk.get(record_change("change")(event)).content.decode()

    assert f'<option value="{actor.pk}" selected>Iran</option>' in page


def test_a_timeline_of_many_asks_little(desk: Client, django_assert_max_num_queries: Any) -> None:
    timeline: Timeline = make_timeline(events=[make_event(f"Entry {number}") for number in range(ROWS)])

    with django_assert_max_num_queries(MOST):
        page = desk.get(record_change("change")(timeline)).content.decode()

    assert page.count("selected>Entry ") == ROWS


def test_two_events_side_by_side_ask_little(desk: Client, django_assert_max_num_queries: Any) -> None:
    one, other = rich_event("One"), rich_event("Other")

    with django_assert_max_num_queries(MOST):
        page = desk.get(reverse("admin:events_revision_merge", args=[one.uid]) + f"?other={other.pk}")

    assert page.status_code == 200


def test_what_erasing_takes_asks_little(desk: Client, django_assert_max_num_queries: Any) -> None:
    actor = make_actor("Iran")
    for number in range(ROWS):
        review.submit(make_event(f"Entry {number}", participants=[(actor, "host")]), by=None, at=NOW)

    with django_assert_max_num_queries(MOST):
        page = desk.get(reverse("admin:events_revision_erase", args=[actor.uid])).content.decode()

    assert f"{ROWS} events in which it takes part" in page
