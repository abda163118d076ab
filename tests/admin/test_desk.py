"""The curators' desk: every save is a service's, every refusal is shown."""

import re
from datetime import datetime
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse

from events.models import Actor, ActorName, Event, Publication, Revision, Source, Timeline
from events.services.editing import save_record
from events.services.review import submit
from events.services.snapshots import snapshot_actor, snapshot_event
from tests.conftest import NOW
from tests.factories import make_actor, make_event, make_kind, make_published_event, make_source, make_timeline, revise


def form_of(page: Any) -> dict[str, Any]:
    """What the browser would send back of a change page, untouched."""
    data: dict[str, Any] = {}
    context = page.context
    forms = [context["adminform"].form]
    for formset in context["inline_admin_formsets"]:
        forms += [formset.formset.management_form, *formset.formset.initial_forms]
    for form in forms:
        for bound in form:
            value = bound.value()
            data[bound.html_name] = "" if value is None else value
            if data[bound.html_name] is False:
                del data[bound.html_name]
    return data


def messages_of(response: Any) -> str:
    return " ".join(str(message) for message in response.context["messages"])


def blank_inlines(*prefixes: str) -> dict[str, Any]:
    return {
        f"{prefix}-{name}": value
        for prefix in prefixes
        for name, value in {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000}.items()
    }


def test_every_list_and_every_page_opens(desk: Client, seeded: None) -> None:
    for model in (model for model in admin.site._registry if model._meta.app_label == "events"):
        name = model._meta.model_name
        assert desk.get(reverse(f"admin:events_{name}_changelist")).status_code == 200
        if first := model._default_manager.first():
            assert desk.get(reverse(f"admin:events_{name}_change", args=[first.pk])).status_code == 200


def test_a_page_sent_back_untouched_changes_nothing(desk: Client, seeded: None) -> None:
    for record in (Event.objects.all()[3], Actor.objects.all()[3], Source.objects.all()[3], Timeline.objects.get()):
        address = reverse(f"admin:events_{record._meta.model_name}_change", args=[record.pk])
        page = desk.get(address)

        response = desk.post(address, {**form_of(page), "reason": "Looked at"}, follow=True)

        assert response.redirect_chain
        assert Revision.objects.filter(uid=record.uid).count() == 1


def test_a_new_event_is_saved_with_its_evidence_as_one_revision(desk: Client, curator: User) -> None:
    kind, iran, source = make_kind(), make_actor("Iran"), make_source()
    data = {
        "title": "Iran is visited",
        "slug": "iran-is-visited",
        "summary": "Somebody came.",
        "kind": kind.pk,
        "language": "en",
        "date": "[2006..2019]",
        **blank_inlines("participations", "citations", "relations", "closed_differences"),
        "participations-TOTAL_FORMS": 1,
        "participations-0-actor": iran.pk,
        "participations-0-role": "host",
        "citations-TOTAL_FORMS": 1,
        "citations-0-source": source.pk,
        "citations-0-aspect": "occurrence",
        "citations-0-stance": "affirms",
        "citations-0-says": "They came.",
        "citations-0-stated_date": "2007",
    }

    response = desk.post(reverse("admin:events_event_add"), data, follow=True)

    assert response.redirect_chain == [(reverse("admin:events_event_change", args=[Event.objects.get().pk]), 302)]
    assert "was added successfully" in messages_of(response)
    event = Event.objects.get()
    assert (str(event.date), event.participations.get().actor, event.citations.get().says) == (
        "[2006..2019]",
        iran,
        "They came.",
    )
    revision = Revision.objects.get(uid=event.uid)
    assert revision.author == curator
    assert '"They came."' in revision.document


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("date", "2023-13", "there is no month 13"),
        ("date", "2010/2000", "did you mean 2000/2010"),
        ("date", "some day soon", "neither in words nor in EDTF"),
        ("title", "a\x00b", "Null characters"),
        ("title", "a\u202eb", "U+202E"),
        ("slug", "Not A Slug", "lower-case"),
        ("place_country", "XX", "ISO 3166-1"),
    ],
)
def test_a_bad_entry_is_told_on_its_field_and_nothing_is_saved(desk: Client, field: str, value: str, told: str) -> None:
    event = make_event("Before")
    address = reverse("admin:events_event_change", args=[event.pk])
    data = {**form_of(desk.get(address)), "summary": "Also changed", field: value}

    response = desk.post(address, data)

    assert response.status_code == 200
    assert told in " ".join(response.context["adminform"].form.errors[field])
    assert Event.objects.get().summary == ""


