"""Fields that check themselves: on assignment, on saving, from fixtures, and by the database's own constraints."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.serializers.base import DeserializationError
from django.db import IntegrityError, connection, transaction

from events.dates import DISTANT_FUTURE, DISTANT_PAST, Interval, PartialDate, day_number, parse_edtf
from events.fields import COUNTRIES, derived_part
from events.models import Actor, Citation, Event, Kind, Source
from events.models.identity import new_uid
from tests.factories import make_event, make_kind, make_source

DERIVED = (
    *("earliest", "start_latest", "end_earliest", "latest", "sort_key", "span"),
    *("precision", "approximate", "uncertain", "start_kind", "end_kind"),
)


def unsaved(**fields: Any) -> Event:
    return Event(**{"slug": "an-event", "title": "An event", "kind": make_kind(), **fields})


def stored(event: Event) -> dict[str, Any]:
    """The derived columns as the database has them."""
    return Event.objects.values(*DERIVED).get(pk=event.pk)


def following_from(text: str) -> dict[str, Any]:
    return {part: derived_part(parse_edtf(text), part) for part in DERIVED}


# --- Dates


def test_a_date_is_read_on_assignment() -> None:
    event = Event(date="2006/2019")
    event.date_anchor = parse_edtf("2023-08-08")

    assert event.date == Interval(PartialDate(2006), PartialDate(2019))
    assert event.date_anchor == PartialDate(2023, 8, 8)


@pytest.mark.parametrize("nothing", [None, "", "  "])
def test_no_date_is_none_and_has_no_bounds(db: None, nothing: str | None) -> None:
    event = unsaved(date=nothing)
    event.save()

    assert event.date is None
    assert Event.objects.get(pk=event.pk).date is None
    assert stored(event) == dict.fromkeys(DERIVED)


@pytest.mark.parametrize("value", ["2023-13", "2023/2019", "last year", "2023\ud800", 2023, b"2023"])
@pytest.mark.parametrize("field", ["date", "date_anchor"])
def test_what_is_no_date_is_refused_with_the_field_named(field: str, value: object) -> None:
    with pytest.raises(ValidationError, match=f"In {field}: "):
        Event(**{field: value})
    with pytest.raises(ValidationError, match=f"In {field}: "):
        setattr(Event(), field, value)


def test_a_date_comes_back_from_the_database_as_it_went(db: None) -> None:
    event = make_event(date="[2019, 2020]")

    found = Event.objects.only("title").get(pk=event.pk)

    assert found.date == parse_edtf("[2019,2020]")
    assert list(Event.objects.filter(date="[2019, 2020]").values_list("date", flat=True)) == [found.date]
    with connection.cursor() as cursor:
        cursor.execute("SELECT date FROM events_event WHERE id = %s", [event.pk])
        assert cursor.fetchone() == ("[2019,2020]",)


@pytest.mark.parametrize(
    "text", ["2023-07-20", "2004~", "2006/2019", "[2006..2019]", "1979/..", "/2019", "-0044-03-15"]
)
def test_derived_columns_follow_a_date_however_it_is_saved(db: None, text: str) -> None:
    created = Event.objects.create(slug="created", title="Created", kind=make_kind(), date=text)
    [bulk] = Event.objects.bulk_create([unsaved(slug="bulk", date=text)])
    changed = Event.objects.create(slug="changed", title="Changed", kind=make_kind(), date="1900")
    changed.date = text
    changed.save()

    assert stored(created) == stored(bulk) == stored(changed) == following_from(text)


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("1979/..", (DISTANT_FUTURE, DISTANT_FUTURE, "known", "open")),
        ("2006/", (day_number(2006, 1, 1), DISTANT_FUTURE, "known", "unknown")),
        ("2006/2019", (day_number(2019, 1, 1), day_number(2019, 12, 31), "known", "known")),
        ("[2006..2019]", (day_number(2006, 1, 1), day_number(2019, 12, 31), "known", "known")),
        ("../2019", (day_number(2019, 1, 1), day_number(2019, 12, 31), "open", "known")),
        ("[..2019]", (DISTANT_PAST, day_number(2019, 12, 31), "unknown", "known")),
    ],
)
def test_an_open_end_goes_on_and_an_unknown_one_has_no_day(db: None, text: str, columns: tuple[Any, ...]) -> None:
    row = stored(make_event(date=text))

    assert (row["end_earliest"], row["latest"], row["start_kind"], row["end_kind"]) == columns


def test_a_derived_column_cannot_be_set_to_contradict(db: None) -> None:
    event = unsaved(date="2010", earliest=1, latest=2, precision="day", approximate=True, span=0)
    event.sort_key = 3
    event.save()

    assert event.earliest == day_number(2010, 1, 1)
    assert stored(event) == following_from("2010")


@pytest.mark.parametrize(
    "change",
    [
        "date = NULL",
        "earliest = NULL",
        "sort_key = NULL",
        "earliest = latest + 1",
        "start_latest = earliest - 1",
        "end_earliest = latest + 1",
        "sort_key = earliest - 1",
        "sort_key = latest + 1",
    ],
)
def test_the_database_refuses_bounds_that_contradict_the_date(db: None, change: str) -> None:
    event = make_event(date="2010")

    with (
        pytest.raises(IntegrityError, match="event_bounds_follow_date"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"UPDATE events_event SET {change} WHERE id = %s", [event.pk])  # noqa: S608


# --- Text


@pytest.mark.parametrize("text", ["A\x00B", "A\nB", "A\u202eB", "A\ud800B", "A\U000e0041B"], ids=ascii)
def test_a_line_is_checked_even_where_nobody_validates(db: None, text: str) -> None:
    with pytest.raises(ValidationError, match=r"In title: U\+"), transaction.atomic():
        Event.objects.create(slug="an-event", title=text, kind=make_kind(), date="2010")
    with pytest.raises(ValidationError, match=r"In label: U\+"), transaction.atomic():
        Kind.objects.bulk_create([Kind(slug="a-kind", label=text)])

    assert not Event.objects.exists()


@pytest.mark.parametrize("text", ["A\x00B", "A\x1bB", "A\udfffB"], ids=ascii)
def test_prose_is_checked_even_where_nobody_validates(db: None, text: str) -> None:
    event, source = make_event(), make_source()

    with pytest.raises(ValidationError, match=r"In summary: U\+"), transaction.atomic():
        Event.objects.filter(pk=event.pk).update(summary=text)
    with pytest.raises(ValidationError, match=r"In says: U\+"), transaction.atomic():
        Citation.objects.create(event=event, source=source, says=text)


def test_text_is_stored_in_its_clean_form(db: None) -> None:
    event = Event.objects.create(slug="an-event", title=" Cafe\u0301 ", summary="One\r\nTwo\t", kind=make_kind())

    assert Event.objects.values_list("title", "summary").get(pk=event.pk) == ("Café", "One\nTwo")


@pytest.mark.parametrize("column", ["url", "archived_url"])
@pytest.mark.parametrize(
    "address",
    [
        *("javascript:alert(1)", "JavaScript://x.example/%0aalert(1)", "data:text/html,x", "ftp://paper.example/"),
        *("https://paper.example@elsewhere.example/", "https://user:word@paper.example/"),
        *("//paper.example/", "paper.example", "https://", "https://paper.example/a b", "https://x.example/\u202e"),
    ],
)
def test_an_address_is_http_or_https(db: None, column: str, address: str) -> None:
    source = make_source()
    setattr(source, column, address)

    with pytest.raises(ValidationError) as refused:
        source.full_clean()

    assert list(refused.value.message_dict) == [column]


@pytest.mark.parametrize("address", ["https://paper.example/2023/07/20?id=1#top", "http://127.0.0.1:8000/x", ""])
def test_a_web_address_or_none_is_accepted(db: None, address: str) -> None:
    source = make_source(url=address)

    source.full_clean()

    assert source.url == address


@pytest.mark.parametrize("tag", ["en", "es-BO", "zh-Hant-TW", "fa", "gsw"])
def test_a_language_is_a_bcp_47_tag(db: None, tag: str) -> None:
    unsaved(language=tag).full_clean()


@pytest.mark.parametrize("tag", ["", "English", "e", "EN", "en_US", "en-", "-en", "en-x y"])
def test_what_is_no_language_tag_is_refused(db: None, tag: str) -> None:
    with pytest.raises(ValidationError) as refused:
        unsaved(language=tag).full_clean()

    assert list(refused.value.message_dict) == ["language"]


@pytest.mark.parametrize("code", ["BO", "IR", "IL", "PS"])
def test_a_country_is_an_iso_code(db: None, code: str) -> None:
    unsaved(place_country=code).full_clean()
    Actor(slug="a-state", name="A state", type="state", country=code).full_clean()


# EU, EZ, UN and ZZ are CLDR's regions, XA and XB its pseudo-languages, IC and AC parts of ES and SH.
@pytest.mark.parametrize("code", ["bo", "XX", "EU", "EZ", "UN", "ZZ", "XA", "XB", "IC", "AC", "BOL", "B", "01"])
def test_what_is_no_country_is_refused(db: None, code: str) -> None:
    with pytest.raises(ValidationError) as refused:
        unsaved(place_country=code).full_clean()

    assert list(refused.value.message_dict) == ["place_country"]


def test_there_are_as_many_countries_as_iso_3166_lists() -> None:
    # 249 codes, and XK, which all who need Kosovo use for it.
    assert 249 <= len(COUNTRIES) <= 250


# --- Fixtures


def event_row(**fields: Any) -> dict[str, Any]:
    return {
        "model": "events.event",
        "fields": {
            "uid": new_uid(),
            "slug": "an-event",
            "title": "An event",
            "kind": ["visit"],
            "date": "2010",
            **fields,
        },
    }


def load(folder: Path, *rows: dict[str, Any]) -> None:
    """Loads a kind and the rows, in plain ASCII JSON as an editor's tool would write it."""
    path = folder / "rows.json"
    kind = {"model": "events.kind", "fields": {"slug": "visit", "label": "visit"}}
    path.write_text(json.dumps([kind, *rows]), encoding="ascii")
    call_command("loaddata", path, verbosity=0)


