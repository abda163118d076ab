"""A list of events as a page shows it: cards under their decades, the filters that chose them, and the way on."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from events.api.exceptions import ParameterError
from events.api.filters import read_leniently
from events.api.pagination import page_address
from events.cards import Card, decade_title, in_words
from events.documents import ActorStub, EventDocument, TimelineEntryDocument, decode
from events.models.publications import Facet
from events.queries.chronology import EventQuery, find_events
from timeline.pages.reader import Reader, reader_of

PAGE_SIZE = 50
_MOST_ACTORS = 8
MATCHES = {
    "overlaps": _("may fall into it"),
    "within": _("falls inside it"),
    "starts": _("starts in it"),
    "covers": _("lasts all through it"),
}
UNDATED = {"include": _("at the end"), "exclude": _("left out"), "only": _("alone")}
ORDERS = {"date": _("earliest first"), "-date": _("latest first")}
_PAGING = {"cursor", "page_size"}
# What a form says where nothing was chosen.
_DEFAULTS = {("match", "overlaps"), ("order", "date")}


@dataclass(frozen=True)
class Section:
    """A decade of a list, or its undated events."""

    name: str
    cards: list[Card]

    @property
    def anchor(self) -> str:
        return f"s-{self.name}"

    @property
    def title(self) -> str:
        return decade_title(self.name)


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
    next: str | None
    previous: str | None
    errors: list[ParameterError]
    _path: str
    _reader: Reader

    def with_lanes(self, lanes: Mapping[str, str]) -> "Listing":
        """The same, each card with the classes of the lanes of its actors."""
        return replace(self, cards=[replace(card, lanes=lanes) for card in self.cards])

    @property
    def sections(self) -> list[Section]:
        return [Section(name, list(group)) for name, group in groupby(self.cards, key=lambda card: card.decade)]

    @property
    def jumps(self) -> bool:
        """Whether there are decades enough to jump between."""
        return len(self.sections) > 3

    @property
    def whole(self) -> bool:
        """Whether this page is all there is."""
        return not (self.next or self.previous)

    @property
    def filtered(self) -> bool:
        return any(True for _ in self.active)

    @property
    def filters(self) -> QueryDict:
        """The filters in force, without the place in the list."""
        query: QueryDict = self._reader.query.copy()
        for paging in _PAGING:
            query.pop(paging, None)
        return query

    @property
    def clear(self) -> str:
        """The address of the whole list."""
        return self._reader.address(self._path)

    @property
    def active(self) -> Iterator[ActiveFilter]:
        """The filters in force, each with the address that removes it."""
        faulty = {error.name for error in self.errors}
        for name, values in self._reader.query.lists():
            if name in _PAGING or name in faulty:
                continue
            for value in values:
                if (name, value) not in _DEFAULTS:
                    yield ActiveFilter(self._label(name, value), self._without(name, value))

    @property
    def actors(self) -> list[Choice]:
        """The actors to choose from: those who take part most often in what is shown, and those already chosen."""
        names = self._actor_names()
        counted = Counter(part.actor.slug for event in self.events for part in event.participants)
        chosen = self._chosen("actor")
        offered = dict.fromkeys([*chosen, *(slug for slug, _ in counted.most_common(_MOST_ACTORS))])
        return [Choice(slug, names.get(slug, slug), slug in chosen) for slug in offered]

    @property
    def matches(self) -> list[Choice]:
        return self._choices("match", MATCHES, "overlaps")

    @property
    def undated(self) -> list[Choice]:
        return self._choices("undated", UNDATED, "exclude" if self.query.window else "include")

    @property
    def orders(self) -> list[Choice]:
        return self._choices("order", ORDERS, "date")

    @property
    def given(self) -> dict[str, str]:
        """What was written into the fields of the form."""
        return {"from": self._reader.query.get("from", ""), "to": self._reader.query.get("to", "")}

    @property
    def fault(self) -> dict[str, ParameterError]:
        """The error of each field of the form."""
        return {error.name: error for error in self.errors}

    def _choices(self, name: str, labels: Mapping[str, object], default: str) -> list[Choice]:
        given = self._reader.query.get(name, default)
        return [Choice(value, str(label), value == given) for value, label in labels.items()]

    def _chosen(self, name: str) -> list[str]:
        return list(dict.fromkeys(self._reader.query.getlist(name)))

    def _actor_names(self) -> dict[str, str]:
        actors: Iterator[ActorStub] = (part.actor for event in self.events for part in event.participants)
        return {key: actor.name for actor in actors for key in (actor.slug, actor.uid)}

    def _label(self, name: str, value: str) -> str:
        match name:
            case "from":
                return gettext("From {date}").format(date=in_words(value))
            case "to":
                return gettext("To {date}").format(date=in_words(value))
            case "actor":
                return gettext("Involving {actor}").format(actor=self._actor_names().get(value, value))
            case "match":
                return gettext("Period: {match}").format(match=MATCHES[value])
            case "undated":
                return gettext("Undated events: {where}").format(where=UNDATED[value])
            case "order":
                return gettext("Order: {order}").format(order=ORDERS[value])
        return f"{name}: {value}"

    def _without(self, name: str, value: str) -> str:
        query = self.filters
        query.setlist(name, [other for other in query.getlist(name) if other != value])
        return self._reader.address(self._path, query)


def list_events(
    request: HttpRequest, within: tuple[Facet, str], entries: Mapping[str, TimelineEntryDocument] | None = None
) -> Listing:
    """The page of a list that a request asks for, as far as it can be understood; `entries` by the events' uids."""
    reader = reader_of(request)
    query, errors = read_leniently(reader.query, within=within, page_size=PAGE_SIZE)
    page = find_events(query)
    events = [decode(hit.document, EventDocument) for hit in page.hits]
    cards = [
        Card(event, hit.match, (entries or {}).get(event.uid), anchor=f"e{place}")
        for place, (event, hit) in enumerate(zip(events, page.hits, strict=True), 1)
    ]
    return Listing(
        query,
        events,
        cards,
        next=page_address(request, page.next),
        previous=page_address(request, page.previous),
        errors=[*reader.errors, *errors],
        _path=request.path,
        _reader=reader,
    )
