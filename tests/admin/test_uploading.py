"""Importing a file at the desk: the dry run that is shown, and the import of just that."""

import io
import zipfile
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from events.admin.uploading import LARGEST_FILE
from events.models import Actor, Change, Event, Flag, Kind, Publication, RecordWords, Revision, Source, Status, Upload
from events.services.editing import discard, save_record
from events.services.importing.plan import MOST_SHOWN
from events.services.snapshots import snapshot_event
from tests.admin.test_conflicts import answer_beside
from tests.admin.test_desk import messages_of
from tests.conftest import NOW
from tests.factories import make_actor, make_event, make_published_event, make_role, publish, revise

pytestmark = pytest.mark.django_db

IMPORT = "/admin/events/event/import/"
HEADER = "title,date,kind,source\n"
ONE = HEADER + "A visit,2023-07,visit,The Paper\n"
EVENTS = "/admin/events/event/"


@pytest.fixture
def writer(client: Client) -> Client:
    """The browser of somebody who may write, and not review."""
    return signed_in(client, "writer", "Curator")


def signed_in(client: Client, name: str, role: str) -> Client:
    user = User.objects.create_user(name, is_staff=True)
    user.groups.add(make_role(role))
    client.force_login(user)
    return client


def send(client: Client, content: str | bytes, name: str = "events.csv", **fields: str) -> Any:
    """What comes of uploading a file."""
    data = content.encode() if isinstance(content, str) else content
    return client.post(IMPORT, {"file": SimpleUploadedFile(name, data), **fields}, follow=True)


def page_of(response: Any) -> str:
    return str(response.redirect_chain[-1][0])


def confirm(client: Client, shown: Any, **fields: str) -> Any:
    """What comes of pressing the button on a dry run that was shown."""
    digest = shown.context["plan"].digest
    return client.post(
        reverse("admin:events_event_upload", args=[shown.context["upload"].uid]),
        {"step": "import", "shown": digest, **fields},
        follow=True,
    )


def nothing_is_saved() -> bool:
    return not any(model._default_manager.exists() for model in (Event, Actor, Source, Kind, Revision, Publication))


def test_the_list_of_events_leads_to_the_import_and_this_to_templates(desk: Client) -> None:
    assert f'href="{IMPORT}"' in desk.get(EVENTS).content.decode()

    page = desk.get(IMPORT).content.decode()

    assert 'href="/api/v1/events.csv"' in page
    assert 'href="/api/v1/events.ndjson"' in page


def test_a_dry_run_shows_what_would_come_and_saves_nothing(writer: Client) -> None:
    response = send(writer, ONE)

    page = response.content.decode()
    assert response.status_code == 200
    for text in ("A visit", "a-visit", "kind visit", "source the-paper", "Nothing is saved yet"):
        assert text in page
    assert nothing_is_saved()


def test_what_changes_is_shown_word_by_word_with_a_link_to_the_event(writer: Client) -> None:
    event = make_event("A visit to Tehran", slug="a-visit", date="2020", summary="They met.")

    page = send(writer, "slug,title,date\na-visit,A visit to La Paz,2021\n").content.decode()

    assert f'href="/admin/events/event/{event.pk}/change/"' in page
    assert '<del><span class="visually-hidden" lang="en" dir="ltr">removed: </span>Tehran' in page
    assert "La Paz" in page
    assert "2021" in page
    event.refresh_from_db()
    assert event.title == "A visit to Tehran"


def test_what_the_texts_of_sources_hold_is_shown_to_nobody_who_may_not_see_it(client: Client) -> None:
    user = User.objects.create_user("writer", is_staff=True)
    for permission in make_role("Curator").permissions.exclude(codename="view_snapshot"):
        user.user_permissions.add(permission)
    client.force_login(user)
    event = make_event("A visit", slug="a-visit")
    event.citations.update(quote="a quote", quote_prefix="a secret before it", quote_start=0, quote_end=7)
    save_record(snapshot_event(event), author=None, at=NOW)
    source = event.citations.get().source
    citation = f'[{{""source"":{{""slug"":""{source.slug}""}},""says"":""It happened."",""quote"":""another""}}]'

    response = send(client, f'slug,citations\na-visit,"{citation}"\n')

    page = response.content.decode()
    assert response.context["plan"].rows[0].differences
    assert "another" in page
    assert "a secret" not in page


