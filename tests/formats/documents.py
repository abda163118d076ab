"""Documents of events for the tests of formats: from plain values, and with any text in any field."""

from datetime import UTC, datetime
from typing import Any

from hypothesis import strategies as st

from events.dates import parse_edtf
from events.documents import (
    ActorStub,
    Assessment,
    CitationDocument,
    EventDocument,
    KindDocument,
    Participant,
    Place,
    SourceStub,
)
from events.formats.files import Heading
from events.services.snapshots import date_document
from tests.dates.strategies import dates
from tests.formats.making import texts

HEADING = Heading("A timeline", "https://example.org/timelines/one/", "https://example.org")
UID = "01M852Z9PC54KE5VSPRRY4ZSG0"
AT = datetime(2026, 11, 23, 12, 30, 5, 250_000, tzinfo=UTC)
TEHRAN = Place(name="Tehran", country="IR", latitude=35.69, longitude=51.39, precision="city")


def make_document(**fields: Any) -> EventDocument:
    """An event; `date` is EDTF or None, worded in the event's language."""
    edtf, language = fields.pop("date", "2023-07-20"), fields.get("language", "en")
    values: dict[str, Any] = {
        "uid": UID,
        "slug": "a-visit",
        "title": "A visit",
        "summary": "They met.",
        "attribution": None,
        "language": "en",
        "kind": KindDocument("visit", "visit", None),
        "place": None,
        "participants": [],
        "citations": [make_citation()],
        "assessment": Assessment("single", 1, 1, []),
        "part_of": None,
        "related": [],
        "revision": 3,
        "published_at": AT,
        "revised_at": AT,
        **fields,
    }
    values["date"] = date_document(parse_edtf(edtf), "", language) if edtf else None
    return EventDocument(url=f"/events/{values['uid']}-{values['slug']}/", **values)


def make_citation(**fields: Any) -> CitationDocument:
    values: dict[str, Any] = {
        "source": SourceStub("S", "a-report", "A report", "news", "A paper", "2023-07-21", "https://paper.example/1"),
        "aspect": "occurrence",
        "stance": "affirms",
        "says": "Has them meet.",
        **dict.fromkeys(("stated_date", "stated_text", "speaker", "via", "quote", "locator")),
        **fields,
    }
    return CitationDocument(**values)


def documents() -> st.SearchStrategy[EventDocument]:
    """An event of any date, with any text in any field."""
    actor = st.builds(ActorStub, st.just("A"), st.just("an-actor"), texts(), st.just("state"), st.none())
    maybe = st.one_of(st.none(), texts())
    source = st.builds(SourceStub, st.just("S"), st.just("s"), texts(), st.just("news"), maybe, st.none(), maybe)
    citation = st.builds(
        make_citation, source=source, says=texts(), quote=maybe, via=maybe, locator=maybe, speaker=st.none() | actor
    )
    place = st.builds(
        Place,
        maybe,
        st.sampled_from([None, "IR"]),
        st.sampled_from([None, 35.69]),
        st.just(51.39),
        st.sampled_from([None, "city"]),
    ).map(lambda place: place if place.latitude is not None else Place(place.name, place.country, None, None, None))
    return st.builds(
        make_document,
        date=st.none() | dates,
        title=texts(),
        summary=texts(),
        attribution=maybe,
        language=st.sampled_from(["en", "es", "he", "fa", "ar"]),
        kind=st.builds(KindDocument, st.just("visit"), texts(), st.none()),
        place=st.none() | place,
        participants=st.lists(st.builds(Participant, actor, st.just("host"), st.booleans()), max_size=2),
        citations=st.lists(citation, max_size=2),
    )
