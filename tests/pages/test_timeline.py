"""A timeline's page: decades, cards, evidence, all in the server's HTML."""

from typing import Any

import pytest
from django.test import Client

from tests.factories import (
    cite,
    make_actor,
    make_event,
    make_published_event,
    make_published_timeline,
    make_source,
)
from tests.pages.reading import elements, texts


def titles(page: str) -> list[str]:
    return texts(page, "h3")


def shown(client: Client, *dates: str | None, query: str = "", **fields: Any) -> str:
    """The page of a timeline of events at these dates, each with its date for a title."""
    events = [make_published_event(date or "no date", date=date, **fields) for date in dates]
    timeline = make_published_timeline("Visits", slug="visits", events=events)
    answer = client.get(f"/timelines/{timeline.slug}/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_entries_stand_under_their_decades_and_undated_ones_last(client: Client, db: None) -> None:
    page = shown(client, None, "2023-07-20", "2019", "[2006..2019]", "../2004", "2010", "-0044")

    headings = {element.attributes["id"]: element.text for element in elements(page, "h2")}
    assert headings == {
        "s--40": "40s BCE",
        "s-2000": "2000s",
        "s-2010": "2010s",
        "s-2020": "2020s",
        "s-undated": "Undated",
    }
    sections = [section for section in elements(page, "section") if "aria-labelledby" in section.attributes]
    assert [section.attributes["aria-labelledby"] for section in sections] == list(headings)
    assert titles(page) == ["-0044", "../2004", "[2006..2019]", "2010", "2019", "2023-07-20", "no date"]


@pytest.mark.parametrize(("language", "heads"), [
    ("en", ["10s BCE", "Years 1 to 9 BCE", "Years 1 to 9", "10s"]),
    ("es", ["Década de 10 a. C.", "Años 1 a 9 a. C.", "Años 1 a 9", "Década de 10"]),
    ("he", ["שנות ה־10 לפנה״ס", "השנים 1 עד 9 לפנה״ס", "השנים 1 עד 9", "שנות ה־10"]),
    ("fa", ["دههٔ ۱۰ پیش از میلاد", "سال‌های ۱ تا ۹ پیش از میلاد", "سال‌های ۱ تا ۹", "دههٔ ۱۰"]),
    ("ar", ["عقد 10 ق.م.", "السنوات من 1 إلى 9 ق.م.", "السنوات من 1 إلى 9", "عقد 10"]),
])  # fmt: skip
def test_the_nine_years_on_either_side_of_the_epoch_are_no_decade(
    client: Client, db: None, language: str, heads: list[str]
) -> None:
    events = [make_published_event(date, date=date) for date in ("-0009", "-0008", "0000", "0001", "0009", "0010")]
    make_published_timeline(slug="epoch", events=events)

    page = client.get(f"/timelines/epoch/?lang={language}").content.decode()

    assert texts(page, "h2") == heads


@pytest.mark.parametrize("date", ["XXXX", "1XX3", "[..2019,2021..]", "{..1990,2000..}"])
def test_a_date_without_a_decade_claims_none(client: Client, db: None, date: str) -> None:
    page = shown(client, date)

    assert texts(page, "h2") == ["Decade unknown"]


def test_entries_are_one_ordered_list_a_section(client: Client, db: None) -> None:
    page = shown(client, "2010", "2011", "2023")

    assert [section.count("<li id=") for section in page.split("<section aria-labelledby")[1:]] == [2, 1]
    assert len(elements(page, "ol", class_="tl")) == 2
    assert texts(page, "h1") == ["Visits"]


@pytest.mark.parametrize(
    ("date", "when", "note", "mark"),
    [
        ("2023-07-20", "20 July 2023", "", "day"),
        ("2007-09", "September 2007", "month only", "ring"),
        ("2017", "2017", "year only", "ring"),
        ("2004~", "about 2004", "approximate", "approx"),
        ("2004?", "probably 2004", "uncertain", "uncertain"),
        ("2006/2019", "2006 to 2019", "lasted this long", "span"),
        ("[2006..2019]", "some time between 2006 and 2019", "one date, not known", "between"),
        ("[2019,2020]", "2019 or 2020", "one date, not known", "between"),
        ("1979/..", "1979 onwards", "open-ended", "open"),
        ("../2010", "until 2010", "beginning not known", "before"),
        ("[..2023-08]", "before September 2023", "beginning not known", "before"),
        (None, "Undated", "", "undated"),
    ],
)
def test_a_date_is_worded_and_marked_by_its_form(
    client: Client, db: None, date: str | None, when: str, note: str, mark: str
) -> None:
    page = shown(client, date)
    plain = date is not None and set(date) <= set("0123456789-")

    (shown_when,) = elements(page, class_="when")
    assert texts(page, "small") == ([note] if note else [])
    assert shown_when.text == f"{when}{note}"
    assert [element.attributes["datetime"] for element in elements(page, "time")] == ([date] if plain else [])
    assert [entry.attributes for entry in elements(page, "li", class_=mark)] == [{"id": "e1", "class": mark}]


def test_all_evidence_is_in_the_page(client: Client, db: None) -> None:
    minister = make_actor("A minister", type="person", living="no")
    citations = [
        cite(
            make_source("El Deber", title="A report", published="2023-07-21", url="https://press.example/report"),
            says="They signed.",
            quote="We signed an act.",
            speaker=minister,
            via="AP",
            locator="p. 4",
        ),
        cite(make_source(genre="opinion"), aspect="nature", stance="disputes", says="It was none.", stated_date="2023"),
    ]

    page = shown(
        client, "2023-07-20", citations=citations, date_text="last Thursday", participants=[(minister, "speaker")]
    )
    (said,) = [text for text in texts(page, "details") if text.startswith("Evidence")]

    for words in (
        "Evidence (2)",
        "1 independent source · 2 sources cited",
        "Affirms: They signed.",
        "“We signed an act.”",
        "Disputes (what it was): It was none.",
        "Gives the date as 2023.",
        "El Deber, 21 July 2023, p. 4 · news · quoting A minister",
        "via AP",
        "last Thursday",
    ):
        assert words in said, words
    assert texts(page, "a", href=f"/sources/{citations[0].source.slug}/") == ["El Deber"]
    assert texts(page, "code") == []
    assert "A minister" in texts(page, "bdi")


@pytest.mark.parametrize(
    ("citations", "flag"),
    [
        ([{}], "Single source"),
        ([{}, {}], None),
        ([{"genre": "opinion"}], "Opinion only"),
        ([{"stance": "reports"}], "No independent source"),
        ([{"stated_date": "2013"}, {"stated_date": "2015"}], "Sources differ: date"),
        ([{}, {"aspect": "participants", "stance": "disputes"}], "Sources differ: who"),
    ],
)
def test_a_card_has_at_most_one_flag(
    client: Client, db: None, citations: list[dict[str, str]], flag: str | None
) -> None:
    rows = [cite(make_source(genre=fields.pop("genre", "news")), **fields) for fields in map(dict, citations)]

    page = shown(client, "2013", citations=rows, attribution="according to somebody")

    assert texts(page, class_="flag") == ([flag] if flag else [])


def test_actors_are_named_and_lines_are_kept(client: Client, db: None) -> None:
    iran = make_actor("Iran")
    page = shown(client, "2010", participants=[(iran, "host")], summary="Line one.\nLine two.")

    assert "Iran" in texts(page, "bdi")
    assert "Line one.<br>Line two." in page


def test_only_published_events_are_entries(client: Client, db: None) -> None:
    events = [make_published_event("Public"), make_event("Draft")]
    make_published_timeline(slug="visits", events=events)

    page = client.get("/timelines/visits/").content.decode()

    assert "Public" in page
    assert "Draft" not in page
    assert "1 entry" in page


def test_an_empty_timeline_says_so(client: Client, db: None) -> None:
    assert "This timeline has no published entries yet." in shown(client)


def test_a_filter_that_nothing_matches_says_so_and_can_be_taken_off(client: Client, db: None) -> None:
    page = shown(client, "2010", query="?from=2020")

    assert "No entry matches." in page
    assert "Show all entries" in texts(page, "a", href="/timelines/visits/")


def test_filters_choose_entries(client: Client, db: None) -> None:
    page = shown(client, "2010", "2015", "2020", query="?from=2012&to=2016")

    assert titles(page) == ["2015"]


def test_more_than_fifty_entries_are_paged(client: Client, db: None) -> None:
    events = [make_published_event(f"Entry {number:02}", date=f"20{number % 20:02}") for number in range(53)]
    make_published_timeline(slug="visits", events=events)

    pages, address = [], "/timelines/visits/"
    while address:
        page = client.get(address).content.decode()
        pages.append(page)
        address = next((link.attributes["href"] for link in elements(page, "a", rel="next")), "")
    (back,) = elements(pages[1], "a", rel="prev")

    found = [titles(page) for page in pages]
    assert [len(part) for part in found] == [50, 3]
    assert len({*found[0], *found[1]}) == 53
    assert not elements(pages[0], "a", rel="prev")
    assert titles(client.get(back.attributes["href"]).content.decode()) == found[0]


def test_an_entry_in_persian_is_marked_so(client: Client, db: None) -> None:
    page = shown(client, "2023", language="fa", summary="خلاصه")

    assert len(elements(page, "h3", lang="fa", dir="rtl")) == 1
    assert texts(page, "p", lang="fa", dir="rtl") == ["خلاصه"]
    assert len(elements(page, "html", lang="en", dir="ltr")) == 1


def test_a_reader_of_persian_reads_from_right_to_left(client: Client, db: None) -> None:
    make_published_timeline("گاه‌شمار", slug="visits", language="fa")

    for address in ("/timelines/visits/", "/timelines/visits/embed/"):
        for answer in (client.get(f"{address}?lang=fa"), client.get(address, headers={"accept-language": "fa-IR,en"})):
            page = answer.content.decode()
            assert elements(page, "html", lang="fa", dir="rtl")
            assert "lang" not in elements(page, "h1")[0].attributes
            assert answer["Content-Language"] == "fa"
        english = client.get(address).content.decode()
        assert elements(english, "html", lang="en", dir="ltr")
        assert elements(english, "h1", lang="fa", dir="rtl")


def test_it_says_where_it_is_and_leads_to_its_data(client: Client, db: None) -> None:
    page = shown(client, "2010")

    assert '<link rel="canonical" href="http://testserver/timelines/visits/">' in page
    assert 'href="/api/v1/timelines/visits/events/"' in page
    assert 'href="/timelines/visits/embedding/"' in page
    assert "last reviewed 23 November 2026" in page


def test_its_cost_is_fixed(client: Client, db: None, django_assert_num_queries: Any) -> None:
    """Three queries: the timeline, and the page of events, first the dated and then the undated ones."""
    make_published_timeline(
        slug="visits", events=[make_published_event(date=date) for date in ("2010", "2011", "2012")]
    )

    with django_assert_num_queries(3):
        client.get("/timelines/visits/")


def test_a_page_of_many_costs_four_queries_whatever_is_asked(
    client: Client, db: None, django_assert_max_num_queries: Any
) -> None:
    iran, bolivia = make_actor("Iran"), make_actor("Bolivia")
    events = [
        make_published_event(date=f"20{number % 24:02}", participants=[(iran, "host"), (bolivia, "visitor")])
        for number in range(60)
    ]
    make_published_timeline(slug="visits", events=events)
    page = client.get("/timelines/visits/?actor=iran").content.decode()
    further = elements(page, "a", rel="next")[0].attributes["href"]

    for address in ("/timelines/visits/", "/timelines/visits/?actor=iran", "/timelines/visits/?from=2001", further):
        with django_assert_max_num_queries(6 if address == further else 4):
            assert client.get(address).status_code == 200


def test_what_is_known_to_a_millennium_stretches_no_figure(client: Client, db: None) -> None:
    page = shown(client, "2010-05-01", "2012-05-01", "XXXX")

    assert "2010 to 2012" in page
    assert page.count("<circle") == 2


def test_a_decade_that_another_date_parts_has_two_places_to_jump_to(client: Client, db: None) -> None:
    page = shown(client, "1000", "1XXX", "1005")

    ids = [element.attributes["id"] for element in elements(page, "h2") if "id" in element.attributes]
    assert len(ids) == len(set(ids)) == 3
