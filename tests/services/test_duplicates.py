"""Events that may be the same: suspected with every save, dismissed for good."""

from datetime import datetime
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.core.management import call_command

from events.models import Actor, Event, Suspicion
from events.queries import likeness
from events.services.duplicates import dismiss, suspect_all
from events.services.editing import save_record
from events.services.snapshots import snapshot_event
from tests.factories import make_actor, make_event

pytestmark = pytest.mark.django_db

TITLE = "Iran and Bolivia sign a defence document"


def pair(first: dict[str, Any], second: dict[str, Any]) -> tuple[Event, Event]:
    """Two events in which one actor takes part, of one title unless told otherwise."""
    iran = Actor.objects.filter(slug="iran").first() or make_actor("Iran")
    one, other = (
        make_event(**{"title": TITLE, "participants": [(iran, "signatory")], **fields}) for fields in (first, second)
    )
    return one, other


def suspected() -> list[tuple[int, int, int]]:
    return list(Suspicion.objects.order_by("id").values_list("event", "other", "likeness"))


@pytest.mark.parametrize(
    "title",
    [
        "Bolivia and Iran sign defence memorandum",
        "Iran and Bolivia sign a memorandum on security and defence",
        "A DEFENCE document is signed by Bolivia and Iran",
    ],
)
def test_one_event_worded_twice_is_suspected(title: str) -> None:
    one, other = pair({"date": "2023-07-20"}, {"title": title, "date": "2023-07"})

    assert [row[:2] for row in suspected()] == [(one.pk, other.pk)]


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("2023-07-20", "2023-07-23", True),
        ("2023-07-20", "2023-07-24", False),
        ("2023-07-20", "2023", True),
        ("2023-07", "2023-08", False),
        ("2006/2019", "[2019,2020]", True),
        ("1979/..", "2023-07-20", True),
        ("1979/..", "1950", False),
        ("[..2003]", "2001-01-01", True),
        ("[..2003]", "2004-01-01", False),
        ("0044", "0040/2040", True),
        (None, "2023-07-20", True),
        (None, None, True),
    ],
)
@pytest.mark.parametrize("most", [500, 0])
def test_only_events_whose_days_meet_are(
    first: str | None, second: str | None, same: bool, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(likeness, "_MOST_OF_AN_ACTOR", most)

    pair({"date": first}, {"date": second})

    assert bool(suspected()) == same


def test_events_of_other_actors_are_not() -> None:
    pair({}, {"participants": [(make_actor("Bolivia"), "host")]})
    make_event(TITLE)

    assert suspected() == []


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Round 3 of the talks in Vienna", "Round 4 of the talks in Vienna"),
        ("Bolivia's defence minister calls Iran a model", "Bolivia's defence minister says that he wants drones"),
        ("Iran opens an embassy in La Paz", "Iran opens a hospital in El Alto"),
    ],
)
def test_other_events_of_a_series_are_not(first: str, second: str) -> None:
    pair({"title": first}, {"title": second})

    assert suspected() == []


def test_the_first_chronology_has_no_duplicates(seeded: None, now: datetime) -> None:
    for _ in suspect_all(at=now):
        pass

    assert suspected() == []


def test_what_no_longer_holds_is_forgotten(now: datetime) -> None:
    _, other = pair({}, {})
    other.title = "Something quite different"

    save_record(snapshot_event(other), author=None, at=now)

    assert suspected() == []


def test_a_likeness_follows_the_title(now: datetime) -> None:
    one, other = pair({}, {})
    one.title = "Bolivia and Iran sign defence memorandum"

    save_record(snapshot_event(one), author=None, at=now)

    assert suspected() == [(one.pk, other.pk, 85)]


def test_what_was_dismissed_stays_dismissed(now: datetime, curator: User) -> None:
    one, other = pair({}, {})
    dismiss(other, one, by=curator, at=now)
    for title in ("Something quite different", TITLE):
        other.title = title
        save_record(snapshot_event(other), author=None, at=now)
        other.refresh_from_db()

    row = Suspicion.objects.get()
    assert (row.dismissed_by, row.dismissed_at) == (curator, now)


def test_dismissing_takes_the_permission_to_merge(now: datetime) -> None:
    one, other = pair({}, {})

    with pytest.raises(PermissionDenied):
        dismiss(one, other, by=User.objects.create_user("writer"), at=now)


def test_what_was_loaded_in_bulk_is_found_by_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    one, other = pair({}, {})
    Suspicion.objects.all().delete()

    call_command("find_duplicates")

    assert suspected() == [(one.pk, other.pk, 100)]
    assert capsys.readouterr().out == "2 events were gone through; 1 pairs may be the same.\n"
