"""The queue, the page on which a reviewer reads, and the worklists."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from events.models import Change, Comment, Event, Publication
from events.services import review
from events.services.editing import save_record
from events.services.snapshots import snapshot_event
from tests.admin.test_desk import messages_of
from tests.conftest import NOW
from tests.factories import cite, make_actor, make_event, make_published_event, make_role, make_source


@pytest.fixture
def author(db: None) -> User:
    return User.objects.create_user("author")


@pytest.fixture
def waiting(author: User) -> list[Event]:
    """Two events of somebody else's in review, an hour apart."""
    events = [make_event(f"Event {number}", author=author) for number in range(2)]
    for hours, event in enumerate(events):
        review.submit(event, by=author, at=NOW + timedelta(hours=hours))
    return events


@pytest.fixture
def desk(reviewer: User, client: Client) -> Client:
    client.force_login(reviewer)
    return client


def address(name: str, event: Event | None = None) -> str:
    return reverse(f"admin:events_event_{name}", args=[event.pk] if event else [])


def step(client: Client, event: Event, name: str, **data: Any) -> Any:
    posted = {"step": name, "back": "review", "revision": event.revision, **data}
    return client.post(address("review", event), posted, follow=True)


def test_the_queue_shows_what_waits_with_what_to_look_at(desk: Client, waiting: list[Event]) -> None:
    page = desk.get(address("queue"))

    assert page.context["events"] == waiting
    text = page.content.decode()
    assert "2 in review" in text
    assert text.count("Single source") == 3  # a way to narrow, and one for each


def test_the_queue_is_narrowed_by_its_address_and_ignores_what_it_does_not_know(
    desk: Client, waiting: list[Event]
) -> None:
    def shown(**parameters: str) -> list[Event]:
        events: list[Event] = desk.get(address("queue"), parameters).context["events"]
        return events

    assert shown(concern="single_source") == waiting
    assert shown(concern="differs") == []
    assert shown(whose="mine") == []
    assert shown(whose="nobodys", page="1") == waiting
    assert shown(whose="'; DROP", concern="x", page="-9") == waiting
    assert shown(page="9999") == []


def test_an_empty_queue_says_how_something_comes_there(desk: Client) -> None:
    assert "Put up for review" in desk.get(address("queue")).content.decode()


def test_a_reviewer_reads_what_changed_since_it_was_public(desk: Client, author: User) -> None:
    event = make_published_event("Before", citations=[cite(make_source("The Daily"))])
    event.title = "After"
    event = save_record(snapshot_event(event), author=author, at=NOW, reason="Clearer")

    page = desk.get(address("review", event)).content.decode()

    assert "What has changed since it was last public" in page
    assert "After" in page
    assert "<del" in page
    assert "confirm the stances" in page
    assert "The Daily" in page


def test_approving_opens_the_next_that_waits(desk: Client, waiting: list[Event]) -> None:
    first, second = waiting

    page = step(desk, first, "approve_next")

    assert page.redirect_chain[-1][0] == address("review", second)
    assert Publication.objects.filter(uid=first.uid).exists()
    page = step(desk, second, "approve_next")
    assert page.redirect_chain[-1][0] == address("queue")


def test_the_next_is_looked_for_in_the_queue_as_it_was_narrowed(desk: Client, waiting: list[Event]) -> None:
    page = step(desk, waiting[0], "approve_next", queue="concern=differs&whose=nobody&x")

    assert page.redirect_chain[-1][0] == address("queue") + "?concern=differs"


def test_who_wrote_it_cannot_approve_it_and_keeps_what_they_typed(db: None, client: Client, settings: Any) -> None:
    settings.FOUR_EYES = True
    writer = User.objects.create_superuser("writer")
    client.force_login(writer)
    event = make_event(author=writer)
    review.submit(event, by=writer, at=NOW)

    page = step(client, event, "approve_next", reason="Because I <say> so")

    assert page.redirect_chain[-1][0] == address("review", event)
    assert "a second person publishes it" in messages_of(page)
    assert 'value="Because I &lt;say&gt; so"' in page.content.decode()
    assert "Because" not in client.get(address("review", event)).content.decode()


