"""The filters of a list: a form that says what was chosen, and links that take one off."""

import pytest
from django.test import Client

from tests.factories import cite, make_actor, make_published_event, make_published_timeline, make_source
from tests.pages.reading import elements, texts


@pytest.fixture
def visits(db: None) -> None:
    iran, bolivia = make_actor("Iran"), make_actor("Bolivia")
    make_published_timeline(
        slug="visits",
        events=[
            make_published_event("Both", date="2007", participants=[(iran, "host"), (bolivia, "visitor")]),
            make_published_event("Iran alone", date="2010", participants=[(iran, "host")]),
            make_published_event("Nobody", date=None),
        ],
    )


def active(page: str) -> dict[str, str]:
    (list_,) = (part for part in page.split("<ul") if part.startswith(' class="active"'))
    return {e.text: e.attributes["href"] for e in elements(f"<ul{list_.partition('</ul>')[0]}", "a")}


def test_without_a_filter_none_is_in_force(client: Client, visits: None) -> None:
    page = client.get("/timelines/visits/").content.decode()

    assert not elements(page, "ul", class_="active")
    assert [e.attributes["value"] for e in elements(page, "input", name="actor")] == ["iran", "bolivia"]
    assert not [e for e in elements(page, "input") if "checked" in e.attributes]


def test_what_was_chosen_stands_in_the_form_and_can_be_taken_off_one_by_one(client: Client, visits: None) -> None:
    page = client.get("/timelines/visits/?from=2006&actor=iran&actor=bolivia&undated=include").content.decode()

    assert texts(page, "h3") == ["Both"]
    assert [e.attributes["value"] for e in elements(page, "input") if "checked" in e.attributes] == ["iran", "bolivia"]
    assert elements(page, "input", name="from", value="2006")
    links = {text.partition(" ×")[0]: address for text, address in active(page).items()}
    assert links["From 2006"] == "/timelines/visits/?actor=iran&actor=bolivia&undated=include"
    assert links["Involving Iran"] == "/timelines/visits/?from=2006&actor=bolivia&undated=include"
    assert links["Show all entries"] == "/timelines/visits/"


def test_a_form_that_says_nothing_is_no_filter(client: Client, visits: None) -> None:
    answer = client.get("/timelines/visits/?from=&to=&order=date&match=within&undated=&actor=")

    assert answer.status_code == 200
    assert not elements(answer.content.decode(), "ul", class_="active")


def test_each_filter_in_force_can_be_taken_off_until_none_is_left(client: Client, visits: None) -> None:
    address = "/timelines/visits/?from=2006&to=2012&match=within&undated=include&actor=iran&order=-date&page_size=1"
    left = 8
    while elements(page := client.get(address).content.decode(), "ul", class_="active"):
        links = active(page)
        assert len(links) < left, address
        left = len(links)
        address = next(at for text, at in links.items() if not text.startswith("Show all"))
        assert client.get(address).status_code == 200, address

    assert left == 2


def test_words_are_searched_for_and_said_and_can_be_taken_off(client: Client, visits: None) -> None:
    page = client.get("/timelines/visits/?q=IRÁN+alone&from=2006").content.decode()

    assert texts(page, "h3") == ["Iran alone"]
    assert elements(page, "input", name="q", value="IRÁN alone")
    links = {text.partition(" ×")[0]: address for text, address in active(page).items()}
    assert links["Containing: IRÁN alone"] == "/timelines/visits/?from=2006"
    assert texts(client.get("/timelines/visits/embed/?q=both").content.decode(), "h3") == ["Both"]


def test_a_search_for_no_word_is_left_aside_and_said(client: Client, visits: None) -> None:
    page = client.get("/timelines/visits/?q=%E2%80%A6").content.decode()

    assert len(texts(page, "h3")) == 3
    assert any("write the words to look for" in said for said in texts(page, "li"))
    assert elements(page, "a", href="#f-q")


def test_an_actor_is_named_even_where_nothing_is_found(client: Client, visits: None) -> None:
    page = client.get("/timelines/visits/?actor=iran&from=2020").content.decode()

    assert "No entry matches." in page
    assert any(text.startswith("Involving Iran") for text in active(page))


def test_what_is_repeated_is_left_aside(client: Client, visits: None) -> None:
    page = client.get("/timelines/visits/?from=2009&from=2010&undated=exclude").content.decode()

    assert texts(page, "h3") == ["Both", "Iran alone"]
    assert any(said.startswith("from: give it once") for said in texts(page, "li"))