def test_an_import_makes_drafts_under_the_name_of_whoever_imports(writer: Client) -> None:
    response = confirm(writer, send(writer, ONE, "of the week.csv"))

    event = Event.objects.get()
    revision = Revision.objects.get(uid=event.uid)
    assert (event.status, event.revision) == (Status.DRAFT, 1)
    assert (revision.author, revision.reason) == (User.objects.get(), "Imported from of the week.csv")
    assert not Publication.objects.exists()
    told = messages_of(response)
    assert "“of the week.csv” was imported: 1 new, 0 changed, 0 unchanged." in told
    assert f'href="{EVENTS}?status__exact=draft"'.replace('"', "'") in told
    assert event.title in writer.get(f"{EVENTS}?status__exact=draft").content.decode()


@pytest.mark.parametrize("format", ["csv", "ndjson"])
def test_an_export_that_is_uploaded_as_it_came_changes_nothing(desk: Client, format: str) -> None:
    make_published_event("=HYPERLINK(1)", date="-0044", summary="-1", place_name="\u200b@here", attribution="+, all")
    make_published_event("A visit", participants=[(make_actor("'=Iran", slug="iran"), "host")])
    exported = b"".join(desk.get(f"/api/v1/events.{format}"))

    response = send(desk, exported, f"events.{format}", publish="on")

    assert response.context["plan"].counts["unchanged"] == 2
    assert "Everything is here already" in response.content.decode()


def test_flags_and_words_are_kept_as_for_any_save(writer: Client) -> None:
    confirm(writer, send(writer, ONE))

    event = Event.objects.get()
    assert Flag.objects.filter(event=event, concern="single_source").exists()
    assert "visit" in RecordWords.objects.get(uid=event.uid).words


def test_the_file_is_gone_once_it_is_imported(writer: Client) -> None:
    shown = send(writer, ONE)
    assert bytes(Upload.objects.get().content) == ONE.encode()

    confirm(writer, shown)

    upload = Upload.objects.get()
    assert bytes(upload.content) == b""
    assert "This was imported on" in writer.get(page_of(shown)).content.decode()


def test_a_second_press_imports_nothing_again(writer: Client) -> None:
    shown = send(writer, ONE)
    confirm(writer, shown)

    response = confirm(writer, shown)

    assert Revision.objects.filter(type="event").count() == 1
    assert "was imported already" in messages_of(response)


def test_a_record_that_changed_meanwhile_is_shown_again_and_nothing_saved(writer: Client) -> None:
    event = make_event("A visit", slug="a-visit", summary="They met.")
    shown = send(writer, "slug,summary\na-visit,They did not meet.\n")
    event.summary = "They met in spring."
    save_record(snapshot_event(event), author=None, at=NOW)

    response = confirm(writer, shown)

    page = response.content.decode()
    assert response.status_code == 200
    assert "The record has changed since you looked" in page
    assert "in spring" in page
    event.refresh_from_db()
    assert (event.summary, event.revision) == ("They met in spring.", 2)

    confirm(writer, response)

    event.refresh_from_db()
    assert (event.summary, event.revision) == ("They did not meet.", 3)


def test_a_new_event_whose_slug_was_taken_meanwhile_is_shown_again(writer: Client) -> None:
    shown = send(writer, ONE)
    make_event("Another thing", slug="a-visit")

    response = confirm(writer, shown)

    assert response.context["outdated"]
    assert response.context["plan"].counts["changed"] == 1
    assert Event.objects.get().title == "Another thing"


