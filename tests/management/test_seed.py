"""`manage.py seed`: loads and publishes what is missing, and leaves alone what a curator has touched."""

import json
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.serializers.base import DeserializationError

from events.models import Actor, Citation, Event, Publication, Revision, Source, Status, Timeline
from events.queries.publications import Published, find
from events.services.editing import save_record
from events.services.merging import merge_actors, merge_events, merge_sources
from events.services.seeding import seed
from events.services.snapshots import snapshot_event, snapshot_source
from tests.factories import cite, make_source

Rows = list[dict[str, Any]]

ANNOUNCEMENT, LETTER = "bolivia-recognises-palestine-2010", "bolivia-letter-to-abbas-2010"


def run(folder: Path, **options: Any) -> str:
    out = StringIO()
    call_command("seed", folder=folder, stdout=out, **options)
    return out.getvalue()


def everything() -> dict[str, list[dict[str, Any]]]:
    return {
        model.__name__: list(model._default_manager.order_by("pk").values())
        for model in apps.get_app_config("events").get_models()
    }


def edit(path: Path, change: Callable[[Rows], Rows]) -> None:
    """Rewrites one file of the fixtures."""
    path.write_text(json.dumps(change(json.loads(path.read_text(encoding="utf-8")))), encoding="utf-8")


def without_letter(rows: Rows) -> Rows:
    """The fixtures of an earlier release, to which the letter is unknown."""
    return [row for row in rows if LETTER not in (row["fields"].get("slug"), *row["fields"].get("event", []))]


def test_the_chronology_is_published_through_review(seeded: None, now: datetime) -> None:
    published = Counter(Publication.objects.values_list("type", flat=True))
    records = [*Event.objects.all(), *Actor.objects.all(), *Source.objects.all(), *Timeline.objects.all()]

    assert (published["event"], published["timeline"], published["source"]) == (36, 1, 44)
    assert set(Event.objects.values_list("status", flat=True)) == {Status.PUBLISHED}
    assert Timeline.objects.get().status == Status.PUBLISHED
    assert sorted(Revision.objects.values_list("uid", "number")) == sorted((record.uid, 1) for record in records)
    assert set(Revision.objects.values_list("reason", "author", "at")) == {("Loaded from the fixtures", None, now)}
    call_command("check_publications", stdout=StringIO())


def test_seeding_again_does_nothing(db: None, folder: Path) -> None:
    assert "records loaded" in run(folder)
    before = everything()

    assert run(folder) == "Everything in the fixtures is here already.\n"
    assert everything() == before


def test_every_published_record_is_named_where_one_asks_for_it(db: None, folder: Path) -> None:
    said = run(folder, verbosity=2)

    assert "Published 3 of 3: " in said
    assert "Published" not in run(folder, verbosity=2)


def test_a_corrected_title_stays(db: None, folder: Path, now: datetime) -> None:
    run(folder)
    event = Event.objects.get(slug=LETTER)
    event.title = "A curator's title"
    save_record(snapshot_event(event), author=None, at=now, reason="Corrected")
    before = everything()

    run(folder)

    assert Event.objects.get(slug=LETTER).title == "A curator's title"
    assert everything() == before


def test_an_added_citation_stays_and_a_removed_one_does_not_return(db: None, folder: Path, now: datetime) -> None:
    run(folder)
    event = Event.objects.get(slug=ANNOUNCEMENT)
    kept = event.citations.exclude(source__slug="imemc-2010-12").select_related("source")
    added = cite(make_source(), says="A curator's finding.")
    save_record(snapshot_event(event, citations=[*kept, added]), author=None, at=now, reason="Another source")

    run(folder)

    said = set(Citation.objects.filter(event=event).values_list("source__slug", flat=True))
    assert added.source.slug in said
    assert "imemc-2010-12" not in said


def test_a_renamed_event_does_not_return_under_its_old_slug(db: None, folder: Path, now: datetime) -> None:
    run(folder)
    event = Event.objects.get(slug=LETTER)
    event.slug = "renamed"
    save_record(snapshot_event(event), author=None, at=now, reason="Renamed")
    before = everything()

    run(folder)

    assert not Event.objects.filter(slug=LETTER).exists()
    assert everything() == before


def test_a_record_under_the_same_slug_is_not_doubled(db: None, folder: Path) -> None:
    own = make_source(slug="imemc-2010-12", title="A curator's own entry")

    run(folder)

    assert Source.objects.get(slug="imemc-2010-12").uid == own.uid
    assert Citation.objects.filter(source=own, event__slug=ANNOUNCEMENT).exists()


def test_merged_records_stay_away(db: None, folder: Path, now: datetime) -> None:
    run(folder)
    losers = [
        Event.objects.get(slug=LETTER),
        Source.objects.get(slug="imemc-2010-12"),
        Actor.objects.get(slug="palestine"),
    ]
    merge_events(Event.objects.get(slug=ANNOUNCEMENT), losers[0], by=None, at=now, reason="The same")
    merge_sources(Source.objects.get(slug="jpost-2010-12-letter"), losers[1], by=None, at=now, reason="The same")
    merge_actors(Actor.objects.get(slug="bolivia"), losers[2], by=None, at=now, reason="A test")
    before = everything()

    run(folder)

    assert everything() == before
    assert not Event.objects.filter(slug=LETTER).exists()


def test_what_a_new_release_adds_is_loaded_where_a_curator_renamed_what_it_names(
    db: None, folder: Path, now: datetime
) -> None:
    files = [folder / name for name in ("events.json", "citations.json", "timeline.json")]
    newer = [path.read_text(encoding="utf-8") for path in files]
    for path in files:
        edit(path, without_letter)
    run(folder)
    source = Source.objects.get(slug="jpost-2010-12-letter")
    source.slug = "renamed"
    save_record(snapshot_source(source), author=None, at=now, reason="Renamed")
    for path, text in zip(files, newer, strict=True):
        path.write_text(text, encoding="utf-8")

    run(folder)

    assert isinstance(find("event", LETTER), Published)
    assert Citation.objects.get(event__slug=LETTER).source == source


def test_a_seed_that_was_broken_off_is_finished_by_the_next(db: None, folder: Path, now: datetime) -> None:
    steps = seed(folder, at=now)
    assert [next(steps), next(steps)]
    steps.close()
    assert Publication.objects.filter(type="event").count() == 1

    run(folder)

    assert Publication.objects.filter(type="event").count() == 2
    assert Publication.objects.filter(type="timeline").count() == 1


@pytest.mark.parametrize(
    ("file", "field", "value"),
    [
        ("events.json", "date", "2010-13"),
        ("events.json", "title", "A\u202eB"),
        ("events.json", "place_country", "XX"),
        ("events.json", "status", "live"),
        ("sources.json", "url", "javascript:alert(1)"),
        ("sources.json", "slug", "Not A Slug"),
        ("citations.json", "stance", "shouts"),
    ],
)
def test_a_bad_row_is_refused_and_nothing_is_loaded(db: None, folder: Path, file: str, field: str, value: str) -> None:
    def spoiled(rows: Rows) -> Rows:
        rows[0]["fields"][field] = value
        return rows

    edit(folder / file, spoiled)

    with pytest.raises((ValidationError, DeserializationError), match=field):
        run(folder)
    assert not any(everything().values())
