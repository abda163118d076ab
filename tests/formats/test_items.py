"""What of a document is cited, and as what."""

import json
import re
from datetime import UTC, date, datetime
from typing import Any

import bibtexparser
import pytest
import rispy
from django.conf import settings

from events.dates import parse_edtf
from events.documents import Assessment, Contributor, EventDocument, KindDocument, SourceDocument, TimelineDocument
from events.formats import apa, bibtex, chicago, csljson, mla, ris
from events.formats.items import Item, Name, event_item, source_item, timeline_item
from events.formats.runs import plain


def make_source(**fields: Any) -> SourceDocument:
    values: dict[str, Any] = {
        "uid": "01M852Z9P9YM77FQ2MZYRTN8MH",
        "slug": "a-source",
        "title": "A title",
        "type": "article-newspaper",
        "genre": "news",
        "contributors": [],
        "publisher": "Haaretz",
        "published": "2009-01-14",
        "language": "en",
        "url": "https://example.org/",
        "revision": 1,
    }
    absent = dict.fromkeys(("archived_url", "accessed", "doi", "isbn", "licence", "published_at", "revised_at"))
    return SourceDocument(**{**absent, **values, **fields})


@pytest.mark.parametrize(
    ("kind", "field"),
    [
        *((kind, "container_title") for kind in ("article-newspaper", "article-magazine", "article-journal")),
        *((kind, "container_title") for kind in ("broadcast", "webpage", "legislation", "treaty")),
        *((kind, "publisher") for kind in ("book", "chapter", "document", "report", "speech", "thesis")),
        ("legal_case", "authority"),
    ],
)
def test_the_publisher_of_a_source_is_what_csl_calls_it(kind: str, field: str) -> None:
    item = source_item(make_source(type=kind))

    named = {name: getattr(item, name) for name in ("container_title", "publisher", "authority")}
    assert named == {"container_title": "", "publisher": "", "authority": "", field: "Haaretz"}


def test_a_source_keeps_its_people_in_order_and_by_what_they_did() -> None:
    people = [
        Contributor("author", "Flores", "Paola", None),
        Contributor("translator", "Roe", None, None),
        Contributor("author", None, None, "Associated Press"),
    ]

    item = source_item(make_source(contributors=people))

    assert item.author == (Name(family="Flores", given="Paola"), Name(literal="Associated Press"))
    assert item.translator == (Name(family="Roe"),)


def test_a_source_whose_year_is_unknown_has_no_date() -> None:
    assert source_item(make_source(published="XXXX")).issued is None
    assert source_item(make_source(published=None)).issued is None
    assert source_item(make_source(published="2022~")).issued == parse_edtf("2022~")


def test_an_archived_copy_stands_in_for_an_address_that_is_not_recorded() -> None:
    archived = make_source(url=None, archived_url="https://web.archive.org/x")

    assert source_item(archived).url == "https://web.archive.org/x"


@pytest.mark.parametrize(
    ("kind", "genre", "is_of_news_site"),
    [
        ("webpage", "news", True),
        ("webpage", "wire", True),
        ("webpage", "opinion", True),
        ("webpage", "reference", False),
        ("webpage", "advocacy", False),
        ("article-newspaper", "news", False),
    ],
)
def test_a_page_belongs_to_a_news_site_by_the_weight_of_the_source(
    kind: str, genre: str, is_of_news_site: bool
) -> None:
    assert source_item(make_source(type=kind, genre=genre)).news_site is is_of_news_site


def first_chronology() -> list[Item]:
    records = json.loads((settings.BASE_DIR / "fixtures" / "sources.json").read_text(encoding="utf-8"))
    sources = [record["fields"] for record in records if record["model"] == "events.source"]
    return [source_item(make_source(**{**fields, "url": fields["url"] or None})) for fields in sources]


def test_every_source_of_the_first_chronology_is_cited_without_a_stray_mark() -> None:
    said = [plain(style.reference(item)) for item in first_chronology() for style in (apa, chicago, mla)]

    assert len(said) == 3 * 44
    assert [text for text in said if re.search(r"\.\.|[?!]\.|  | [.,]|,,|\(\)|None|n\.d\.|Retrieved", text)] == []


def test_every_source_of_the_first_chronology_is_read_back_from_its_files() -> None:
    sources = first_chronology()

    entries = bibtexparser.parse_string("".join(bibtex.write(sources))).entries
    records = rispy.loads("".join(ris.write(sources)))
    items = json.loads(csljson.dump(sources))

    assert [entry.key for entry in entries] == [item.id for item in sources]
    assert [record["title"] for record in records] == [item.title for item in sources]
    assert [record.get("urls", [""])[0] for record in records] == [item.url for item in sources]
    assert [item["type"] for item in items] == [item.type for item in sources]
    assert not any("news" in name for item in items for name in item)


def test_a_timeline_is_cited_as_a_page_of_the_site_as_last_revised() -> None:
    timeline = TimelineDocument(
        uid="01M852Z9PP4TY50XFR0HZWNDEN",
        url="/timelines/x/",
        slug="x",
        title="Israel and Bolivia",
        dek=None,
        language="en",
        entries=[],
        embed_origins=[],
        revision=3,
        published_at=datetime(2026, 11, 1, tzinfo=UTC),
        revised_at=datetime(2026, 11, 20, tzinfo=UTC),
    )

    item = timeline_item(timeline, site="Timelines", url="https://example.org/x/", accessed=date(2026, 11, 23))

    assert plain(apa.reference(item)) == (
        "Israel and Bolivia. (2026, November 20). Timelines. Retrieved November 23, 2026, from https://example.org/x/"
    )


def test_an_event_is_cited_as_a_page_of_the_site_whatever_its_own_date() -> None:
    event = EventDocument(
        uid="01M852Z9PP4TY50XFR0HZWNDEN",
        url="/events/x/",
        slug="x",
        title="Bolivia severs ties with Israel",
        summary="",
        attribution=None,
        language="en",
        date=None,
        kind=KindDocument(slug="visit", label="visit", cameo=None),
        place=None,
        participants=[],
        citations=[],
        assessment=Assessment(support="none", origins=0, sources=0, differs=[]),
        part_of=None,
        related=[],
        revision=1,
        published_at=datetime(2026, 11, 1, tzinfo=UTC),
        revised_at=None,
    )

    item = event_item(event, site="Timelines", url="https://example.org/x/")

    assert plain(chicago.reference(item)) == (
        "Timelines. “Bolivia severs ties with Israel.” Last modified November 1, 2026. https://example.org/x/."
    )


def test_control_characters_are_dropped_and_lines_joined() -> None:
    item = Item(id="x", type="book", title=" A\r\ntitle\x00\x1b[0m\u2028of\u202e می‌شود \ud800")

    assert item.title == "A title[0m of می‌شود"
