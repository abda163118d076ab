"""What events are searched by follows what is public, in the same transaction."""

from datetime import datetime

import pytest
from django.db import connection
from msgspec.structs import replace

from events.documents import EventDocument, decode
from events.models import Actor, Event, Publication, PublicationWords
from events.models.actors import ActorName
from events.services import publishing, review
from events.services.editing import save_record
from events.services.indexing import MOST_WORDS, event_words, is_index_sound, rebuild_index
from events.services.snapshots import snapshot_actor, snapshot_event
from tests.factories import cite, make_actor, make_event, make_published_event, make_source, publish

pytestmark = pytest.mark.django_db


def words_of(event: Event) -> set[str]:
    return set(PublicationWords.objects.get(publication__uid=event.uid).words.split(" "))


def rename(actor: Actor, *names: ActorName, at: datetime) -> None:
    saved = save_record(snapshot_actor(actor, names=names, affiliations=[]), author=None, at=at, reason="Names")
    review.approve(saved, saved.revision, by=None, at=at, reason="Said better")
    actor.refresh_from_db()


def test_an_event_is_searched_by_all_that_its_readers_see_in_words() -> None:
    envoy = make_actor("Envoy")
    source = make_source("The Paper", title="A headline")
    event = make_published_event(
        "Talks open",
        summary="Delegations meet.",
        attribution="according to witnesses",
        place_name="Sucre",
        participants=[(make_actor("Côte"), "host")],
        citations=[cite(source, says="They met.", quote="Encuentro", via="Reuters", speaker=envoy)],
    )

    assert words_of(event) == {
        *("talks", "open", "delegations", "meet", "according", "to", "witnesses", "visit", "sucre", "cote"),
        *("they", "met", "encuentro", "reuters", "envoy", "a", "headline", "the", "paper"),
    }


def test_an_approved_change_is_searched_and_what_it_replaces_is_not(now: datetime) -> None:
    event = make_published_event("A visit")
    event.title = "A journey"
    saved = save_record(snapshot_event(event), author=None, at=now, reason="Better")
    assert "journey" not in words_of(event)
    saved.citations.update(to_confirm=False)

    publish(saved)

    assert "journey" in words_of(event)
    assert "visit" in words_of(event)  # the kind
    assert list(publishing.check()) == []


def test_a_name_that_an_actor_gets_is_searched_in_its_events_at_once(now: datetime) -> None:
    iran = make_actor("Iran")
    host = make_published_event(participants=[(iran, "host")])
    said = make_published_event(citations=[cite(make_source(), speaker=iran)])
    before = Publication.objects.get(uid=host.uid)

    rename(iran, ActorName(text="إيران", language="ar", form="official"), at=now)

    assert "ايران" in words_of(host)
    assert "ايران" in words_of(said)
    assert Publication.objects.get(uid=host.uid).document == before.document
    assert list(publishing.check()) == []


def test_a_name_that_an_actor_loses_is_searched_no_longer(now: datetime) -> None:
    iran = make_actor("Iran")
    event = make_published_event(participants=[(iran, "host")])
    rename(iran, ActorName(text="Persia", language="en", form="alias"), at=now)
    assert "persia" in words_of(event)

    rename(iran, at=now)

    assert "persia" not in words_of(event)


def test_drafts_and_what_was_retracted_are_not_searched(now: datetime) -> None:
    make_event("A draft")
    event = make_published_event("A visit")

    review.retract(event, by=None, reason="It was not", at=now)

    assert not PublicationWords.objects.exists()
    assert is_index_sound()


def test_no_more_words_are_kept_than_the_databases_hold() -> None:
    event = make_published_event("A visit")
    document = decode(Publication.objects.get(uid=event.uid).document, EventDocument)
    long = [f"{number}{'𐌰' * 40}" for number in range(MOST_WORDS + 5)]

    words = event_words(replace(document, summary=" ".join(long)), {})
    PublicationWords.objects.filter(uid=event.uid).update(words=words)

    assert words.startswith("a visit 0𐌰𐌰")
    assert len(words.split(" ")) == len(set(words.split(" "))) == MOST_WORDS


def test_words_that_differ_are_noticed_and_written_again(now: datetime) -> None:
    changed, missing = make_published_event(), make_published_event()
    PublicationWords.objects.filter(uid=changed.uid).update(words="something else")
    PublicationWords.objects.filter(uid=missing.uid).delete()
    assert sorted(publishing.check()) == sorted(
        f"{event.uid}: the words that it is searched by differ from those of the document."
        for event in (changed, missing)
    )

    assert set(publishing.rebuild(at=now)) == {changed.uid, missing.uid}

    assert list(publishing.check()) == []


@pytest.mark.sqlite
def test_an_index_that_lost_its_table_is_noticed_and_made_anew(now: datetime) -> None:
    event = make_published_event("A visit")
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO events_words(events_words) VALUES ('delete-all')")
    assert list(publishing.check()) == ["The index of words differs from the words that it was made of."]

    list(publishing.rebuild(at=now))

    assert list(publishing.check()) == []
    assert "visit" in words_of(event)


@pytest.mark.sqlite
def test_the_index_follows_every_change_of_its_table() -> None:
    events = [make_published_event() for _ in range(3)]
    assert is_index_sound()

    PublicationWords.objects.filter(uid=events[0].uid).update(words="other words")
    PublicationWords.objects.filter(uid=events[1].uid).delete()
    assert is_index_sound()

    rebuild_index()
    assert is_index_sound()
