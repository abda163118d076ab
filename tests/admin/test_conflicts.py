"""Two curators at once: the second gets the form back with all that they wrote, and nothing is overwritten unseen."""

import threading
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection, connections, transaction
from django.test import Client
from django.urls import reverse

from events.models import Actor, Citation, Event, Revision, Source, Timeline
from events.services import publishing, review
from events.services.editing import discard, restore
from tests.admin.test_desk import blank_inlines, form_of
from tests.conftest import NOW
from tests.factories import cite, make_actor, make_event, make_source, make_timeline, revise


@pytest.fixture
def other(reviewer: User) -> Client:
    """A second person's browser, signed in."""
    client = Client()
    client.force_login(reviewer)
    return client


def page_of(record: Any) -> str:
    return reverse(f"admin:events_{record._meta.model_name}_change", args=[record.pk])


def opened(browser: Client, record: Any) -> dict[str, Any]:
    return form_of(browser.get(page_of(record)))


def shown(response: Any) -> Any:
    """The conflict that a page tells of."""
    assert response.status_code == 200
    return response.context["conflict"]


def sent_again(response: Any, **more: Any) -> dict[str, Any]:
    """What the browser sends of a form that came back: its extra rows too."""
    data = form_of(response)
    for inline in response.context["inline_admin_formsets"]:
        for form in inline.formset.extra_forms:
            data |= {bound.html_name: bound.value() or "" for bound in form if bound.name != "DELETE"}
    return data | more


def evidence(event: Event) -> dict[tuple[str, str], str]:
    rows = Citation.objects.filter(event=event).select_related("source")
    return {(row.source.publisher, row.aspect): row.says for row in rows}


def row(prefix: str, number: int, **values: Any) -> dict[str, Any]:
    return {f"{prefix}-{number}-{name}": value for name, value in values.items()}


@pytest.mark.parametrize(
    ("make", "field"),
    [(make_event, "title"), (make_actor, "name"), (make_source, "title"), (make_timeline, "title")],
)
def test_the_second_gets_the_form_back_with_what_they_wrote(desk: Client, other: Client, make: Any, field: str) -> None:
    record = make("Before") if make is not make_source else make(title="Before")
    mine, theirs = opened(desk, record), opened(other, record)
    other.post(page_of(record), {**theirs, field: "Theirs", "reason": "A better word"})

    response = desk.post(page_of(record), {**mine, field: "Mine", "reason": "My reason"})

    conflict = shown(response)
    assert response.context["adminform"].form[field].value() == "Mine"
    assert response.context["adminform"].form["reason"].value() == "My reason"
    assert [(each.theirs.after, each.yours.after) for each in conflict["clashes"]] == [("Theirs", "Mine")]
    assert conflict["old"] == []
    assert [(each.number, str(each.author), each.reason) for each in conflict["saved"]] == [
        (2, "reviewer", "A better word")
    ]
    page = response.content.decode()
    assert "I have carried this over: save mine upon revision 2" in page
    assert 'name="carried_over" value="2">' in page
    record.refresh_from_db()
    assert str(record) in ("Theirs", record.slug) or "Theirs" in str(record)


def test_what_only_they_changed_is_no_clash(desk: Client, other: Client) -> None:
    event = make_event("Before")
    mine = opened(desk, event)
    other.post(page_of(event), {**opened(other, event), "place_name": "La Paz"})

    conflict = shown(desk.post(page_of(event), {**mine, "title": "Mine"}))

    assert [(each.name, each.after) for each in conflict["old"]] == [("Place", "La Paz")]
    assert (conflict["clashes"], conflict["taken"]) == ([], [])


def test_that_both_wrote_the_same_is_no_clash(desk: Client, other: Client) -> None:
    event = make_event("Before")
    mine = opened(desk, event)
    other.post(page_of(event), {**opened(other, event), "title": "The same"})

    conflict = shown(desk.post(page_of(event), {**mine, "title": "The same"}))

    assert (conflict["clashes"], conflict["old"]) == ([], [])
    assert [each.name for each in conflict["taken"]] == ["Title", "Stances to confirm"]


