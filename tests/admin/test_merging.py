"""The desk's pages on duplicates: the worklist, two records side by side, and a merge undone."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse

from events.models import Actor, Event, Merge, Source, Suspicion
from tests.factories import cite, make_actor, make_event, make_published_event, make_source, make_timeline

pytestmark = pytest.mark.django_db


@pytest.fixture
def visitor(client: Client) -> Client:
    user = User.objects.create_user("visitor", is_staff=True)
    user.user_permissions.add(*Permission.objects.filter(codename__in=["view_event", "view_suspicion"]))
    client.force_login(user)
    return client


def duplicates(**fields: Any) -> tuple[Event, Event]:
    iran = make_actor("Iran")
    one = make_event("Iran is visited", participants=[(iran, "host")], date="2020-01-01")
    return one, make_event(**{"title": "Iran is visited in spring", "participants": [(iran, "host")], **fields})


def page_of(one: Event | Actor | Source, other: Event | Actor | Source) -> str:
    return reverse("admin:events_revision_merge", args=[one.uid]) + f"?other={other.pk}"


def answer(client: Client, address: str, survivor: Event | Actor | Source, **fields: Any) -> Any:
    """What comes of the form, filled in and sent."""
    seen = client.get(address).context["form"].fields["seen"].initial
    filled = {"stays": survivor.uid, "reason": "The same visit", "read": "on", "seen": seen, "step": "merge", **fields}
    return client.post(address, filled, follow=True)


def test_the_worklist_shows_both_and_what_they_share(desk: Client) -> None:
    one, other = duplicates()

    page = desk.get(reverse("admin:events_suspicion_changelist")).content.decode()

    for text in (one.title, other.title, "1 January 2020; Draft", "2020; Draft", "Iran", "100 %"):
        assert text in page
    assert page_of(one, other) in page


def test_the_worklist_asks_the_database_little(desk: Client, django_assert_max_num_queries: Any) -> None:
    iran = make_actor("Iran")
    for number in range(6):
        make_event(f"Iran is visited by guest {'abcdef'[number]}", participants=[(iran, "host")])

    with django_assert_max_num_queries(15):
        desk.get(reverse("admin:events_suspicion_changelist"))


def test_two_events_are_shown_side_by_side(desk: Client) -> None:
    one, other = duplicates()
    make_timeline("A chronology", events=[other])

    response = desk.get(page_of(one, other))

    page = response.content.decode()
    assert "A chronology" in page
    lines = {line.name: line for line in response.context["lines"]}
    assert (lines["Title"].left, lines["Title"].right, lines["Title"].differs) == (one.title, other.title, True)
    assert not lines["Participants: Iran, host"].differs


def test_merging_leads_to_the_survivor_and_can_be_undone_from_there(desk: Client) -> None:
    one, other = duplicates()

    response = answer(desk, page_of(one, other), one)

    assert response.redirect_chain == [(reverse("admin:events_event_change", args=[one.pk]), 302)]
    undo = reverse("admin:events_revision_unmerge", args=[one.uid, Merge.objects.get().pk])
    assert undo in response.content.decode()
    assert undo in desk.get(reverse("admin:events_event_history", args=[one.pk])).content.decode()
    assert not Event.objects.filter(pk=other.pk).exists()
    undone = desk.post(undo, {"reason": "Two visits"}, follow=True)
    assert f"“{other.title}” is back" in undone.content.decode()
    assert Event.objects.filter(uid=other.uid).exists()


def test_an_undoing_without_a_reason_is_told_so(desk: Client) -> None:
    one, other = duplicates()
    answer(desk, page_of(one, other), one)

    response = desk.post(
        reverse("admin:events_revision_unmerge", args=[one.uid, Merge.objects.get().pk]), {"reason": " "}
    )

    assert "Give a reason." in response.content.decode()


def test_which_one_stays_is_chosen(desk: Client) -> None:
    one, other = duplicates()

    answer(desk, page_of(one, other), other)

    assert Event.objects.get().uid == other.uid


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"reason": ""}, "This field is required"),
        ({"reason": "a" * 301}, "at most 300"),
        ({"reason": "a\u202eb"}, "U+202E"),
        ({"read": ""}, "Read both first"),
        ({"stays": "neither"}, "Select a valid choice"),
        ({"seen": "other"}, "look at both again"),
    ],
)
def test_what_is_missing_is_told_and_nothing_lost(desk: Client, fields: dict[str, str], told: str) -> None:
    one, other = duplicates()

    response = answer(desk, page_of(one, other), other, **fields)

    page = response.content.decode()
    assert response.status_code == 200
    assert told in page
    assert Event.objects.count() == 2
    if "reason" not in fields:
        assert 'value="The same visit"' in page


def test_what_merging_refuses_is_told_on_the_page(desk: Client) -> None:
    draft, public = make_event(), make_published_event()

    response = answer(desk, page_of(draft, public), draft)

    page = response.content.decode()
    assert "merge the other way round" in page
    assert "it has to stay" in page
    assert 'value="The same visit"' in page
    assert Event.objects.count() == 2


def test_two_that_are_not_the_same_are_dismissed(desk: Client, curator: User) -> None:
    one, other = duplicates()

    response = answer(desk, page_of(one, other), one, step="dismiss", reason="", read="")

    assert response.redirect_chain[-1][0] == reverse("admin:events_suspicion_changelist")
    assert Suspicion.objects.get().dismissed_by == curator
    assert page_of(one, other) not in response.content.decode()
    assert "said that they are not the same" in desk.get(page_of(one, other)).content.decode()


def test_actors_and_sources_are_merged_on_the_same_page(desk: Client) -> None:
    persia, iran = make_actor("Persia"), make_actor("Iran")
    paper, double = make_source(), make_source()
    make_event(participants=[(persia, "host")], citations=[cite(double)])

    answer(desk, page_of(iran, persia), iran)
    answer(desk, page_of(paper, double), paper)

    assert Actor.objects.get().uid == iran.uid
    assert Source.objects.get().uid == paper.uid


def test_the_other_one_is_chosen_or_named(desk: Client) -> None:
    one, other = make_event(), make_event()
    address = reverse("admin:events_revision_merge", args=[one.uid])

    assert address in desk.get(reverse("admin:events_event_change", args=[one.pk])).content.decode()
    assert "Choose the record" in desk.get(address).content.decode()
    for name in (other.slug, other.uid, other.uid.lower()):
        assert "Which one stays?" in desk.get(address, {"named": name}).content.decode()


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"named": "nothing"}, "There is no event"),
        ({"named": ""}, "Choose one from the list"),
        ({"other": "999999"}, "Select a valid choice"),
        ({"other": "x"}, "Select a valid choice"),
        ({"other": "9" * 40}, "Select a valid choice"),
    ],
)
def test_another_one_that_is_not_there_is_asked_for_again(desk: Client, asked: dict[str, str], told: str) -> None:
    address = reverse("admin:events_revision_merge", args=[make_event().uid])

    response = desk.get(address, asked)

    assert response.status_code == 200
    assert told in response.content.decode()


def test_a_record_is_not_compared_with_itself(desk: Client) -> None:
    one = make_event()

    assert "This is the same record" in desk.get(page_of(one, one)).content.decode()


def test_who_may_not_merge_may_look(visitor: Client) -> None:
    one, other = duplicates()

    assert visitor.get(reverse("admin:events_suspicion_changelist")).status_code == 200
    page = visitor.get(page_of(one, other))
    assert "Which one stays?" not in page.content.decode()
    assert visitor.post(page_of(one, other), {"step": "dismiss"}).status_code == 403
    assert not Suspicion.objects.exclude(dismissed_at=None).exists()


def test_what_is_not_there_is_not_found(desk: Client) -> None:
    assert desk.get(reverse("admin:events_revision_merge", args=["nothing"])).status_code == 404
    assert desk.get(reverse("admin:events_revision_unmerge", args=[make_event().uid, 7])).status_code == 404
