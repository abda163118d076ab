"""Synthetic chronologies of any size, to test and to measure with: the same for the same seed and number.

Events have every kind of date, actors and sources that few events or many name (Zipf's law), and citations. None of it
is true, and all of it says so.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import accumulate
from random import Random

from django.db import transaction
from ulid import ULID

from events.dates import describe, parse_edtf
from events.documents import (
    CitationDesk,
    CitationDocument,
    EventDesk,
    EventDocument,
    KindDocument,
    Participant,
    Place,
)
from events.models import Actor, Event, Kind, Revision, Source, Status, Timeline, TimelineEntry
from events.queries.provenance import assess
from events.services.editing import save_record
from events.services.loading import Named, Stamp, load_published, write_revisions
from events.services.publishing import publish
from events.services.snapshots import (
    citation_order,
    date_document,
    event_path,
    kind_document,
    snapshot_actor,
    snapshot_source,
    snapshot_timeline,
)
from events.services.synthetic_dates import random_date
from events.services.synthetic_words import random_words

BATCH = 1000
_EVENTS_AN_ACTOR = 50
_EVENTS_A_SOURCE = 20
_EVENTS_A_TIMELINE = 10_000
_ENTRIES = 100
_KINDS = ("agreement", "arrest", "attack", "election", "statement", "talks", "trend", "visit")
_COUNTRIES = ("AR", "BO", "BR", "CL", "CU", "ES", "FR", "GB", "IL", "IQ", "IR", "LB", "MX", "PE", "SY", "US", "VE")
_ROLES = ("signatory", "speaker", "host", "visitor", "target", "mediator", "mentioned")


class SyntheticError(Exception):
    """Why synthetic events cannot be made here."""


def synthesize(number: int, *, seed: int, at: datetime) -> Iterator[int]:
    """Makes published events, a batch a transaction, with actors, sources and timelines in proportion; yields how many
    there are after each batch.

    Raises SyntheticError where there are some of the same seed already. What is held in memory is one batch, and the
    actors and sources: one for each 50 and 20 events.
    """
    if (there := Event.objects.filter(slug__startswith=f"synthetic-{seed}-").count()) or Actor.objects.filter(
        slug__startswith=f"synthetic-actor-{seed}-"
    ).exists():
        raise SyntheticError(
            f"{there} synthetic events of seed {seed} are here already, perhaps of a run that was broken off: give "
            "another seed, or an empty database."
        )
    random = Random(seed)  # noqa: S311  # lots are drawn, nothing is kept secret
    cast: _Cast | None = None
    for first in range(0, number, BATCH):
        with transaction.atomic():
            cast = cast or _make_cast(number, seed, random, at)
            documents = [cast.event(index) for index in range(first, min(first + BATCH, number))]
            load_published(documents, cast.named, at=at)
            if first % _EVENTS_A_TIMELINE == 0:
                _make_timeline(first // _EVENTS_A_TIMELINE, seed, documents, cast, at)
        yield first + len(documents)


def _slug(seed: int, index: int) -> str:
    return f"synthetic-{seed}-{index}"


@dataclass
class _Cast:
    """Who and what synthetic events name, and the lots that are drawn among them."""

    random: Random
    seed: int
    named: Named
    kinds: list[KindDocument]
    actors: list[str]
    sources: list[str]
    actor_weights: list[float]
    source_weights: list[float]
    # Lots of their own: what words are drawn changes nothing else.
    lexicon: Random

    def uid(self) -> str:
        """A ULID by lot: one second of 2020 to 2026, then chance."""
        moment = 1_577_836_800_000 + self.random.randrange(190_000_000) * 1000
        return str(ULID(moment.to_bytes(6, "big") + self.random.getrandbits(80).to_bytes(10, "big")))

    def event(self, index: int) -> EventDocument:
        """The document of an event."""
        uid, slug = self.uid(), _slug(self.seed, index)
        date = random_date(self.random)
        edtf = parse_edtf(date) if date else None
        citations = self._citations(date)
        words = describe(edtf, "en") if edtf else "at no known time"
        return EventDocument(
            uid=uid,
            url=event_path(uid, slug),
            slug=slug,
            title=f"Synthetic event {index}",
            summary=(
                f"Something that never happened, {words}. It was made up to fill a database:"
                f" {random_words(self.lexicon, 12)}."
            ),
            attribution=None,
            language="en",
            date=date_document(edtf, "", "en"),
            kind=self.random.choice(self.kinds),
            place=self._place(),
            participants=self._participants(),
            citations=citations,
            assessment=assess(citations, (), str(edtf) if edtf else None),
            part_of=None,
            related=[],
            revision=1,
            published_at=None,
            revised_at=None,
            desk=EventDesk(),
        )

    def _place(self) -> Place | None:
        if self.random.random() < 0.3:
            return None
        return Place(
            name="Nowhere",
            country=self.random.choice(_COUNTRIES),
            latitude=None,
            longitude=None,
            precision="country",
        )

    def _participants(self) -> list[Participant]:
        chosen = dict.fromkeys(self._drawn(self.actors, self.actor_weights, 3))
        parts = [
            Participant(actor=self.named.actor(uid), role=self.random.choice(_ROLES), alleged=False) for uid in chosen
        ]
        return sorted(parts, key=lambda part: part.actor.slug)

    def _citations(self, date: str | None) -> list[CitationDocument]:
        chosen = dict.fromkeys(self._drawn(self.sources, self.source_weights, 2))
        rows = (self._citation(uid, date if place else None) for place, uid in enumerate(chosen))
        return sorted(rows, key=citation_order)

    def _citation(self, uid: str, stated: str | None) -> CitationDocument:
        return CitationDocument(
            source=self.named.source(uid),
            aspect="date" if stated else "occurrence",
            stance="affirms",
            says="That it happened, had it happened.",
            stated_date=str(parse_edtf(stated)) if stated else None,
            stated_text=None,
            speaker=None,
            via=None,
            quote=None,
            locator=None,
            desk=CitationDesk(),
        )

    def _drawn(self, uids: list[str], weights: list[float], number: int) -> list[str]:
        return self.random.choices(uids, cum_weights=weights, k=number)


def _zipf(number: int) -> list[float]:
    """Cumulative weights by which the nth is drawn 1/n as often as the first."""
    return list(accumulate(1 / rank for rank in range(1, number + 1)))


def _make_cast(number: int, seed: int, random: Random, at: datetime) -> _Cast:
    kinds = [Kind.objects.get_or_create(slug=slug, defaults={"label": slug})[0] for slug in _KINDS]
    named = Named({}, {}, {}, {kind.slug: kind.pk for kind in kinds})
    shown = [kind_document(kind) for kind in kinds]
    lexicon = Random(f"words {seed}")  # noqa: S311
    cast = _Cast(random, seed, named, shown, [], [], [], [], lexicon)
    actors = [
        Actor(
            uid=cast.uid(),
            slug=f"synthetic-actor-{seed}-{n}",
            name=f"Synthetic actor {n}",
            type="organisation",
            revision=1,
        )
        for n in range(max(3, number // _EVENTS_AN_ACTOR))
    ]
    sources = [
        Source(
            uid=cast.uid(),
            slug=f"synthetic-source-{seed}-{n}",
            title=f"Synthetic report {n}",
            type="article-newspaper",
            genre="news",
            publisher=f"Synthetic paper {n % 500}",
            published=str(2026 - n % 40),
            revision=1,
        )
        for n in range(max(3, number // _EVENTS_A_SOURCE))
    ]
    Actor.objects.bulk_create(actors, BATCH)
    Source.objects.bulk_create(sources, BATCH)
    named.actors = {actor.uid: snapshot_actor(actor, names=[], affiliations=[]) for actor in actors}
    named.sources = {source.uid: snapshot_source(source, contributors=[]) for source in sources}
    named.keys = {actor.uid: actor.pk for actor in actors} | {source.uid: source.pk for source in sources}
    write_revisions([*named.actors.values(), *named.sources.values()], Stamp(at))
    cast.actors, cast.sources = list(named.actors), list(named.sources)
    cast.actor_weights, cast.source_weights = _zipf(len(actors)), _zipf(len(sources))
    return cast


def _make_timeline(number: int, seed: int, documents: list[EventDocument], cast: _Cast, at: datetime) -> None:
    timeline = Timeline(
        uid=cast.uid(), slug=f"synthetic-timeline-{seed}-{number}", title=f"Synthetic timeline {number}"
    )
    events = Event.objects.filter(uid__in=[document.uid for document in documents[:_ENTRIES]]).order_by("id")
    entries = [TimelineEntry(timeline=timeline, event=event) for event in events]
    save_record(snapshot_timeline(timeline, entries=entries), author=None, at=at)
    revision = Revision.objects.get(uid=timeline.uid, number=1)
    Timeline.objects.filter(uid=timeline.uid).update(status=Status.PUBLISHED)
    publish(revision, at=at)
