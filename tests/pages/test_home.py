"""The first page: the published timelines."""

from django.test import Client

from tests.factories import make_published_event, make_published_timeline, make_timeline
from tests.pages.reading import elements, texts


def test_without_a_timeline_it_says_so_and_where_one_is_made(client: Client, db: None) -> None:
    make_timeline("Not yet")

    page = client.get("/").content.decode()

    assert "No timeline is published yet" in page
    assert elements(page, "a", href="/admin/")
    assert "Not yet" not in page


def test_published_timelines_are_listed_in_the_order_of_their_slugs(client: Client, db: None) -> None:
    events = [make_published_event(), make_published_event()]
    make_published_timeline("Second", slug="b", events=events, dek="Of two.")
    make_published_timeline("First", slug="a", events=events[:1])

    page = client.get("/").content.decode()

    links = [link for link in elements(page, "a") if link.attributes["href"].startswith("/timelines/")]
    assert [(link.attributes["href"], link.text) for link in links] == [
        ("/timelines/a/", "First"),
        ("/timelines/b/", "Second"),
    ]
    assert [said.split(" · ")[0] for said in texts(page, "p", class_="meta")] == ["1 entry", "2 entries"]
    assert "Of two." in page
    assert "No timeline" not in page


def test_a_timeline_in_another_language_is_marked_so(client: Client, db: None) -> None:
    make_published_timeline("گاه‌شمار", language="fa")

    (heading,) = elements(client.get("/").content.decode(), "h2", lang="fa")
    assert heading.attributes["dir"] in ("auto", "rtl")


def test_it_takes_no_parameter(client: Client, db: None) -> None:
    answer = client.get("/?page=2")

    assert answer.status_code == 400
    assert any(said.startswith("page: there is no such parameter") for said in texts(answer.content.decode(), "li"))
