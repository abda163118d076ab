"""What the desk does to many records at once: shown first, asked for a reason, done to each by itself."""

import re
from collections.abc import Sequence
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from events.admin.bulk import MOST, Answer, Bulk, Row
from events.models import Actor, Event, Publication, Review, Revision, Status, Timeline, Tombstone
from events.models.revisions import Step
from events.services import review
from tests.admin.test_desk import messages_of
from tests.conftest import NOW
from tests.factories import (
    make_actor,
    make_event,
    make_kind,
    make_published_event,
    make_published_timeline,
    make_role,
    make_timeline,
    publish,
    revise,
)

pytestmark = pytest.mark.django_db

Records = Sequence[Event] | Sequence[Actor] | Sequence[Timeline]


def ask(client: Client, action: str, records: Records, query: str = "") -> Any:
    """The page that an action of a list leads to."""
    address = reverse(f"admin:events_{records[0]._meta.model_name}_changelist") + query
    return client.post(
        address, {"action": action, "index": "0", "_selected_action": [record.pk for record in records]}, follow=True
    )


def answer(client: Client, page: Any, **fields: Any) -> Any:
    """What comes of that page's form, filled in and sent."""
    text = page.content.decode()
    hidden: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', text):
        hidden.setdefault(name, []).append(value)
    del hidden["csrfmiddlewaretoken"]
    return client.post(page.request["PATH_INFO"], {**hidden, "sure": "yes", **fields}, follow=True)


def put_up(*events: Event) -> list[Event]:
    for event in events:
        review.submit(event, by=None, at=NOW)
    return list(events)


def statuses() -> list[str]:
    return list(Event.objects.order_by("pk").values_list("status", flat=True))


def test_the_page_lists_what_it_would_touch_and_does_nothing_yet(desk: Client) -> None:
    drafts, public = [make_event("One"), make_event("Two")], make_published_event("Three")

    page = ask(desk, "submit_selected", [*drafts, public])

    text = page.content.decode()
    assert "Put up for review: 2 events?" in text
    for event in drafts:
        assert f"<bdi>{event}</bdi></a></th>\n<td>1</td>" in text
        assert reverse("admin:events_event_review", args=[event.pk]) in text
    assert "Three</bdi></a>: This is Published; it would have to be Draft." in text
    assert statuses() == ["draft", "draft", "published"]


def test_each_is_done_by_itself_and_noted(desk: Client, curator: User) -> None:
    drafts = [make_event(), make_event()]

    response = answer(desk, ask(desk, "submit_selected", drafts))

    assert "2 events put up for review." in messages_of(response)
    assert response.request["PATH_INFO"] == reverse("admin:events_event_changelist")
    notes = Review.objects.filter(step=Step.SUBMITTED, by=curator)
    assert sorted(notes.values_list("uid", flat=True)) == sorted(event.uid for event in drafts)


def test_the_list_comes_back_as_it_was_narrowed(desk: Client) -> None:
    page = ask(desk, "submit_selected", [make_event("Looked for")], "?status__exact=draft")

    assert f'<a href="{reverse("admin:events_event_changelist")}?status__exact=draft">Back' in (page.content.decode())


def test_what_is_refused_says_why_and_the_rest_is_done(desk: Client) -> None:
    good, bad = put_up(make_event("Good"), make_event("Bad", citations=[]))

    response = answer(desk, ask(desk, "approve_selected", [good, bad]))

    assert "1 event published. 1 event not published: see below." in messages_of(response)
    text = response.content.decode()
    assert "Bad</bdi></a>: No source is cited: add at least one citation." in text
    assert "Good</bdi>" not in text
    assert [publication.uid for publication in Publication.objects.filter(type="event")] == [good.uid]


@pytest.mark.parametrize(
    ("action", "start"),
    [
        ("submit_selected", Status.DRAFT),
        ("approve_selected", Status.IN_REVIEW),
        ("send_back_selected", Status.IN_REVIEW),
        ("retract_selected", Status.PUBLISHED),
        ("set_kind_selected", Status.DRAFT),
    ],
)
def test_what_somebody_changed_after_the_page_came_is_left_as_it_is(desk: Client, action: str, start: Status) -> None:
    event = make_event("Before")
    if start == Status.IN_REVIEW:
        put_up(event)
    elif start == Status.PUBLISHED:
        publish(event)
    page = ask(desk, action, [event])
    revised = revise(event, title="After", reason="Somebody else’s")
    before = (revised.status, Revision.objects.count(), Publication.objects.count())

    response = answer(desk, page, reason="Mine", chosen=make_kind("treaty").pk)

    assert "revision 1, and revision 2 stands now" in response.content.decode()
    event.refresh_from_db()
    assert (event.status, Revision.objects.count(), Publication.objects.count()) == before
    assert event.kind.slug == "visit"


