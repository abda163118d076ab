"""References to what pages show, on the page and as files; and what other programs read in a page."""

import json
from typing import Any

import bibtexparser
import pytest
import rispy
from django.test import Client

from tests.factories import cite, make_published_event, make_published_timeline, make_source
from tests.pages.reading import elements, texts


@pytest.fixture
def addresses(db: None) -> dict[str, str]:
    source = make_source("El Deber", slug="report", title="A report <b>", published="2023-07-21")
    event = make_published_event("A visit & more", slug="visit", citations=[cite(source, says="</script>They met.")])
    make_published_timeline("Visits", slug="visits", events=[event])
    return {
        "event": f"/events/{event.uid}-visit/",
        "source": "/sources/report/",
        "timeline": "/timelines/visits/",
    }


def test_each_page_says_how_to_cite_what_it_shows(client: Client, addresses: dict[str, str]) -> None:
    titles = {"event": "A visit & more", "source": "A report <b>", "timeline": "Visits"}
    for name, address in addresses.items():
        page = client.get(address).content.decode()
        section = page[page.index('id="cite"') :]
        assert texts(section, "dt")[:3] == ["APA 7", "MLA 9", "Chicago 17"]
        for said in texts(section, "dd")[:3]:
            assert titles[name].split(" ")[0] in said
        if name != "source":
            assert f"http://testserver{address}" in texts(section, "dd")[0]


def test_an_event_cites_its_sources_too(client: Client, addresses: dict[str, str]) -> None:
    page = client.get(addresses["event"]).content.decode()

    assert texts(page, "p", class_="of") == ["A report <b>"]
    assert elements(page, "a", href="/sources/report/cite.ris")


def test_a_title_that_runs_right_to_left_does_not_carry_its_date_along(client: Client, db: None) -> None:
    source = make_source("Kayhan", slug="note", title="یادداشت تفاهم", published="2023", type="article-newspaper")
    make_published_event("A visit", slug="visit", citations=[cite(source)])

    page = client.get("/sources/note/").content.decode()

    assert "<bdi>یادداشت تفاهم</bdi>. (2023). <i>Kayhan</i>" in page


@pytest.mark.parametrize("name", ["event", "source", "timeline"])
def test_references_come_as_files_that_other_programs_read(
    client: Client, addresses: dict[str, str], name: str
) -> None:
    title = {"event": "A visit & more", "source": "A report <b>", "timeline": "Visits"}[name]

    files = {suffix: client.get(f"{addresses[name]}cite.{suffix}") for suffix in ("bib", "ris", "json")}

    assert all(answer.status_code == 200 for answer in files.values())
    assert all(answer["Content-Disposition"].startswith("attachment; filename=") for answer in files.values())
    (item,) = json.loads(files["json"].content)
    assert item["title"] == title
    (record,) = rispy.loads(files["ris"].content.decode())
    assert title in (record.get("title"), record.get("primary_title"))
    assert len(bibtexparser.parse_string(files["bib"].content.decode()).entries) == 1


def test_a_page_that_may_change_is_cited_with_the_day_on_which_it_is_read(
    client: Client, addresses: dict[str, str]
) -> None:
    (item,) = json.loads(client.get(f"{addresses['event']}cite.json").content)
    (source,) = json.loads(client.get("/sources/report/cite.json").content)

    assert "accessed" in item
    assert "accessed" not in source


def test_the_file_of_a_record_goes_where_its_page_goes(client: Client, addresses: dict[str, str]) -> None:
    wrong = addresses["event"].replace("-visit/", "-other/") + "cite.bib"

    assert client.get(wrong)["Location"] == f"{addresses['event']}cite.bib"
    assert client.get(f"{wrong}?from=mail")["Location"] == f"{addresses['event']}cite.bib?from=mail"
    assert client.get("/sources/nothing/cite.bib").status_code == 404


@pytest.mark.parametrize("address", ["cite.pdf", "cite.", "cite.bib/"])
def test_other_formats_are_not_there(client: Client, addresses: dict[str, str], address: str) -> None:
    assert client.get(addresses["source"] + address).status_code == 404


def test_an_event_is_told_to_search_engines_as_linked_data(client: Client, addresses: dict[str, str]) -> None:
    page = client.get(addresses["event"]).content.decode()

    (block,) = (part.partition("</script>")[0] for part in page.split('<script type="application/ld+json">')[1:])
    data: dict[str, Any] = json.loads(block)
    assert (data["@type"], data["name"], data["url"]) == (
        "Event",
        "A visit & more",
        f"http://testserver{addresses['event']}",
    )
    claims = [part for part in data["subjectOf"] if part["@type"] == "Claim"]
    assert [claim["text"] for claim in claims] == ["</script>They met."]
    assert data["startDate"] == "2020"
