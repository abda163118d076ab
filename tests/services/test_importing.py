"""Events come in whole or not at all, published ones exactly as they went out, and a second time nothing happens."""

import io
import json
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from events.differences import Difference
from events.documents import EventDocument, decode
from events.models import Actor, Change, Event, Kind, Publication, Review, Revision, Source
from events.services import publishing
from events.services.editing import discard, save_record
from events.services.importing import ImportRefused, apply_import, plan_import
from events.services.importing.plan import MOST_SHOWN, What
from events.services.merging import merge_actors, merge_events
from events.services.review import retract
from events.services.snapshots import snapshot_event, snapshot_source
from events.services.synthesis import synthesize
from events.services.texts import keep_text
from tests.conftest import NOW
from tests.factories import cite, make_actor, make_event, make_kind, make_published_event, make_source
from tests.services.importing import faults, forget_everything, imported, planned, state, written

pytestmark = pytest.mark.django_db

ONE = "title,date,kind,source\nA visit,2023-07,visit,The Paper\n"
UID = "01M852Z9PBD1A4Y5TYRYVWTZ7C"


def line(**fields: Any) -> str:
    """A line of NDJSON."""
    source = {"slug": "the-paper", "title": "The Paper", "genre": "news"}
    citation = {"source": source, "says": "It happened."}
    return json.dumps({"title": "A visit", "kind": {"slug": "visit"}, "citations": [citation], **fields}) + "\n"


def test_the_seed_goes_out_and_in_and_out_to_the_byte(seeded: None, curator: User) -> None:
    before, content, untouched = written(), written("csv"), state()
    imported(before, "ndjson", publish=True)
    assert state() == untouched  # where it came from
    forget_everything()

    plan = imported(content, "csv", publish=True, by=curator)

    assert plan.counts == {What.NEW: 36, What.CHANGED: 0, What.UNCHANGED: 0}
    assert written() == before
    assert list(publishing.check()) == []
    for event in Event.objects.all():
        revision = Revision.objects.get(uid=event.uid)
        assert snapshot_event(event) == decode(revision.document, EventDocument)
        assert (revision.author, revision.reason) == (curator, "Imported from a file")
    event.full_clean()
    assert Review.objects.filter(step="approved", by=curator).count() == 36


def test_synthetic_events_go_out_and_in_and_out_to_the_byte() -> None:
    list(synthesize(200, seed=5, at=NOW))
    before, content = written(), written("csv")

    for format, file in (("ndjson", before), ("csv", content)):
        forget_everything()
        imported(file, format, publish=True)

        assert written() == before
    assert list(publishing.check()) == []


@pytest.mark.parametrize("publish", [True, False])
def test_a_second_time_nothing_happens(publish: bool) -> None:
    iran = make_actor("Iran")
    first = make_published_event("First", participants=[(iran, "host")], date="-0044", place_name="La Paz")
    make_published_event("Second", part_of=first)
    content = written("csv")
    forget_everything()
    imported(content, publish=publish)
    before = state()

    plan = imported(content, publish=publish)

    assert plan.counts == {What.NEW: 0, What.CHANGED: 0, What.UNCHANGED: 2}
    assert state() == before


def test_what_is_imported_is_a_draft_that_nobody_sees(curator: User) -> None:
    imported(ONE, by=curator)

    event = Event.objects.get()
    assert (event.status, event.revision, event.slug) == ("draft", 1, "a-visit")
    assert not Publication.objects.exists()
    assert not Change.objects.exists()
    revision = Revision.objects.get(uid=event.uid)
    assert (revision.author, revision.reason) == (curator, "Imported from a file")
    assert snapshot_event(event) == decode(revision.document, EventDocument)
    event.full_clean()


def test_a_draft_of_a_file_is_published_by_the_same_file(curator: User) -> None:
    imported(ONE)

    plan = imported(ONE, publish=True, by=curator)

    assert (plan.counts[What.UNCHANGED], plan.to_publish) == (1, 1)
    assert Publication.objects.filter(type="event").count() == 1
    assert Revision.objects.filter(type="event").count() == 1
    assert list(publishing.check()) == []


