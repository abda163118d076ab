"""The public shape of event, actor, source and timeline: the one definition that all doors share.

A revision, a publication, an import row, an export row and an API answer are all these Structs. What only curators
may see travels in the `desk` member, which a publication never has: it is left out of the encoded text altogether.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal, TypeAlias, TypeVar

import msgspec
from msgspec import UNSET, Struct, UnsetType

Aspect: TypeAlias = Literal["occurrence", "date", "place", "participants", "nature", "outcome"]
Stance: TypeAlias = Literal["affirms", "reports", "disputes", "mentions"]
Support: TypeAlias = Literal["none", "opinion_only", "single", "multiple"]
Relation: TypeAlias = Literal["follows", "responds_to"]
NameFormWord: TypeAlias = Literal["official", "alias", "transliteration"]
Match: TypeAlias = Literal["certain", "possible"]


class Part(Struct, gc=False):
    """A document or a part of one: a tree, which no collector of cycles needs to walk."""


class ActorStub(Part):
    """An actor as other documents name it."""

    uid: str
    slug: str
    name: str
    type: str
    country: str | None


class SourceStub(Part):
    """A source as citations name it; `published` is EDTF, `url` the source's own address."""

    uid: str
    slug: str
    title: str
    genre: str
    publisher: str | None
    published: str | None
    url: str | None


class EventStub(Part):
    """An event as other documents name it; `url` is a path on this service."""

    uid: str
    url: str
    slug: str
    title: str


class Date(Part):
    """When: EDTF, the source's words, the outer bounds (ISO dates and int days, 0001-01-01 = 1), a label in words."""

    edtf: str
    text: str | None
    earliest: str | None
    latest: str | None
    earliest_day: int | None
    latest_day: int | None
    precision: str
    approximate: bool
    uncertain: bool
    label: str


class ReadingDocument(Part):
    """What a phrase may say: a date, the rule that made it, its language and calendar, and the anchor (EDTF) where
    the date was counted from one."""

    date: Date
    rule: str
    language: str
    calendar: str
    anchor: str | None


class KindDocument(Part):
    """A kind of event from the vocabulary; `cameo` is a CAMEO root code as a string."""

    slug: str
    label: str
    cameo: str | None


class Place(Part):
    """Where: a name, an ISO 3166-1 alpha-2 country, and WGS 84 degrees with what they stand for."""

    name: str | None
    country: str | None
    latitude: float | None
    longitude: float | None
    precision: str | None


class Participant(Part):
    """An actor's part in an event, and whether that part is only alleged."""

    actor: ActorStub
    role: str
    alleged: bool


class CitationDesk(Part):
    """What curators alone see of a citation: the quotation's selectors (code points of the snapshot), its check,
    whether its stance waits to be confirmed after the event changed under it, and how its date was worked out."""

    quote_prefix: str = ""
    quote_suffix: str = ""
    quote_start: int | None = None
    quote_end: int | None = None
    quote_check: str = ""
    to_confirm: bool = False
    stated_anchor: str | None = None
    stated_rule: str = ""


class CitationDocument(Part):
    """What one source says about one aspect of an event, and where it stands to it."""

    source: SourceStub
    aspect: Aspect
    stance: Stance
    says: str
    stated_date: str | None
    stated_text: str | None
    speaker: ActorStub | None
    via: str | None
    quote: str | None
    locator: str | None
    desk: CitationDesk | UnsetType = UNSET


class Assessment(Part):
    """How well the occurrence is supported, and the aspects on which sources differ; always computed."""

    support: Support
    origins: int
    sources: int
    differs: list[Aspect]


class RelatedEvent(Part):
    """Another event, and what this one is to it."""

    relation: Relation
    event: EventStub


class ClosedDifferenceDesk(Part):
    """A disagreement that a curator has settled, with the reason."""

    aspect: Aspect
    reason: str


class EventDesk(Part):
    """What curators alone see of an event: how its date was worked out, the differences they closed, and words kept for
    a date where it has none."""

    date_anchor: str | None = None
    date_rule: str = ""
    closed: list[ClosedDifferenceDesk] = []
    date_text: str = ""