def test_of_what_cannot_be_read_nothing_is_told_but_what_they_wrote(desk: Client, other: Client) -> None:
    event = make_event("Before", citations=[cite(make_source("Paper"))])
    mine = opened(desk, event)
    theirs = {"date": "2021", "citations-0-says": "Theirs.", "place_country": "BO"}
    other.post(page_of(event), {**opened(other, event), **theirs})

    faulty = {"date": "never", "citations-0-says": "", "place_country": "XX"}
    conflict = shown(desk.post(page_of(event), {**mine, **faulty}))

    assert [each.after for each in conflict["old"]] == ["2021", "BO", "Theirs."]
    assert conflict["clashes"] == []


def test_who_says_that_they_carried_it_over_saves_upon_it(desk: Client, other: Client, curator: User) -> None:
    event = make_event("Before")
    mine = opened(desk, event)
    other.post(page_of(event), {**opened(other, event), "title": "Theirs"})
    back = desk.post(page_of(event), {**mine, "title": "Mine"})

    refused = desk.post(page_of(event), sent_again(back))
    done = desk.post(page_of(event), sent_again(back, carried_over="2", title="Mine and theirs"))

    assert shown(refused)["number"] == 2
    assert done.status_code == 302
    assert Event.objects.get().title == "Mine and theirs"
    newest = Revision.objects.of(event.uid)[0]
    assert (newest.number, newest.author) == (3, curator)


def test_it_is_asked_again_when_yet_another_revision_came(desk: Client, other: Client) -> None:
    event = make_event("Before")
    mine = opened(desk, event)
    other.post(page_of(event), {**opened(other, event), "title": "Theirs"})
    back = desk.post(page_of(event), {**mine, "title": "Mine"})
    other.post(page_of(event), {**opened(other, event), "summary": "Theirs again"})

    response = desk.post(page_of(event), sent_again(back, carried_over="2"))

    conflict = shown(response)
    assert (conflict["seen"], conflict["number"]) == (2, 3)
    assert [each.name for each in conflict["old"]] == ["Summary"]
    assert "save mine upon revision 3" in response.content.decode()
    assert "checked" not in response.content.decode().split("carried_over")[1][:60]
    assert Event.objects.get().title == "Theirs"


@pytest.mark.parametrize("number", ["1", "3", "99", "x", "-1", "9" * 30, ""])
def test_a_forged_number_saves_nothing(desk: Client, other: Client, number: str) -> None:
    event = make_event("Before")
    mine = opened(desk, event)
    other.post(page_of(event), {**opened(other, event), "title": "Theirs"})

    response = desk.post(page_of(event), {**mine, "title": "Mine", "carried_over": number})

    assert response.status_code == 200
    assert Event.objects.get().title == "Theirs"


@pytest.mark.parametrize("number", ["", "x", "0", "7", "9" * 30])
def test_a_page_that_does_not_say_what_it_was_opened_at_saves_nothing(desk: Client, number: str) -> None:
    event = make_event("Before")
    mine = opened(desk, event)

    response = desk.post(page_of(event), {**mine, "title": "Mine", "base_revision": number})

    assert response.status_code == 200
    assert Event.objects.get().title == "Before"


def test_nothing_is_asked_where_nobody_else_saved(desk: Client) -> None:
    event = make_event("Before")

    response = desk.post(page_of(event), {**opened(desk, event), "title": "Mine", "carried_over": "7"})

    assert response.status_code == 302
    assert Event.objects.get().title == "Mine"


def test_rows_that_they_added_come_into_the_form_and_are_kept(desk: Client, other: Client) -> None:
    event, late = make_event("Before", citations=[cite(make_source("Early"))]), make_source("Late")
    mine = opened(desk, event)
    added = {"citations-TOTAL_FORMS": 2, **row("citations", 1, source=late.pk, aspect="date", stance="affirms")}
    added |= row("citations", 1, says="In May.", stated_date="2020-05")
    assert other.post(page_of(event), {**opened(other, event), **added}).status_code == 302

    back = desk.post(page_of(event), {**mine, "title": "Mine"})
    desk.post(page_of(event), sent_again(back, carried_over="2"))

    assert "In May." in back.content.decode()
    assert {each.after for each in shown(back)["taken"]} == {"affirms", "In May.", "2020-05"}
    assert evidence(event) == {("Early", "occurrence"): "It happened.", ("Late", "date"): "In May."}
    assert str(Citation.objects.get(aspect="date").stated_date) == "2020-05"
    assert Event.objects.get().title == "Mine"