def test_a_page_of_before_imports_nothing_that_it_does_not_show(writer: Client) -> None:
    event = make_event("A visit", slug="a-visit", summary="They met.")
    first = send(writer, "slug,summary\na-visit,They did not meet.\n")
    event.summary = "They met in spring."
    save_record(snapshot_event(event), author=None, at=NOW)
    confirm(writer, first)  # in another tab, which shows the new plan

    response = confirm(writer, first)

    assert response.context["outdated"]
    event.refresh_from_db()
    assert event.summary == "They met in spring."


def test_a_file_with_errors_shows_them_all_and_offers_no_import(writer: Client) -> None:
    response = send(writer, ONE + "B,2023-13,visit,P\nC,x,visit,P\n")

    page = response.content.decode()
    assert "there are errors" in page
    assert page.count("<code>date</code>") == 2
    assert 'value="import"' not in page
    assert "A visit" in writer.get(f"{page_of(response)}?show=new").content.decode()

    confirm(writer, response)

    assert nothing_is_saved()


def test_a_single_error_is_told_as_one(writer: Client) -> None:
    page = send(writer, HEADER + "B,2023-13,visit,P\n").content.decode()

    assert "there is an error" in page
    assert "<b>1</b> error<" in page


def test_more_than_a_thousand_errors_are_counted_and_the_first_are_listed_page_by_page(writer: Client) -> None:
    response = send(writer, HEADER + "".join(f"B {n},2023-13,visit,P\n" for n in range(1001)))

    page = response.content.decode()
    assert "<b>1001</b> errors" in page
    assert "Of 1001 errors 1000 are listed" in page
    assert "Page 1 of 20" in page
    last = writer.get(f"{page_of(response)}?show=errors&page=20").content.decode()
    assert "<td>1001</td>" in last
    assert "<td>1002</td>" not in last


@pytest.mark.parametrize("query", ["?page=0", "?page=x", "?page=999", "?show=nothing", "?show=unchanged", "?show="])
def test_a_forged_query_shows_the_page(writer: Client, query: str) -> None:
    response = send(writer, ONE)

    assert "A visit" in writer.get(page_of(response) + query).content.decode()


def test_rows_are_narrowed_to_the_new_and_the_changed(writer: Client) -> None:
    make_event("A visit", slug="a-visit", date="2020")
    response = send(writer, ONE + "A talk,2024,visit,The Paper\n")

    for show, here, gone in (("new", "A talk", "a-visit"), ("changed", "a-visit", "A talk")):
        page = writer.get(f"{page_of(response)}?show={show}").content.decode()
        assert here in page
        assert gone not in page
        assert 'aria-current="true"' in page


def test_what_is_all_here_already_is_told_and_offers_no_import(writer: Client) -> None:
    confirm(writer, send(writer, ONE))

    response = send(writer, ONE)

    page = response.content.decode()
    assert "Everything is here already" in page
    assert 'value="import"' not in page
    assert bytes(Upload.objects.latest("pk").content) == b""


def test_what_the_file_says_otherwise_of_an_actor_is_noted(writer: Client) -> None:
    iran = make_actor("Iran", country="IR")
    actor = f'{{""uid"":""{iran.uid}"",""slug"":""iran"",""name"":""Persia"",""type"":""state""}}'
    content = f'title,date,kind,source,participants\nA visit,2023,visit,P,"[{{""actor"":{actor},""role"":""host""}}]"\n'

    page = send(writer, content).content.decode()

    assert "The actor iran has another name, country in the file; the one here stays." in page


def test_a_file_is_published_by_one_who_may_review(desk: Client, curator: User) -> None:
    shown = send(desk, ONE, publish="on")
    assert "readers see it at once" in shown.content.decode()

    response = confirm(desk, shown)

    assert Publication.objects.filter(type="event").count() == 1
    assert "1 new, 0 changed, 0 unchanged; 1 published." in messages_of(response)