def test_what_somebody_typed_is_recognised_by_its_slug() -> None:
    imported(ONE)

    plan = imported(ONE.replace("2023-07", "2023-08"))

    assert plan.counts[What.CHANGED] == 1
    assert plan.rows[0].differences == (Difference("date", "2023-07", "2023-08", "Date"),)
    assert str(Event.objects.get().date) == "2023-08"


def test_a_column_that_is_not_there_changes_nothing_and_an_empty_cell_empties() -> None:
    event = make_event("A visit", slug="a-visit", summary="They met.", date="2020", place_name="La Paz")

    imported(f"uid,title\n{event.uid},Another visit\n")
    event.refresh_from_db()
    assert (event.title, event.summary, str(event.date), event.place_name) == (
        "Another visit",
        "They met.",
        "2020",
        "La Paz",
    )
    assert event.citations.count() == 1

    imported(f"uid,summary\n{event.uid},\n")
    event.refresh_from_db()
    assert (event.title, event.summary) == ("Another visit", "")


def test_a_changed_event_that_is_public_waits_for_review(curator: User) -> None:
    event = make_published_event("A visit", summary="They met.")
    public = Publication.objects.get(uid=event.uid).document

    imported(written().replace("They met.", "They did not meet."), "ndjson", by=curator)

    event.refresh_from_db()
    assert (event.status, event.revision, event.summary) == ("in_review", 2, "They did not meet.")
    assert Publication.objects.get(uid=event.uid).document == public


def test_an_administrator_publishes_a_change_alone_and_readers_are_told_no_name_of_a_file(curator: User) -> None:
    event = make_published_event("A visit", attribution="according to all")
    content = written().replace("according to all", "according to some")

    imported(content, "ndjson", publish=True, by=curator, reason="Some did not say so")

    assert "according to some" in Publication.objects.get(uid=event.uid).document
    change = Change.objects.get(uid=event.uid, what="revised")
    assert change.reason == "Some did not say so"
    assert list(publishing.check()) == []


def test_no_reason_is_made_up_for_readers(curator: User) -> None:
    event = make_published_event("A visit", attribution="according to all")
    public = Publication.objects.get(uid=event.uid).document

    with pytest.raises(ImportRefused) as refused:
        imported(written().replace("according to all", "according to some"), "ndjson", publish=True, by=curator)

    assert "give the reason for the change that readers are to see" in str(refused.value.errors[0])
    assert Publication.objects.get(uid=event.uid).document == public
    assert not Change.objects.filter(what="revised").exists()


def test_a_change_that_puts_stances_in_doubt_is_not_published() -> None:
    make_published_event("A visit", summary="They met.")

    found = faults(written().replace("They met.", "They did not."), "ndjson", publish=True)

    assert found == [
        (1, "", "Stances have to be confirmed: import it without publishing, and confirm them at the desk.")
    ]


def test_what_the_desk_knows_stays_where_it_still_applies() -> None:
    source = make_source()
    keep_text(source, "before They met", by=None, at=NOW)
    row = cite(source, quote="They met", stated_date="2020", stated_rule="r")
    make_published_event("A visit", citations=[row], date="2020", date_rule="year", attribution="according to all")
    content = written()

    imported(content.replace("according to all", "according to some"), "ndjson")
    event = Event.objects.get()
    citation = event.citations.get()
    assert (event.date_rule, citation.quote_prefix, citation.quote_check, citation.stated_rule) == (
        "year",
        "before",
        "found",
        "r",
    )

    imported(line(uid=event.uid, slug=event.slug, title="A visit", date={"edtf": "2021"}, citations=[
        {"source": {"uid": source.uid}, "says": "It happened.", "quote": "They did not meet", "stated_date": "2021"}
    ]), "ndjson")  # fmt: skip
    event.refresh_from_db()
    citation = event.citations.get()
    assert (event.date_rule, citation.quote_check, citation.stated_rule) == ("", "lost", "")