def test_a_row_that_they_removed_stays_in_the_form_and_can_be_left_out(desk: Client, other: Client) -> None:
    event = make_event("Before", citations=[cite(make_source(name)) for name in ("One", "Two", "Three")])
    mine = opened(desk, event)
    other.post(page_of(event), {**opened(other, event), "citations-1-DELETE": "on"})

    mine |= {"citations-1-says": "I wrote more here.", "citations-2-says": "And here."}
    back = desk.post(page_of(event), mine)
    (returning,) = shown(back)["returning"]
    kept = sent_again(back, carried_over="2")

    assert "Two" in returning.label
    assert "I wrote more here." in back.content.decode()
    assert f"Leave out: <bdi>{returning.label}</bdi>" in back.content.decode()
    left_out = shown(desk.post(page_of(event), {**kept, "carried_over": "", returning.name: returning.value}))
    assert left_out["returning"] == []
    desk.post(page_of(event), kept)
    assert evidence(event) == {
        ("One", "occurrence"): "It happened.",
        ("Two", "occurrence"): "I wrote more here.",
        ("Three", "occurrence"): "And here.",
    }


def test_a_row_that_both_removed_is_gone(desk: Client, other: Client) -> None:
    event = make_event("Before", citations=[cite(make_source(name)) for name in ("One", "Two")])
    mine = opened(desk, event)
    other.post(page_of(event), {**opened(other, event), "citations-1-DELETE": "on"})

    back = desk.post(page_of(event), {**mine, "title": "Mine", "citations-1-DELETE": "on"})
    desk.post(page_of(event), sent_again(back, carried_over="2"))

    assert shown(back)["returning"] == []
    assert evidence(event) == {("One", "occurrence"): "It happened."}


def test_a_row_that_both_added_is_one_row_with_what_each_says_shown(desk: Client, other: Client) -> None:
    event, late = make_event("Before", citations=[cite(make_source("Early"))]), make_source("Late")
    mine = opened(desk, event)
    added = {"citations-TOTAL_FORMS": 2, **row("citations", 1, source=late.pk, aspect="date", stance="affirms")}
    other.post(page_of(event), {**opened(other, event), **added, "citations-1-says": "Theirs."})

    back = desk.post(page_of(event), {**mine, **added, "citations-1-says": "Mine."})
    clashes = [(each.theirs.name, each.theirs.after, each.yours.after) for each in shown(back)["clashes"]]
    desk.post(page_of(event), sent_again(back, carried_over="2"))

    assert clashes == [("Citation: Late on when: what it says", "Theirs.", "Mine.")]
    assert evidence(event)["Late", "date"] == "Mine."


@pytest.mark.parametrize(
    "rows",
    [
        {"citations-0-id": "999999"},
        {"citations-0-id": "x"},
        {"citations-0-id": ""},
        {"citations-TOTAL_FORMS": "x"},
        {"citations-TOTAL_FORMS": "1" * 5, "citations-INITIAL_FORMS": "1" * 5},
        {"citations-INITIAL_FORMS": "7"},
        {"citations-0-source": "x", "citations-0-aspect": "nonsense"},
        {"citations-0-source": "999999"},
        {"citations-0-stated_date": "never", "title": ""},
        {"citations-left_out": "{"},
    ],
)
def test_whatever_rows_are_sent_the_page_comes_back(desk: Client, other: Client, rows: dict[str, str]) -> None:
    event = make_event("Before")
    mine = opened(desk, event)
    other.post(page_of(event), {**opened(other, event), "title": "Theirs"})

    response = desk.post(page_of(event), {**mine, **rows})

    assert response.status_code == 200
    assert Event.objects.get().title == "Theirs"


