"""What of an event wants a curator's eye is written with every save, and goes when it is mended."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User

from events.models import Concern, Event, Flag
from events.services.editing import save_record
from events.services.flagging import flag_all
from events.services.review import confirm_stances
from events.services.snapshots import snapshot_actor, snapshot_event, snapshot_source
from tests.conftest import NOW
from tests.factories import cite, make_actor, make_event, make_source

pytestmark = pytest.mark.django_db


def raised(event: Event) -> set[str]:
    return set(event.flags.values_list("concern", flat=True))


@pytest.mark.parametrize(
    ("citations", "concern"),
    [
        ([{"stance": "reports"}], Concern.UNSUPPORTED),
        ([{"genre": "opinion"}], Concern.OPINION_ONLY),
        ([{}], Concern.SINGLE_SOURCE),
        ([{}, {}, {"aspect": "nature", "stance": "disputes"}], Concern.DIFFERS),
    ],
)
def test_the_evidence_is_weighed(citations: list[dict[str, Any]], concern: str) -> None:
    rows = [cite(make_source(genre=row.pop("genre", "news")), **row) for row in citations]

    assert raised(make_event(citations=rows)) == {concern}


def test_two_independent_sources_that_agree_raise_nothing() -> None:
    assert raised(make_event(citations=[cite(make_source()), cite(make_source())])) == set()


@pytest.mark.parametrize(("living", "is_raised"), [("yes", True), ("unknown", True), ("no", False)])
def test_persons_who_may_be_living_are_noticed(living: str, is_raised: bool) -> None:
    event = make_event(participants=[(make_actor("A minister", type="person", living=living), "speaker")])

    assert (Concern.LIVING in raised(event)) is is_raised


@pytest.mark.parametrize(
    ("date", "published", "stated", "is_raised"),
    [
        ("2020-01-02", "2020-01-03", None, False),
        ("2020-01-05", "2020-01-03", None, True),  # told before it happened
        ("2020", "2020-01-03", None, False),
        ("2030", None, None, True),  # not yet
        ("2019", None, "2020-01-03", True),
        ("2020", None, "2020-01-03", False),
        (None, None, "2020-01-03", False),
    ],
)
def test_a_date_that_cannot_be_right_is_noticed(
    date: str | None, published: str | None, stated: str | None, is_raised: bool
) -> None:
    event = make_event(date=date, citations=[cite(make_source(published=published), stated_date=stated)])

    assert (Concern.DATE in raised(event)) is is_raised


def test_stances_to_confirm_are_noticed_until_they_are(curator: User) -> None:
    event = make_event()
    event.title = "Another title"
    event = save_record(snapshot_event(event), author=curator, at=NOW)
    assert Concern.TO_CONFIRM in raised(event)

    confirm_stances(event, by=curator, at=NOW)

    assert Concern.TO_CONFIRM not in raised(event)


def test_a_concern_keeps_the_day_on_which_it_was_first_raised() -> None:
    event = make_event(date="2019/..")
    event.summary = "More is known."

    save_record(snapshot_event(event), author=None, at=NOW + timedelta(days=9))

    since = dict(event.flags.values_list("concern", "since"))
    assert since[Concern.SINGLE_SOURCE] == NOW
    assert since[Concern.OPEN_ENDED] == NOW + timedelta(days=9)  # it was looked at


def test_events_follow_a_source_whose_genre_changes_and_a_person_who_has_died() -> None:
    source, person = make_source(), make_actor("A minister", type="person", living="yes")
    event = make_event(citations=[cite(source)], participants=[(person, "speaker")])
    assert raised(event) == {Concern.SINGLE_SOURCE, Concern.LIVING}
    source.genre, person.living = "opinion", "no"

    save_record(snapshot_source(source), author=None, at=NOW)
    save_record(snapshot_actor(person), author=None, at=NOW)

    assert raised(event) == {Concern.OPINION_ONLY}


def test_all_can_be_flagged_anew(seeded: None) -> None:
    before = sorted(Flag.objects.values_list("event", "concern"))
    assert before
    Flag.objects.all().delete()

    assert list(flag_all(at=NOW)) == [Event.objects.count()]

    assert sorted(Flag.objects.values_list("event", "concern")) == before
