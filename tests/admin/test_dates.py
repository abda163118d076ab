"""Dates at the desk: EDTF or a source's words, and what was understood of them to choose from."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from events.documents import SourceDocument, decode
from events.models import Actor, Event, RecordType, Revision, Source
from events.queries.publications import Published, find
from tests.admin.test_desk import form_of
from tests.factories import cite, make_actor, make_event, make_published_event, make_source

READ = reverse("admin:events_event_read_date")


@pytest.fixture
def desk(curator: User, client: Client) -> Client:
    """A curator's browser, signed in."""
    client.force_login(curator)
    return client


def sent(desk: Client, record: Any, **entries: Any) -> Any:
    """The answer to a change page that is sent with these entries, otherwise untouched."""
    address = reverse(f"admin:events_{record._meta.model_name}_change", args=[record.pk])
    names = {name.replace("__", "-"): value for name, value in entries.items()}
    return desk.post(address, {**form_of(desk.get(address)), **names}, follow=True)


def choices(html: str) -> list[str]:
    return re.findall(r'type="radio" name="[^"]+" value="([^"]+)"', html)


def test_edtf_is_taken_as_it_stands(desk: Client) -> None:
    event = make_event()

    sent(desk, event, date="2004-06~-11")

    assert str(Event.objects.get().date) == "2004-06~-11"


def test_words_are_kept_with_the_rule_and_the_anchor_that_made_the_date(desk: Client) -> None:
    event = make_event()

    sent(desk, event, date="almost two decades ago", date_reading="2004~", date_anchor="2023-08-08")

    event.refresh_from_db()
    assert (str(event.date), event.date_text, str(event.date_anchor)) == (
        "2004~",
        "almost two decades ago",
        "2023-08-08",
    )
    assert event.date_rule == "time ago"


def test_words_that_a_curator_wrote_beside_the_date_stay(desk: Client) -> None:
    event = make_event()

    sent(desk, event, date="20 July 2023", date_reading="2023-07-20", date_text="on July 20th")

    event.refresh_from_db()
    assert (str(event.date), event.date_text) == ("2023-07-20", "on July 20th")


def test_words_that_may_mean_several_dates_are_put_to_the_curator(desk: Client) -> None:
    event = make_event(date="2001")

    page = sent(desk, event, date="between 2006 and 2019")

    assert page.context["adminform"].form.errors["date"] == ["Choose below which date these words mean."]
    assert choices(page.content.decode())[:2] == ["[2006..2019]", "2006/2019"]
    assert 'value="between 2006 and 2019"' in page.content.decode()
    assert str(Event.objects.get().date) == "2001"


def test_the_chosen_reading_is_saved(desk: Client) -> None:
    event = make_event()

    sent(desk, event, date="between 2006 and 2019", date_reading="2006/2019")

    assert str(Event.objects.get().date) == "2006/2019"


def test_a_choice_that_is_no_reading_of_the_words_is_not_saved(desk: Client) -> None:
    event = make_event(date="2001")

    page = sent(desk, event, date="between 2006 and 2019", date_reading="1999")

    assert "date" in page.context["adminform"].form.errors
    assert str(Event.objects.get().date) == "2001"


@pytest.mark.parametrize("words", ["some day soon", "85 perished", "19", "2010/2000", "x" * 300])
def test_what_is_no_date_is_refused_with_what_would_be_right(desk: Client, words: str) -> None:
    event = make_event(date="2001")

    page = sent(desk, event, date=words)

    assert page.context["adminform"].form.errors["date"]
    assert str(Event.objects.get().date) == "2001"


def test_a_stated_date_counts_from_the_day_its_source_was_published(desk: Client) -> None:
    event = make_event(citations=[cite(make_source(published="2023-08-08"))])

    sent(desk, event, citations__0__stated_date="yesterday", citations__0__stated_date_reading="2023-08-07")

    citation = Event.objects.get().citations.get()
    assert (str(citation.stated_date), citation.stated_text) == ("2023-08-07", "yesterday")
    assert (str(citation.stated_anchor), citation.stated_rule) == ("2023-08-08", "yesterday")