def test_a_lone_surrogate_never_reaches_the_record(desk: Client) -> None:
    event = make_event("Before")
    address = reverse("admin:events_event_change", args=[event.pk])
    data = form_of(desk.get(address))
    data.pop("title")
    body = "&".join(f"{name}={value}" for name, value in data.items()) + "&title=%ED%A0%80"

    response = desk.post(address, body, content_type="application/x-www-form-urlencoded")

    assert response.status_code in (200, 302)
    assert "\ud800" not in Event.objects.get().title


def test_the_second_of_two_curators_gets_the_form_back(desk: Client, reviewer: User, now: datetime) -> None:
    event = make_event("Before")
    address = reverse("admin:events_event_change", args=[event.pk])
    mine = {**form_of(desk.get(address)), "title": "Mine"}
    event.title = "Theirs"
    save_record(snapshot_event(event), author=reviewer, at=now, reason="A better word")

    response = desk.post(address, mine)

    assert "reviewer saved revision 2" in str(response.context["errors"])
    assert Event.objects.get().title == "Theirs"


def test_a_published_event_asks_for_the_reason_of_a_change(desk: Client) -> None:
    event = make_published_event("Before")
    address = reverse("admin:events_event_change", args=[event.pk])
    data = {**form_of(desk.get(address)), "title": "After"}

    refused = desk.post(address, data)
    desk.post(address, {**data, "reason": "A slip of the pen"})

    assert "reason" in refused.context["adminform"].form.errors
    assert Revision.objects.of(event.uid)[0].reason == "A slip of the pen"


def test_a_draft_goes_to_the_public_by_the_buttons_beside_it(desk: Client) -> None:
    event = make_event("A visit")
    page = desk.get(reverse("admin:events_event_change", args=[event.pk])).content.decode()
    (address,) = set(re.findall(r'action="(/admin/events/event/\d+/review/)"', page))

    desk.post(address, {"step": "submit"})
    desk.post(address, {"step": "approve", "revision": "1"})

    assert Publication.objects.filter(uid=event.uid, revision=1).exists()


def test_what_stands_in_the_way_is_shown_before_and_after_trying(desk: Client) -> None:
    event = make_event(citations=[])
    page = desk.get(reverse("admin:events_event_change", args=[event.pk]))
    address = reverse("admin:events_event_review", args=[event.pk])

    desk.post(address, {"step": "submit"})
    response = desk.post(address, {"step": "approve", "revision": "1"}, follow=True)

    assert "No source is cited" in page.content.decode()
    assert "No source is cited" in messages_of(response)
    assert not Publication.objects.exists()


@pytest.mark.parametrize("step", ["nonsense", "", "retract"])
def test_a_step_that_makes_no_sense_is_refused_in_words(desk: Client, step: str) -> None:
    event = make_event()

    response = desk.post(reverse("admin:events_event_review", args=[event.pk]), {"step": step}, follow=True)

    assert response.status_code == 200
    assert messages_of(response)


@pytest.mark.parametrize("step", ["submit", "send_back", "retract", "confirm"])
@pytest.mark.parametrize("seen", ["1", "x", ""])
def test_a_step_with_another_revision_than_was_shown_is_refused(desk: Client, step: str, seen: str) -> None:
    event = make_published_event("Before") if step == "retract" else make_event("Before")
    if step == "send_back":
        submit(event, by=None, at=NOW)
    event.citations.update(to_confirm=True)
    revise(event, attribution="according to some", reason="Somebody else’s")
    before = Event.objects.get().status

    response = desk.post(
        reverse("admin:events_event_review", args=[event.pk]),
        {"step": step, "revision": seen, "reason": "Mine"},
        follow=True,
    )

    assert "and revision 2 stands now: look again." in messages_of(response)
    assert (Event.objects.get().status, Revision.objects.of(event.uid).count()) == (before, 2)
    assert event.citations.get().to_confirm


