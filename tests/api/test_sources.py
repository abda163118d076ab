"""GET /api/v1/sources/ and /api/v1/sources/{slug}/."""

import json

from django.test import Client

from events.models import Contributor, Source
from events.services.editing import save_record
from events.services.snapshots import snapshot_source
from tests.conftest import NOW
from tests.factories import cite, make_event, make_published_event, make_source

SOURCE = [
    "uid",
    "slug",
    "title",
    "type",
    "genre",
    "contributors",
    "publisher",
    "published",
    "language",
    "url",
    "archived_url",
    "accessed",
    "doi",
    "isbn",
    "licence",
    "revision",
    "published_at",
    "revised_at",
]


def test_a_source_has_every_key(client: Client, db: None) -> None:
    source = Source(
        slug="report",
        title="A report",
        type="article-newspaper",
        genre="news",
        published="2023-07",
        url="https://press.example/report",
    )
    writers = [
        Contributor(role="author", family="Pérez", given="Ana", position=2),
        Contributor(role="author", literal="The desk", position=1),
    ]
    source = save_record(snapshot_source(source, contributors=writers), author=None, at=NOW)
    make_published_event(citations=[cite(source)])

    answer = json.loads(client.get("/api/v1/sources/report/").content)

    assert list(answer) == SOURCE
    assert [list(writer) for writer in answer["contributors"]] == [["role", "family", "given", "literal"]] * 2
    assert [writer["literal"] or writer["family"] for writer in answer["contributors"]] == ["The desk", "Pérez"]
    assert answer["published"] == "2023-07"
    assert {key for key, value in answer.items() if value is None} == {
        "publisher",
        "archived_url",
        "accessed",
        "doi",
        "isbn",
        "licence",
    }


def test_sources_stand_in_the_order_of_their_slugs(client: Client, db: None) -> None:
    rows = [cite(make_source(slug=slug)) for slug in ("second", "first", "third")]
    make_published_event(citations=rows)

    answer = client.get("/api/v1/sources/").json()

    assert [source["slug"] for source in answer["results"]] == ["first", "second", "third"]


def test_only_sources_that_a_published_event_cites_are_public(client: Client, db: None) -> None:
    cited, uncited, drafted = (make_source() for _ in range(3))
    make_published_event(citations=[cite(cited)])
    make_event(citations=[cite(drafted)])

    assert [source["uid"] for source in client.get("/api/v1/sources/").json()["results"]] == [cited.uid]
    assert client.get(f"/api/v1/sources/{cited.uid}/").status_code == 200
    for source in (uncited, drafted):
        assert client.get(f"/api/v1/sources/{source.slug}/").status_code == 404
