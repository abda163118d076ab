"""The history of a record at the desk: what happened, what differs, and the way back."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse

from events.models import Event, Review, Revision
from events.models.revisions import Step
from events.services.discussing import comment
from events.services.editing import discard, save_record
from events.services.merging import merge_events
from events.services.snapshots import snapshot, snapshot_event
from tests.factories import cite, make_actor, make_event, make_published_event, make_source, make_timeline, revise


def history_of(record: Any) -> str:
    return reverse(f"admin:events_{record._meta.model_name}_history", args=[record.pk])


def restored(desk: Client, uid: str, number: int, reason: str = "It was right") -> Any:
    revision = Revision.objects.get(uid=uid, number=number)
    return desk.post(reverse("admin:events_revision_restore", args=[revision.pk]), {"reason": reason}, follow=True)


def told(response: Any) -> str:
    return " ".join(str(message) for message in response.context["messages"])


def test_it_says_who_did_what_when_and_why(desk: Client, reviewer: User, now: datetime) -> None:
    event = make_event("A visit of state")
    revise(event, title="A visit of friends", at=now, author=reviewer, reason="Nobody calls it that")

    page = desk.get(history_of(event)).content.decode()

    assert "<b>reviewer</b> saved revision 2" in page
    assert "<b>The server</b> saved revision 1" in page
    assert "Nobody calls it that" in page
    assert "A visit of <del>" in page
    assert "removed: </span>state<span" in page
    assert "added: </span>friends<span" in page


def test_children_and_their_words_are_compared_too(desk: Client, now: datetime) -> None:
    cited = cite(make_source("Mehr News Agency"), aspect="nature", says="They signed an act.")
    event = make_event(citations=[cited], participants=[(make_actor("Iran"), "host")])
    document = snapshot_event(Event.objects.get())
    document.participants, document.citations[0].says = [], "They signed a memorandum."
    save_record(document, author=None, at=now)

    page = desk.get(history_of(event)).content.decode()

    assert "Participants: Iran, host" in page
    assert "Citation: Mehr News Agency on what it was: what it says" in page
    assert "They signed <del>" in page


@pytest.mark.parametrize("make", [make_event, make_actor, make_source, make_timeline])
def test_every_kind_of_record_has_one(desk: Client, make: Callable[..., Any], now: datetime) -> None:
    record = make()
    record.slug = "another-slug"
    save_record(snapshot(record), author=None, at=now)

    response = desk.get(history_of(record))

    assert response.status_code == 200
    assert "another-slug" in response.content.decode()


def test_texts_stand_in_their_own_language_and_direction(desk: Client, now: datetime) -> None:
    event = make_event("سفر به لاپاز", language="fa")
    revise(event, title="سفر به تهران", at=now)

    page = desk.get(history_of(event)).content.decode()

    assert '<dd dir="auto" lang="fa">سفر به <del>' in page


def test_a_text_that_was_in_another_language_is_marked_as_such(desk: Client, now: datetime) -> None:
    event = make_event("A visit to La Paz")
    revise(event, title="سفر به لاپاز", language="fa", at=now)

    page = desk.get(history_of(event)).content.decode()

    assert '<dd dir="auto" lang="fa"><del lang="en">' in page


def test_what_somebody_wrote_is_shown_and_never_run(desk: Client, now: datetime) -> None:
    event = make_event("<script>alert(1)</script>")
    revise(event, title="<img src=x onerror=alert(2)>", at=now, reason="<b>why</b>")

    page = desk.get(history_of(event)).content.decode()

    assert "<img src=x" not in page
    assert "<script>alert" not in page
    assert "<b>why" not in page


def test_two_revisions_stand_beside_each_other(desk: Client, now: datetime) -> None:
    event = make_event("One")
    for title in ("Two", "Three"):
        revise(event, title=title, at=now)

    response = desk.get(history_of(event), {"from": "1", "to": "3"})

    page = response.content.decode()
    assert "Revision 1 against revision 3" in page
    assert "removed: </span>One<span" in page
    assert "added: </span>Three<span" in page
    assert "Two" not in page
    assert '<option value="1" selected>' in page


@pytest.mark.parametrize(
    "asked",
    [
        {"from": "1", "to": "9"},
        {"from": "1"},
        {"from": "x", "to": "1"},
        {"from": "", "to": ""},
        {"from": "9" * 40, "to": "1"},
        {"from": "١", "to": "1"},
    ],
)
def test_numbers_that_are_none_are_told_so(desk: Client, asked: dict[str, str]) -> None:
    response = desk.get(history_of(make_event()), asked)

    assert response.status_code == 200
    assert "no two revisions of these numbers" in response.content.decode()


def test_a_revision_does_not_differ_from_itself(desk: Client) -> None:
    page = desk.get(history_of(make_event()), {"from": "1", "to": "1"}).content.decode()

    assert "They say the same." in page


def test_the_older_things_stand_on_the_next_page(desk: Client, now: datetime) -> None:
    event = make_event("0")
    for number in range(1, 60):
        revise(event, title=str(number), at=now)
    first = desk.get(history_of(event))

    second = desk.get(history_of(event), {"older": str(first.context["page"].older)})

    assert [entry.row.number for entry in first.context["page"].entries] == list(range(60, 10, -1))
    assert [entry.row.number for entry in second.context["page"].entries] == list(range(10, 0, -1))
    assert "Newest" in second.content.decode()


@pytest.mark.parametrize("older", ["", "x", "9" * 60, "-1.-1.-1"])
def test_a_forged_place_shows_the_newest(desk: Client, older: str) -> None:
    response = desk.get(history_of(make_event()), {"older": older})

    assert "saved revision 1" in response.content.decode()


def test_few_queries_are_enough_for_any_number_of_revisions(
    desk: Client, now: datetime, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    event = make_event("0")
    for number in range(1, 70):
        revise(event, title=str(number), at=now)

    for asked in ({}, {"from": "1", "to": "70"}):
        with django_assert_max_num_queries(12):
            desk.get(history_of(event), asked)


def test_an_earlier_revision_comes_back_and_goes_again(desk: Client, curator: User, now: datetime) -> None:
    event = make_event("One")
    revise(event, title="Two", at=now)

    back = restored(desk, event.uid, 1)
    address = reverse("admin:events_revision_of", args=[event.uid])
    again = restored(desk, event.uid, 2, "It was not")

    assert "Revision 1 was restored, and is revision 3 now." in told(back)
    assert f"<a href='{address}'>To undo it, restore revision 2: its history</a>" in told(back)
    assert desk.get(address, follow=True).redirect_chain == [(history_of(event), 302)]
    assert "is revision 4 now" in told(again)
    assert Event.objects.get(uid=event.uid).title == "Two"
    assert [(row.number, row.reason, row.author) for row in Revision.objects.of(event.uid)[:2]] == [
        (4, "It was not", curator),
        (3, "It was right", curator),
    ]


@pytest.mark.parametrize("reason", ["", "  ", "x" * 301, "a\x00b"])
def test_a_revision_does_not_come_back_without_a_good_reason(desk: Client, now: datetime, reason: str) -> None:
    event = make_event("One")
    revise(event, title="Two", at=now)

    response = restored(desk, event.uid, 1, reason)

    assert "Revision 1 was not restored" in told(response)
    assert response.redirect_chain[-1][0] == history_of(event)
    assert Event.objects.get().title == "Two"


def test_restoring_what_stands_changes_nothing(desk: Client) -> None:
    event = make_event("One")

    response = restored(desk, event.uid, 1)

    assert "Nothing was changed" in told(response)
    assert Revision.objects.of(event.uid).count() == 1


def test_what_was_deleted_is_found_in_the_list_of_revisions_and_brought_back(desk: Client, now: datetime) -> None:
    draft = make_event("A draft")
    discard(draft, by=None, at=now)
    address = reverse("admin:events_revision_of", args=[draft.uid])

    listed = desk.get(reverse("admin:events_revision_changelist")).content.decode()
    page = desk.get(address).content.decode()
    response = restored(desk, draft.uid, 1)

    assert address in listed
    assert "It is not in the record any more" in page
    assert "deleted it; revision 1 was its last" in page
    assert "Restore revision 1" in page
    assert "Revision 1 was restored, and is revision 2 now." in told(response)
    assert Event.objects.get().title == "A draft"


def test_what_was_merged_still_has_its_history(desk: Client, now: datetime) -> None:
    survivor, loser = make_event("One"), make_event("Two")
    merge_events(survivor, loser, by=None, at=now, reason="The same")

    page = desk.get(reverse("admin:events_revision_of", args=[loser.uid])).content.decode()

    assert "merged it into another record" in page


def test_there_is_none_of_what_never_was(desk: Client) -> None:
    assert desk.get(reverse("admin:events_revision_of", args=["nothing"])).status_code == 404


def test_who_may_not_look_does_not_see_it(db: None, client: Client, now: datetime) -> None:
    event, gone = make_event(), make_event()
    discard(gone, by=None, at=now)
    outsider = User.objects.create_user("outsider", is_staff=True)
    outsider.user_permissions.set(Permission.objects.filter(codename="view_actor"))
    client.force_login(outsider)

    assert client.get(history_of(event)).status_code == 403
    assert client.get(reverse("admin:events_revision_of", args=[gone.uid])).status_code == 403


def test_what_colleagues_said_is_for_those_who_may_read_it(
    desk: Client, client: Client, reviewer: User, now: datetime
) -> None:
    event = make_event()
    comment(event, by=reviewer, text="<b>Which</b> source?\nI cannot find it.", at=now)
    outsider = User.objects.create_user("outsider", is_staff=True)
    outsider.user_permissions.set(Permission.objects.filter(codename="view_event"))

    seen = desk.get(history_of(event)).content.decode()
    client.force_login(outsider)
    hidden = client.get(history_of(event)).content.decode()

    assert "<b>reviewer</b> said of revision 1" in seen
    assert "&lt;b&gt;Which&lt;/b&gt; source?<br>I cannot find it." in seen
    assert "source?" not in hidden


@pytest.mark.parametrize("step", Step.values)
def test_every_step_of_a_review_is_told(desk: Client, now: datetime, step: str) -> None:
    event = make_event()
    Review.objects.create(type="event", uid=event.uid, revision=1, step=step, by=None, reason="Why", at=now)

    page = desk.get(history_of(event)).content.decode()

    assert "<b>The server</b>" in page
    assert "revision 1" in page


def test_who_may_only_look_restores_nothing(db: None, client: Client, now: datetime) -> None:
    event = make_event("One")
    revise(event, title="Two", at=now)
    reader = User.objects.create_user("reader", is_staff=True)
    reader.user_permissions.set(Permission.objects.filter(codename="view_event"))
    client.force_login(reader)

    page = client.get(history_of(event)).content.decode()
    refused = client.post(
        reverse("admin:events_revision_restore", args=[Revision.objects.get(uid=event.uid, number=1).pk]),
        {"reason": "Mine"},
    )

    assert "saved revision 2" in page
    assert "Restore" not in page
    assert refused.status_code == 403
    assert Event.objects.get().title == "Two"


def test_what_is_public_is_marked(desk: Client, now: datetime) -> None:
    event = make_published_event("One")
    revise(event, title="Two", at=now, reason="Better")

    page = desk.get(history_of(event)).content.decode()

    assert page.index("stands now") < page.index("public now")


def test_a_reviewer_who_saw_an_older_revision_is_led_to_what_changed(desk: Client, now: datetime) -> None:
    event = make_event("What I saw")
    address = reverse("admin:events_event_review", args=[event.pk])
    desk.post(address, {"step": "submit"})
    revise(event, title="What I did not see", at=now)

    response = desk.post(address, {"step": "approve", "revision": "1"}, follow=True)

    link = f"<a href='{history_of(event)}?from=1&amp;to=2'>See what changed from revision 1 to 2</a>"
    assert link in told(response)
    assert link in response.content.decode()
    assert "did not" in desk.get(history_of(event), {"from": "1", "to": "2"}).content.decode()


@pytest.mark.parametrize("seen", ["0", "7", "x", ""])
def test_a_reviewer_who_saw_no_revision_of_it_is_led_nowhere(desk: Client, seen: str) -> None:
    event = make_event()

    response = desk.post(
        reverse("admin:events_event_review", args=[event.pk]), {"step": "approve", "revision": seen}, follow=True
    )

    assert "See what changed" not in told(response)
