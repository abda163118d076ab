"""The desk finds records by their words, drafts included."""

import pytest

from events.documents import ActorNameDocument
from events.models import RecordType
from events.queries.finding import find_uids
from events.services.editing import save_record
from events.services.snapshots import snapshot_actor, snapshot_event
from tests.conftest import NOW
from tests.factories import make_actor, make_event, make_published_event, make_source, make_timeline

pytestmark = pytest.mark.django_db


def found(type_: RecordType, text: str, *uids: str) -> list[bool]:
    """Of each uid whether it is among those that are found."""
    answer = set(find_uids(type_, text))
    return [uid in answer for uid in uids]


def test_drafts_and_what_is_public_are_found_by_title_summary_and_slug() -> None:
    draft, public = (
        make_event("A visit to Tehran", slug="first"),
        make_published_event("Another", summary="In Téhéran."),
    )

    assert found(RecordType.EVENT, "tehran", draft.uid, public.uid) == [True, False]
    assert found(RecordType.EVENT, "teheran", draft.uid, public.uid) == [False, True]
    assert found(RecordType.EVENT, "visit TEH", draft.uid, public.uid) == [True, False]
    assert found(RecordType.EVENT, "first", draft.uid, public.uid) == [True, False]


@pytest.mark.parametrize("text", ["إيران", "ایران", "ايران", "iran", "IRÁN", "Republic of I"])
def test_an_actor_is_found_by_each_of_its_names_in_any_spelling(text: str) -> None:
    iran, other = make_actor("Iran"), make_actor("Israel")
    document = snapshot_actor(iran)
    for name in ("إيران", "Islamic Republic of Iran"):
        document.names.append(ActorNameDocument(text=name, language="und", form="alias"))
    save_record(document, author=None, at=NOW)

    assert found(RecordType.ACTOR, text, iran.uid, other.uid) == [True, False]


def test_a_source_is_found_by_publisher_and_title_and_each_type_for_itself() -> None:
    source, timeline = make_source("Reuters", title="Talks in La Paz"), make_timeline("Talks in La Paz")

    assert found(RecordType.SOURCE, "reuters la paz", source.uid, timeline.uid) == [True, False]
    assert found(RecordType.TIMELINE, "la paz talks", source.uid, timeline.uid) == [False, True]


def test_what_a_record_is_called_no_more_finds_it_no_more() -> None:
    event = make_event("Before")
    event.title, event.slug = "After", "after"

    save_record(snapshot_event(event), author=None, at=NOW)

    assert found(RecordType.EVENT, "before", event.uid) == [False]
    assert found(RecordType.EVENT, "after", event.uid) == [True]


def test_a_record_is_found_by_its_uid() -> None:
    event = make_event()

    assert found(RecordType.EVENT, f" {event.uid.lower()} ", event.uid) == [True]


@pytest.mark.parametrize(
    "text", ["", "  ", "***", '"', "' OR 1", "a:b", "NOT", "x" * 5000, "\x00", "-", "(", "a AND (b", "é" * 90]
)
def test_nothing_that_is_typed_is_read_as_a_query(text: str) -> None:
    find_uids(RecordType.EVENT, text)
