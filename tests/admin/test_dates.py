"""Dates at the desk: EDTF or a source's words, and what was understood of them to choose from."""

import re
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse

from events.documents import SourceDocument, decode
from events.models import Actor, Affiliation, Citation, Event, RecordType, Revision, Source
from events.queries.publications import Published, find
from events.services.editing import save_record
from events.services.snapshots import snapshot_actor
from tests.admin.test_desk import form_of
from tests.conftest import NOW
from tests.factories import cite, make_actor, make_event, make_published_event, make_source

READ = reverse("admin:events_event_read_date")


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


def test_a_date_that_is_written_anew_in_edtf_loses_the_words_it_had_been_read_from(desk: Client) -> None:
    event = make_event(date="2004~", date_text="almost two decades ago", date_rule="time ago", date_anchor="2023-08-08")

    sent(desk, event, date="2005")

    event = Event.objects.get()
    assert (str(event.date), event.date_text, event.date_rule, event.date_anchor) == ("2005", "", "", None)


def test_a_date_that_is_emptied_loses_them_too(desk: Client) -> None:
    event = make_event(date="2004~", date_text="almost two decades ago", date_rule="time ago", date_anchor="2023-08-08")

    sent(desk, event, date="")

    event = Event.objects.get()
    assert (event.date, event.date_text, event.date_rule, event.date_anchor) == (None, "", "", None)


def test_what_is_written_beside_a_new_date_in_the_same_form_stays(desk: Client) -> None:
    event = make_event(date="2004~", date_text="almost two decades ago", date_rule="time ago", date_anchor="2023-08-08")
    written = {"date_text": "in 2005", "date_rule": "the year of the article", "date_anchor": "2025"}

    sent(desk, event, date="2005", **written)

    event = Event.objects.get()
    assert (event.date_text, event.date_rule, str(event.date_anchor)) == tuple(written.values())


def test_words_that_count_from_nothing_leave_no_anchor_of_words_that_did(desk: Client) -> None:
    event = make_event(date="2023-08-07", date_text="yesterday", date_rule="yesterday", date_anchor="2023-08-08")

    sent(desk, event, date="20 July 2015", date_reading="2015-07-20")

    event = Event.objects.get()
    assert (event.date_text, event.date_rule, event.date_anchor) == ("20 July 2015", "day, month and year", None)


@pytest.mark.parametrize(("date", "chosen"), [("20 July 2015", "2015-07-20"), ("2015", ""), ("", "")])
def test_words_that_a_curator_wrote_earlier_stay_whatever_becomes_of_the_date(
    desk: Client, date: str, chosen: str
) -> None:
    event = make_event(date="2010", date_text="when the bridge was opened")

    for _ in range(2):
        sent(desk, event, date=date, date_reading=chosen)
        sent(desk, event, date="2014")

    event = Event.objects.get()
    assert (event.date_text, event.date_rule) == ("when the bridge was opened", "")


def test_no_rule_stands_beside_words_that_it_did_not_read(desk: Client) -> None:
    event = make_event(date="2010", date_text="when the bridge was opened")

    sent(desk, event, date="yesterday", date_reading="2023-08-07", date_anchor="2023-08-08")

    event = Event.objects.get()
    assert (str(event.date), event.date_text, event.date_rule) == ("2023-08-07", "when the bridge was opened", "")
    assert str(event.date_anchor) == "2023-08-08"


def test_a_rule_that_a_curator_writes_is_kept_without_words(desk: Client) -> None:
    source = make_source(published="2015")
    spoken = Affiliation(organisation=make_actor("Ministry"), role="Minister", span="2015")
    person = make_actor("Novillo", type="person", living="yes")
    save_record(snapshot_actor(person, names=[], affiliations=[spoken]), author=None, at=NOW)

    sent(desk, source, published_rule="by its number in the series")
    sent(desk, Actor.objects.get(pk=person.pk), affiliations__0__span_rule="by the cabinet")

    assert Source.objects.get().published_rule == "by its number in the series"
    assert Affiliation.objects.get().span_rule == "by the cabinet"