def test_one_bad_actor_leaves_the_good_one_in_force(client: Client, visits: None) -> None:
    page = client.get("/timelines/visits/?actor=bolivia&actor=nobody").content.decode()

    assert texts(page, "h3") == ["Both"]
    assert any(text.startswith("Involving Bolivia") for text in active(page))
    assert not any("nobody" in address for address in active(page).values())
    assert elements(page, "a", href="/api/v1/timelines/visits/events/?actor=bolivia")


def test_what_is_not_understood_is_told_and_the_rest_holds(client: Client, visits: None) -> None:
    answer = client.get("/timelines/visits/?from=2009&to=never&undated=exclude")
    page = answer.content.decode()

    assert answer.status_code == 400
    assert texts(page, "h3") == ["Iran alone"]
    (link,) = elements(page, "a", href="#f-to")
    assert link.text == "to"
    assert elements(page, "input", id="f-to", **{"aria-invalid": "true", "value": "never"})
    assert any(text.startswith("From 2009") for text in active(page))
    assert not any(text.startswith("To") for text in active(page))


def test_the_language_stays_when_filters_change(client: Client, visits: None) -> None:
    page = client.get("/timelines/visits/?lang=es&from=2006").content.decode()

    assert elements(page, "input", type="hidden", name="lang", value="es")
    assert all("lang=es" in address for address in active(page).values())


def test_every_filter_of_the_api_is_one_of_the_page_and_says_what_it_does(client: Client, db: None) -> None:
    iran, source = make_actor("Iran"), make_source(slug="report", title="A report")
    citations = [cite(source), cite(source, aspect="date", stance="disputes", stated_date="1999")]
    event = make_published_event(
        "Visit", place_country="BO", date="2007", participants=[(iran, "host")], citations=citations
    )
    make_published_timeline(slug="visits", events=[event, make_published_event("Other")])
    query = "kind=visit&country=BO&country=IR&source=report&support=single&differs=date&role=host"

    page = client.get(f"/timelines/visits/?{query}").content.decode()

    assert texts(page, "h3") == ["Visit"]
    labels = [text.partition(" ×")[0] for text in active(page)]
    assert labels[:-1] == [
        "Kind: visit",
        "Country: Bolivia",
        "Country: Iran",
        "Cited: A report",
        "Support: single source",
        "Sources differ: date",
        "Role: host",
    ]
    (without,) = (address for text, address in active(page).items() if text.startswith("Country: Iran"))
    assert without == f"/timelines/visits/?{query.replace('country=IR&', '')}"
    assert client.get(f"/timelines/visits/embed/?{query}").status_code == 200
    assert client.get("/timelines/visits/?kind=party&country=IR").status_code == 400


def test_the_form_hands_on_what_it_has_no_field_for(client: Client, visits: None) -> None:
    page = client.get("/actors/iran/?timeline=visits&actor=bolivia&lang=es&page_size=1").content.decode()

    hidden = [(e.attributes["name"], e.attributes["value"]) for e in elements(page, "input", type="hidden")]
    assert hidden == [("lang", "es"), ("timeline", "visits")]
    assert not elements(client.get("/timelines/visits/").content.decode(), "input", type="hidden")


def test_an_actors_own_page_does_not_offer_that_actor(client: Client, visits: None) -> None:
    page = client.get("/actors/iran/").content.decode()
    asked = client.get("/actors/iran/?actor=iran").content.decode()

    assert [e.attributes["value"] for e in elements(page, "input", name="actor")] == ["bolivia"]
    assert [e.attributes["value"] for e in elements(asked, "input", name="actor")] == ["iran", "bolivia"]


@pytest.mark.parametrize(("query", "said"), [
    ("", "3 entries"),
    ("order=-date", "3 entries"),
    ("actor=iran", "2 of 3 entries"),
    ("from=2010&to=2010", "1 of 3 entries"),
    ("from=1800&to=1801", "0 of 3 entries"),
    ("actor=iran&page_size=1", "2 of 3 entries"),
    ("page_size=1", "3 entries"),
])  # fmt: skip
def test_the_header_says_how_many_match(client: Client, visits: None, query: str, said: str) -> None:
    page = client.get(f"/timelines/visits/?{query}").content.decode()

    assert texts(page, "bdi")[0] == said


def test_the_filters_of_a_list_cannot_be_changed_by_who_asks_for_them(client: Client, visits: None) -> None:
    page = client.get("/timelines/visits/?from=2006&actor=iran&page_size=1").content.decode()

    (further,) = (e.attributes["href"] for e in elements(page, "a", rel="next"))
    assert "cursor=" in further
    links = active(page)
    assert all("cursor" not in address and "page_size" not in address for address in links.values())
    assert links["Involving Iran × (remove)"] == "/timelines/visits/?from=2006"