def test_a_revision_that_the_reviewer_has_not_seen_is_not_approved(
    desk: Client, waiting: list[Event], author: User
) -> None:
    seen = waiting[0]
    newer = Event.objects.get(pk=seen.pk)
    newer.summary = "Slipped in."
    save_record(snapshot_event(newer), author=author, at=NOW)

    page = step(desk, seen, "approve", revision=1)

    assert "You saw revision 1, and revision 2 stands now" in messages_of(page)
    assert not Publication.objects.filter(uid=seen.uid).exists()


def test_a_reviewer_takes_an_event_and_gives_it_back(desk: Client, waiting: list[Event], reviewer: User) -> None:
    page = step(desk, waiting[1], "take")
    assert "<b>reviewer</b> reviews it" in page.content.decode()
    assert desk.get(address("queue"), {"whose": "mine"}).context["events"] == [waiting[1]]

    step(desk, waiting[1], "leave")

    assert Event.objects.get(pk=waiting[1].pk).assignee is None


def test_a_comment_stands_on_the_page_and_nowhere_in_public(desk: Client, waiting: list[Event]) -> None:
    page = step(desk, waiting[0], "comment", comment="Is this <b>the same</b> visit?")

    assert "Is this &lt;b&gt;the same&lt;/b&gt; visit?" in page.content.decode()
    step(desk, waiting[0], "approve")
    assert Comment.objects.count() == 1
    assert "the same" not in Publication.objects.get(uid=waiting[0].uid).document
    assert not Change.objects.filter(reason__contains="same").exists()


def test_an_empty_comment_is_refused_with_a_sentence(desk: Client, waiting: list[Event]) -> None:
    page = step(desk, waiting[0], "comment", comment="  ")

    assert page.status_code == 200
    assert not Comment.objects.exists()


def test_what_is_sent_back_is_the_authors_again(desk: Client, waiting: list[Event]) -> None:
    page = step(desk, waiting[0], "send_back", reason="Who says so?")

    assert "sent back" in messages_of(page)
    assert desk.get(address("queue")).context["events"] == [waiting[1]]


@pytest.mark.parametrize(
    ("role", "reads", "buttons"), [("Visitor", True, False), ("Curator", True, False), ("Reviewer", True, True)]
)
def test_each_role_sees_what_it_may_do(
    client: Client, waiting: list[Event], role: str, reads: bool, buttons: bool
) -> None:
    user = User.objects.create_user("somebody", is_staff=True)
    user.groups.add(make_role(role))
    client.force_login(user)

    page = client.get(address("review", waiting[0]))

    assert (page.status_code == 200) is reads
    assert ('value="approve_next"' in page.content.decode()) is buttons


def test_who_may_not_see_events_sees_no_queue(client: Client, waiting: list[Event]) -> None:
    client.force_login(User.objects.create_user("stranger", is_staff=True))

    for name, event in (("queue", None), ("worklists", None), ("review", waiting[0]), ("preview", waiting[0])):
        answer = client.post(address(name, event)) if name == "preview" else client.get(address(name, event))
        assert answer.status_code == 403, name


def test_the_worklists_count_and_lead_to_what_they_count(desk: Client, db: None) -> None:
    make_event("Told once")
    make_event("Open", date="2001/..", at=NOW - timedelta(days=500))
    make_actor("A minister", type="person", living="unknown")

    page = desk.get(address("worklists"))

    lists = {row.label: row for _, rows in page.context["groups"] for row in rows}
    assert {label: row.number for label, row in lists.items() if row.number} == {
        "Single source": 2,
        "Open-ended, not looked at for a year": 1,
        "Without a country": 1,
        "Persons of whom nobody says whether they live": 1,
    }
    for row in lists.values():
        shown = desk.get(row.address)
        assert shown.context["cl"].result_count == row.number, row.label


def test_an_open_ended_event_is_looked_at_from_its_page(desk: Client) -> None:
    event = make_event(date="2001/..", at=NOW - timedelta(days=500))
    assert "Looked at: still so" in desk.get(address("change", event)).content.decode()

    step(desk, event, "look")

    assert desk.get(reverse("admin:events_event_changelist"), {"concern": "stale"}).context["cl"].result_count == 0