def test_words_that_a_curator_empties_are_those_of_the_new_date(desk: Client) -> None:
    event = make_event(date="2010", date_text="when the bridge was opened")

    sent(desk, event, date="20 July 2015", date_reading="2015-07-20", date_text="")

    event = Event.objects.get()
    assert (event.date_text, event.date_rule) == ("20 July 2015", "day, month and year")


def test_the_words_that_the_seed_states_survive_a_change_of_the_date(desk: Client, seeded: None) -> None:
    event = Event.objects.filter(citations__stated_text="almost two decades ago").get()
    address = reverse("admin:events_event_change", args=[event.pk])
    form = form_of(desk.get(address))
    row = next(name for name, value in form.items() if value == "almost two decades ago" and "-stated_text" in name)
    row = row.removesuffix("stated_text")
    words = {f"{row}stated_date": "early 2004", "reason": "A slip"}
    words[f"{row}stated_date_reading"] = choices(desk.get(READ, {"text": "early 2004"}).content.decode())[0]

    answer = desk.post(address, {**form, **words}, follow=True)

    citation = Event.objects.get(pk=event.pk).citations.get(stated_text="almost two decades ago")
    assert answer.status_code == 200
    assert (str(citation.stated_date), citation.stated_rule) == (words[f"{row}stated_date_reading"], "")


def test_the_words_of_sources_citations_and_affiliations_go_with_their_dates_too(desk: Client) -> None:
    source = make_source(published="2015-01", published_text="January 2015", published_rule="month and year")
    stated = {"stated_text": "yesterday", "stated_rule": "yesterday", "stated_anchor": "2023-08-08"}
    event = make_event(citations=[cite(make_source(), stated_date="2023-08-07", **stated)])
    person, ministry = make_actor("Novillo", type="person", living="yes"), make_actor("Ministry")
    spoken = Affiliation(organisation=ministry, role="Minister", span="2015", span_text="in 2015", span_rule="year")
    save_record(snapshot_actor(person, names=[], affiliations=[spoken]), author=None, at=NOW)

    sent(desk, source, published="2016")
    sent(desk, event, citations__0__stated_date="2016")
    sent(desk, Actor.objects.get(pk=person.pk), affiliations__0__span="2016")

    source, citation, affiliation = Source.objects.get(pk=source.pk), Citation.objects.get(), Affiliation.objects.get()
    assert (str(source.published), source.published_text, source.published_rule) == ("2016", "", "")
    assert (str(citation.stated_date), citation.stated_text, citation.stated_rule) == ("2016", "", "")
    assert citation.stated_anchor is None
    assert (str(affiliation.span), affiliation.span_text, affiliation.span_rule) == ("2016", "", "")


def test_an_anchor_in_words_counts_where_it_says_one_date(desk: Client) -> None:
    event = make_event()
    words = {"date_anchor": "8 August 2023", "date_anchor_reading": "2023-08-08"}

    sent(desk, event, date="yesterday", date_reading="2023-08-07", **words)

    event.refresh_from_db()
    assert (str(event.date), str(event.date_anchor), event.date_rule) == ("2023-08-07", "2023-08-08", "yesterday")


@pytest.mark.parametrize(
    ("anchor", "chosen", "read"),
    [
        ("8 August 2023", "", ["2023-08-07"]),
        ("August 8, 2023", "never", ["2023-08-07"]),
        ("06/07/2023", "", []),
        ("06/07/2023", "2023-06-07", ["2023-06-06"]),
        ("between 2006 and 2019", "", []),
        ("yesterday", "", []),
        ("193", "", []),
    ],
)
def test_an_anchor_in_words_counts_while_one_types(desk: Client, anchor: str, chosen: str, read: list[str]) -> None:
    page = desk.get(READ, {"text": "yesterday", "anchor": anchor, "anchor_reading": chosen}).content.decode()

    assert choices(page) == read