def test_rows_of_actors_sources_and_timelines_are_matched_too(desk: Client, other: Client) -> None:
    iran, event, second = make_actor("Iran"), make_event("One"), make_event("Two")
    source, timeline = make_source("Paper"), make_timeline(events=[event])
    added: dict[Any, dict[str, Any]] = {
        iran: {"names-TOTAL_FORMS": 1, **row("names", 0, language="fa", text="ایران", form="official")},
        source: {"contributors-TOTAL_FORMS": 1, **row("contributors", 0, position=1, role="author", family="Levi")},
        timeline: {"entries-TOTAL_FORMS": 2, **row("entries", 1, event=second.pk, note="Second")},
    }

    for record, rows in added.items():
        mine = opened(desk, record)
        assert other.post(page_of(record), {**opened(other, record), **rows}).status_code == 302
        back = desk.post(page_of(record), {**mine, "slug": "another-slug"})
        assert shown(back)["number"] == 2
        assert desk.post(page_of(record), sent_again(back, carried_over="2")).status_code == 302

    assert Actor.objects.get(pk=iran.pk).names.get().text == "ایران"
    assert Source.objects.get(pk=source.pk).contributors.get().family == "Levi"
    assert Timeline.objects.get().entries.count() == 2
    assert {record.slug for record in (Timeline.objects.get(), Source.objects.get(pk=source.pk))} == {"another-slug"}


def test_what_was_written_for_an_event_that_is_gone_is_given_back(desk: Client, now: datetime) -> None:
    event = make_event("Before", participants=[(make_actor("Iran"), "host")])
    mine = opened(desk, event)
    key = event.pk
    discard(event, by=None, at=now)

    response = desk.post(
        reverse("admin:events_event_change", args=[key]),
        {**mine, "summary": "A long text <b>of mine</b>", "_uid": event.uid},
    )

    page = response.content.decode()
    assert response.status_code == 409
    assert "A long text &lt;b&gt;of mine&lt;/b&gt;" in page
    assert '<dt>Participations 0 actor</dt><dd dir="auto">Iran</dd>' in page
    assert "Participations 0 event" not in page
    assert reverse("admin:events_revision_of", args=[event.uid]) in page


