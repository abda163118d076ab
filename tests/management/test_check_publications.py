"""`manage.py check_publications`: finds whatever in the publication tables was not made of the approved revisions."""

from collections.abc import Callable
from datetime import datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db.models import F, Value
from django.db.models.functions import Concat, Replace

from events.documents import EventDocument, decode
from events.models import (
    Actor,
    Change,
    Event,
    Posting,
    PostingTotal,
    Publication,
    PublicationKey,
    PublicationReference,
    PublicationWords,
    Revision,
    Tombstone,
)
from events.models.publications import SPAN_UNDATED
from events.services.editing import save_record
from events.services.publishing import KEY_COLUMNS
from events.services.snapshots import snapshot_event
from tests.conftest import NOW
from tests.factories import cite, make_actor, make_published_event, make_published_timeline, make_source

Tampering = Callable[[], Any]


@pytest.fixture
def event(db: None) -> Event:
    """A published event with an actor, a source, a country, a date and a timeline."""
    event = make_published_event(
        "A visit",
        slug="a-visit",
        date="2006/2019",
        place_country="BO",
        participants=[(make_actor("Iran"), "visitor")],
        citations=[cite(make_source())],
    )
    make_published_timeline(events=[event, make_published_event("Another", slug="another", date="2020~")])
    return event


def check(**options: Any) -> tuple[str, str]:
    """What the command prints and what it complains of; raises CommandError where it fails."""
    out, err = StringIO(), StringIO()
    try:
        call_command("check_publications", stdout=out, stderr=err, **options)
    except CommandError as error:
        err.write(str(error))
    return out.getvalue(), err.getvalue()


def published() -> dict[str, list[Any]]:
    """All that the public reads, but for the keys of the database."""
    return {
        "publications": list(Publication.objects.order_by("uid").values()),
        "keys": sorted(PublicationKey.objects.values_list("publication", "facet", "value", *KEY_COLUMNS)),
        "words": sorted(PublicationWords.objects.values_list("publication", "words", *KEY_COLUMNS)),
        "postings": sorted(Posting.objects.values_list("facet", "value", "chunk", "bits")),
        "totals": sorted(PostingTotal.objects.values_list("facet", "value", "events")),
        "references": sorted(PublicationReference.objects.values_list("publication", "names", "stale")),
    }


def of(slug: str = "a-visit") -> Any:
    return Publication.objects.filter(slug=slug)


def keys(**lookups: Any) -> Any:
    return PublicationKey.objects.filter(publication__slug="a-visit", **lookups)


def words() -> Any:
    return PublicationWords.objects.filter(publication__slug="a-visit")


TAMPERINGS: dict[str, tuple[Tampering, str]] = {
    "a changed document": (
        lambda: of().update(document=Replace(F("document"), Value("A visit"), Value("A raid"))),
        "the document differs",
    ),
    "a document of a timeline": (
        lambda: Publication.objects.filter(type="timeline").update(
            document=Replace("document", Value("Another"), Value("X"))
        ),
        "the document differs",
    ),
    "a document of a source": (
        lambda: Publication.objects.filter(type="source").update(
            document=Replace("document", Value("news"), Value("wire"))
        ),
        "the document differs",
    ),
    "a changed ETag": (lambda: of().update(etag="0" * 32), "the ETag"),
    "a changed slug": (lambda: of().update(slug="a-raid"), "the slug"),
    "a date of publication": (lambda: of().update(published_at=NOW - timedelta(days=1)), "the document differs"),
    "another first day": (lambda: of().update(earliest=F("earliest") + 1), "the bounds differ"),
    "another last day": (lambda: of().update(latest=F("latest") + 1), "the bounds differ"),
    "another inner bound": (lambda: of().update(start_latest=F("start_latest") - 1), "the bounds differ"),
    "another sort key": (lambda: of().update(sort_key=F("sort_key") + 1), "the bounds differ"),
    "another span class": (lambda: of().update(span=0), "the bounds differ"),
    "an approximate date as exact": (lambda: of("another").update(exact=True), "the bounds differ"),
    "no bounds": (
        lambda: of().update(earliest=None, latest=None, sort_key=None, span=SPAN_UNDATED),
        "the bounds differ",
    ),
    "all keys lost": (lambda: keys().delete(), "the keys differ"),
    "one key lost": (lambda: keys(facet="country").delete(), "the keys differ"),
    "a timeline's key lost": (lambda: keys(facet="timeline").delete(), "the keys differ"),
    "another key": (lambda: keys(facet="country").update(value="IR"), "the keys differ"),
    "a key too many": (
        lambda: PublicationKey.objects.create(publication=of().get(), facet="kind", value="attack", span=0),
        "the keys differ",
    ),
    "a key's sort key": (lambda: keys(facet="actor").update(sort_key=F("sort_key") - 1), "the keys differ"),
    "a key's last day": (lambda: keys(facet="actor").update(latest=F("latest") + 1), "the keys differ"),
    "a key's inner bound": (lambda: keys(facet="actor").update(start_latest=F("start_latest") - 1), "the keys differ"),
    "a key's uid": (lambda: keys(facet="actor").update(uid="01HX5ZZKBKACTAV9WEVGEMMVS0"), "the keys differ"),
    "a key's span class": (lambda: keys(facet="source").update(span=0), "the keys differ"),
    "words lost": (lambda: words().delete(), "the words that it is searched by differ"),
    "a word too many": (
        lambda: words().update(words=Concat("words", Value(" raid"))),
        "the words that it is searched by",
    ),
    "a last day beside words": (lambda: words().update(latest=F("latest") + 1), "the words that it is searched by"),
    "a reference lost": (
        lambda: PublicationReference.objects.filter(names=Actor.objects.get().uid).delete(),
        "the references differ",
    ),
    "a reference too many": (
        lambda: PublicationReference.objects.create(publication=of().get(), names=of("another").get().uid),
        "the references differ",
    ),
    "a document left stale": (
        lambda: PublicationReference.objects.filter(names=Actor.objects.get().uid).update(stale=True),
        "await rewriting",
    ),
}


