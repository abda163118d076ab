"""A list of events as a page shows it: cards under their decades, the filters that chose them, and the way on."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby

from django.http import HttpRequest, QueryDict

from events.api.exceptions import ParameterError
from events.api.filters import read_leniently
from events.cards import Card, decade_title, in_words
from events.documents import ActorDocument, ActorStub, EventDocument, TimelineEntryDocument, decode
from events.models import RecordType
from events.models.publications import Facet
from events.queries.chronology import find_events
from events.queries.cursors import Cursor
from events.queries.publications import Published, find
from events.queries.questions import EventQuery
from timeline.pages.filter_words import MATCHES, ORDERS, UNDATED, filter_label
from timeline.pages.reader import Reader, reader_of

PAGE_SIZE = 50
_MOST_ACTORS = 8
_FEW_ENTRIES = 5000
_PAGING = {"cursor", "page_size"}
# What a form says where nothing was chosen.
_DEFAULTS = {("match", "overlaps"), ("order", "date")}


@dataclass(frozen=True)
class Section:
    """A decade of a list, its undated events, or what changed on one day."""

    title: str
    cards: list[Card]
    anchor: str


@dataclass(frozen=True)
class ActiveFilter:
    """A filter that is in force, and the address without it."""

    label: str
    without: str


@dataclass(frozen=True)
class Choice:
    """One value of a filter."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True)
class Listing:
    """A page of a list. `errors` are of parameters that were not understood; the others hold nonetheless."""

    query: EventQuery
    events: list[EventDocument]
    cards: list[Card]
    next: str
    previous: str
    errors: list[ParameterError]
    _path: str
    _reader: Reader
    _within: tuple[Facet, str]

    def with_lanes(self, lanes: Mapping[str, str]) -> "Listing":
        """The same, each card with the classes of the lanes of its actors."""
        return replace(self, cards=[replace(card, lanes=lanes) for card in self.cards])

    @cached_property
    def sections(self) -> list[Section]:
        """The decades in turn, or the days of the last change. A decade of which the century alone is known may part
        another in two."""
        groups = [(name, list(cards)) for name, cards in groupby(self.cards, key=self._section)]
        before: Counter[str] = Counter()
        sections = []
        for name, cards in groups:
            before[name] += 1
            title = in_words(name) if self._by_change else decade_title(name)
            sections.append(Section(title, cards, f"s-{name}" + (f"-{before[name]}" if before[name] > 1 else "")))
        return sections

    @property
    def jumps(self) -> bool:
        """Whether there are decades enough to jump between."""
        return len(self.sections) > 3 and not self._by_change

    @property
    def _by_change(self) -> bool:
        return self.query.order in ("updated", "-updated")

    def _section(self, card: Card) -> str:
        changed = card.event.revised_at
        return (changed.date().isoformat() if changed else "") if self._by_change else card.decade

    @property
    def whole(self) -> bool:
        """Whether this page is all there is."""
        return not (self.next or self.previous)

    @property
    def filtered(self) -> bool:
        return any(True for _ in self.active)

    @cached_property
    def filters(self) -> QueryDict:
        """The filters in force: what was understood, without the place in the list. To be copied before a change."""
        query = QueryDict(mutable=True)
        for name, values in self._reader.query.lists():
            held = [value for value in values if name not in _PAGING and not self._faulty(name, value)]
            if held:
                query.setlist(name, held)
        return query

    @property
    def clear(self) -> str:
        """The address of the whole list."""
        return self._reader.address(self._path)

    @property
    def active(self) -> Iterator[ActiveFilter]:
        """The filters in force, each with the address that removes it."""
        undated = "exclude" if self.query.window else "include"
        for name, values in self.filters.lists():
            for value in dict.fromkeys(values):
                if (name, value) not in {*_DEFAULTS, ("undated", undated)}:
                    yield ActiveFilter(self._label(name, value), self._without(name, value))

    @property
    def actors(self) -> list[Choice]:
        """The actors to choose from: those who take part most often in what is shown, and those already chosen."""
        names = self._actor_names
        parts = (part for event in self.events for part in event.participants)
        # On an actor's own page all events are of that actor.
        counted = Counter(part.actor.slug for part in parts if (Facet.ACTOR, part.actor.uid) != self._within)
        chosen = self._chosen("actor")
        offered = dict.fromkeys([*chosen, *(slug for slug, _ in counted.most_common(_MOST_ACTORS))])
        return [Choice(slug, names.get(slug, slug), slug in chosen) for slug in offered]

    @property
    def matches(self) -> list[Choice]:
        return self._choices("match", MATCHES, "overlaps")

    @property
    def undated(self) -> list[Choice]:
        return self._choices("undated", {"": "–", **UNDATED}, "")

    @property
    def orders(self) -> list[Choice]:
        return self._choices("order", ORDERS, "date")

    @property
    def given(self) -> dict[str, str]:
        """What was written into the fields of the form."""
        return {name: self._reader.query.get(name, "") for name in ("from", "to", "q")}

    @property
    def fields(self) -> set[str]:
        """The fields that the form has, to which an error may lead."""
        return {
            "q",
            "from",
            "to",
            "undated",
            "order",
            *(["actor"] if self.actors else []),
            *(["match"] if self.query.window else []),
        }

    @property
    def unasked(self) -> list[tuple[str, str]]:
        """The filters in force that the form has no field for: it hands them on."""
        return [(name, value) for name, values in self.filters.lists() if name not in self.fields for value in values]

    @property
    def fault(self) -> dict[str, ParameterError]:
        """The error of each field of the form."""
        return {error.name: error for error in self.errors}

    def _choices(self, name: str, labels: Mapping[str, object], default: str) -> list[Choice]:
        given = self._reader.query.get(name, default)
        return [Choice(value, str(label), value == given) for value, label in labels.items()]

    def _chosen(self, name: str) -> list[str]:
        return list(dict.fromkeys(self._reader.query.getlist(name)))

    @cached_property
    def _actor_names(self) -> dict[str, str]:
        """The names of the actors in the events that are shown, and of those that were chosen, by slug and by uid."""
        actors: Iterator[ActorStub] = (part.actor for event in self.events for part in event.participants)
        names = {key: actor.name for actor in actors for key in (actor.slug, actor.uid)}
        for name in self.filters.getlist("actor"):
            if name not in names and isinstance(found := find(RecordType.ACTOR, name), Published):
                names[name] = decode(found.document, ActorDocument).name
        return names

    def _label(self, name: str, value: str) -> str:
        return filter_label(name, self._actor_names.get(value, value) if name == "actor" else value)

    def _without(self, name: str, value: str) -> str:
        query = self.filters.copy()
        others = [other for other in query.getlist(name) if other != value]
        query.setlist(name, others)
        if not others:
            del query[name]
        if not ("from" in query or "to" in query):
            query.pop("match", None)
        return self._reader.address(self._path, query)

    def _faulty(self, name: str, value: str) -> bool:
        return any(error.name == name and error.value in (None, value) for error in self.errors)