@pytest.mark.parametrize("step", ["submit", "send_back", "retract", "confirm", "take", "leave", "look"])
def test_a_step_that_is_not_taken_with_such_a_record_is_refused_in_words(desk: Client, step: str) -> None:
    iran = make_actor("Iran")
    event = make_published_event(participants=[(iran, "host")])

    for record in (iran, event.citations.get().source):
        address = reverse(f"admin:events_{record._meta.model_name}_review", args=[record.pk])
        response = desk.post(address, {"step": step, "revision": "1", "reason": "Because"}, follow=True)

        assert f"There is no step “{step}”." in messages_of(response)
    assert Publication.objects.filter(uid=iran.uid).exists()


def test_a_writer_without_the_right_to_review_is_told_so(db: None, client: Client) -> None:
    writer = User.objects.create_user("writer", is_staff=True)
    writer.user_permissions.set(Permission.objects.filter(codename__in=["change_event", "view_event"]))
    client.force_login(writer)
    event = make_event()
    address = reverse("admin:events_event_review", args=[event.pk])
    client.post(address, {"step": "submit"})

    response = client.post(address, {"step": "approve", "revision": "1"}, follow=True)

    assert "may not review" in messages_of(response)
    assert not Publication.objects.exists()


def test_the_stock_deletion_of_many_is_not_offered(desk: Client) -> None:
    make_event()

    page = desk.get(reverse("admin:events_event_changelist")).content.decode()

    assert "delete_selected" not in page


def test_a_draft_is_deleted_and_brought_back(desk: Client) -> None:
    event = make_event("A draft")
    desk.post(reverse("admin:events_event_delete", args=[event.pk]), {"post": "yes"})
    assert not Event.objects.exists()
    revision = Revision.objects.get(uid=event.uid)

    desk.post(reverse("admin:events_revision_restore", args=[revision.pk]), {"reason": "Needed"})

    assert Event.objects.get().title == "A draft"


def test_what_is_public_offers_no_deletion(desk: Client) -> None:
    event = make_published_event()

    response = desk.post(reverse("admin:events_event_delete", args=[event.pk]), {"post": "yes"})

    assert response.status_code == 403
    assert Event.objects.exists()


@pytest.mark.parametrize(
    ("route", "term", "found"),
    [("actor", "איראן", "Iran"), ("actor", "iran", "Iran"), ("actor", "ایران", "Iran"), ("source", "reut", "Reuters")],
)
def test_actors_and_sources_are_found_by_any_of_their_names(
    desk: Client, now: datetime, route: str, term: str, found: str
) -> None:
    iran = make_actor("Iran")
    names = [ActorName(language=code, text=text, form="official") for code, text in (("he", "איראן"), ("fa", "ایران"))]
    save_record(snapshot_actor(iran, names=names), author=None, at=now)
    make_source("Reuters")
    fields = {"actor": ("participation", "actor"), "source": ("citation", "source")}[route]
    query = {"app_label": "events", "model_name": fields[0], "field_name": fields[1], "term": term}

    response = desk.get(reverse("admin:autocomplete"), query)

    assert any(found in row["text"] for row in response.json()["results"])


def test_revisions_and_publications_are_read_only(desk: Client) -> None:
    make_published_event()

    for name in ("revision", "publication", "change"):
        assert desk.get(reverse(f"admin:events_{name}_add")).status_code == 403


def test_the_desk_belongs_to_those_who_sign_in(db: None, client: Client) -> None:
    make_timeline()

    response = client.get(reverse("admin:events_event_changelist"))

    assert response.status_code == 302
    assert re.search(r"/admin/login/", response["Location"])


def test_who_may_not_see_the_evidence_cannot_delete_it_by_saving(db: None, client: Client) -> None:
    writer = User.objects.create_user("writer", is_staff=True)
    writer.user_permissions.set(Permission.objects.filter(codename__in=["change_event", "view_event"]))
    client.force_login(writer)
    event = make_event("Before")
    address = reverse("admin:events_event_change", args=[event.pk])

    client.post(address, {**form_of(client.get(address)), "title": "After"})

    assert Event.objects.get().title == "After"
    assert event.citations.count() == 1