def test_the_difference_is_one_press_away(desk: Client) -> None:
    (event,) = put_up(make_event("Before"))
    page = ask(desk, "approve_selected", [event])
    revise(event, title="After")

    response = answer(desk, page)

    (address,) = re.findall(r"<a href='([^']+)'>See what changed", response.content.decode())
    assert b"After" in desk.get(address.replace("&amp;", "&")).content


def test_without_the_reason_that_it_takes_nothing_is_done_and_the_form_comes_back(desk: Client) -> None:
    events = put_up(make_event(), make_event())
    page = ask(desk, "send_back_selected", events)
    revise(events[0], title="Newer")

    again = answer(desk, page, reason=" ")

    assert "This field is required." in again.content.decode()
    assert statuses() == ["in_review", "in_review"]
    # What was shown first is still what counts.
    response = answer(desk, again, reason="Cite the report")
    assert "1 event sent back. 1 event not sent back" in messages_of(response)
    assert statuses() == ["in_review", "draft"]
    assert Review.objects.get(step=Step.SENT_BACK).reason == "Cite the report"


def test_what_was_chosen_and_typed_is_not_lost(desk: Client) -> None:
    event, kind = make_published_event(), make_kind("treaty")

    again = answer(desk, ask(desk, "set_kind_selected", [event]), chosen=kind.pk, reason="")

    assert f'<option value="{kind.pk}" selected>' in again.content.decode()


def test_what_is_public_and_was_revised_is_approved_with_the_reason_for_readers(desk: Client) -> None:
    event = make_published_event("Before")
    revise(event, place_name="Tehran", reason="At the desk")
    page = ask(desk, "approve_selected", [event])
    assert "This field is required." in answer(desk, page).content.decode()

    answer(desk, page, reason="The date was wrong")

    assert Publication.objects.get(uid=event.uid).revision == 2
    assert Review.objects.filter(step=Step.APPROVED).latest("pk").reason == "The date was wrong"


def test_many_are_retracted_with_one_reason(desk: Client) -> None:
    events = [make_published_event(), make_published_event()]

    answer(desk, ask(desk, "retract_selected", events), reason="The source withdrew it")

    assert set(Tombstone.objects.values_list("reason", flat=True)) == {"The source withdrew it"}
    assert not Publication.objects.filter(type="event").exists()


def test_what_never_was_public_is_not_retracted(desk: Client) -> None:
    text = ask(desk, "retract_selected", [make_event()]).content.decode()

    assert "Only what is published can be retracted." in text
    assert 'name="sure"' not in text


def test_events_are_taken_to_review_and_given_back(desk: Client, curator: User) -> None:
    events = put_up(make_event(), make_event())

    answer(desk, ask(desk, "take_selected", events))
    assert set(Event.objects.values_list("assignee", flat=True)) == {curator.pk}

    page = ask(desk, "leave_selected", events)
    assert page.content.decode().count("<td>curator</td>") == 2
    answer(desk, page)
    assert set(Event.objects.values_list("assignee", flat=True)) == {None}


def test_a_kind_is_set_in_one_revision_each(desk: Client, curator: User) -> None:
    draft, public = make_event(), make_published_event()

    response = answer(
        desk, ask(desk, "set_kind_selected", [draft, public]), chosen=make_kind("treaty").pk, reason="Signed that day"
    )

    assert "2 events under this kind." in messages_of(response)
    for event in (draft, public):
        event.refresh_from_db()
        assert event.kind.slug == "treaty"
        newest = Revision.objects.of(event.uid)[0]
        assert (newest.number, newest.author, newest.reason) == (2, curator, "Signed that day")
    assert (draft.status, public.status) == ("draft", "in_review")
    assert Publication.objects.get(uid=public.uid).revision == 1


def test_events_are_added_to_a_timeline_in_one_revision_of_it(desk: Client) -> None:
    there, new, other = make_event(), make_event(), make_event()
    timeline = make_timeline("Relations", events=[there], embed_origins="https://news.example")

    response = answer(desk, ask(desk, "accept_selected", [there, new, other]), chosen=timeline.pk, reason="Asked for")

    assert "2 events added to “Relations”; 1 in it already." in messages_of(response)
    timeline.refresh_from_db()
    assert timeline.revision == 2
    assert set(timeline.entries.values_list("event", flat=True)) == {there.pk, new.pk, other.pk}
    assert timeline.embed_origins == "https://news.example"


def test_a_public_timeline_takes_a_reason(desk: Client) -> None:
    timeline, event = make_published_timeline(), make_event("New")
    page = ask(desk, "accept_selected", [event])

    response = answer(desk, page, chosen=timeline.pk, reason="")

    assert "This is published: give a reason for the change." in response.content.decode()
    assert messages_of(response) == "1 event not added to a timeline: see below."
    timeline.refresh_from_db()
    assert (timeline.revision, timeline.status) == (1, "published")