def test_a_relation_to_a_draft_is_not_lost_by_a_file_that_cannot_show_it() -> None:
    draft = make_event("A draft")
    event = make_published_event("A visit", attribution="according to all")
    document = snapshot_event(event)
    imported(written().replace('"related":[]', f'"related":[{{"relation":"follows","event":{{"uid":"{draft.uid}"}}}}]'),
             "ndjson")  # fmt: skip
    assert event.relations.count() == 1

    plan = imported(written(), "ndjson")

    assert plan.counts == {What.NEW: 0, What.CHANGED: 0, What.UNCHANGED: 1}
    assert document.related == []
    assert event.relations.count() == 1


@pytest.mark.parametrize("publish", [True, False])
def test_events_of_one_file_name_each_other_in_any_order(publish: bool) -> None:
    content = line(title="First", slug="first", related=[{"relation": "follows", "event": {"slug": "second"}}]) + line(
        title="Second", slug="second", part_of={"slug": "first"}, related=[
            {"relation": "responds_to", "event": {"slug": "first"}}
        ]
    )  # fmt: skip

    imported(content, "ndjson", publish=publish)
    again = imported(content, "ndjson", publish=publish)

    first, second = Event.objects.get(slug="first"), Event.objects.get(slug="second")
    assert second.part_of == first
    assert [one.other for one in first.relations.all()] == [second]
    assert again.counts[What.UNCHANGED] == 2
    assert list(publishing.check()) == []
    for event in (first, second):
        assert snapshot_event(event) == decode(Revision.objects.get(uid=event.uid).document, EventDocument)


def test_who_and_what_is_named_and_unknown_is_made_once() -> None:
    iran = {"uid": UID, "slug": "iran", "name": "Iran", "type": "state", "country": "IR"}
    content = "".join(line(slug=f"visit-{n}", participants=[{"actor": iran, "role": "host"}]) for n in range(2))

    plan = imported(content, "ndjson", publish=True)

    actor = Actor.objects.get()
    assert (actor.uid, actor.name, actor.country, actor.revision) == (UID, "Iran", "IR", 1)
    assert Source.objects.get().slug == "the-paper"
    assert Kind.objects.get().label == "visit"
    assert sorted(plan.named) == ["actor iran", "kind visit", "source the-paper"]
    assert Revision.objects.filter(uid=UID).count() == 1
    assert list(publishing.check()) == []


def test_what_is_in_the_record_stays_as_it_is_there_and_is_noted() -> None:
    iran = make_actor("Iran", country="IR")
    stub = {"uid": iran.uid, "slug": "iran", "name": "Persia", "type": "state", "country": "IR"}

    plan = imported(line(participants=[{"actor": stub, "role": "host"}]), "ndjson", publish=True)

    assert Actor.objects.get().name == "Iran"
    assert plan.notes == ["The actor iran has another name in the file; the one here stays."]
    assert '"name":"Iran"' in Publication.objects.get(type="event").document


def test_the_same_actor_of_another_place_is_known_by_slug_name_and_type() -> None:
    iran = make_actor("Iran")
    stub = {"uid": UID, "slug": "iran", "name": "Iran", "type": "state"}

    imported(line(participants=[{"actor": stub, "role": "host"}]), "ndjson")

    assert Event.objects.get().participations.get().actor == iran


def test_an_actor_that_was_merged_is_its_survivor() -> None:
    iran, persia = make_actor("Iran"), make_actor("Persia")
    merge_actors(survivor=iran, loser=persia, by=None, at=NOW, reason="The same")
    stub = {"uid": persia.uid, "slug": "persia", "name": "Persia", "type": "state"}

    imported(line(participants=[{"actor": stub, "role": "host"}]), "ndjson", publish=True)

    assert Event.objects.get().participations.get().actor == iran
    assert list(publishing.check()) == []


