"""What a document says, claim by claim, each under its field and under a name that people read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from msgspec import Struct

from events.documents import (
    ActorDesk,
    ActorDocument,
    AffiliationDesk,
    CitationDesk,
    CitationDocument,
    Contributor,
    Document,
    EventDesk,
    EventDocument,
    EventStub,
    SourceDesk,
    SourceDocument,
    TimelineDocument,
)

_ABOUT = {
    "occurrence": "that it happened",
    "date": "when",
    "place": "where",
    "participants": "who",
    "nature": "what it was",
    "outcome": "what came of it",
}
_PLACE = {
    "name": "Place",
    "country": "Country",
    "latitude": "Latitude",
    "longitude": "Longitude",
    "precision": "What the coordinates stand for",
}
_CITED = {
    "stance": "stance",
    "says": "what it says",
    "stated_date": "its date",
    "stated_text": "date in its words",
    "via": "via",
    "quote": "quotation",
    "locator": "locator",
}
_CITED_AT_THE_DESK = {
    "stated_anchor": "date counted from",
    "stated_rule": "date worked out by",
    "quote_prefix": "text before the quotation",
    "quote_suffix": "text after the quotation",
    "quote_start": "beginning of the quotation",
    "quote_end": "end of the quotation",
    "quote_check": "quotation looked up",
}
_ACTOR = {"slug": "Slug", "name": "Name", "type": "Type", "country": "Country", "wikidata": "Wikidata id"}
_SOURCE = {"slug": "Slug", "title": "Title", "type": "Type", "genre": "Genre"}
_SOURCE_ON = {
    "publisher": "Publisher",
    "published": "Published",
    "language": "Language",
    "url": "Address",
    "archived_url": "Archived at",
    "accessed": "Read on",
    "doi": "DOI",
    "isbn": "ISBN",
    "licence": "Licence",
}
# What is a code and no text in a language.
_CODES = {"type", "genre", "form", "stance", "precision", "living", "quote_check"}


@dataclass(frozen=True)
class Claim:
    """One thing that a document says. Two are the same whose `identity` is: the text, or what tells apart records of
    one name."""

    field: str
    name: str
    text: str
    language: str = ""
    of: str = ""
    listed: bool = False

    @property
    def identity(self) -> str:
        """What is compared."""
        return self.of or self.text


def claims(document: Document, sources: Mapping[str, str]) -> dict[tuple[str, ...], Claim]:
    """What a document says, in its order, under keys that outlive the renaming of what it names.

    `sources` has what each cited source is called, by uid. What is absent is left out.
    """
    match document:
        case EventDocument():
            said = _event(document, sources)
        case ActorDocument():
            said = _actor(document)
        case SourceDocument():
            said = _source(document)
        case TimelineDocument():
            said = _timeline(document)
    return {key: claim for key, claim in said if claim.text}


Said = Iterator[tuple[tuple[str, ...], Claim]]


def _event(document: EventDocument, sources: Mapping[str, str]) -> Said:
    desk, language = document.desk or EventDesk(), document.language
    yield from _plain(document, {"slug": "Slug"})
    yield from _plain(
        document, {"title": "Title", "summary": "Summary", "attribution": "Attribution"}, language=language
    )
    yield from _plain(document, {"language": "Language"})
    yield _one("date", "Date", document.date.edtf if document.date else "")
    words = document.date.text if document.date else desk.date_text
    yield _one("date.text", "Date in the source’s words", words or "")
    yield _one("desk.date_anchor", "Date counted from", desk.date_anchor or "")
    yield _one("desk.date_rule", "Date worked out by", desk.date_rule)
    yield ("kind",), Claim("kind", "Kind", document.kind.label or document.kind.slug, "", document.kind.slug)
    if document.place:
        yield from _plain(document.place, _PLACE, "place.")
    for part in document.participants:
        field = f"participants[{part.actor.slug}, {part.role}]"
        name = f"Participants: {part.actor.name}, {part.role}"
        yield ("participants", _of(part.actor), part.role), _stated(field, name, alleged=part.alleged)
    for row in document.citations:
        yield from _citation(row, sources, language)
    to_confirm = [_cited(row, sources) for row in document.citations if row.desk and row.desk.to_confirm]
    yield _list("desk.to_confirm", "Stances to confirm", to_confirm)
    if document.part_of:
        yield ("part_of",), Claim("part_of", "Part of", _called(document.part_of), "", _of(document.part_of))
    for related in document.related:
        field = f"related[{related.relation}, {related.event.slug or related.event.uid}]"
        name = f"Related event: {_read(related.relation)}"
        yield (
            ("related", related.relation, _of(related.event)),
            Claim(field, name, _called(related.event), "", _of(related.event)),
        )
    for closed in desk.closed:
        yield _one(f"desk.closed[{closed.aspect}]", f"Difference settled: {_ABOUT[closed.aspect]}", closed.reason)


def _citation(row: CitationDocument, sources: Mapping[str, str], language: str) -> Said:
    where, name = f"citations[{row.source.slug}, {row.aspect}]", f"Citation: {_cited(row, sources)}"
    key = ("citations", _of(row.source), row.aspect)
    desk = row.desk or CitationDesk()
    for member, words in _CITED.items():
        yield (
            (*key, member),
            Claim(f"{where}.{member}", f"{name}: {words}", _shown(row, member), language if member == "says" else ""),
        )
    if row.speaker:
        speaker = Claim(f"{where}.speaker", f"{name}: speaker", row.speaker.name, "", _of(row.speaker))
        yield (*key, "speaker"), speaker
    for member, words in _CITED_AT_THE_DESK.items():
        yield (*key, member), Claim(f"{where}.desk.{member}", f"{name}: {words}", _shown(desk, member))


def _actor(document: ActorDocument) -> Said:
    yield from _plain(document, _ACTOR)
    for name in document.names:
        yield _one(f"names[{name.language}, {name.text}]", f"Name in {name.language}: {name.text}", name.form)
    for one in document.affiliations:
        field, desk = f"affiliations[{one.organisation.slug}, {one.role}]", one.desk or AffiliationDesk()
        name_ = f"Affiliation: {one.organisation.name}, {one.role}"
        key = ("affiliations", _of(one.organisation), one.role)
        yield key, Claim(field, name_, "stated")
        yield (*key, "span"), Claim(f"{field}.span", f"{name_}: span", one.span or "")
        yield (*key, "span_text"), Claim(f"{field}.desk.span_text", f"{name_}: span in words", desk.span_text)
        yield (*key, "span_rule"), Claim(f"{field}.desk.span_rule", f"{name_}: worked out by", desk.span_rule)
    yield from _plain(document.desk or ActorDesk(), {"living": "Living"}, "desk.")


def _source(document: SourceDocument) -> Said:
    desk = document.desk or SourceDesk()
    yield from _plain(document, _SOURCE, language=document.language)
    yield _list("contributors", "Contributors", [_contributor(each) for each in document.contributors])
    yield from _plain(document, _SOURCE_ON, language=document.language)
    yield _one("desk.published_text", "Published, in its words", desk.published_text)
    yield _one("desk.published_rule", "Published, worked out by", desk.published_rule)


def _timeline(document: TimelineDocument) -> Said:
    yield from _plain(document, {"slug": "Slug"})
    yield from _plain(document, {"title": "Title", "dek": "Text under the title"}, language=document.language)
    yield from _plain(document, {"language": "Language"})
    for entry in document.entries:
        field, name = f"entries[{entry.event.slug or entry.event.uid}]", f"Entry: {_called(entry.event)}"
        key = ("entries", _of(entry.event))
        yield key, Claim(field, name, "accepted")
        yield (*key, "note"), Claim(f"{field}.note", f"{name}: note", entry.note or "")
        yield (*key, "featured"), Claim(f"{field}.featured", f"{name}: featured", "yes" if entry.featured else "")
    yield _list("embed_origins", "May be embedded by", document.embed_origins)


def _plain(struct: Struct, names: Mapping[str, str], path: str = "", language: str = "") -> Said:
    """Members that hold a text or a number, as they stand."""
    for member, name in names.items():
        told = language if member in _PROSE else ""
        yield (path + member,), Claim(path + member, name, _shown(struct, member), told)


_PROSE = {"title", "summary", "attribution", "dek"}


def _one(field: str, name: str, text: str) -> tuple[tuple[str, ...], Claim]:
    return (field,), Claim(field, name, text)


def _list(field: str, name: str, items: list[str]) -> tuple[tuple[str, ...], Claim]:
    """Several things of one kind, an item a line."""
    return (field,), Claim(field, name, "\n".join(items), listed=True)


def _stated(field: str, name: str, *, alleged: bool) -> Claim:
    return Claim(field, name, "alleged" if alleged else "stated")


def _shown(struct: Struct, member: str) -> str:
    value = getattr(struct, member)
    text = "" if value is None else str(value)
    return _read(text) if member in _CODES else text


def _read(code: str) -> str:
    return code.replace("_", " ").replace("-", " ")


def _cited(row: CitationDocument, sources: Mapping[str, str]) -> str:
    return f"{sources[row.source.uid]} on {_ABOUT[row.aspect]}"


def _called(stub: EventStub) -> str:
    return stub.title or stub.slug or stub.uid


def _of(stub: Struct) -> str:
    uid, slug = getattr(stub, "uid", ""), getattr(stub, "slug", "")
    return str(uid or slug)


def _contributor(one: Contributor) -> str:
    name = one.literal or ", ".join(part for part in (one.family, one.given) if part)
    return f"{name} ({one.role})"
