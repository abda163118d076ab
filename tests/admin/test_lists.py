"""The lists of the desk: found by words, narrowed by decade, counted up to a bound."""

from typing import Any

import pytest
from django.test import Client

from events.admin import paging
from events.models import Event
from tests.factories import make_actor, make_event, make_published_event

EVENTS = "/admin/events/event/"


def titles(client: Client, **parameters: Any) -> list[str]:
    shown = client.get(EVENTS, parameters).context["cl"].result_list
    return [event.title for event in shown]


def test_events_are_found_by_words_in_any_order(desk: Client) -> None:
    make_event("The president visits Tehran")
    make_published_event("Talks are held")

    assert titles(desk, q="tehran president") == ["The president visits Tehran"]
    assert titles(desk, q="held") == ["Talks are held"]
    assert titles(desk, q="nothing of this") == []
    assert titles(desk, q="?!") == []


def test_a_decade_shows_what_reaches_into_it_in_the_order_of_time(desk: Client) -> None:
    for date in ("2003", "1995", "1970/2010", "1989", "../1992", "2000~"):
        make_event(f"In {date}", date=date)

    assert titles(desk, decade="1990") == ["In 1970/2010", "In ../1992", "In 1995"]
    assert titles(desk, decade="1990", q="1995") == ["In 1995"]
    assert titles(desk, decade="nineties") == titles(desk)


def test_pages_of_a_decade_follow_each_other(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    from events.admin.events import EventAdmin

    monkeypatch.setattr(EventAdmin, "list_per_page", 2)
    for year in (1999, 1991, 1995):
        make_event(f"In {year}", date=f"{year}")
    make_event("Lasting", date="1900/2000")

    assert titles(desk, decade="1990") == ["Lasting", "In 1991"]
    assert titles(desk, decade="1990", p=2) == ["In 1995", "In 1999"]


def test_what_is_beyond_the_bound_is_not_counted_and_said_to_be_there(
    desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paging, "MOST_COUNTED", 2)
    monkeypatch.setattr(paging, "FEW", 1)
    for _ in range(3):
        make_event()

    page = desk.get(EVENTS)

    assert page.context["cl"].result_count == 2
    assert "2 and more events" in " ".join(page.content.decode().split())


def test_an_actor_is_offered_by_any_of_its_names(desk: Client) -> None:
    make_actor("Iran")
    asked = {"app_label": "events", "model_name": "participation", "field_name": "actor", "term": "ira"}

    answer = desk.get("/admin/autocomplete/", asked).json()

    assert [found["text"] for found in answer["results"]] == ["Iran"]


def test_undated_events_stand_last(desk: Client) -> None:
    make_event("Undated", date=None)
    make_event("Dated", date="2020")

    assert titles(desk) == ["Dated", "Undated"]
    assert Event.objects.count() == 2


@pytest.mark.parametrize("few", [0, 1000])
@pytest.mark.parametrize("narrowed", ["", "?decade=2020", "?status__exact=draft", "?q=event", "?o=-1"])
def test_few_and_many_are_shown_in_the_same_order(
    desk: Client, monkeypatch: pytest.MonkeyPatch, narrowed: str, few: int
) -> None:
    monkeypatch.setattr(paging, "FEW", few)
    titles = ["Event c", "Event a", "Event b"]
    for title, date in zip(titles, ["2021", "2020", "2022"], strict=True):
        make_event(title, date=date)

    shown = [event.title for event in desk.get(EVENTS + narrowed).context["cl"].result_list]

    assert shown == (["Event c", "Event b", "Event a"] if narrowed == "?o=-1" else ["Event a", "Event c", "Event b"])