def test_an_event_shows_a_source_as_it_was_approved_where_the_record_has_moved_on() -> None:
    source = make_source("The Paper", title="Before")
    make_published_event("First", citations=[cite(source)])
    document = snapshot_source(source)
    document.title = "After"
    save_record(document, author=None, at=NOW, reason="Renamed")

    imported(line(citations=[{"source": {"uid": source.uid}, "says": "Yes."}]), "ndjson", publish=True)

    assert '"title":"Before"' in Publication.objects.get(slug="a-visit").document
    assert list(publishing.check()) == []


MANY = [
    ("title,date,kind,source\n,2020,visit,P\n", "title", "is missing"),
    ("title,date,kind,source\nA,2020,,P\n", "kind", "is missing"),
    ("title,date,kind,source\nA,2023-13,visit,P\n", "date", "there is no month 13"),
    ("title,date,kind\nA,2020,visit\n", "citations", "a new event needs this column"),
    ("title,date,source\nA,2020,P\n", "kind", "a new event needs this column"),
    ("title,kind,source\nA,visit,P\n", "date", "a new event needs this column"),
    (f"title,date,kind,source\n{'A' * 201},2020,visit,P\n", "title", "has 201 characters; there may be 200"),
    ("uid,title,date,kind,source\nX1,A,2020,visit,P\n", "uid", "ULID"),
    ("slug,title,date,kind,source\nA B,A,2020,visit,P\n", "slug", "lower-case letters"),
    ("title,date,kind,source,language\nA,2020,visit,P,english\n", "language", "BCP 47"),
    ("title,date,kind,source,country\nA,2020,visit,P,XX\n", "country", "no ISO 3166-1"),
    ("title,date,kind,source,place_precision\nA,2020,visit,P,near\n", "place_precision", "none of exact, city"),
    ("title,date,kind,source,latitude,longitude\nA,2020,visit,P,91,1\n", "latitude", "90"),
    ("title,date,kind,source,latitude\nA,2020,visit,P,9\n", "place", "both latitude and longitude"),
    ("title,date,kind,source,source_genre\nA,2020,visit,P,gossip\n", "citations[0].source.genre", "not a valid choice"),
    ("title,date,kind,source,source_url\nA,2020,visit,P,ftp://x.org/\n", "citations[0].source.url", "https"),
    ("title,date,kind,source,source_published\nA,2020,visit,P,soon\n", "citations[0].source.published", "date"),
    ("title,date,kind,source,participants\nA,2020,visit,P,Nobody (host)\n", "participants[0].actor", "no actor"),
    ("title,date,kind,source,related\nA,2020,visit,P,follows: gone\n", "related[0].event", "there is no event “gone”"),
    ("title,date,kind,source,part_of\nA,2020,visit,P,gone\n", "part_of", "there is no event “gone”"),
    ("title,date,kind,source,published_at\nA,2020,visit,P,2999-01-01T00:00:00Z\n", "published_at", "in the future"),
    ("title,date,kind,source,published_at\nA,2020,visit,P,2020-01-01T00:00:00\n", "published_at", "which time zone"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "field", "reason"), MANY)
def test_what_is_wrong_is_refused_with_line_field_and_reason(content: str, field: str, reason: str) -> None:
    found = faults(content)

    assert [(number, name) for number, name, _ in found] == [(2, field)]
    assert reason in found[0][2]
    with pytest.raises(ImportRefused):
        imported_anyway(content)
    assert not Event.objects.exists()


def imported_anyway(content: str, format: str = "csv", *, publish: bool = False, by: User | None = None) -> None:
    checked = plan_import(io.BytesIO(content.encode()), name="a file", format=format, publish=publish, at=NOW)
    apply_import(checked, by=by, at=NOW)


