"""Finding what is published, by uid or slug."""

from datetime import datetime

import pytest

from events.models import RecordType
from events.queries.cursors import Cursor
from events.queries.publications import Moved, Published, Retracted, documents, find, list_documents, uid_of
from events.services.editing import save_record
from events.services.merging import merge_events
from events.services.review import approve, retract
from events.services.snapshots import snapshot_event
from tests.factories import make_event, make_published_event, make_published_timeline, make_timeline


def test_a_published_record_is_found_by_uid_and_by_slug(db: None) -> None:
    event = make_published_event(slug="a-visit")

    found = find(RecordType.EVENT, event.uid)

    assert isinstance(found, Published)
    assert (found.uid, found.slug) == (event.uid, "a-visit")
    assert find(RecordType.EVENT, "a-visit") == found
    assert list(documents(RecordType.EVENT, [event.uid, "nobody"])) == [event.uid]


def test_a_uid_is_found_by_either_name_and_by_a_former_one(db: None, now: datetime) -> None:
    survivor, loser = make_published_event(slug="stays"), make_published_event(slug="goes")
    draft = make_event(slug="draft")
    merge_events(survivor, loser, by=None, at=now, reason="The same visit")

    assert {uid_of(RecordType.EVENT, name) for name in ("stays", survivor.uid, "goes", loser.uid)} == {survivor.uid}
    assert [uid_of(RecordType.EVENT, name) for name in ("draft", draft.uid, "nothing")] == [None, None, None]
    assert uid_of(RecordType.ACTOR, "stays") is None


def test_what_is_not_published_is_not_found(db: None) -> None:
    event, timeline = make_event(), make_timeline()

    for type_, record in ((RecordType.EVENT, event), (RecordType.TIMELINE, timeline)):
        assert find(type_, record.uid) is None
        assert find(type_, record.slug) is None
    assert documents(RecordType.EVENT, [event.uid]) == {}


def test_a_record_is_not_found_as_one_of_another_type(db: None) -> None:
    event = make_published_event()

    assert find(RecordType.TIMELINE, event.uid) is None
    assert find(RecordType.TIMELINE, event.slug) is None


def test_a_former_slug_leads_to_the_present_one(db: None, now: datetime) -> None:
    event = make_published_event(slug="before")
    event.slug = "after"
    event = save_record(snapshot_event(event), author=None, at=now, reason="Renamed")

    assert find(RecordType.EVENT, "after") is None
    approve(event, event.revision, by=None, at=now, reason="Said better")

    assert find(RecordType.EVENT, "before") == Moved(event.uid, "after")
    assert isinstance(find(RecordType.EVENT, "after"), Published)


def test_a_merged_event_leads_to_its_survivor(db: None, now: datetime) -> None:
    survivor, loser = make_published_event(slug="stays"), make_published_event(slug="goes")

    merge_events(survivor, loser, by=None, at=now, reason="The same visit")

    assert find(RecordType.EVENT, loser.uid) == Moved(survivor.uid, "stays")
    assert find(RecordType.EVENT, "goes") == Moved(survivor.uid, "stays")


def test_a_retracted_event_is_found_by_uid_alone(db: None, now: datetime) -> None:
    survivor, loser = make_published_event(slug="stays"), make_published_event(slug="goes")
    merge_events(survivor, loser, by=None, at=now, reason="The same visit")

    retract(survivor, by=None, reason="Wrong.", at=now)

    grave = Retracted(survivor.uid, now, "Wrong.")
    assert find(RecordType.EVENT, survivor.uid) == grave
    assert find(RecordType.EVENT, loser.uid) == grave
    assert find(RecordType.EVENT, "stays") is None
    assert find(RecordType.EVENT, "goes") is None


@pytest.mark.parametrize("size", range(1, 7))
def test_a_list_by_slug_is_paged_forward_and_back_without_a_loss(db: None, size: int) -> None:
    slugs = sorted(f"t-{letter}" for letter in "qwert")
    for slug in reversed(slugs):
        make_published_timeline(slug=slug)
    make_timeline(slug="t-draft")

    forward: list[list[str]] = []
    cursor: Cursor | None = None
    while True:
        page = list_documents(RecordType.TIMELINE, page_size=size, cursor=cursor)
        forward.append(page.documents)
        if page.next is None:
            break
        cursor = page.next
    backward = [forward[-1]]
    while page.previous is not None:
        page = list_documents(RecordType.TIMELINE, page_size=size, cursor=page.previous)
        backward.insert(0, page.documents)

    found = [document for documents_ in forward for document in documents_]
    assert [slug for slug in slugs for document in found if f'"slug":"{slug}"' in document] == slugs
    assert len(found) == len(slugs)
    assert [document for documents_ in backward for document in documents_] == found
