"""The postings say what the keys say, whatever happens to what is published."""

import json
from collections import defaultdict
from datetime import datetime

import pytest
from pyroaring import BitMap

from events.models import Posting, PostingTotal, Publication, PublicationKey
from events.models.publications import Facet
from events.queries import postings as queries
from events.services import postings, publishing
from events.services.editing import save_record
from events.services.review import approve, confirm_stances, retract
from events.services.snapshots import snapshot_event
from events.services.synthesis import synthesize
from tests.conftest import NOW
from tests.factories import make_actor, make_kind, make_published_event, make_published_timeline

pytestmark = pytest.mark.django_db


def held() -> dict[tuple[str, str], set[int]]:
    """What the postings hold, by facet and value."""
    found: dict[tuple[str, str], set[int]] = defaultdict(set)
    for facet, value, bits in Posting.objects.values_list("facet", "value", "bits"):
        found[facet, value] |= set(BitMap.deserialize(bytes(bits)))
    return dict(found)


def keyed() -> dict[tuple[str, str], set[int]]:
    """What the keys say, and the dates: by SQL alone, without the module that keeps the postings."""
    found: dict[tuple[str, str], set[int]] = defaultdict(set)
    for facet, value, pk in PublicationKey.objects.values_list("facet", "value", "publication"):
        found[facet, value].add(pk)
    for event in Publication.objects.filter(type="event"):
        found["all", ""].add(event.pk)
        found["span", str(event.span)].add(event.pk)
        if event.sort_key is not None:
            found["year", year_of(event.document)].add(event.pk)
    return dict(found)


def year_of(document: str) -> str:
    """The year in which an event may have begun at the earliest, or ended at the latest where its beginning is open."""
    date = json.loads(document)["date"]
    return str(int((date["earliest"] or date["latest"]).rsplit("-", 2)[0]))


def test_what_is_published_is_posted(now: datetime) -> None:
    iran, bolivia = make_actor("Iran"), make_actor("Bolivia")
    events = [
        make_published_event(date="2004", participants=[(iran, "host"), (bolivia, "visitor")], place_country="IR"),
        make_published_event(date="2004-05-06/2009", participants=[(iran, "speaker")]),
        make_published_event(date=None),
    ]
    make_published_timeline(events=events[1:])

    assert held() == keyed()
    assert held()["year", "2004"] == held()["actor", iran.uid]
    assert dict(PostingTotal.objects.filter(facet="all").values_list("value", "events")) == {"": 3}


def test_what_changes_is_posted_anew_and_what_is_retracted_is_gone(now: datetime) -> None:
    iran = make_actor("Iran")
    event, other = (make_published_event(date="2004", participants=[(iran, "host")]) for _ in range(2))
    event.date, event.place_country = "1999", "BO"
    event = save_record(snapshot_event(event), author=None, at=now, reason="Redated")
    event = confirm_stances(event, by=None, at=now)
    approve(event, event.revision, by=None, at=now, reason="Redated")

    assert held() == keyed()
    assert len(held()["year", "1999"]) == len(held()["country", "BO"]) == 1

    retract(event, by=None, reason="Wrong.", at=now)
    retract(other, by=None, reason="Wrong.", at=now)

    assert held() == {}
    assert not PostingTotal.objects.exists()


def test_a_load_posts_the_same_as_publishing_one_by_one() -> None:
    list(synthesize(60, seed=3, at=NOW))

    assert held() == keyed()
    assert list(postings.disagreements()) == []
    totals = {
        (facet, value): events for facet, value, events in PostingTotal.objects.values_list("facet", "value", "events")
    }
    assert totals == {key: len(pks) for key, pks in held().items()}


@pytest.mark.parametrize("chunk", [1, 7, 2**18])
def test_chunks_of_any_size_hold_the_same(chunk: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postings, "CHUNK", chunk)
    members = {("kind", "visit"): {1, 6, 7, 8, 700_000}, ("kind", "talks"): {9}}

    postings.post(members)
    postings.post({("kind", "visit"): {7, 9}}, {("kind", "visit"): {1, 700_000}, ("kind", "talks"): {9}})

    assert held() == {("kind", "visit"): {6, 7, 8, 9}}
    assert list(PostingTotal.objects.values_list("value", "events")) == [("visit", 4)]
    assert {(number, bool(bits)) for number, bits in Posting.objects.values_list("chunk", "bits")} == {
        (pk // chunk, True) for pk in (6, 7, 8, 9)
    }


@pytest.mark.parametrize("facet", [Facet.ACTOR, Facet.YEAR, Facet.SPAN, Facet.ALL])
@pytest.mark.parametrize("tampering", ["lost", "another", "too many", "total", "chunk"])
def test_postings_that_differ_are_found_and_mended(facet: Facet, tampering: str) -> None:
    make_published_event(date="2004", participants=[(make_actor("Iran"), "host")])
    before = held()
    row = Posting.objects.get(facet=facet)
    match tampering:
        case "lost":
            row.delete()
        case "another":
            Posting.objects.filter(pk=row.pk).update(bits=BitMap([1, 2, 3]).serialize())
        case "too many":
            Posting.objects.create(facet=facet, value="1066", chunk=0, bits=BitMap([1]).serialize())
        case "total":
            PostingTotal.objects.filter(facet=facet).update(events=7)
        case "chunk":
            Posting.objects.filter(pk=row.pk).update(chunk=9)

    (sentence,) = publishing.check()
    assert sentence.startswith("The postings of 1 values differ from the keys")
    assert list(publishing.rebuild(at=NOW)) == []

    assert held() == before
    assert list(publishing.check()) == []


def test_what_is_kept_of_the_postings_is_that_of_what_is_public_now(now: datetime) -> None:
    first = make_published_event(kind=make_kind("visit"))
    kept = queries.postings()
    assert len(kept.all_of(Facet.KIND)["visit"]) == 1
    assert queries.postings() is kept

    make_published_event(kind=make_kind("visit"))
    assert len(queries.postings().all_of(Facet.KIND)["visit"]) == 2

    retract(first, by=None, reason="Wrong", at=now)
    assert len(queries.postings().all_of(Facet.KIND)["visit"]) == 1
    assert queries.postings().some_of(Facet.KIND, ["visit", "talks"]).keys() == {"visit"}


def test_more_values_than_are_kept_are_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "_MOST_KEPT", 2)
    monkeypatch.setattr(queries, "_MOST_IN_A_QUERY", 2)
    actors = [make_actor(f"Actor {letter}") for letter in "abcde"]
    events = [make_published_event(participants=[(actor, "host")]) for actor in actors]
    pks = {actor.uid: {Publication.objects.get(uid=event.uid).pk} for actor, event in zip(actors, events, strict=True)}

    for _ in range(2):
        found = queries.postings().some_of(Facet.ACTOR, [*pks, "nobody"])
        assert {uid: set(bits) for uid, bits in found.items()} == pks