@pytest.mark.parametrize(
    ("fields", "field", "reason"),
    [
        ({"participants": [{"actor": {"slug": "iran", "name": "Iran", "type": "state"}, "role": "boss"}]},
         "participants[0].role", "none of signatory"),
        ({"participants": [{"actor": {"slug": "iran", "name": "Iran", "type": "realm"}, "role": "host"}]},
         "participants[0].actor.type", "not a valid choice"),
        ({"participants": [{"actor": {"slug": "iran", "name": "Iran", "type": "state"}, "role": "host"}] * 2},
         "participants[1]", "the same actor and role"),
        ({"citations": [{"source": {"slug": "p", "title": "P", "genre": "news"}, "says": ""}]},
         "citations[0].says", "is missing"),
        ({"citations": [{"source": {"slug": "p", "title": "P", "genre": "news"}, "says": "x"}] * 2},
         "citations[1]", "the same source and aspect"),
        ({"citations": [{"source": {"slug": "p", "title": "P", "genre": "news"}, "says": "x", "stated_date": "x"}]},
         "citations[0].stated_date", "date"),
        ({"slug": "me", "related": [{"relation": "follows", "event": {"slug": "me"}}]},
         "related[0].event", "not related to itself"),
        ({"slug": "me", "part_of": {"slug": "me"}}, "part_of", "not part of itself"),
        ({"revision": -1}, "revision", "whole number"),
        ({"revision": 1_000_000_000}, "revision", "whole number from 1 to 999999999"),
        ({"published_at": "0001-01-01T00:00:00+14:00"}, "published_at", "before the year 1"),
        ({"kind": {"slug": "Not a slug"}}, "kind.slug", "lower-case"),
        ({"published_at": "2020-01-02T00:00:00Z", "revised_at": "2020-01-01T00:00:00Z"},
         "revised_at", "before published"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_document_is_refused_with_its_place(fields: dict[str, Any], field: str, reason: str) -> None:
    found = faults(line(**fields), "ndjson")

    assert [(number, name) for number, name, _ in found] == [(1, field)]
    assert reason in found[0][2]


def test_all_errors_of_a_file_are_told_at_once_and_nothing_is_saved() -> None:
    content = ONE + "B,2023-13,,P\nC,2020,visit,P\n,x,visit,P\n"

    found = faults(content)

    assert {(number, name) for number, name, _ in found} == {(3, "date"), (3, "kind"), (5, "title"), (5, "date")}
    with pytest.raises(ImportRefused, match="4 errors"):
        imported_anyway(content)
    assert [model.objects.count() for model in (Event, Source, Kind, Revision)] == [0, 0, 0, 0]


# What can be wrong in an event beside each other: a member, a wrong value, and where the fault is told if not there.
AMISS: list[tuple[str, Any, str]] = [
    ("title", 5, ""),
    ("summary", "\u0000", ""),
    ("language", "english", ""),
    ("date", {"edtf": "2023-13"}, "date.edtf"),
    ("kind", {"slug": 5}, "kind.slug"),
    ("place", {"latitude": "north", "longitude": 1}, "place.latitude"),
    ("participants", [{"actor": {"slug": "nobody"}, "role": "host"}], "participants[0].actor"),
    ("citations", [{"source": {"title": "P", "slug": "A B", "genre": "news"}, "says": "x"}],
     "citations[0].source.slug"),
    ("part_of", {"slug": "nowhere"}, "part_of"),
    ("related", [{"relation": "causes", "event": {"slug": "a"}}], "related[0].relation"),
    ("revision", -1, ""),
    ("published_at", "yesterday", ""),
    ("revised_at", "2999-01-01T00:00:00Z", ""),
    ("titel", "A", ""),
]  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(chosen=st.sets(st.sampled_from(range(len(AMISS)))), publish=st.booleans())
def test_every_fault_of_a_row_is_told_once_however_many_there_are(chosen: set[int], publish: bool) -> None:
    wrong = [AMISS[place] for place in chosen]
    content = line(slug="a") + line(**{"slug": "b", **{member: value for member, value, _ in wrong}})

    found = faults(content, "ndjson", publish=publish)

    assert sorted(found_ for _, found_, _ in found) == sorted(field or member for member, _, field in wrong)
    assert {number for number, _, _ in found} <= {2}


def test_all_that_is_wrong_in_what_an_event_names_is_told() -> None:
    source = {"slug": "A B", "title": "P" * 400, "genre": "gossip", "published": "soon", "url": "ftp://x"}

    found = faults(line(citations=[{"source": source, "says": "x"}]), "ndjson")

    assert {field for _, field, _ in found} == {f"citations[0].source.{name}" for name in source}


def test_what_review_would_refuse_is_told_beside_other_faults() -> None:
    content = line(date={"edtf": "2023-13"}, citations=[])

    found = faults(content, "ndjson", publish=True)

    assert [field for _, field, _ in found] == ["date.edtf", ""]
    assert "No source is cited" in found[1][2]


def test_a_row_that_is_refused_is_still_one_that_others_may_name() -> None:
    content = line(slug="a", revision="x") + line(slug="b", part_of={"slug": "a"}) + line(slug="a")

    assert faults(content, "ndjson") == [
        (1, "revision", "takes a whole number, and has a text"),
        (3, "slug", "is the same as in line 1"),
    ]


def test_a_row_that_is_wrong_in_very_many_places_does_not_hold_up_the_check() -> None:
    plan = planned(line(citations=[7] * 20_000), "ndjson")

    assert plan.error_count == 20_000


def test_of_very_many_errors_the_first_thousand_are_kept_and_all_counted() -> None:
    plan = planned("title,date,kind,source\n" + "A,nonsense,visit,P\n" * 1200)

    assert len(plan.errors) == MOST_SHOWN
    assert plan.error_count >= 1200


def test_two_rows_are_not_the_same_event() -> None:
    assert faults(ONE + "A visit,2024,visit,P\n") == [(3, "slug", "is the same as in line 2")]
    twice = line(uid=UID, slug="a") + line(uid=UID, slug="b")
    assert faults(twice, "ndjson") == [(2, "uid", "is the same as in line 1")]


def test_a_file_that_describes_an_actor_in_two_ways_is_refused() -> None:
    one, other = ({"uid": UID, "slug": "iran", "name": name, "type": "state"} for name in ("Iran", "Persia"))
    content = "".join(
        line(slug=f"e-{n}", participants=[{"actor": stub, "role": "host"}]) for n, stub in enumerate((one, other))
    )

    assert faults(content, "ndjson") == [(2, "participants[0].actor.name", "is otherwise in line 1, of the same actor")]


def test_an_actor_with_anothers_slug_is_refused() -> None:
    iran = make_actor("Iran")
    stub = {"uid": UID, "slug": "iran", "name": "Iran Air", "type": "organisation"}

    ((_, field, reason),) = faults(line(participants=[{"actor": stub, "role": "host"}]), "ndjson")

    assert field == "participants[0].actor.slug"
    assert iran.uid in reason


def test_an_event_with_anothers_slug_is_refused() -> None:
    event = make_event("A visit", slug="a-visit")

    ((_, field, reason),) = faults(line(uid=UID, slug="a-visit"), "ndjson")

    assert field == "slug"
    assert event.uid in reason


def test_what_was_retracted_merged_or_deleted_does_not_come_back() -> None:
    retracted, survivor = make_published_event("Retracted"), make_event("Survivor")
    merged, deleted = make_event("Merged"), make_event("Deleted")
    uids = [retracted.uid, merged.uid, deleted.uid]
    retract(retracted, by=None, reason="It did not happen", at=NOW)
    merge_events(survivor=survivor, loser=merged, by=None, at=NOW, reason="The same")
    discard(deleted, by=None, at=NOW)

    found = faults("".join(line(uid=uid, slug=f"s-{n}") for n, uid in enumerate(uids)), "ndjson")

    assert [(number, field) for number, field, _ in found] == [(1, "uid"), (2, "uid"), (3, "uid")]
    assert ["retracted" in found[0][2], survivor.uid in found[1][2], "deleted" in found[2][2]] == [True] * 3


def test_a_file_from_before_somebody_edited_is_refused_unless_it_says_nothing_new() -> None:
    event = make_published_event("A visit", attribution="according to all")
    content = written()
    document = snapshot_event(event)
    document.attribution = "according to some"
    save_record(document, author=None, at=NOW, reason="Better")

    assert planned(content, "ndjson").counts[What.UNCHANGED] == 1
    ((_, field, reason),) = faults(content.replace("according to all", "according to none"), "ndjson")

    assert field == "revision"
    assert "from revision 1, and revision 2 stands here" in reason


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"citations": []}, "No source is cited"),
        ({"citations": [{"source": {"slug": "p", "title": "P", "genre": "opinion"}, "says": "x"}]}, "opinion only"),
        ({"participants": [{"actor": {"slug": "x", "name": "X", "type": "person"}, "role": "accused"}]},
         "X may be living"),
    ],
)  # fmt: skip
def test_what_review_would_refuse_is_refused_by_row(fields: dict[str, Any], reason: str) -> None:
    assert faults(line(**fields), "ndjson") == []

    ((number, _, found),) = faults(line(**fields), "ndjson", publish=True)

    assert number == 1
    assert reason in found


