"""What the record already has of the events that a file holds or names."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Q

from events.differences import compare
from events.documents import EventDocument, EventStub, decode
from events.formats.incoming import RowFault
from events.models import Event, Publication, RecordType, Redirect, Review, Revision, Status
from events.models.revisions import Step
from events.services.importing.comparing import over
from events.services.snapshots import event_path, snapshot_events

_MOST_IN_A_QUERY = 400


@dataclass
class Here:
    """An event of the record: its newest document, its state, and which of the events that it names are public."""

    event: Event
    document: EventDocument
    public: frozenset[str]

    @property
    def uid(self) -> str:
        """The permanent name."""
        return self.event.uid

    @property
    def slug(self) -> str:
        """The name in the record."""
        return self.event.slug

    @property
    def status(self) -> str:
        """Where its newest revision stands."""
        return self.event.status


class Standing:
    """The events of the record that a batch holds, and the stubs of those that it names."""

    def __init__(self, documents: list[EventDocument]) -> None:
        self.here: dict[str, Here] = {}
        self._slugs: dict[str, str] = {}
        self._merged: dict[str, str] = {}
        self._deleted: set[str] = set()
        self._public_slugs: dict[str, str] = {}
        self._look_up(
            sorted({document.uid for document in documents if document.uid}),
            sorted({document.slug for document in documents if document.slug}),
        )
        self._stubs = _stubs({name for document in documents for stub in _named(document) for name in _both(stub)})

    def _look_up(self, uids: list[str], slugs: list[str]) -> None:
        events = list(Event.objects.filter(Q(uid__in=uids) | Q(slug__in=slugs)))
        documents = snapshot_events(events)
        named = {e.part_of.uid for e in events if e.part_of} | {r.other.uid for e in events for r in e.relations.all()}
        public = frozenset(Publication.objects.filter(uid__in=named).values_list("uid", flat=True))
        for event, document in zip(events, documents, strict=True):
            self.here[event.uid] = Here(event, document, public)
            self._slugs[event.slug] = event.uid
        self._merged |= dict(Redirect.objects.filter(type=RecordType.EVENT, old__in=uids).values_list("old", "uid"))
        gone = set(uids) - self.here.keys()
        self._deleted |= set(Revision.objects.filter(type=RecordType.EVENT, uid__in=gone).values_list("uid", flat=True))
        # Of what was erased for good nothing else is left.
        self._deleted |= set(Review.objects.filter(uid__in=gone, step=Step.ERASED).values_list("uid", flat=True))
        live = Publication.objects.filter(type=RecordType.EVENT, slug__in=slugs)
        self._public_slugs |= dict(live.values_list("slug", "uid"))

    def find(self, document: EventDocument) -> Here | None:
        """The event of the record that a row is about. Raises RowFault where there can be none."""
        uid, slug = document.uid, document.slug
        here = self.here.get(uid or self._slugs.get(slug, ""))
        if here is None:
            self._refuse_used(uid, slug)
        elif here.status == Status.RETRACTED:
            raise RowFault("uid" if uid else "slug", "this was retracted; take the row out, or change it at the desk")
        elif self._slugs.get(slug, here.uid) != here.uid:
            raise RowFault("slug", f"“{slug}” is the slug of another event, {self._slugs[slug]}: choose another")
        return here

    def _refuse_used(self, uid: str, slug: str) -> None:
        if uid in self._merged:
            raise RowFault("uid", f"this was merged into {self._merged[uid]}: take the row out, or give that uid")
        if uid in self._deleted:
            raise RowFault("uid", "this was deleted here: restore it at the desk, or leave the uid empty")
        if slug in self._slugs:
            raise RowFault(
                "slug", f"“{slug}” is the slug of {self._slugs[slug]}: give that uid, or choose another slug"
            )

    def slug_faults(self, document: EventDocument, *, publish: bool) -> Iterator[RowFault]:
        """A slug under which the public still finds another event."""
        if publish and self._public_slugs.get(document.slug, document.uid) != document.uid:
            yield RowFault("slug", f"another published event still has the slug “{document.slug}”: choose another")

    def settle_events(self, document: EventDocument) -> list[tuple[str, str]]:
        """Puts the record's own stubs of events into a document; returns what it has not, by name and field."""
        wanted = []
        for stub, field in _named_with_field(document):
            here = next((self._stubs[name] for name in _both(stub) if name in self._stubs), None)
            if here is None:
                wanted.append((stub.uid or stub.slug, field))
            else:
                stub.uid, stub.url, stub.slug, stub.title = here.uid, here.url, here.slug, here.title
        return wanted

    def is_an_earlier_state(self, document: EventDocument) -> bool:
        """Whether a document says what its own revision said here: nothing that is not known."""
        here = self.here[document.uid]
        text = Revision.objects.filter(uid=document.uid, number=document.revision).values_list("document", flat=True)
        if (earlier := text.first()) is None:
            return False
        before = decode(earlier, EventDocument)
        after = decode(earlier, EventDocument)
        for name in after.__struct_fields__:
            setattr(after, name, getattr(document, name))
        over(before, after, None, here.public)
        return not compare(before, after)


def _stubs(names: set[str]) -> dict[str, EventStub]:
    """The stubs of events of the record by uid and by slug, and by the uid of what was merged into them."""
    found: dict[str, EventStub] = {}
    for some in _parts(names):
        merged = dict(Redirect.objects.filter(type=RecordType.EVENT, old__in=some).values_list("old", "uid"))
        rows = Event.objects.filter(Q(uid__in=[*some, *merged.values()]) | Q(slug__in=some))
        for uid, slug, title in rows.values_list("uid", "slug", "title"):
            found[uid] = found[slug] = EventStub(uid, event_path(uid, slug), slug, title)
        found.update({old: found[uid] for old, uid in merged.items() if uid in found and old not in found})
    return found


def _named(document: EventDocument) -> Iterator[EventStub]:
    return (stub for stub, _ in _named_with_field(document))


def _named_with_field(document: EventDocument) -> Iterator[tuple[EventStub, str]]:
    if document.part_of:
        yield document.part_of, "part_of"
    for place, one in enumerate(document.related):
        yield one.event, f"related[{place}].event"


def _both(stub: EventStub) -> list[str]:
    """The names that a stub may be found by: its slug counts only where it has no uid."""
    return [stub.uid] if stub.uid else [stub.slug] if stub.slug else []


def _parts(names: Iterable[str]) -> Iterator[list[str]]:
    in_order = sorted(names)
    for first in range(0, len(in_order), _MOST_IN_A_QUERY):
        yield in_order[first : first + _MOST_IN_A_QUERY]
