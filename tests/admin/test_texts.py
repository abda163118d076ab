"""The texts of sources at the desk: taken, read and replaced by those who may, and seen by nobody else."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from events.models import Revision, Snapshot, Source
from events.services.editing import save_record
from events.services.snapshots import snapshot_event
from events.services.texts import keep_text
from tests.admin.test_desk import messages_of
from tests.conftest import NOW
from tests.factories import cite, make_event, make_published_event, make_role, make_source
from tests.formats.sources import ARTICLE, make_pdf

pytestmark = pytest.mark.django_db

ADD = "/admin/events/source/add-by-text/"
KIND = {"type": "article-newspaper", "genre": "news"}
TEXT = "They came by ship. “We will stay,” he said."


@pytest.fixture
def desk(client: Client) -> Client:
    """The browser of somebody with the role of a curator."""
    user = User.objects.create_user("writer", is_staff=True)
    user.groups.add(make_role("Curator"))
    client.force_login(user)
    return client


@pytest.fixture
def visitor(client: Client) -> Client:
    """The browser of somebody who may look at the desk, and at no text."""
    user = User.objects.create_user("visitor", is_staff=True)
    user.groups.add(make_role("Visitor"))
    client.force_login(user)
    return client


def file(name: str, data: bytes | str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data.encode() if isinstance(data, str) else data)


def address(name: str, source: Source) -> str:
    return reverse(f"admin:events_source_{name}", args=[source.pk])


def read_field(response: Any) -> dict[str, str]:
    """What the form carries of what was read."""
    return {"read": response.context["kept"].signed}


def make_source_with_text(text: str = TEXT) -> Source:
    source = make_source("The Daily")
    keep_text(source, text, by=None, at=NOW)
    return source


def test_the_list_of_sources_leads_to_adding_one_by_its_text(desk: Client) -> None:
    assert f'href="{ADD}"' in desk.get("/admin/events/source/").content.decode()
    assert desk.get(ADD).status_code == 200


@pytest.mark.parametrize(
    ("given", "title", "begins"),
    [
        ({"file": ("a.html", ARTICLE)}, "Bolivia abre embajada", "Bolivia abre embajada"),
        ({"file": ("a.pdf", make_pdf(["They came."], about="/Title (A report)"))}, "A report", "They came."),
        ({"file": ("a.txt", "They came."), "title": "A letter"}, "A letter", "They came."),
        ({"text": "They came.", "title": "A letter"}, "A letter", "They came."),
        ({"text": ARTICLE, "title": "My title"}, "My title", "Bolivia abre embajada"),
    ],
)
def test_a_source_is_made_of_a_file_or_a_paste(desk: Client, given: dict[str, Any], title: str, begins: str) -> None:
    data = {name: file(*value) if name == "file" else value for name, value in given.items()}

    response = desk.post(ADD, {**KIND, **data}, follow=True)

    source = Source.objects.get()
    assert response.redirect_chain == [(address("change", source), 302)]
    assert "Check what was read" in messages_of(response)
    assert source.title == title
    assert Snapshot.objects.get(source=source).text.startswith(begins)
    assert Revision.objects.get(uid=source.uid).author == User.objects.get(username="writer")


@pytest.mark.parametrize(
    ("given", "field", "told"),
    [
        ({}, "file", "Choose a file, or paste the text"),
        ({"text": "  \n"}, "file", "Choose a file, or paste the text"),
        ({"file": ("a.txt", "")}, "file", "This is empty."),
        ({"file": ("a.docx", b"PK\x03\x04")}, "file", "Word"),
        ({"file": ("a.pdf", b"%PDF-1.4 rubbish")}, "file", "This PDF is broken"),
        ({"file": ("a.txt", "niño".encode("latin-1"))}, "file", "not text in UTF-8"),
        ({"file": ("a.txt", b"x" * 5_000_001)}, "file", "larger than 5 MB"),
        ({"file": ("a.txt", "They came."), "text": "They went."}, "text", "not both"),
        ({"text": "They came."}, "title", "write it here"),
        ({"text": "They came.", "title": "a\u202eb"}, "title", "U+202E"),
        ({"text": "They came.", "title": "A letter", "type": "poem"}, "type", "poem is not one"),
        ({"text": "They came.", "title": "A letter", "genre": ""}, "genre", "required"),
        ({"read": "forged"}, "file", "no longer at hand"),
    ],
)
def test_what_cannot_be_taken_is_told_beside_its_field_and_nothing_is_made(
    desk: Client, given: dict[str, Any], field: str, told: str
) -> None:
    data = {name: file(*value) if name == "file" else value for name, value in given.items()}

    response = desk.post(ADD, {**KIND, **data})

    assert response.status_code == 200
    assert told in " ".join(response.context["form"].errors[field])
    assert given.get("text", "") in response.content.decode()
    assert not Source.objects.exists()


def test_a_file_need_not_be_chosen_again_for_the_sake_of_another_field(desk: Client) -> None:
    page = desk.post(ADD, {"file": file("a.html", ARTICLE)})

    desk.post(ADD, {**KIND, **read_field(page)})

    source = Source.objects.get()
    assert (source.publisher, str(source.published)) == ("El Diario", "2019-11-28")
    assert "No nos vamos a rendir" in source.snapshot.text


def test_the_page_of_a_source_tells_of_its_text_and_leads_to_it(desk: Client) -> None:
    source = make_source_with_text()

    page = desk.get(address("change", source)).content.decode()

    assert f"{len(TEXT)} characters" in page
    assert source.snapshot.sha256[:12] in page
    assert address("text", source) in page
    assert "We will stay" not in page


def test_the_text_is_shown_and_handed_to_the_script(desk: Client) -> None:
    source = make_source_with_text("<script>alert(1)</script> They came.")

    shown, plain = desk.get(address("text", source)), desk.get(address("plain_text", source))

    assert "&lt;script&gt;alert(1)&lt;/script&gt; They came." in shown.content.decode()
    assert (plain.content.decode(), plain["Content-Type"]) == (
        "<script>alert(1)</script> They came.",
        "text/plain; charset=utf-8",
    )
    assert "no-store" in plain["Cache-Control"]


def test_a_source_without_a_text_says_so(desk: Client) -> None:
    source = make_source()

    assert "None is kept" in desk.get(address("change", source)).content.decode()
    assert "No text of it is kept" in desk.get(address("text", source)).content.decode()
    assert desk.get(address("plain_text", source)).status_code == 404
    assert desk.get("/admin/events/source/99999/text/").status_code == 404


def test_a_text_is_replaced_once_it_was_seen_what_it_would_do(desk: Client) -> None:
    source = make_source_with_text()
    event = make_event("A visit", citations=[cite(source, quote="We will stay")])
    make_event("Another", citations=[cite(source, quote="They came")])

    page = desk.post(address("replace_text", source), {"file": file("a.txt", "They came by ship.")})

    told = page.content.decode()
    assert "1 of 2 quotations of this source would be lost" in told
    assert "A visit" in told
    assert "We will stay" in told
    assert Snapshot.objects.get().text == TEXT

    confirmed = {**read_field(page), "stood": page.context["stood"], "confirm": "1"}
    response = desk.post(address("replace_text", source), confirmed, follow=True)

    assert Snapshot.objects.get().text == "They came by ship."
    assert event.citations.get().quote_check == "lost"
    assert "1 found, 1 lost" in messages_of(response)


def test_a_first_text_is_kept_the_same_way(desk: Client) -> None:
    source = make_source()

    page = desk.post(address("replace_text", source), {"text": "They came."})
    desk.post(address("replace_text", source), {**read_field(page), "stood": "", "confirm": "1"})

    assert "Nothing is quoted from this source yet" in page.content.decode()
    assert source.snapshot.text == "They came."


def test_who_confirms_after_somebody_else_replaced_the_text_looks_again(desk: Client) -> None:
    source = make_source_with_text()
    page = desk.post(address("replace_text", source), {"text": "Mine."})
    keep_text(source, "Theirs.", by=None, at=NOW)

    confirmed = {**read_field(page), "stood": page.context["stood"], "confirm": "1"}
    response = desk.post(address("replace_text", source), confirmed)

    assert "Somebody replaced the text in the meantime" in response.content.decode()
    assert response.context["previewed"].text == "Mine."
    assert Snapshot.objects.get().text == "Theirs."


def test_a_text_that_cannot_be_read_replaces_nothing(desk: Client) -> None:
    source = make_source_with_text()

    response = desk.post(address("replace_text", source), {"file": file("a.pdf", b"%PDF-"), "confirm": "1"})

    assert "broken" in " ".join(response.context["form"].errors["file"])
    assert Snapshot.objects.get().text == TEXT


def test_a_source_is_deleted_with_its_text(desk: Client) -> None:
    source = make_source_with_text()

    desk.post(address("delete", source), {"post": "yes"})

    assert not Source.objects.exists()
    assert not Snapshot.objects.exists()


def test_who_may_see_no_text_sees_none_on_any_page(visitor: Client) -> None:
    source = make_source_with_text("The quetzal flew. They came. The quetzal sang.")
    event = make_published_event("A visit", citations=[cite(source, quote="They came")])
    other = make_event("A visit too", citations=[cite(source, quote="They came")])
    snapshot = Snapshot.objects.get()
    first = Revision.objects.get(uid=event.uid)
    event.refresh_from_db()
    document = snapshot_event(event)
    document.citations[0].quote = "came"
    save_record(document, author=None, at=NOW, reason="Shorter")
    pages = [
        address("change", source),
        address("history", source),
        address("delete", source),
        reverse("admin:events_source_changelist"),
        reverse("admin:events_event_change", args=[event.pk]),
        reverse("admin:events_event_history", args=[event.pk]),
        reverse("admin:events_event_history", args=[event.pk]) + "?from=1&to=2",
        reverse("admin:events_event_review", args=[event.pk]),
        reverse("admin:events_revision_of", args=[event.uid]) + f"merge/?other={other.pk}",
        reverse("admin:events_revision_change", args=[first.pk]),
    ]
    refused = [
        address("text", source),
        address("plain_text", source),
        address("replace_text", source),
        ADD,
        reverse("admin:events_snapshot_changelist"),
        reverse("admin:events_snapshot_change", args=[snapshot.pk]),
    ]

    for page in pages:
        answer = visitor.get(page).content.decode()
        assert "quetzal" not in answer, page
        assert snapshot.sha256[:12] not in answer, page
    for page in refused:
        assert visitor.get(page).status_code == 403, page
        assert visitor.post(page, {"text": "x"}).status_code in (403, 405), page
    asked = {"source": source.pk, "quote": "quetzal"}
    assert visitor.post(reverse("admin:events_event_check_quote"), asked).status_code == 403


def test_what_surrounds_a_quotation_is_seen_by_who_may_see_texts(desk: Client) -> None:
    source = make_source_with_text("The quetzal flew. They came. The quetzal sang.")
    event = make_event("A visit", citations=[cite(source, quote="They came")])
    revision = Revision.objects.get(uid=event.uid)

    assert "quetzal" in desk.get(reverse("admin:events_revision_change", args=[revision.pk])).content.decode()


def test_a_list_of_sources_cannot_be_filtered_by_their_texts(visitor: Client) -> None:
    make_source_with_text("The quetzal flew.")

    for lookup in ("snapshot__text__contains", "snapshot__text__startswith", "snapshot__sha256"):
        assert visitor.get("/admin/events/source/", {lookup: "The"}).status_code in (302, 400)


def test_who_may_replace_a_text_need_not_be_one_who_may_see_it(client: Client) -> None:
    user = User.objects.create_user("keeper", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=["view_source", "change_snapshot"]))
    client.force_login(user)
    source = make_source_with_text()

    page = client.get(address("change", source)).content.decode()

    assert address("replace_text", source) in page
    assert source.snapshot.sha256[:12] not in page
    assert client.get(address("text", source)).status_code == 403
    assert client.get(reverse("admin:events_snapshot_change", args=[source.snapshot.pk])).status_code == 403


def test_strangers_are_sent_to_the_login(client: Client) -> None:
    source = make_source_with_text()

    for page in (address("text", source), address("plain_text", source), address("replace_text", source), ADD):
        assert client.get(page)["Location"].startswith("/admin/login/")


def test_a_paste_that_is_larger_than_a_form_may_be_is_told_what_to_do(desk: Client, db: None) -> None:
    data = {"text": "x" * 2_100_000, "type": "book", "genre": "news"}

    answer = desk.post(reverse("admin:events_source_add_by_text"), data)

    assert answer.status_code == 413
    page = answer.content.decode()
    assert "Nothing was saved" in page
    assert "Give the text of a source as a file" in page
    assert not Source.objects.exists()
