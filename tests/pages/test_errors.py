"""What readers see when something is wrong: plain pages, each with a way on."""

import pytest
from django.test import Client

from tests.factories import make_published_timeline
from tests.pages.reading import elements, texts


@pytest.mark.parametrize(
    "address", ["/nothing/", "/events/nothing/", "/timelines/nothing/", "/timelines/nothing/embed/"]
)
def test_what_is_not_there_is_said_so(client: Client, db: None, address: str) -> None:
    answer = client.get(address)
    page = answer.content.decode()

    assert answer.status_code == 404
    assert answer["Content-Type"] == "text/html; charset=utf-8"
    assert texts(page, "h1") == ["There is nothing published here"]
    assert "All timelines" in texts(page, "a", href="/")
    assert elements(page, "meta", name="robots", content="noindex")


@pytest.mark.parametrize("embed", ["", "embed/"])
@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("from=never", "from: this is no date in EDTF"),
        ("from=2019&to=2006", "to: the window ends before it begins"),
        ("page_size=٣", "page_size: write a whole number from 1 to 500"),
        ("cursor=%00", "cursor: this is no cursor of ours"),
        ("actor=<b>", "actor: there is no published actor “<b>”"),
        ("<script>=1", "<script>: there is no such parameter"),
        ("timeline=another", "timeline: there is no such parameter"),
    ],
)
def test_a_bad_parameter_is_named_with_what_would_be_right(
    client: Client, db: None, embed: str, query: str, told: str
) -> None:
    make_published_timeline(slug="visits")

    answer = client.get(f"/timelines/visits/{embed}?{query}")
    page = answer.content.decode()

    assert answer.status_code == 400
    assert any(told in said for said in texts(page, "li"))
    assert elements(page, "a", href=f"/timelines/visits/{embed}")


def test_a_failure_of_ours_is_a_page_that_tells_nothing(
    client: Client, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        raise RuntimeError("the password is hunter2")

    monkeypatch.setattr("timeline.pages.views.list_documents", fail)
    client.raise_request_exception = False

    answer = client.get("/")

    assert answer.status_code == 500
    assert texts(answer.content.decode(), "h1") == ["Something went wrong on our side"]
    assert b"hunter2" not in answer.content
    assert answer["Cache-Control"] == "no-store, private"


def test_an_address_under_another_name_is_refused(client: Client, db: None) -> None:
    answer = client.get("/", headers={"host": "elsewhere.example"})

    assert answer.status_code == 400
    assert "elsewhere" not in answer.content.decode()


@pytest.mark.parametrize("address", ["/%00/", "/events/%FF/", "/timelines/%E2%80%AE/", "/" + "a" * 7000])
def test_no_address_is_a_failure_of_ours(client: Client, db: None, address: str) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("address", ["/", "/timelines/visits/", "/timelines/visits/embed/", "/api/docs/"])
@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_pages_are_read_and_never_written(client: Client, db: None, address: str, method: str) -> None:
    make_published_timeline(slug="visits")

    answer = getattr(client, method)(address)

    assert answer.status_code == 405
