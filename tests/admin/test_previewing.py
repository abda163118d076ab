"""The card beside the form: what the form holds, before it is saved; and what its buttons settle in the same save."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from events.models import Event, Revision
from tests.admin.test_desk import blank_inlines, form_of
from tests.factories import cite, make_event, make_kind, make_source


@pytest.fixture
def event(db: None) -> Event:
    """Dated to 2020, where one source says August 2013 and another 2015."""
    rows = [
        cite(make_source("The Daily"), stated_date="2013-08", stated_text="in August"),
        cite(make_source("The Post"), stated_date="2015"),
    ]
    return make_event("Somebody is arrested", date="2020", citations=rows)


def change(event: Event) -> str:
    return reverse("admin:events_event_change", args=[event.pk])


def preview(client: Client, event: Event, **changed: Any) -> str:
    data = {**form_of(client.get(change(event))), **changed}
    answer = client.post(reverse("admin:events_event_preview", args=[event.pk]), data)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_the_card_shows_what_is_not_saved_yet_and_nothing_is_saved(desk: Client, event: Event) -> None:
    shown = preview(desk, event, title="Somebody is <arrested> again", date="2013")

    assert "Somebody is &lt;arrested&gt; again" in shown
    assert Event.objects.get().title == "Somebody is arrested"
    assert Revision.objects.count() == 3


def test_a_change_tells_which_stances_it_would_put_in_doubt(desk: Client, event: Event) -> None:
    assert "Stances to confirm" not in preview(desk, event)

    assert "Stances to confirm (2)" in preview(desk, event, title="Another")


def test_a_citation_that_is_typed_shows_in_who_says_what(desk: Client, event: Event) -> None:
    post = make_source("The Gazette")

    shown = preview(
        desk,
        event,
        **{
            "citations-TOTAL_FORMS": 3,
            "citations-2-source": post.pk,
            "citations-2-aspect": "outcome",
            "citations-2-stance": "disputes",
            "citations-2-says": "He was let go.",
        },
    )

    assert "The Gazette" in shown
    assert "He was let go." in shown


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [("title", "", "title"), ("date", "no such day", "date"), ("citations-0-says", "", "citations")],
)
def test_what_cannot_be_read_is_named_instead(desk: Client, event: Event, field: str, value: str, told: str) -> None:
    shown = preview(desk, event, **{field: value})

    assert f"once these can be read: {told}" in shown
    assert "public-card" not in shown


def test_a_new_event_is_previewed_too(desk: Client) -> None:
    data = {
        "title": "Somebody comes",
        "slug": "somebody-comes",
        "kind": make_kind().pk,
        "language": "en",
        "date": "2020",
        **blank_inlines("participations", "citations", "relations", "closed_differences"),
    }

    shown = desk.post(reverse("admin:events_event_preview_new"), data).content.decode()

    assert "Somebody comes" in shown
    assert "No source is cited" in shown
    assert not Event.objects.exists()


def test_rubbish_is_no_failure(desk: Client, event: Event) -> None:
    for data in ({}, {"title": "x" * 5000}, {"citations-TOTAL_FORMS": "many"}):
        answer = desk.post(reverse("admin:events_event_preview", args=[event.pk]), data)
        assert answer.status_code in (200, 400)
    assert desk.get(reverse("admin:events_event_preview", args=[event.pk])).status_code == 405
    assert desk.post("/admin/events/event/999999/preview/").status_code == 403


def test_a_sources_date_is_taken_in_one_save_with_what_else_was_changed(desk: Client, event: Event) -> None:
    daily = event.citations.get(stated_date="2013-08")
    data = {**form_of(desk.get(change(event))), "summary": "More is known.", "reason": "Dated"}

    desk.post(change(event), {**data, "_take_date": f"{daily.source.uid} {daily.aspect}"})

    event.refresh_from_db()
    assert (str(event.date), event.date_text, event.summary) == ("2013-08", "in August", "More is known.")
    assert event.revision == 2


def test_a_difference_is_closed_in_one_save_with_a_reason(desk: Client, event: Event) -> None:
    assert "Save, and close this difference" in desk.get(change(event)).content.decode()
    data = {**form_of(desk.get(change(event))), "summary": "More is known."}

    refused = desk.post(change(event), {**data, "_close": "date", "_close_reason_date": " "})
    assert "Say why the difference" in " ".join(refused.context["adminform"].form.non_field_errors())
    assert refused.context["adminform"].form["summary"].value() == "More is known."
    desk.post(change(event), {**data, "_close": "date", "_close_reason_date": "A slip of the Post."})

    event.refresh_from_db()
    assert event.summary == "More is known."
    assert event.closed_differences.get().reason == "A slip of the Post."


@pytest.mark.parametrize("button", [{"_take_date": "nobody date"}, {"_close": "place", "_close_reason_place": "So"}])
def test_a_button_that_was_forged_saves_nothing(desk: Client, event: Event, button: dict[str, str]) -> None:
    data = {**form_of(desk.get(change(event))), "summary": "More is known."}

    answer = desk.post(change(event), {**data, **button}, follow=True)

    assert answer.status_code == 200
    assert Event.objects.get().summary == ""


@pytest.mark.parametrize("aspect", ["date", "place"])
def test_a_reason_for_closing_is_still_there_when_the_form_comes_back(desk: Client, event: Event, aspect: str) -> None:
    """Also on an aspect on which sources do not differ in what is saved, such as one that was added in the form."""
    data = {**form_of(desk.get(change(event))), "title": ""}

    answer = desk.post(change(event), {**data, "_close": aspect, f"_close_reason_{aspect}": "A <slip> of the Post."})

    page = answer.content.decode()
    assert "title" in answer.context["adminform"].form.errors
    assert f'name="_close_reason_{aspect}" value="A &lt;slip&gt; of the Post."' in page
    assert 'name="_close_reason_date" value=""' in desk.get(change(event)).content.decode()