def list_events(
    request: HttpRequest,
    within: tuple[Facet, str],
    entries: Mapping[str, TimelineEntryDocument] | None = None,
) -> Listing:
    """The page of a list that a request asks for, as far as it can be understood; `entries` by the events' uids."""
    reader = reader_of(request)
    query, errors = read_leniently(reader.query, within=within, page_size=PAGE_SIZE)
    if entries is not None and len(entries) <= _FEW_ENTRIES:
        # So few are looked through sooner than counted.
        others = tuple(facet for facet in query.facets if facet != within)
        query = replace(query, facets=(within, *others), ranked=True)
    page = find_events(query)
    events = [decode(hit.document, EventDocument) for hit in page.hits]
    cards = [
        Card(event, hit.match, (entries or {}).get(event.uid), anchor=f"e{place}")
        for place, (event, hit) in enumerate(zip(events, page.hits, strict=True), 1)
    ]
    listing = Listing(query, events, cards, "", "", [*reader.errors, *errors], request.path, reader, within)
    size = reader.query.get("page_size") if query.page_size != PAGE_SIZE else None

    def address(cursor: Cursor | None) -> str:
        if cursor is None:
            return ""
        filters = listing.filters.copy()
        filters.update({"page_size": size} if size else {})
        filters["cursor"] = str(cursor)
        return request.build_absolute_uri(reader.address(request.path, filters))

    return replace(listing, next=address(page.next), previous=address(page.previous))
