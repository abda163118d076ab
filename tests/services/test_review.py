"""From draft to published and on."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.contrib.auth.models import Permission, User
from django.core.exceptions import PermissionDenied, ValidationError

from events.admin.steps import REFUSALS
from events.documents import EventDocument, decode
from events.models import Change, Event, Publication, Review, Status, Tombstone
from events.queries.publications import Published, Retracted, find
from events.services import review
from events.services.discussing import assign
from events.services.editing import save_record
from events.services.filing import set_kind
from events.services.settling import close_difference
from events.services.snapshots import snapshot_actor, snapshot_event, snapshot_source
from tests.conftest import NOW
from tests.factories import (
    cite,
    event_document,
    make_actor,
    make_event,
    make_published_event,
    make_published_timeline,
    make_source,
    publish,
)


def codes(event: Event) -> list[str]:
    return [refusal.code for refusal in review.refusals(event)]


def test_an_event_without_citations_is_refused(db: None) -> None:
    event = make_event(citations=[])

    assert codes(event) == ["no_citation"]


@pytest.mark.parametrize(("genre", "stance"), [("opinion", "affirms"), ("advocacy", "affirms"), ("news", "reports")])
def test_a_claim_that_nobody_who_counts_affirms_needs_an_attribution(db: None, genre: str, stance: str) -> None:
    source = make_source(genre=genre)

    assert codes(make_event(citations=[cite(source, stance=stance)])) == ["no_attribution"]
    assert codes(make_event(citations=[cite(source, stance=stance)], attribution="according to somebody")) == []


@pytest.mark.parametrize(("living", "refused"), [("yes", True), ("unknown", True), ("no", False)])
def test_a_living_person_is_accused_by_two_origins_or_by_name(db: None, living: str, refused: bool) -> None:
    person = make_actor("Somebody", type="person", living=living)
    one, other = make_source(), make_source()

    assert codes(make_event(participants=[(person, "accused")])) == (["living_person"] if refused else [])
    assert codes(make_event(participants=[(person, "accused")], citations=[cite(one), cite(other)])) == []
    assert codes(make_event(participants=[(person, "accused")], attribution="according to a court")) == []


@pytest.mark.parametrize(
    "step",
    [
        lambda event, by: review.submit(event, by=by, at=NOW, revision=1),
        lambda event, by: review.approve(event, 1, by=by, at=NOW),
        lambda event, by: review.send_back(event, by=by, at=NOW, reason="Because", revision=1),
        lambda event, by: review.retract(event, by=by, at=NOW, reason="Because", revision=1),
        lambda event, by: set_kind(event, event.kind, revision=1, by=by, at=NOW),
        lambda event, by: assign(event, to=by, by=by),
    ],
)
def test_what_somebody_deleted_after_it_was_read_is_refused(reviewer: User, step: Callable[..., object]) -> None:
    event = make_event()
    Event.objects.filter(pk=event.pk).delete()

    with pytest.raises(REFUSALS):
        step(event, reviewer)


def test_all_reasons_are_listed_at_once(db: None, now: datetime) -> None:
    person = make_actor("Somebody", type="person", living="yes")
    event = make_event(citations=[cite(make_source(genre="opinion"))], participants=[(person, "accused")])
    event.citations.update(to_confirm=True, quote_check="lost")
    review.submit(event, by=None, at=now)

    with pytest.raises(review.ReviewRefused) as refused:
        review.approve(event, event.revision, by=None, at=now)

    assert [r.code for r in refused.value.refusals] == [
        "no_attribution",
        "living_person",
        "stances_to_confirm",
        "quote_lost",
    ]
    assert not Publication.objects.exists()


@pytest.mark.parametrize("change", [{"title": "Another title"}, {"summary": "Other words."}, {"date": "2021"}])
def test_a_changed_title_summary_or_date_puts_its_stances_in_doubt(
    db: None, now: datetime, change: dict[str, str]
) -> None:
    event = make_event()
    for name, value in change.items():
        setattr(event, name, value)

    event = save_record(snapshot_event(event), author=None, at=now)

    assert codes(event) == ["stances_to_confirm"]
    review.confirm_stances(event, by=None, at=now)
    assert codes(event) == []


def test_other_changes_leave_stances_as_they_are(db: None, now: datetime) -> None:
    event = make_event()
    event.place_name = "La Paz"

    save_record(snapshot_event(event), author=None, at=now)

    assert codes(event) == []


def test_a_citation_written_with_the_new_title_is_not_in_doubt(db: None, now: datetime) -> None:
    event = make_event()
    event.title = "Another title"
    rows = [*event.citations.all(), cite(make_source())]

    save_record(snapshot_event(event, citations=rows), author=None, at=now)

    assert list(event.citations.order_by("id").values_list("to_confirm", flat=True)) == [True, False]


def test_the_author_of_the_last_change_does_not_publish_it(curator: User, reviewer: User, now: datetime) -> None:
    event = make_event(author=curator)
    review.submit(event, by=curator, at=now)

    with pytest.raises(review.ReviewRefused) as refused:
        review.approve(event, event.revision, by=curator, at=now)
    review.approve(event, event.revision, by=reviewer, at=now)

    assert [r.code for r in refused.value.refusals] == ["four_eyes"]
    assert event.status == Status.PUBLISHED


def test_a_desk_of_one_person_publishes_its_own(curator: User, now: datetime, settings: object) -> None:
    settings.FOUR_EYES = False  # type: ignore[attr-defined]
    event = make_event(author=curator)
    review.submit(event, by=curator, at=now)

    review.approve(event, event.revision, by=curator, at=now)

    assert Publication.objects.filter(uid=event.uid).exists()


def test_only_reviewers_review(db: None, now: datetime) -> None:
    writer = User.objects.create_user("writer")
    writer.user_permissions.add(Permission.objects.get(codename="change_event"))
    event = make_event()
    review.submit(event, by=writer, at=now)

    with pytest.raises(PermissionDenied):
        review.approve(event, event.revision, by=writer, at=now)
    with pytest.raises(PermissionDenied):
        review.send_back(event, by=writer, reason="No.", at=now)
    assert event.status == Status.IN_REVIEW


def test_a_reviewer_approves_the_revision_that_they_saw(db: None, now: datetime) -> None:
    event = make_event()
    review.submit(event, by=None, at=now)
    seen = event.revision
    event.place_name = "La Paz"
    save_record(snapshot_event(event), author=None, at=now)

    with pytest.raises(review.ReviewRefused) as refused:
        review.approve(event, seen, by=None, at=now)

    assert [r.code for r in refused.value.refusals] == ["newer_revision"]


def test_an_edit_leaves_what_is_live_alone_until_it_is_approved(db: None, now: datetime) -> None:
    event = make_published_event("Before")
    event.title = "After"
    event = save_record(snapshot_event(event), author=None, at=now, reason="Corrected")
    review.confirm_stances(event, by=None, at=now)
    event.refresh_from_db()

    live = find("event", event.uid)
    assert isinstance(live, Published)
    assert '"title":"Before"' in live.document
    assert event.status == Status.IN_REVIEW
    publish(event)
    live = find("event", event.uid)
    assert isinstance(live, Published)
    assert '"title":"After"' in live.document


def test_sending_back_needs_a_reason_and_keeps_it(db: None, now: datetime) -> None:
    event = make_event()
    review.submit(event, by=None, at=now)

    with pytest.raises(ValidationError):
        review.send_back(event, by=None, reason=" ", at=now)
    review.send_back(event, by=None, reason="Which Thursday?", at=now)

    assert event.status == Status.DRAFT
    assert Review.objects.filter(uid=event.uid, step="sent_back", reason="Which Thursday?").exists()


def test_a_retraction_leaves_a_tombstone_without_the_claim(db: None, now: datetime) -> None:
    actor = make_actor("Nobody Else")
    event = make_published_event("A claim", slug="a-claim", participants=[(actor, "speaker")])
    timeline = make_published_timeline(events=[event])

    review.retract(event, by=None, reason="The source withdrew it.", at=now)

    assert find("event", event.uid) == Retracted(event.uid, now, "The source withdrew it.")
    assert find("event", "a-claim") is None
    assert find("actor", actor.uid) is None
    published = find("timeline", timeline.uid)
    assert isinstance(published, Published)
    assert event.uid not in published.document
    assert not Publication.objects.filter(document__contains="A claim").exists()
    assert Tombstone.objects.get().reason == "The source withdrew it."
    assert event.status == Status.RETRACTED


def test_a_retracted_event_can_be_worked_over_and_published_again(db: None, now: datetime) -> None:
    event = make_published_event()
    review.retract(event, by=None, reason="Wrong.", at=now)
    event.place_name = "La Paz"

    event = save_record(snapshot_event(event), author=None, at=now)

    assert event.status == Status.DRAFT
    publish(event)
    assert isinstance(find("event", event.uid), Published)
    assert not Tombstone.objects.exists()


def test_what_is_not_public_cannot_be_retracted(db: None, now: datetime) -> None:
    event = make_event()

    with pytest.raises(review.ReviewRefused):
        review.retract(event, by=None, reason="Wrong.", at=now)


def test_a_closed_difference_no_longer_counts(db: None, now: datetime) -> None:
    rows = [cite(make_source(), stated_date="2013-08"), cite(make_source(), stated_date="2015")]
    event = make_event(citations=rows)

    document = close_difference(snapshot_event(event), "date", "The second is a slip.")
    save_record(document, author=None, at=now, reason="Settled")

    assert snapshot_event(event).assessment.differs == []
    with pytest.raises(ValidationError):
        close_difference(snapshot_event(event), "place", "No reason.")


def test_a_reviewed_change_to_an_actor_reaches_the_documents_that_name_it(db: None, now: datetime) -> None:
    actor = make_actor("Iran")
    event = make_published_event(participants=[(actor, "host")])
    actor.name = "Islamic Republic of Iran"
    actor = save_record(snapshot_actor(actor), author=None, at=now, reason="Official name")

    before = Publication.objects.get(uid=event.uid).document
    review.approve(actor, actor.revision, by=None, at=now)
    after = decode(Publication.objects.get(uid=event.uid).document, EventDocument)

    assert "Islamic Republic" not in before
    assert after.participants[0].actor.name == "Islamic Republic of Iran"
    assert list(Change.objects.order_by("sequence").values_list("what", flat=True)) == ["published", "refreshed"]


def test_an_unreviewed_change_to_an_actor_does_not_ride_along(db: None, now: datetime) -> None:
    actor = make_actor("Iran")
    make_published_event(participants=[(actor, "host")])
    actor.name = "Persia"
    save_record(snapshot_actor(actor), author=None, at=now, reason="Try")

    other = make_published_event(participants=[(actor, "host")])

    assert "Persia" not in Publication.objects.get(uid=other.uid).document


def test_an_actor_is_approved_only_where_there_is_something_to_approve(db: None, now: datetime) -> None:
    unnamed, unchanged = make_actor("Nobody"), make_actor("Iran")
    make_published_event(participants=[(unchanged, "host")])

    for actor, code in ((unnamed, "not_public"), (unchanged, "nothing_new")):
        with pytest.raises(review.ReviewRefused) as refused:
            review.approve(actor, actor.revision, by=None, at=now)
        assert [r.code for r in refused.value.refusals] == [code]


def test_a_slug_that_another_public_record_holds_is_refused(db: None, now: datetime) -> None:
    first = make_published_event(slug="same")
    first.slug = "renamed"
    save_record(snapshot_event(first), author=None, at=now, reason="Renamed, and not approved yet")
    second = save_record(event_document(slug="same"), author=None, at=now)

    assert codes(second) == ["slug_taken"]


def test_an_unreviewed_genre_helps_nobody_past_a_refusal(db: None, now: datetime) -> None:
    source = make_source(genre="opinion")
    make_published_event(citations=[cite(source)], attribution="according to a columnist")
    source.genre = "news"
    save_record(snapshot_source(source), author=None, at=now, reason="Not approved yet")

    assert codes(make_event(citations=[cite(source)])) == ["no_attribution"]


def test_a_change_that_a_public_event_could_not_bear_is_refused(db: None, now: datetime) -> None:
    source = make_source(genre="news")
    make_published_event(citations=[cite(source)])
    source.genre = "opinion"
    source = save_record(snapshot_source(source), author=None, at=now, reason="It is a column")

    with pytest.raises(review.ReviewRefused) as refused:
        review.approve(source, source.revision, by=None, at=now)

    assert [r.code for r in refused.value.refusals] == ["breaks_public"]
    assert '"genre":"news"' in Publication.objects.get(uid=source.uid).document


def test_confirming_stances_makes_nobody_an_author(curator: User, reviewer: User, now: datetime) -> None:
    event = make_event(author=curator)
    event.title = "Another title"
    event = save_record(snapshot_event(event), author=curator, at=now)
    event = review.confirm_stances(event, by=reviewer, at=now)
    review.submit(event, by=curator, at=now)

    with pytest.raises(review.ReviewRefused) as refused:
        review.approve(event, event.revision, by=curator, at=now)
    review.approve(event, event.revision, by=reviewer, at=now)

    assert [r.code for r in refused.value.refusals] == ["four_eyes"]
