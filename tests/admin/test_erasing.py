"""The desk's page that erases for good: it asks twice."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse

from events.models import Actor, Event, Review
from tests.factories import make_actor, make_event, make_published_event

pytestmark = pytest.mark.django_db


def address_of(record: Actor | Event) -> str:
    return reverse("admin:events_revision_erase", args=[record.uid])


def make_person() -> Actor:
    return make_actor("Jane Q. Doe", slug="jane-q-doe", type="person", living="yes")


def sent(client: Client, record: Actor | Event, **fields: Any) -> Any:
    filled = {"reason": "At the request of the person", "slug": record.slug, "step": "erase", **fields}
    return client.post(address_of(record), filled, follow=True)


def test_the_first_page_lists_what_will_go_and_erases_nothing(desk: Client) -> None:
    person = make_person()
    make_event(participants=[(person, "host")])

    page = desk.get(address_of(person)).content.decode()

    assert "1 event in which it takes part" in page
    assert "1 revision, with all that it says" in page
    assert 'name="slug"' not in page
    assert address_of(person) in desk.get(reverse("admin:events_actor_change", args=[person.pk])).content.decode()


def test_the_second_asks_for_the_slug_and_erases_nothing(desk: Client) -> None:
    person = make_person()

    page = sent(desk, person, step="sure", slug="").content.decode()

    assert "Type its slug, jane-q-doe" in page
    assert 'value="At the request of the person"' in page
    assert "This field is required" not in page
    assert Actor.objects.exists()


def test_the_slug_erases_it_and_its_history_says_so(desk: Client, curator: User) -> None:
    person = make_person()

    response = sent(desk, person)

    page = response.content.decode()
    assert not Actor.objects.exists()
    assert response.redirect_chain == [(reverse("admin:events_revision_of", args=[person.uid]), 302)]
    assert "erased for good" in page
    assert "At the request of the person" in page
    assert "Jane" not in page
    assert Review.objects.get().by == curator


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"slug": "jane"}, "This is not its slug"),
        ({"slug": ""}, "This field is required"),
        ({"reason": ""}, "This field is required"),
        ({"reason": "Jane Q. Doe asked"}, "name nobody in it"),
        ({"reason": "a\u202eb"}, "U+202E"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_erased(desk: Client, fields: dict[str, str], told: str) -> None:
    person = make_person()

    response = sent(desk, person, **fields)

    assert response.status_code == 200
    assert told in response.content.decode()
    assert Actor.objects.exists()


def test_public_events_are_listed_first(desk: Client) -> None:
    person = make_person()
    event = make_published_event("A meeting", participants=[(person, "host")])

    page = desk.get(address_of(person)).content.decode()

    assert "A meeting" in page
    assert reverse("admin:events_revision_of", args=[event.uid]) in page
    assert "Go on" not in page
    sent(desk, person)
    assert Actor.objects.exists()


def test_it_is_for_administrators(client: Client) -> None:
    user = User.objects.create_user("reviewer", is_staff=True)
    user.user_permissions.add(*Permission.objects.filter(codename__in=["change_actor", "review_event"]))
    client.force_login(user)
    person = make_person()

    assert client.get(address_of(person)).status_code == 403
    assert sent(client, person).status_code == 403
    page = client.get(reverse("admin:events_actor_change", args=[person.pk])).content.decode()
    assert address_of(person) not in page


def test_what_is_not_held_is_not_found(desk: Client) -> None:
    assert desk.get(reverse("admin:events_revision_erase", args=["nothing"])).status_code == 404