@pytest.mark.parametrize("place", ["", "Tehran"])
def test_what_waits_at_the_desk_is_published_with_a_row_only_as_it_was_there_to_be_seen(
    desk: Client, place: str
) -> None:
    event = make_event("A visit", slug="a-visit", attribution="according to all")
    shown = send(desk, f"slug,place\na-visit,{place}\n", publish="on")
    assert "What stands at the desk in revision 1 and is not public yet" in shown.content.decode()
    revise(event, attribution="according to some")

    again = confirm(desk, shown)

    assert "The record has changed since you looked" in again.content.decode()
    assert "What stands at the desk in revision 2 and is not public yet" in again.content.decode()
    assert not Publication.objects.exists()
    assert "published." in messages_of(confirm(desk, again))


def test_nothing_waits_at_the_desk_where_all_is_public(desk: Client) -> None:
    make_published_event("A visit", slug="a-visit")

    shown = send(desk, "slug,place\na-visit,Tehran\n", publish="on")

    assert shown.context["plan"].to_publish == 1
    assert "What stands at the desk" not in shown.content.decode()


def test_a_reason_for_readers_is_asked_for_where_it_is_needed(desk: Client) -> None:
    event = make_published_event("A visit", slug="a-visit", attribution="according to all")
    shown = send(desk, "slug,attribution\na-visit,according to some\n", publish="on")

    refused = confirm(desk, shown)

    assert refused.status_code == 200
    assert refused.context["form"].errors == {"reason": ["This field is required."]}
    assert "This field is required." in refused.content.decode()
    assert "according to all" in Publication.objects.get(uid=event.uid).document

    confirm(desk, refused, reason="Some did not say so")

    assert "according to some" in Publication.objects.get(uid=event.uid).document
    assert Change.objects.get(uid=event.uid, what="revised").reason == "Some did not say so"


def test_a_reason_that_came_to_be_needed_after_the_dry_run_is_asked_for(desk: Client) -> None:
    event = make_event("A visit", slug="a-visit", attribution="according to all")
    shown = send(desk, "slug,attribution\na-visit,according to some\n", publish="on")
    publish(event)

    assert "This field is required." in confirm(desk, shown).content.decode()


def test_what_is_refused_while_it_is_saved_is_told_with_its_line_and_can_be_mended(desk: Client) -> None:
    event = make_published_event("A visit", slug="a-visit", attribution="according to all")
    source = event.citations.get().source.slug
    rows = "".join(f"visit-{n},A visit,2023,visit,{source},\n" for n in range(MOST_SHOWN))
    content = f"slug,title,date,kind,source,attribution\n{rows}a-visit,A visit,2020,visit,{source},according to some\n"
    shown = send(desk, content, publish="on")  # with the last row no more among those that are kept

    refused = confirm(desk, shown)

    assert f"line {MOST_SHOWN + 2}: It is published already: give the reason" in refused.content.decode()
    assert Event.objects.count() == 1

    confirm(desk, refused, reason="Some did not say so")

    assert "according to some" in Publication.objects.get(uid=event.uid).document
    assert Event.objects.count() == 1 + MOST_SHOWN


@pytest.mark.parametrize("step", ["", "other"])
def test_a_step_that_there_is_not_imports_nothing(writer: Client, step: str) -> None:
    shown = send(writer, ONE)

    response = confirm(writer, shown, step=step)

    assert response.status_code == 200
    assert nothing_is_saved()


def test_the_reason_of_the_first_form_stands_in_the_second(desk: Client) -> None:
    page = send(desk, ONE, publish="on", reason="Dates were wrong").content.decode()

    assert 'value="Dates were wrong"' in page


def test_a_reason_that_no_text_may_be_is_refused_beside_its_field(desk: Client) -> None:
    assert "U+202E" in send(desk, ONE, publish="on", reason="a\u202eb").content.decode()
    shown = send(desk, ONE, publish="on")

    response = confirm(desk, shown, reason="a" * 301)

    assert "at most 300" in response.content.decode()
    assert nothing_is_saved()