def test_a_fixture_is_loaded_with_its_derived_columns(db: None, tmp_path: Path) -> None:
    load(tmp_path, event_row(date="[2006 .. 2019]".replace(" ", "")), event_row(slug="another", date=None))

    assert stored(Event.objects.get(slug="an-event")) == following_from("[2006..2019]")
    assert stored(Event.objects.get(slug="another")) == dict.fromkeys(DERIVED)


def test_a_fixture_cannot_set_a_derived_column(db: None, tmp_path: Path) -> None:
    load(tmp_path, event_row(earliest=1, latest=2, sort_key=3, precision="day"))

    assert stored(Event.objects.get()) == following_from("2010")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("date", "2023-02-30"),
        ("date", "2023/2019"),
        ("date", "2010\ud800"),
        ("date", 2010),
        ("date_anchor", "yesterday"),
        ("title", "A\u0000B"),
        ("title", "A\ud800B"),
        ("title", "A\nB"),
        ("summary", "A\ud800B"),
        ("summary", "A\u0007B"),
        ("attribution", "A\u202eB"),
        ("place_name", "A\U000e0041B"),
    ],
    ids=ascii,
)
def test_a_bad_fixture_is_refused_with_the_field_named_and_nothing_saved(
    db: None, tmp_path: Path, field: str, value: object
) -> None:
    with pytest.raises(DeserializationError, match=f"In {field}: ") as refused:
        load(tmp_path, event_row(slug="good"), event_row(**{field: value}))

    assert "events.event" in str(refused.value)
    assert not Event.objects.exists()
    assert not Kind.objects.exists()


def test_a_bad_citation_is_refused_with_its_event_and_source(db: None, tmp_path: Path) -> None:
    source = {
        "model": "events.source",
        "fields": {"uid": new_uid(), "slug": "a-paper", "title": "A paper", "type": "report", "genre": "news"},
    }
    citation = {
        "model": "events.citation",
        "fields": {"event": ["an-event"], "source": ["a-paper"], "says": "It happened.", "stated_date": "2010-13"},
    }

    with pytest.raises(DeserializationError, match="In stated_date: there is no month 13"):
        load(tmp_path, event_row(), source, citation)

    assert not Source.objects.exists()
