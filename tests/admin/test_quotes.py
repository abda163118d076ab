"""A quotation is looked up while an event is written, and what came of it stands beside its field."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from events.models import Event, Source
from events.services.texts import keep_text
from tests.admin.test_desk import blank_inlines, form_of
from tests.conftest import NOW
from tests.factories import cite, make_event, make_kind, make_source

pytestmark = pytest.mark.django_db

TEXT = "They came by ship. “We will stay,” he said. They left by ship."
CHECK = "/admin/events/event/check-quote/"


@pytest.fixture
def source(db: None) -> Source:
    """A source with its text."""
    made = make_source("The Daily")
    keep_text(made, TEXT, by=None, at=NOW)
    return made


def page_of(desk: Client, event: Event) -> str:
    return desk.get(reverse("admin:events_event_change", args=[event.pk])).content.decode()


@pytest.mark.parametrize(
    ("quote", "place", "outcome", "told"),
    [
        ("We will stay", "", "found", "Found in the text"),
        ("We will go", "", "lost", "Not found"),
        ("by ship", "", "ambiguous", "more than once"),
        ("by ship", f"{TEXT.rindex('by ship')}:{len(TEXT)}", "found", "Found in the text"),
        ("We will stay", "0:5", "moved", "another place"),
        ("We will stay", "5:0", "found", "Found in the text"),
        ("We will stay", "rubbish", "found", "Found in the text"),
        ("", "", "none", ""),
    ],
)
def test_the_script_is_told_what_a_quotation_comes_to(
    desk: Client, source: Source, quote: str, place: str, outcome: str, told: str
) -> None:
    answer = desk.post(CHECK, {"source": source.pk, "quote": quote, "place": place}).json()

    assert answer["outcome"] == outcome
    assert told in answer["sentence"]


@pytest.mark.parametrize("source_id", ["", "x", "-1", "9" * 30, "999999", "²"])
def test_a_source_that_there_is_not_has_no_text(desk: Client, source_id: str) -> None:
    assert desk.post(CHECK, {"source": source_id, "quote": "We"}).json()["outcome"] in ("", "none")


def test_a_source_without_a_text_says_that_none_is_kept(desk: Client) -> None:
    answer = desk.post(CHECK, {"source": make_source().pk, "quote": "We"}).json()

    assert "No text of this source is kept" in answer["sentence"]


def test_nothing_is_looked_up_by_following_a_link(desk: Client) -> None:
    assert desk.get(CHECK).status_code == 405


@pytest.mark.parametrize(
    ("quote", "told"),
    [("We will stay", "Found in the text"), ("We will go", "Not found"), ("by ship", "more than once")],
)
def test_the_outcome_stands_beside_the_field(desk: Client, source: Source, quote: str, told: str) -> None:
    event = make_event(citations=[cite(source, quote=quote)])

    assert told in page_of(desk, event)


def test_beside_a_quotation_from_a_source_without_a_text_it_says_so(desk: Client) -> None:
    event = make_event(citations=[cite(make_source(), quote="We")])

    assert "No text of this source is kept" in page_of(desk, event)


def test_without_a_quotation_nothing_is_said(desk: Client, source: Source) -> None:
    event = make_event(citations=[cite(source)])

    assert "No text of this source is kept" not in page_of(desk, event)


def test_saving_without_the_script_looks_the_quotation_up(desk: Client, source: Source) -> None:
    event = make_event(citations=[cite(source)])
    address = reverse("admin:events_event_change", args=[event.pk])

    page = desk.post(address, {**form_of(desk.get(address)), "citations-0-quote": "We will go"}, follow=True)

    assert event.citations.get().quote_check == "lost"
    assert "Not found in the text" in page.content.decode()
    assert "A quotation was not found" in page.content.decode()


def test_the_place_that_was_picked_is_kept(desk: Client, source: Source) -> None:
    last = TEXT.rindex("by ship")
    data: dict[str, Any] = {
        "title": "A visit",
        "slug": "a-visit",
        "kind": make_kind().pk,
        "language": "en",
        **blank_inlines("participations", "citations", "relations", "closed_differences"),
        "citations-TOTAL_FORMS": 1,
        "citations-0-source": source.pk,
        "citations-0-aspect": "occurrence",
        "citations-0-stance": "affirms",
        "citations-0-says": "They came.",
        "citations-0-quote": "by ship",
        "citations-0-quote_place": f"{last - 1}:{last + 7}",
    }

    desk.post(reverse("admin:events_event_add"), data)

    row = Event.objects.get().citations.get()
    assert (row.quote_check, row.quote_start, row.quote_end) == ("found", last, last + 7)


def test_a_place_that_is_picked_anew_for_the_same_words_is_a_change(desk: Client, source: Source) -> None:
    event = make_event(citations=[cite(source, quote="by ship")])
    address = reverse("admin:events_event_change", args=[event.pk])

    desk.post(address, {**form_of(desk.get(address)), "citations-0-quote_place": f"{TEXT.index('by ship')}:17"})

    assert event.citations.get().quote_check == "found"


def test_a_form_that_comes_back_keeps_the_place_and_forgets_the_old_outcome(desk: Client, source: Source) -> None:
    event = make_event(citations=[cite(source, quote="We will stay")])
    address = reverse("admin:events_event_change", args=[event.pk])
    data = {**form_of(desk.get(address)), "title": "", "citations-0-quote": "by ship"}

    page = desk.post(address, {**data, "citations-0-quote_place": "10:17"}).content.decode()

    assert 'name="citations-0-quote_place" value="10:17"' in page
    assert "Found in the text" not in page


def test_new_rows_are_made_with_the_button_and_the_place(desk: Client) -> None:
    page = desk.get(reverse("admin:events_event_add")).content.decode()

    assert 'name="citations-__prefix__-quote_place"' in page
    assert 'data-check="/admin/events/event/check-quote/"' in page