def test_publishing_is_offered_to_those_who_may_review_alone(writer: Client) -> None:
    assert 'name="publish"' not in writer.get(IMPORT).content.decode()

    response = send(writer, ONE, publish="on")

    assert "Publishing takes the permission to review" in response.content.decode()
    assert not Upload.objects.exists()


def test_who_has_lost_the_right_meanwhile_publishes_nothing(client: Client) -> None:
    signed_in(client, "reviewer of old", "Reviewer")
    shown = send(client, ONE, publish="on")
    user = User.objects.get()
    user.groups.set([make_role("Curator")])

    response = confirm(client, shown)

    assert response.status_code == 200
    assert "You may not review this." in response.content.decode()
    assert nothing_is_saved()


def test_who_may_not_write_does_not_import(client: Client) -> None:
    signed_in(client, "visitor", "Visitor")

    assert IMPORT not in client.get(EVENTS).content.decode()
    assert client.get(IMPORT).status_code == 403
    assert send(client, ONE).status_code == 403
    assert not Upload.objects.exists()


def test_an_upload_is_for_its_owner_alone(writer: Client, curator: User) -> None:
    shown = send(writer, ONE)
    other = Client()
    other.force_login(curator)

    assert other.get(page_of(shown)).status_code == 404
    assert confirm(other, shown).status_code == 404
    assert nothing_is_saved()


@pytest.mark.parametrize("uid", ["nothing", "01M852Z9PC54KE5VSPRRY4ZSG0", "x" * 300])
def test_an_upload_that_is_not_there_is_told_of_with_the_form(writer: Client, uid: str) -> None:
    response = writer.get(f"{IMPORT}{uid}/")

    assert response.status_code == 404
    assert "upload it again" in response.content.decode()
    assert 'type="file"' in response.content.decode()


@pytest.mark.parametrize("uid", ["é", "%00", "a%2Fb"])
def test_what_is_no_name_of_an_upload_leads_back_to_the_desk(writer: Client, uid: str) -> None:
    response = writer.get(f"{IMPORT}{uid}/", follow=True)

    assert response.status_code == 200
    assert "Perhaps it was deleted" in messages_of(response)


def test_an_upload_of_yesterday_is_gone_and_removed_with_the_next(writer: Client) -> None:
    shown = send(writer, ONE)
    Upload.objects.update(at=timezone.now() - timedelta(days=1))

    response = confirm(writer, shown)

    assert response.status_code == 404
    assert "upload it again" in response.content.decode()
    assert nothing_is_saved()
    send(writer, ONE)
    assert Upload.objects.count() == 1


def test_an_upload_is_given_up(writer: Client) -> None:
    shown = send(writer, ONE)

    response = writer.post(page_of(shown), {"step": "give_up"}, follow=True)

    assert "was given up" in messages_of(response)
    assert not Upload.objects.exists()
    assert confirm(writer, shown).status_code == 404