def test_what_a_curator_counts_from_goes_before_the_date_of_the_source(desk: Client) -> None:
    source = make_source(published="2023")
    event = make_event(citations=[cite(source)])
    words = {"stated_date": "yesterday", "stated_date_reading": "2023-08-07", "stated_anchor": "2023-08-08"}

    sent(desk, event, **{f"citations__0__{name}": value for name, value in words.items()})

    citation = Citation.objects.get()
    assert (str(citation.stated_date), str(citation.stated_anchor)) == ("2023-08-07", "2023-08-08")


@pytest.mark.parametrize("digits", ["500", "193", "45", "5", "٤٥", "۴۵", "45.", "-45", "²"])
def test_two_or_three_digits_alone_are_no_year(desk: Client, digits: str) -> None:
    event = make_event(date="2001")

    page = sent(desk, event, date=digits)
    typed = desk.get(READ, {"text": digits}).content.decode()

    assert "a year has four digits" in page.context["adminform"].form.errors["date"][0]
    assert choices(page.content.decode()) == []
    assert "A year has four digits; write for example 0044" in typed
    assert choices(typed) == []
    assert str(Event.objects.get().date) == "2001"


def test_words_that_lack_a_day_to_count_from_are_told_so(desk: Client) -> None:
    event = make_event(date="2001", citations=[cite(make_source())])
    source = make_source()

    page = sent(desk, event, date="yesterday", citations__0__stated_date="yesterday")
    other = sent(desk, source, published="yesterday")

    errors = [page.context["adminform"].form.errors["date"][0]]
    errors += page.context["inline_admin_formsets"][1].formset.errors[0]["stated_date"]
    errors += other.context["adminform"].form.errors["published"]
    assert ["“Counted from”" in error for error in errors] == [True, True, False]
    assert ["choose a source" in error for error in errors] == [False, True, False]
    assert "write the date itself" in errors[2]
    assert not any("no date" in error for error in errors)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"anchor": ""}, "put it into “Counted from”"),
        ({"anchor": "2006/2019"}, "put it into “Counted from”"),
        ({"anchor": "", "source": ""}, "choose a source that has a date"),
        ({}, "write the date itself"),
    ],
)
def test_they_are_told_so_while_one_types(desk: Client, asked: dict[str, str], said: str) -> None:
    page = desk.get(READ, {"text": "yesterday", **asked}).content.decode()

    assert said in page
    assert "No date is understood" not in page


def test_a_day_without_a_year_is_read_and_the_day_it_counts_from_asked_for(desk: Client) -> None:
    page = desk.get(READ, {"text": "on 20 July", "anchor": ""}).content.decode()

    assert choices(page) == ["XXXX-07-20"]
    assert "put it into “Counted from”" in page


@pytest.mark.parametrize(
    "pasted", ["20\tJuly 2023", "\u202e20 July 2023", "20\u00a0July\u200f 2023\ufeff", "20 July\n2023"]
)
def test_what_a_paste_brings_along_unseen_is_neither_read_nor_kept(desk: Client, pasted: str) -> None:
    event = make_event()

    sent(desk, event, date=pasted, date_reading="2023-07-20")

    event.refresh_from_db()
    assert (str(event.date), event.date_text) == ("2023-07-20", "20 July 2023")


def test_words_too_long_to_be_kept_are_refused_at_the_date(desk: Client) -> None:
    event = make_event(date="2001")
    years = [str(year) for year in range(1980, 2020)]
    words = f"in {', '.join(years[:-1])} or {years[-1]}"

    page = sent(desk, event, date=words, date_reading=f"[{','.join(years)}]")

    assert len(words) > 200
    errors = page.context["adminform"].form.errors
    assert list(errors) == ["date"]
    assert errors["date"][0].startswith("Words of more than 200 characters")
    assert str(Event.objects.get().date) == "2001"