def answer_beside(other: Callable[[], Any], send: Callable[[], Any]) -> Any:
    """What a request is answered that waits in its saving for another transaction, which then ends."""
    answers: list[Any] = []

    def run() -> None:
        answers.append(send())
        connections.close_all()

    thread = threading.Thread(target=run)
    with transaction.atomic():
        other()
        thread.start()
        for _ in range(1000):
            with connection.cursor() as cursor:
                cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
                if cursor.fetchone()[0]:
                    break
            thread.join(0.01)
    thread.join()
    return answers[0]


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_a_save_between_the_check_and_the_saving_is_told_like_any_other(desk: Client, reviewer: User) -> None:
    event = make_event("Before")
    mine = opened(desk, event)

    response = answer_beside(
        lambda: revise(event, author=reviewer, title="Theirs", reason="A better word"),
        lambda: desk.post(page_of(event), {**mine, "title": "Mine"}),
    )

    assert [(each.theirs.after, each.yours.after) for each in shown(response)["clashes"]] == [("Theirs", "Mine")]
    assert response.context["adminform"].form["title"].value() == "Mine"
    assert Event.objects.get().title == "Theirs"
    done = desk.post(page_of(event), sent_again(response, carried_over="2"))
    assert done.status_code == 302
    assert Event.objects.get().title == "Mine"


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_a_step_that_meets_a_save_is_refused_in_words(desk: Client, reviewer: User) -> None:
    event = make_event("Before")
    revise(event, title="After")

    response = answer_beside(
        lambda: revise(event, author=reviewer, summary="Theirs"),
        lambda: desk.post(reverse("admin:events_event_review", args=[event.pk]), {"step": "confirm"}, follow=True),
    )

    assert "revision 3 stands now" in " ".join(str(message) for message in response.context["messages"])
    assert Revision.objects.of(event.uid).count() == 3


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_two_who_give_a_slug_at_the_same_moment_are_told_so(desk: Client) -> None:
    data = {"title": "T", "slug": "taken", "type": "book", "genre": "news", "language": "en", "publisher": "Mine"}
    data |= blank_inlines("contributors")

    response = answer_beside(
        lambda: make_source(slug="taken"), lambda: desk.post(reverse("admin:events_source_add"), data)
    )

    form = response.context["adminform"].form
    assert response.status_code == 200
    assert "already exists" in str(form.errors["slug"])
    assert "at the same moment" in str(form.non_field_errors())
    assert form["publisher"].value() == "Mine"
    assert Source.objects.count() == 1


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_an_actor_that_goes_while_an_event_names_it_is_told(desk: Client) -> None:
    event, actor = make_event("Before"), make_actor("Iran")
    mine = opened(desk, event) | {"participations-TOTAL_FORMS": 1, "title": "Mine"}
    mine |= row("participations", 0, actor=actor.pk, role="host")

    response = answer_beside(lambda: actor.delete(), lambda: desk.post(page_of(event), mine))

    assert response.status_code == 200
    assert response.context["adminform"].form["title"].value() == "Mine"
    assert "That choice is not one of the available choices" in response.content.decode()
    assert Event.objects.get().title == "Before"


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_two_who_save_at_the_same_moment_lose_nothing(curator: User, reviewer: User) -> None:
    event = make_event("Before")
    browsers = {"curator": Client(), "reviewer": Client()}
    for user, browser in ((curator, browsers["curator"]), (reviewer, browsers["reviewer"])):
        browser.force_login(user)
    forms = {name: opened(browser, event) for name, browser in browsers.items()}
    start, answers = threading.Barrier(2), {}

    def save(name: str) -> None:
        start.wait()
        answers[name] = browsers[name].post(page_of(event), {**forms[name], "title": f"By {name}"})
        connections.close_all()

    threads = [threading.Thread(target=save, args=[name]) for name in browsers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(answer.status_code for answer in answers.values()) == [200, 302]
    first = next(name for name, answer in answers.items() if answer.status_code == 302)
    second = next(name for name in answers if name != first)
    assert Event.objects.get().title == f"By {first}"
    assert shown(answers[second])["number"] == 2
    assert answers[second].context["adminform"].form["title"].value() == f"By {second}"


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_what_is_published_while_somebody_deletes_it_stays(desk: Client, reviewer: User) -> None:
    event = make_event("Waiting")
    review.submit(event, by=None, at=NOW)

    response = answer_beside(
        lambda: review.approve(event, 1, by=reviewer, at=NOW),
        lambda: desk.post(reverse("admin:events_event_delete", args=[event.pk]), {"post": "yes"}, follow=True),
    )

    told = " ".join(str(message) for message in response.context["messages"])
    assert "What is or was public cannot be deleted" in told
    assert Event.objects.get().status == "published"
    assert list(publishing.check()) == []


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_of_two_who_bring_back_the_same_at_once_the_second_is_told(desk: Client, reviewer: User) -> None:
    event = make_event("Deleted")
    discard(event, by=None, at=NOW)
    revision = Revision.objects.get(uid=event.uid)

    response = answer_beside(
        lambda: restore(event.uid, 1, author=reviewer, at=NOW, reason="Mine"),
        lambda: desk.post(
            reverse("admin:events_revision_restore", args=[revision.pk]), {"reason": "Ours"}, follow=True
        ),
    )

    told = " ".join(str(message) for message in response.context["messages"])
    assert "Revision 1 was not restored: Somebody else saved something in its way" in told
    assert Revision.objects.of(event.uid)[0].author == reviewer


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_what_is_deleted_while_it_is_added_to_a_timeline_is_told(desk: Client) -> None:
    event, timeline = make_event("Deleted"), make_timeline(events=[])
    sent = {"action": "accept_selected", "index": "0", "_selected_action": event.pk, "seen": f"{event.pk}:1"}

    response = answer_beside(
        lambda: discard(event, by=None, at=NOW),
        lambda: desk.post(
            reverse("admin:events_event_changelist"), {**sent, "sure": "yes", "chosen": timeline.pk}, follow=True
        ),
    )

    assert "1 event not added to a timeline: see below." in response.content.decode()
    assert not timeline.entries.exists()