def test_a_slug_that_is_still_public_is_refused_where_it_is_to_be_published() -> None:
    event = make_published_event("A visit", slug="a-visit")
    document = snapshot_event(event)
    document.slug = "another"
    save_record(document, author=None, at=NOW, reason="Renamed")

    assert faults(line(slug="a-visit"), "ndjson") == []
    ((_, field, _),) = faults(line(slug="a-visit"), "ndjson", publish=True)

    assert field == "slug"


def test_who_may_not_review_publishes_nothing() -> None:
    user = User.objects.create_user("writer")

    with pytest.raises(PermissionDenied):
        imported_anyway(ONE, publish=True, by=user)

    assert not Event.objects.exists()


@pytest.mark.parametrize("publish", [True, False])
def test_what_changed_between_checking_and_saving_undoes_all_of_it(publish: bool) -> None:
    make_kind("visit")
    content = ONE + "Second,2020,visit,P\n"
    checked = plan_import(io.BytesIO(content.encode()), name="a file", format="csv", publish=publish, at=NOW)
    make_event("Somebody was first", slug="second")

    with pytest.raises(ImportRefused) as refused:
        apply_import(checked, by=None, at=NOW)

    assert "has changed since the file was checked" in refused.value.errors[0].reason
    assert [event.slug for event in Event.objects.all()] == ["second"]