@pytest.mark.parametrize("pasted", ["20 July 2023\x07", "2023\x00", "\x1f", "2023-07-20\ufffe"])
def test_a_character_that_no_text_may_hold_is_refused_at_the_date(desk: Client, pasted: str) -> None:
    event = make_event(date="2001")

    page = sent(desk, event, date=pasted, date_reading="2023-07-20")

    errors = page.context["adminform"].form.errors
    assert list(errors) == ["date"]
    assert f"U+{ord(pasted.strip('0123456789 -July')[0]):04X}" in errors["date"][0]
    assert str(Event.objects.get().date) == "2001"


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
    ("text", "anchor", "read"),
    [
        ("8 August 2023", "", ["2023-08-08"]),
        ("on 20 July", "", ["XXXX-07-20"]),
        ("on 20 July", "8 August 2023", ["2023-07-20", "2024-07-20"]),
        ("last month", "8 August 2023", ["2023-07"]),
        ("since November 2020", "", ["2020-11/.."]),
        ("from November 2020 to August 2023", "", ["2020-11/2023-08"]),
    ],
)
def test_the_walk_through_the_desk_is_as_its_page_says(desk: Client, text: str, anchor: str, read: list[str]) -> None:
    page = desk.get(READ, {"text": text, "anchor": anchor}).content.decode()
    told = (settings.BASE_DIR / "docs/how-to/enter-a-date.md").read_text(encoding="utf-8")

    assert choices(page) == read
    assert f"`{text}`" in told


@pytest.mark.parametrize(
    "asked",
    [
        {"text": "<script>alert(1)</script>"},
        {"text": "2010", "name": '"><script>'},
        {"text": "yesterday", "source": "9" * 40},
        {"text": "yesterday", "source": "²"},
        {"text": "yesterday", "source": "١"},
        {"text": "yesterday", "source": "-1"},
        {"text": "yesterday", "source": "\0"},
        {"text": "²", "anchor": "²", "language": "²"},
        {"text": "yesterday\0", "anchor": "\0", "anchor_reading": "\0"},
        {"text": "yesterday", "anchor": "never"},
        {"text": "x" * 5000},
        {},
    ],
)
def test_rubbish_is_answered_and_never_echoed_raw(desk: Client, asked: dict[str, str]) -> None:
    answer = desk.get(READ, asked)

    assert answer.status_code == 200
    assert b"<script" not in answer.content


@pytest.mark.parametrize("source", ["²", "١", "9" * 18, "9" * 40, "-1", " 1", "1.0", "\0"])
def test_a_forged_source_is_refused_where_it_is_chosen(desk: Client, source: str) -> None:
    event = make_event(citations=[cite(make_source(published="2023-08-08"))])

    page = sent(desk, event, citations__0__source=source, citations__0__stated_date="yesterday")

    assert page.status_code == 200
    assert page.context["inline_admin_formsets"][1].formset.errors[0]["stated_date"]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_the_reader_answers_nothing_but_reading(desk: Client, method: str) -> None:
    assert getattr(desk, method)(READ, {"text": "2010"}).status_code == 405
    assert desk.head(READ, {"text": "2010"}).status_code == 200


def test_the_date_of_a_source_is_told_to_none_who_may_not_see_it(client: Client, db: None) -> None:
    source = make_source(published="2019-03-05")
    event = make_event(citations=[cite(source)])
    writer = User.objects.create_user("writer", is_staff=True)
    rights = [f"{right}_{name}" for right in ("view", "change") for name in ("event", "citation")]
    writer.user_permissions.set(Permission.objects.filter(codename__in=rights))
    client.force_login(writer)
    words = {"citations__0__stated_date": "yesterday", "citations__0__stated_date_reading": "2019-03-04"}

    typed = client.get(READ, {"text": "yesterday", "anchor": "", "source": source.pk}).content.decode()
    page = sent(client, event, **words).content.decode()

    assert choices(typed) == []
    assert "2019" not in typed
    assert "Counted from" in typed
    assert choices(page) == []
    assert Citation.objects.get().stated_date is None


def test_a_visitor_has_no_reader_at_the_desk(client: Client, db: None) -> None:
    assert client.get(READ, {"text": "2010"}).status_code == 302