def workbook() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        (b"", "events.csv", "The submitted file is empty."),
        (ONE.encode("utf-16"), "events.csv", "The file is in UTF-16 or UTF-32"),
        (workbook(), "events.csv", "a spreadsheet&#x27;s own format"),
        (workbook(), "events.xlsx", "a spreadsheet&#x27;s own format"),
        (ONE.encode(), "events", "say whether it is CSV or NDJSON"),
        (b"x" * (LARGEST_FILE + 1), "events.csv", "The file has 20.0 MB, and may have 20."),
    ],
    ids=["empty", "utf-16", "xlsx renamed", "xlsx", "no ending", "too large"],
)
def test_a_file_that_is_none_of_ours_is_refused_beside_its_field(
    writer: Client, content: bytes, name: str, told: str
) -> None:
    response = send(writer, content, name)

    page = response.content.decode()
    assert response.status_code == 200
    assert told in page
    assert "Nothing was read" in page
    assert not Upload.objects.exists()


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        (ONE.replace("visit", "visité").encode("cp1252"), "events.csv", "is not UTF-8"),
        (HEADER.encode() + b'"' + b"x" * 5_000_000 + b'",2023,visit,P\n', "events.csv", "longer than 1000000 bytes"),
        (b'{"title": "' + b"x" * 5_000_000 + b'"}\n', "events.ndjson", "longer than 1000000 bytes"),
        (ONE.replace("A visit", "A\x00visit").encode(), "events.csv", "U+0000"),
        (ONE.replace("visit,The", "vi\x00sit,The").encode(), "events.csv", "U+0000"),
        (b"title,data,kind\nA,2023,visit\n", "events.csv", "did you mean “date”?"),
        (b"A visit,2023-07,visit,The Paper\n", "events.csv", "there is no such column"),
        (b"\n", "events.csv", "the first row names the columns"),
        (b'{"title": "\\ud800", "kind": {"slug": "\\ud800"}}\n', "events.ndjson", "U+D800"),
        (b"[" * 100_000, "events.ndjson", "nested deeper"),
        (b"7\n", "events.jsonl", "a line holds one JSON object"),
        (ONE.encode(), "events.ndjson", "is no JSON"),
        (ONE.encode().replace(b"A visit", b'"A visit'), "events.csv", "is no CSV"),
    ],
)
def test_rubbish_in_a_file_is_told_with_its_line(writer: Client, content: bytes, name: str, told: str) -> None:
    response = send(writer, content, name)

    assert response.status_code == 200
    assert "Nothing can be imported" in response.content.decode()
    assert told in response.content.decode()
    assert nothing_is_saved()


def test_a_header_alone_holds_no_event(writer: Client) -> None:
    page = send(writer, HEADER).content.decode()

    assert "There is no event in this file" in page
    assert 'value="import"' not in page


def test_the_format_is_chosen_where_the_name_tells_none(writer: Client) -> None:
    response = send(writer, ONE, "events.data", format="csv")

    assert response.context["plan"].counts["new"] == 1


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("\u202eevents.csv", "events.csv"),
        ("a\U000e0041b.csv", "ab.csv"),
        ("ا" * 300 + ".csv", "ا" * 96 + ".csv"),
        ("<b>.csv", "&lt;b&gt;.csv"),
    ],
)
def test_a_name_of_a_file_does_nothing_to_the_page_or_the_record(writer: Client, name: str, shown: str) -> None:
    response = send(writer, ONE, name)

    assert f"Import “{shown}”" in response.content.decode()
    assert "was imported" in messages_of(confirm(writer, response))


def test_nothing_chosen_is_told(writer: Client) -> None:
    response = writer.post(IMPORT, {})

    assert "This field is required." in response.content.decode()


def test_the_pages_ask_the_database_little(desk: Client, django_assert_max_num_queries: Any) -> None:
    titles = [f"A visit {number}" for number in range(60)]
    for number, title in enumerate(titles):
        make_event(title, slug=f"a-visit-{number}", date="2020")
    shown = send(desk, HEADER + "".join(f"{title},2023-07,visit,The Paper\n" for title in titles))

    with django_assert_max_num_queries(15):
        desk.get(IMPORT)
    with django_assert_max_num_queries(15):
        page = desk.get(page_of(shown))

    assert page.context["page"].paginator.count == 60


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_what_is_deleted_while_a_file_that_names_it_is_saved_is_told(writer: Client) -> None:
    iran = make_actor("Iran")
    shown = send(writer, "title,date,kind,source,participants\nA visit,2023-07,visit,The Paper,iran (host)\n")
    assert not shown.context["plan"].errors

    response = answer_beside(lambda: discard(iran, by=None, at=NOW), lambda: confirm(writer, shown))

    page = response.content.decode()
    assert "The record has changed since you looked" in page
    assert "there is no actor “iran”" in page
    assert not Event.objects.exists()