def test_what_was_deleted_meanwhile_is_told(desk: Client) -> None:
    one, other = make_event(), make_event()
    page = ask(desk, "submit_selected", [one, other])
    other.delete()

    response = answer(desk, page)

    assert "1 event put up for review. 1 event gone meanwhile" in messages_of(response)


def test_a_timeline_to_which_nothing_is_left_to_add_is_not_told_of(desk: Client) -> None:
    event, timeline = make_event(), make_timeline()
    page = ask(desk, "accept_selected", [event])
    event.delete()

    assert messages_of(answer(desk, page, chosen=timeline.pk)).startswith("1 event gone meanwhile")


def test_what_is_deleted_while_the_others_are_done_stops_none_of_them(curator: User) -> None:
    lost, other = make_event("Lost"), make_event("Other")
    submitting = Bulk(
        name="submit",
        label="Put up",
        done="put up",
        says="",
        take=lambda one, seen, answer: review.submit(one, revision=seen, by=answer.by, at=answer.at),
    )
    rows = [Row(event) for event in Event.objects.order_by("pk")]
    lost.delete()

    told = submitting.run(rows, {row.record.pk: 1 for row in rows}, Answer(by=curator, at=NOW, reason=""))

    assert told == "1 event put up."
    assert [row.faults for row in rows] == [["This is gone meanwhile: it was merged with another, or deleted."], []]
    assert Event.objects.get() == other
    assert statuses() == ["in_review"]


def test_one_submission_sent_twice_is_done_once(desk: Client) -> None:
    events = put_up(make_event())
    page = ask(desk, "approve_selected", events)
    answer(desk, page)

    response = answer(desk, page)

    assert "This is Published; it would have to be In review." in response.content.decode()
    assert Review.objects.filter(step=Step.APPROVED).count() == 1


def test_revised_actors_are_approved_and_others_left_out(desk: Client) -> None:
    iran, lone = make_actor("Iran"), make_actor("Nobody yet")
    make_published_event(participants=[(iran, "host")])
    revise(iran, name="Islamic Republic of Iran", reason="Its name")

    page = ask(desk, "approve_selected", [iran, lone])
    assert "It becomes public with the first published event that names it." in page.content.decode()
    answer(desk, page)

    assert Publication.objects.get(uid=iran.uid).revision == 2


def test_timelines_go_the_same_way(desk: Client) -> None:
    timelines = [make_timeline("One"), make_timeline("Two")]

    answer(desk, ask(desk, "submit_selected", timelines))
    answer(desk, ask(desk, "approve_selected", timelines))

    assert set(Timeline.objects.values_list("status", flat=True)) == {"published"}


def test_more_than_can_be_listed_are_not_begun_with(desk: Client) -> None:
    for _ in range(MOST + 1):
        make_event(citations=[])

    response = ask(desk, "submit_selected", list(Event.objects.all()))

    assert "Choose at most 100 at once" in messages_of(response)
    assert set(statuses()) == {"draft"}


def test_a_hundred_are_listed_with_few_queries(desk: Client, django_assert_max_num_queries: Any) -> None:
    for _ in range(MOST):
        make_event(citations=[])
    events = list(Event.objects.all())

    with django_assert_max_num_queries(15):
        page = ask(desk, "submit_selected", events)

    assert "Put up for review: 100 events?" in page.content.decode()


def test_a_curator_is_offered_no_action_of_a_reviewer(client: Client) -> None:
    writer = User.objects.create_user("writer", is_staff=True)
    writer.groups.add(make_role("Curator"))
    client.force_login(writer)
    events = put_up(make_event())

    page = client.get(reverse("admin:events_event_changelist")).content.decode()
    offered = set(re.findall(r'<option value="(\w+_selected)"', page))
    response = ask(client, "approve_selected", events)

    assert offered == {"submit_selected", "set_kind_selected", "accept_selected", "take_out_selected"}
    assert "sure" not in response.content.decode()
    assert statuses() == ["in_review"]


@pytest.mark.parametrize(
    "rubbish",
    [
        {"seen": "x:y"},
        {"seen": ["999999999999999999999999:1", ":", ""]},
        {"seen": "0:0"},
        {"chosen": "none"},
        {"chosen": "999999"},
        {"chosen": "\x00"},
        {"reason": "\u202egnp"},
        {"reason": "x" * 301},
        {"action": "no_such"},
        {"_selected_action": "x"},
    ],
)
def test_rubbish_changes_nothing(desk: Client, rubbish: dict[str, Any]) -> None:
    event, kind = make_event(), make_kind("treaty")
    page = ask(desk, "set_kind_selected", [event])

    response = answer(desk, page, **{"chosen": kind.pk, "reason": "Said better", **rubbish})

    assert response.status_code == 200
    event.refresh_from_db()
    assert event.kind.slug == "visit"
