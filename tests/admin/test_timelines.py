"""The desk of timelines: of those with many entries a form lists some, and the others stay as they are."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from events.admin import timelines
from events.models import Event, Timeline
from tests.admin.test_bulk import answer, ask
from tests.admin.test_desk import form_of, messages_of
from tests.factories import make_event, make_published_timeline, make_timeline, revise

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timelines, "MOST_LISTED", 3)


def long_timeline() -> tuple[Timeline, list[Event]]:
    """Of five entries, of which the second is featured."""
    events = [make_event(f"Event {letter}") for letter in "abcde"]
    timeline = make_timeline(events=events)
    timeline.entries.filter(event=events[1]).update(featured=True)
    return timeline, events


def address(timeline: Timeline) -> str:
    return reverse("admin:events_timeline_change", args=[timeline.pk])


def shown(page: Any) -> list[str]:
    (inline,) = page.context["inline_admin_formsets"]
    return [str(form.instance) for form in inline.formset.initial_forms]


def entries(timeline: Timeline) -> dict[str, str]:
    return {entry.event.title: entry.note for entry in timeline.entries.select_related("event")}


def test_a_short_one_is_listed_whole(desk: Client) -> None:
    timeline = make_timeline(events=[make_event("One"), make_event("Two")])

    page = desk.get(address(timeline))

    assert shown(page) == ["One", "Two"]
    assert "too many for one form" not in page.content.decode()


def test_of_a_long_one_what_it_says_something_of_is_listed(desk: Client) -> None:
    timeline, _ = long_timeline()

    page = desk.get(address(timeline))

    assert shown(page) == ["Event b"]
    assert "It has 5: too many for one form." in page.content.decode()
    assert f"?timeline={timeline.pk}" in page.content.decode()


def test_others_are_found_by_words(desk: Client) -> None:
    timeline, events = long_timeline()
    revise(events[3], title="A treaty is signed")

    page = desk.get(address(timeline) + "?entry=treaty")

    assert shown(page) == ["Event b", "A treaty is signed"]
    assert "found by “treaty”" in page.content.decode()


def test_what_is_not_listed_stays(desk: Client) -> None:
    timeline, _ = long_timeline()
    page = desk.get(address(timeline))

    desk.post(address(timeline), {**form_of(page), "title": "Another title", "entries-0-note": "The turning point"})

    timeline.refresh_from_db()
    assert (timeline.title, timeline.revision) == ("Another title", 2)
    assert entries(timeline) == {
        "Event a": "",
        "Event b": "The turning point",
        "Event c": "",
        "Event d": "",
        "Event e": "",
    }


def test_what_was_found_is_noted_and_what_is_listed_is_taken_out(desk: Client) -> None:
    timeline, _ = long_timeline()
    where = address(timeline) + "?entry=event"
    page = desk.get(where)
    assert len(shown(page)) == 3  # no more than a form holds

    sent = {**form_of(page), "entries-0-note": "The first", "entries-1-DELETE": "on"}
    desk.post(where, sent)

    assert entries(timeline) == {"Event a": "The first", "Event c": "", "Event d": "", "Event e": ""}


def test_an_event_that_is_an_entry_already_is_not_added_twice(desk: Client) -> None:
    timeline, events = long_timeline()
    page = desk.get(address(timeline))

    response = desk.post(
        address(timeline),
        {**form_of(page), "entries-TOTAL_FORMS": 2, "entries-1-event": events[0].pk, "entries-1-note": "Again"},
    )

    assert "Twice the same event: Event a." in response.content.decode()
    assert entries(timeline)["Event a"] == ""


def test_the_second_of_two_editors_gets_the_form_back_and_nothing_goes(desk: Client) -> None:
    timeline, _ = long_timeline()
    page = desk.get(address(timeline))
    new = make_event("Event f")
    answer(desk, ask(desk, "accept_selected", [new]), chosen=timeline.pk, reason="Asked for")

    sent = {**form_of(page), "entries-0-note": "Mine"}
    again = desk.post(address(timeline), sent)
    assert "Nothing of yours was saved" in again.content.decode()
    desk.post(address(timeline), {**sent, "carried_over": 2})

    assert entries(timeline).keys() == {f"Event {letter}" for letter in "abcdef"}
    assert entries(timeline)["Event b"] == "Mine"


def test_entries_are_listed_among_the_events_and_taken_out_at_once(desk: Client) -> None:
    timeline, events = long_timeline()
    lone = make_event("Not in it")
    page = desk.get(reverse("admin:events_event_changelist") + f"?timeline={timeline.pk}")
    assert {event.title for event in page.context["cl"].result_list} == {event.title for event in events}

    response = answer(desk, ask(desk, "take_out_selected", [events[0], events[2], lone]), chosen=timeline.pk)

    assert f"2 events taken out of “{timeline}”; 1 not in it." in messages_of(response)
    timeline.refresh_from_db()
    assert timeline.revision == 2
    assert entries(timeline).keys() == {"Event b", "Event d", "Event e"}


def test_taking_out_of_what_is_public_takes_a_reason(desk: Client) -> None:
    event = make_event()
    timeline = make_published_timeline(events=[event])

    response = answer(desk, ask(desk, "take_out_selected", [event]), chosen=timeline.pk)

    assert "This is published: give a reason for the change." in response.content.decode()
    assert timeline.entries.count() == 1


@pytest.mark.parametrize("query", ["?timeline=x", "?timeline=99999999999999999999", "?timeline=\x00"])
def test_a_timeline_that_there_is_not_narrows_nothing(desk: Client, query: str) -> None:
    make_event("One")

    assert desk.get(reverse("admin:events_event_changelist") + query).status_code in (200, 302)
