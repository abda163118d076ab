"""Two documents of one record: each claim that differs is named, in words that a curator reads."""

from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from msgspec import Struct, structs

from events.differences import Difference, compare
from events.documents import (
    ActorDesk,
    ActorDocument,
    ActorNameDocument,
    ActorStub,
    AffiliationDesk,
    AffiliationDocument,
    CitationDesk,
    ClosedDifferenceDesk,
    Contributor,
    Document,
    EventDesk,
    EventStub,
    Participant,
    RelatedEvent,
    SourceDesk,
    SourceDocument,
    SourceStub,
    TimelineDocument,
    TimelineEntryDocument,
)
from tests.formats.documents import TEHRAN, documents, make_citation, make_document

IRAN = ActorStub("I", "iran", "Iran", "state", "IR")
MEHR = SourceStub("M", "mehr-1", "Signed", "news", "Mehr News Agency", "2023-07-20", None)
OTHER = EventStub("O", "/events/O-other/", "other", "Another event")

EVENT = make_document(
    attribution="according to Mehr",
    place=TEHRAN,
    participants=[Participant(IRAN, "host", False)],
    citations=[
        make_citation(
            source=MEHR,
            aspect="nature",
            speaker=IRAN,
            stated_date="2023",
            stated_text="that year",
            via="IRNA",
            quote="an act",
            locator="¶7",
            desk=CitationDesk("before", "after", 4, 9, "found", False, "2023", "time ago"),
        )
    ],
    part_of=OTHER,
    related=[RelatedEvent("follows", OTHER)],
    desk=EventDesk("2023-08-08", "time ago", [ClosedDifferenceDesk("date", "The clock alone.")]),
)
ACTOR = ActorDocument(
    uid="A",
    slug="ali",
    name="Ali",
    type="person",
    country="IR",
    wikidata="Q1",
    names=[ActorNameDocument("علی", "fa", "official")],
    affiliations=[AffiliationDocument(IRAN, "minister", "2020/2023", AffiliationDesk("till 2023", "until"))],
    revision=1,
    published_at=None,
    revised_at=None,
    desk=ActorDesk("yes"),
)
SOURCE = SourceDocument(
    uid="S",
    slug="report",
    title="A report",
    type="article-newspaper",
    genre="news",
    contributors=[Contributor("author", "Levi", "Dana", None)],
    publisher="A paper",
    published="2023",
    language="en",
    url="https://paper.example/",
    archived_url="https://archive.example/",
    accessed="2024",
    doi="10.1/1",
    isbn="1",
    licence="CC0",
    revision=1,
    published_at=None,
    revised_at=None,
    desk=SourceDesk("that year", "year"),
)
TIMELINE = TimelineDocument(
    uid="T",
    url="/timelines/t/",
    slug="t",
    title="A timeline",
    dek="All of it.",
    language="en",
    entries=[TimelineEntryDocument(OTHER, "First", False)],
    embed_origins=["https://news.example"],
    revision=1,
    published_at=None,
    revised_at=None,
)
# What is no claim of a record: its name, its place, its numbers, what is worked out, what another record says.
NO_CLAIMS = {"uid", "url", "revision", "published_at", "revised_at", "assessment", "match"}
NO_CLAIMS |= {"kind.label", "kind.cameo", "desk.date_text"}
NO_CLAIMS |= {f"date.{member}" for member in ("earliest", "latest", "earliest_day", "latest_day", "precision")}
NO_CLAIMS |= {f"date.{member}" for member in ("approximate", "uncertain", "label")}
OF_OTHERS = (ActorStub, SourceStub, EventStub)


def otherwise(value: Any) -> Any:
    """Another value of the same type; of a stub, another record."""
    match value:
        case bool():
            return not value
        case int() | float():
            return value + 1
        case str():
            return f"{value}x"
        case None:
            return "x"
    return structs.replace(value, uid="another", slug="another")


def places(struct: Struct, path: str = "") -> Iterator[tuple[str, Any]]:
    """The path of each member of a document that could be told otherwise, with the document in which it is."""
    for member in struct.__struct_fields__:
        value, where = getattr(struct, member), f"{path}{member}"
        if where in NO_CLAIMS:
            continue
        if isinstance(value, list) and value and isinstance(value[0], Struct):
            for inner, changed in places(value[0], f"{where}[]."):
                yield inner, structs.replace(struct, **{member: [changed, *value[1:]]})
        elif isinstance(value, list):
            yield where, structs.replace(struct, **{member: [*value, "https://other.example"]})
        elif isinstance(value, Struct) and not isinstance(value, OF_OTHERS):
            for inner, changed in places(value, f"{where}."):
                yield inner, structs.replace(struct, **{member: changed})
        else:
            yield where, structs.replace(struct, **{member: otherwise(value)})


def legal(value: Any) -> bool:
    """Whether a document is one: a code that nobody knows is none."""
    try:
        msgspec.json.decode(msgspec.json.encode(value), type=type(value))
    except msgspec.ValidationError:
        return False
    return True


ALL = [
    pytest.param(document, changed, id=f"{type(document).__name__}: {where}")
    for document in (EVENT, ACTOR, SOURCE, TIMELINE)
    for where, changed in places(document)
    if legal(changed)
]