def test_what_the_services_wrote_is_as_approved(event: Event) -> None:
    assert check() == ("Every publication equals its approved revision.\n", "")


@pytest.mark.parametrize("name", TAMPERINGS)
def test_tampering_is_found_and_mended(event: Event, name: str) -> None:
    before = published()
    tamper, sentence = TAMPERINGS[name]
    tamper()

    out, complaint = check()
    rebuilt, left = check(rebuild=True)

    assert sentence in complaint
    assert "Try --rebuild." in complaint
    assert "Every publication" not in out
    assert (left, "Every publication equals its approved revision." in rebuilt) == ("", True)
    assert check() == ("Every publication equals its approved revision.\n", "")
    if name != "a date of publication":
        assert published() == before


def test_a_check_changes_nothing(event: Event) -> None:
    of().update(etag="0" * 32)
    before = published()

    check()

    assert published() == before


def test_rebuilding_what_is_well_writes_nothing_and_logs_nothing(event: Event) -> None:
    before, changes = published(), list(Change.objects.values())

    assert "0 written again." in check(rebuild=True)[0]
    assert (published(), list(Change.objects.values())) == (before, changes)


def test_each_disagreement_is_one_sentence_with_its_uid(event: Event) -> None:
    of().update(etag="0" * 32, span=0)
    of("another").update(exact=True)

    complaint = check()[1].splitlines()

    assert len(complaint) == 7  # keys and words of the first have the span class copied in, postings are made of it
    assert sum(line.startswith(event.uid) for line in complaint) == 4
    assert complaint[-1] == "6 disagreements. Try --rebuild."


def test_an_approved_event_without_its_publication_is_found(event: Event) -> None:
    of().delete()

    assert f"{event.uid}: revision 1 counts as published" in check()[1]


def test_a_revision_that_nobody_approved_is_found(event: Event, now: datetime) -> None:
    event.title = "Not approved"
    event = save_record(snapshot_event(event), author=None, at=now, reason="Try")
    of().update(revision=2)

    assert "the document differs from revision 2" in check()[1]


def test_a_publication_whose_revision_is_lost_is_named_and_the_others_are_mended(event: Event) -> None:
    Revision.objects.filter(uid=event.uid).delete()
    of("another").update(etag="0" * 32)

    _, left = check(rebuild=True)

    assert f"{event.uid}: revision 1 is published, and does not exist." in left
    assert "ETag" not in left


def test_a_retracted_record_that_is_still_public_is_found(event: Event, now: datetime) -> None:
    Tombstone.objects.create(type="event", uid=event.uid, retracted_at=now, reason="Withdrawn")

    assert f"{event.uid}: is published and has a tombstone." in check()[1]


def test_a_published_document_is_mended_from_the_revision_and_not_from_the_record(event: Event) -> None:
    Event.objects.filter(pk=event.pk).update(title="Changed past all review")
    of().update(etag="0" * 32)

    check(rebuild=True)

    assert decode(of().get().document, EventDocument).title == "A visit"