@pytest.mark.parametrize("rights", [["add_citation"], ["view_citation"], ["view_citation", "change_citation"]])
def test_who_may_not_delete_the_evidence_cannot_leave_it_out_either(
    db: None, client: Client, rights: list[str]
) -> None:
    writer = User.objects.create_user("writer", is_staff=True)
    writer.user_permissions.set(Permission.objects.filter(codename__in=["change_event", "view_event", *rights]))
    client.force_login(writer)
    event = make_event("Before")
    address = reverse("admin:events_event_change", args=[event.pk])
    none_of_it = blank_inlines("citations")

    client.post(address, {**form_of(client.get(address)), "title": "After", **none_of_it})

    assert Event.objects.get().title == "After"
    assert event.citations.count() == 1


def test_who_may_only_look_puts_nothing_up_for_review(db: None, client: Client) -> None:
    reader = User.objects.create_user("reader", is_staff=True)
    reader.user_permissions.set(Permission.objects.filter(codename="view_event"))
    client.force_login(reader)
    event = make_event()

    client.post(reverse("admin:events_event_changelist"), {"action": "submit_selected", "_selected_action": [event.pk]})

    assert Event.objects.get().status == "draft"


@pytest.mark.parametrize("reason", ["x" * 301, "a\x00b", "\u202egnp"])
@pytest.mark.parametrize("step", ["approve", "retract"])
def test_a_reason_is_a_line_of_at_most_300_characters(desk: Client, step: str, reason: str) -> None:
    event = make_published_event()

    response = desk.post(
        reverse("admin:events_event_review", args=[event.pk]), {"step": step, "reason": reason}, follow=True
    )

    assert messages_of(response)
    assert Publication.objects.filter(uid=event.uid).exists()


@pytest.mark.parametrize(
    "origin",
    [
        "https://[",
        "https://a.example:\u0663",
        "https://a.example\u2100",
        "https://a.example; script-src *",
        "a.example",
    ],
)
def test_what_is_no_origin_never_reaches_a_header(desk: Client, origin: str) -> None:
    data = {"title": "T", "slug": "t", "language": "en", "embed_origins": origin, **blank_inlines("entries")}

    response = desk.post(reverse("admin:events_timeline_add"), data)

    assert "embed_origins" in response.context["adminform"].form.errors
    assert not Timeline.objects.exists()


def test_what_was_retracted_offers_no_deletion(desk: Client) -> None:
    event = make_published_event()
    desk.post(reverse("admin:events_event_review", args=[event.pk]), {"step": "retract", "reason": "Wrong"})

    response = desk.post(reverse("admin:events_event_delete", args=[event.pk]), {"post": "yes"})

    assert response.status_code == 403


def test_approving_a_change_to_what_is_public_asks_for_what_readers_are_told(
    desk: Client, reviewer: User, now: datetime
) -> None:
    event = make_published_event()
    event.place_name = "La Paz"
    event = save_record(snapshot_event(event), author=reviewer, at=now, reason="Among us")
    page, address = f"/admin/events/event/{event.pk}/change/", f"/admin/events/event/{event.pk}/review/"
    assert "Reason (required. Readers will see that of a revision" in desk.get(page).content.decode()

    refused = desk.post(address, {"step": "approve", "revision": "2"}, follow=True)
    done = desk.post(address, {"step": "approve", "revision": "2", "reason": "The place was missing."}, follow=True)

    assert "give the reason for the change that readers are to see" in messages_of(refused)
    assert "published." in messages_of(done)
    told = desk.get("/corrections/").content.decode()
    assert "The place was missing." in told
    assert "Among us" not in told


@pytest.mark.parametrize("page", ["", "merge/", "erase/", "unmerge/1/"])
def test_what_is_no_uid_leads_back_to_the_desk(desk: Client, page: str) -> None:
    response = desk.get(f"/admin/events/revision/of/%00/{page}", follow=True)

    assert response.status_code == 200
    assert "Perhaps it was deleted" in messages_of(response)
