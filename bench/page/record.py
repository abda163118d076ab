"""The made-up chronology in the record: published through the services, into a database of its own."""

from datetime import UTC, datetime
from pathlib import Path
from random import Random

from django.core.management import call_command
from django.db import connection
from ulid import ULID

from bench.matching.database import connect
from bench.page.chronicle import ACTORS, DEK, SEED, TITLE, Author
from bench.page.chronicle import Event as Written
from bench.page.chronicle import Source as WrittenSource
from events.models import Actor, Citation, Event, Kind, Participation, Source, Timeline, TimelineEntry
from events.services import review
from events.services.editing import save_record
from events.services.snapshots import snapshot_actor, snapshot_event, snapshot_source, snapshot_timeline

SLUG = "measured"
_AT = datetime(2026, 11, 1, 12, tzinfo=UTC)


def write_record(database: Path) -> None:
    """Makes the database and publishes the timeline in it; Django is left connected to it."""
    connect(database)
    call_command("migrate", verbosity=0)
    _Record().publish()
    connection.close()  # which also writes the log of SQLite back into the file


class _Record:
    """The chronology, saved record by record; the uids are the same each time, since they weigh something too."""

    def __init__(self) -> None:
        self._random = Random(SEED)  # noqa: S311  # lots are drawn, nothing is kept secret
        author = Author()
        written = author.sources()
        self._actors = {slug: self._actor(slug, name, type_) for slug, name, type_ in ACTORS}
        self._sources = {source.slug: self._source(source) for source in written}
        self._written = author.events(written)

    def publish(self) -> None:
        """Puts every event and the timeline through review."""
        events = [self._event(written) for written in self._written]
        timeline = Timeline(uid=self._uid(), slug=SLUG, title=TITLE, dek=DEK)
        entries = [TimelineEntry(event=event) for event in events]
        records: list[Event | Timeline] = [*events]
        records.append(save_record(snapshot_timeline(timeline, entries=entries), author=None, at=_AT))
        for record in records:
            review.submit(record, by=None, at=_AT)
            review.approve(record, record.revision, by=None, at=_AT)

    def _uid(self) -> str:
        """A ULID of one working day, then chance."""
        moment = int(_AT.timestamp() * 1000) + self._random.randrange(28_800_000)
        return str(ULID(moment.to_bytes(6, "big") + self._random.randbytes(10)))

    def _actor(self, slug: str, name: str, type_: str) -> Actor:
        living = "unknown" if type_ == "person" else ""
        actor = Actor(uid=self._uid(), slug=slug, name=name, type=type_, living=living)
        return save_record(snapshot_actor(actor, names=[], affiliations=[]), author=None, at=_AT)

    def _source(self, written: WrittenSource) -> Source:
        source = Source(uid=self._uid(), type="article-newspaper", **written._asdict())
        return save_record(snapshot_source(source, contributors=[]), author=None, at=_AT)

    def _event(self, written: Written) -> Event:
        kind, _ = Kind.objects.get_or_create(slug=written.kind, defaults={"label": written.kind})
        event = Event(
            uid=self._uid(),
            slug=written.slug,
            title=written.title,
            summary=written.summary,
            date=written.date,
            kind=kind,
        )
        citations = [
            Citation(**citation._asdict() | {"source": self._sources[citation.source]})
            for citation in written.citations
        ]
        parts = [Participation(actor=self._actors[slug], role=role) for slug, role in written.participants]
        document = snapshot_event(event, participations=parts, citations=citations, relations=[], closed=[])
        return save_record(document, author=None, at=_AT)