class EventDocument(Part):
    """An event with its participants, citations and assessment. `match` stands last: a list fills it in for each
    answer by replacing the end of the stored text."""

    uid: str
    url: str
    slug: str
    title: str
    summary: str
    attribution: str | None
    language: str
    date: Date | None
    kind: KindDocument
    place: Place | None
    participants: list[Participant]
    citations: list[CitationDocument]
    assessment: Assessment
    part_of: EventStub | None
    related: list[RelatedEvent]
    revision: int
    published_at: datetime | None
    revised_at: datetime | None
    desk: EventDesk | UnsetType = UNSET
    match: Match | None = None


class ActorNameDocument(Part):
    """A name of an actor in a language: its official name, an alias or a transliteration."""

    text: str
    language: str
    form: NameFormWord


class AffiliationDesk(Part):
    """What curators alone see of an affiliation: the words that its span was read from, and the rule."""

    span_text: str = ""
    span_rule: str = ""


class AffiliationDocument(Part):
    """An actor's role in another actor over an EDTF span."""

    organisation: ActorStub
    role: str
    span: str | None
    desk: AffiliationDesk | UnsetType = UNSET


class ActorDesk(Part):
    """What curators alone see of an actor: whether a person is living ("yes", "no", "unknown")."""

    living: str = ""


class ActorDocument(Part):
    """An actor with its names and affiliations."""

    uid: str
    slug: str
    name: str
    type: str
    country: str | None
    wikidata: str | None
    names: list[ActorNameDocument]
    affiliations: list[AffiliationDocument]
    revision: int
    published_at: datetime | None
    revised_at: datetime | None
    desk: ActorDesk | UnsetType = UNSET


class Contributor(Part):
    """Who made a source, in CSL terms: `family` and `given`, or `literal` for an organisation."""

    role: str
    family: str | None
    given: str | None
    literal: str | None


class SourceDesk(Part):
    """What curators alone see of a source: the words that its date of publication was read from, and the rule."""

    published_text: str = ""
    published_rule: str = ""


class SourceDocument(Part):
    """A source: bibliographic data in CSL's terms; `url` is the source's own address, dates are EDTF."""

    uid: str
    slug: str
    title: str
    type: str
    genre: str
    contributors: list[Contributor]
    publisher: str | None
    published: str | None
    language: str
    url: str | None
    archived_url: str | None
    accessed: str | None
    doi: str | None
    isbn: str | None
    licence: str | None
    revision: int
    published_at: datetime | None
    revised_at: datetime | None
    desk: SourceDesk | UnsetType = UNSET


class TimelineEntryDocument(Part):
    """An event that was accepted into a timeline, with an editor's note."""

    event: EventStub
    note: str | None
    featured: bool


class TimelineDocument(Part):
    """A timeline with its accepted entries; `url` is a path on this service. Pages of `embed_origins` may frame it, of
    any origin where there are none."""

    uid: str
    url: str
    slug: str
    title: str
    dek: str | None
    language: str
    entries: list[TimelineEntryDocument]
    embed_origins: list[str]
    revision: int
    published_at: datetime | None
    revised_at: datetime | None


Document: TypeAlias = EventDocument | ActorDocument | SourceDocument | TimelineDocument
D = TypeVar("D", EventDocument, ActorDocument, SourceDocument, TimelineDocument)
# The shape of the documents of each type of record.
SHAPES: dict[str, Any] = {
    "event": EventDocument,
    "actor": ActorDocument,
    "source": SourceDocument,
    "timeline": TimelineDocument,
}


def record_name(document: Mapping[str, Any]) -> str:
    """What a record is called in its document, as JSON has it."""
    return str(document.get("title") or document.get("name"))


_NO_MATCH = '"match":null}'


def encode(document: Document) -> str:
    """The JSON text of a document, keys in the order of the Struct."""
    return msgspec.json.encode(document).decode()


def decode(text: str | bytes, shape: type[D]) -> D:
    """The document that a JSON text holds; raises msgspec.ValidationError where it does not fit the shape."""
    return msgspec.json.decode(text, type=shape)


def with_match(text: str, match: Match | None) -> str:
    """The JSON text of an event with the verdict of a query in `match`, which stands last in it."""
    return text if match is None else f'{text.removesuffix(_NO_MATCH)}"match":"{match}"}}'


class ChangeDocument(Part):
    """One line of the public log: what happened to the record of this type and uid, `into` which other it was merged,
    and the reason that was given for readers. `url` outlives whatever happens."""

    sequence: int
    type: Literal["event", "actor", "source", "timeline"]
    uid: str
    url: str
    what: Literal["published", "revised", "refreshed", "retracted", "merged"]
    into: str | None
    reason: str | None
    at: datetime