def test_a_date_that_is_written_anew_in_edtf_loses_the_rule_of_the_old_one(desk: Client) -> None:
    event = make_event(date="2004~", date_text="almost two decades ago", date_rule="time ago", date_anchor="2023-08-08")

    sent(desk, event, date="2005")

    event = Event.objects.get()
    assert (event.date_text, event.date_rule, event.date_anchor) == ("almost two decades ago", "", None)


def test_the_dates_of_sources_and_affiliations_are_read_too(desk: Client) -> None:
    source = make_source()
    sent(desk, source, published="8 August 2023", published_reading="2023-08-08")
    person, ministry = make_actor("Novillo", type="person", living="yes"), make_actor("Ministry")
    inline = {
        "affiliations-TOTAL_FORMS": "1",
        "affiliations-0-organisation": ministry.pk,
        "affiliations-0-role": "Minister",
        "affiliations-0-span": "from November 2020 to August 2023",
        "affiliations-0-span_reading": "2020-11/2023-08",
    }
    address = reverse("admin:events_actor_change", args=[person.pk])
    desk.post(address, {**form_of(desk.get(address)), **inline})

    source, affiliation = Source.objects.get(), Actor.objects.get(pk=person.pk).affiliations.get()
    assert (str(source.published), source.published_text) == ("2023-08-08", "8 August 2023")
    assert (str(affiliation.span), affiliation.span_text) == ("2020-11/2023-08", "from November 2020 to August 2023")
    assert source.published_rule
    assert affiliation.span_rule


@pytest.mark.django_db
def test_how_a_date_was_worked_out_stays_with_curators() -> None:
    source = make_source(published="2023-08-08", published_text="8 August 2023", published_rule="day, month and year")
    event = make_published_event(
        citations=[cite(source, stated_date="2023-08-07", stated_rule="yesterday", stated_anchor="2023-08-08")]
    )

    kept = decode(Revision.objects.of(source.uid)[0].document, SourceDocument)
    public = [find(RecordType.SOURCE, source.uid), find(RecordType.EVENT, event.uid)]

    assert kept.desk
    assert kept.desk.published_rule == "day, month and year"
    assert all(isinstance(record, Published) and "_rule" not in record.document for record in public)


def test_what_is_typed_is_read_as_it_is_typed(desk: Client) -> None:
    words = desk.get(READ, {"name": "date", "text": "between 2006 and 2019", "language": "en"})
    edtf = desk.get(READ, {"name": "date", "text": "2006/2019"})
    nothing = desk.get(READ, {"name": "date", "text": "2010/2000"})

    assert choices(words.content.decode())[:2] == ["[2006..2019]", "2006/2019"]
    assert "2006 to 2019" in edtf.content.decode()
    assert "2000/2010" in nothing.content.decode()


def test_what_is_typed_counts_from_the_anchor_or_the_source(desk: Client) -> None:
    source = make_source(published="2023-08-08")

    for asked in ({"anchor": "2023-08-08"}, {"source": source.pk}):
        page = desk.get(READ, {"name": "date", "text": "yesterday", **asked})

        assert choices(page.content.decode()) == ["2023-08-07"]
        assert "counted from 2023-08-08" in page.content.decode()


@pytest.mark.parametrize(
    "asked",
    [
        {"text": "<script>alert(1)</script>"},
        {"text": "2010", "name": '"><script>'},
        {"text": "yesterday", "source": "9" * 40},
        {"text": "yesterday", "anchor": "never"},
        {"text": "x" * 5000},
        {},
    ],
)
def test_rubbish_is_answered_and_never_echoed_raw(desk: Client, asked: dict[str, str]) -> None:
    answer = desk.get(READ, asked)

    assert answer.status_code == 200
    assert b"<script" not in answer.content


def test_a_visitor_has_no_reader_at_the_desk(client: Client, db: None) -> None:
    assert client.get(READ, {"text": "2010"}).status_code == 302