@pytest.mark.parametrize("publish", [True, False])
def test_what_was_retracted_between_checking_and_saving_is_not_brought_back(publish: bool) -> None:
    event = make_published_event("A visit", slug="a-visit")
    content = b"slug,place\na-visit,Tehran\n"
    checked = plan_import(io.BytesIO(content), name="a file", format="csv", publish=publish, at=NOW)
    retract(event, by=None, at=NOW, reason="It did not happen")

    with pytest.raises(ImportRefused) as refused:
        apply_import(checked, by=None, at=NOW, reason="The place")

    assert "the event a-visit was retracted" in refused.value.errors[0].reason
    event.refresh_from_db()
    assert (event.status, event.revision) == ("retracted", 1)
    assert not Publication.objects.filter(uid=event.uid).exists()


def test_an_interrupted_import_saves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    checked = plan_import(io.BytesIO(ONE.encode()), name="a file", format="csv", publish=True, at=NOW)

    def interrupt(done: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        apply_import(checked, by=None, at=NOW, progress=interrupt)

    assert [model.objects.count() for model in (Event, Source, Kind, Revision)] == [0, 0, 0, 0]


def test_a_row_of_what_is_there_costs_no_query_of_its_own(django_assert_max_num_queries: Any) -> None:
    content = ONE + "".join(f"Visit {n},2023-07,visit,The Paper\n" for n in range(39))
    imported(content)

    with django_assert_max_num_queries(25):
        plan = planned(content)

    assert plan.counts[What.UNCHANGED] == 40