@pytest.mark.parametrize(("document", "changed"), ALL)
def test_whatever_is_told_otherwise_is_a_difference(document: Document, changed: Document) -> None:
    assert compare(document, changed)
    assert compare(document, document) == ()


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(document=documents())
def test_a_document_does_not_differ_from_itself(document: Any) -> None:
    assert compare(document, msgspec.json.decode(msgspec.json.encode(document), type=type(document))) == ()


def test_each_difference_has_a_path_and_a_name_that_people_read() -> None:
    citation = structs.replace(EVENT.citations[0], says="They called it an act.")
    after = structs.replace(EVENT, title="Another visit", citations=[citation], participants=[])

    found = compare(EVENT, after)

    assert [(each.field, each.name, each.what) for each in found] == [
        ("title", "Title", "changed"),
        ("participants[iran, host]", "Participants: Iran, host", "removed"),
        ("citations[mehr-1, nature].says", "Citation: Mehr News Agency on what it was: what it says", "changed"),
    ]
    assert found[0] == Difference("title", "A visit", "Another visit", "Title", "en", "en")


def test_what_the_desk_alone_sees_is_told_too() -> None:
    doubtful = structs.replace(EVENT.citations[0], desk=structs.replace(EVENT.citations[0].desk, to_confirm=True))
    after = structs.replace(EVENT, citations=[doubtful], desk=EventDesk("2023-08-08", "time ago", []))

    found = compare(EVENT, after)

    assert [(each.name, each.before, each.after) for each in found] == [
        ("Stances to confirm", "", "Mehr News Agency on what it was"),
        ("Difference settled: when", "The clock alone.", ""),
    ]


def test_words_are_told_of_an_event_without_a_date_too() -> None:
    undated = structs.replace(EVENT, date=None, desk=EventDesk())

    found = compare(undated, structs.replace(undated, desk=EventDesk(date_text="one day")))

    assert [(each.field, each.after) for each in found] == [("date.text", "one day")]


def test_that_another_record_was_renamed_is_no_difference() -> None:
    renamed = structs.replace(IRAN, slug="islamic-republic-of-iran", name="Islamic Republic of Iran")
    cited = structs.replace(EVENT.citations[0], source=structs.replace(MEHR, title="New"), speaker=renamed)
    after = structs.replace(EVENT, participants=[Participant(renamed, "host", False)], citations=[cited])

    assert compare(EVENT, after) == ()


def test_two_records_of_one_name_are_told_apart() -> None:
    twin = structs.replace(IRAN, uid="J")
    after = structs.replace(EVENT, citations=[structs.replace(EVENT.citations[0], speaker=twin)])

    assert [(each.before, each.after) for each in compare(EVENT, after)] == [("Iran (I)", "Iran (J)")]


def test_two_sources_of_one_publisher_are_called_by_their_titles_too() -> None:
    second = make_citation(source=structs.replace(MEHR, uid="N", slug="mehr-2", title="Denied"), aspect="nature")
    after = structs.replace(EVENT, citations=[*EVENT.citations, second])

    assert compare(EVENT, after)[0].name == "Citation: Mehr News Agency, “Denied” on what it was: stance"


def test_what_is_gone_stands_where_it_stood() -> None:
    nowhere = structs.replace(EVENT, place=None, title="Another", desk=EventDesk())

    assert [each.field for each in compare(EVENT, nowhere)] == [
        "title",
        "desk.date_anchor",
        "desk.date_rule",
        "place.name",
        "place.country",
        "place.latitude",
        "place.longitude",
        "place.precision",
        "desk.closed[date]",
    ]


def test_the_items_of_a_list_stay_whole() -> None:
    before = structs.replace(TIMELINE, embed_origins=["https://a.example", "https://b.example"])

    (found,) = compare(before, structs.replace(before, embed_origins=["https://a.example", "https://c.example"]))

    assert [(piece.kind, piece.text) for piece in found.words] == [
        ("same", "https://a.example\n"),
        ("removed", "https://b.example\n"),
        ("added", "https://c.example\n"),
    ]


def test_of_many_entries_those_that_differ_are_told() -> None:
    entries = [TimelineEntryDocument(EventStub(f"E{n}", "", f"e-{n}", f"Event {n}"), None, False) for n in range(40)]
    noted = structs.replace(entries[3], note="First")
    before = structs.replace(TIMELINE, entries=entries)
    after = structs.replace(TIMELINE, entries=[*entries[:2], noted, *entries[5:], structs.replace(entries[4])])

    assert [(each.name, each.what) for each in compare(before, after)] == [
        ("Entry: Event 2", "removed"),
        ("Entry: Event 3: note", "added"),
    ]


def test_a_change_can_be_read_word_by_word() -> None:
    (found,) = compare(TIMELINE, structs.replace(TIMELINE, dek="Nearly all of it."))

    assert isinstance(found, Difference)
    assert [(piece.kind, piece.text) for piece in found.words] == [
        ("removed", "All"),
        ("added", "Nearly all"),
        ("same", " of it."),
    ]
