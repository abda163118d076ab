"""Whatever is searched for, in whatever script: the event that says it is found, no other, and nothing breaks."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from events.folding import fold, fold_for_index
from events.models import PublicationWords
from events.queries.chronology import find_events
from events.queries.counting import count_by_year
from events.queries.questions import EventQuery
from tests.factories import make_actor, make_event, make_published_event

pytestmark = pytest.mark.django_db


def found(*words: str) -> list[str]:
    return [json.loads(hit.document)["uid"] for hit in find_events(EventQuery(words=words)).hits]


def test_a_word_of_any_script_finds_its_event_and_no_other() -> None:
    names = ["إيران", "می\u200cشود", 'צה"ל', "Perú Straße Łódź", "İzmir", "東京", "서울", "हिन्दी", "Київ", "𐍈𐌰"]
    events = {name: make_published_event(name, summary="plain") for name in names}

    for name, event in events.items():
        assert found(*fold(name)) == [event.uid], name
    assert len(found("plain")) == len(names)


def test_an_event_is_found_by_the_names_of_its_actors() -> None:
    iran = make_actor("Iran")
    event = make_published_event(participants=[(iran, "host")])
    make_published_event(participants=[(make_actor("Iraq"), "host")])
    make_event(participants=[(iran, "host")])

    assert found("iran") == [event.uid]
    assert found("iran", "iraq") == []


@pytest.fixture
def event() -> str:
    return make_published_event().uid


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=80)
@given(st.lists(st.text(min_size=1, max_size=30), min_size=1, max_size=4))
def test_no_text_breaks_the_search_and_all_of_it_is_found(event: str, written: list[str]) -> None:
    text = " ".join(written)
    words = tuple(dict.fromkeys(fold(text)))
    PublicationWords.objects.update(words=" ".join(fold_for_index(text)))

    if words:
        assert found(*words) == [event]
        assert count_by_year(EventQuery(words=words)) == {2020: 1}
        assert found(*words, "unwritten0word") == []
