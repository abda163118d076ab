"""`manage.py erase`"""

import pytest
from django.core.management import CommandError, call_command

from events.models import Actor
from tests.factories import make_actor

pytestmark = pytest.mark.django_db
REASON = "At the request of the person"


def test_a_person_is_erased_once_the_slug_is_typed(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    person = make_actor("Jane Q. Doe", slug="jane-q-doe", type="person", living="yes")
    monkeypatch.setattr("builtins.input", lambda question: "jane-q-doe")

    call_command("erase", person.uid, reason=REASON)

    said = capsys.readouterr().out
    assert "1 revision, with all that it says" in said
    assert "Erased." in said
    assert not Actor.objects.exists()


@pytest.mark.parametrize(
    ("slug", "reason", "told"),
    [("jane", REASON, "not its slug"), ("jane-q-doe", "Jane Q. Doe asked", "name nobody")],
)
def test_what_is_wrong_is_told_and_nothing_is_erased(slug: str, reason: str, told: str) -> None:
    person = make_actor("Jane Q. Doe", slug="jane-q-doe", type="person", living="yes")

    with pytest.raises(CommandError, match=told):
        call_command("erase", person.uid, reason=reason, slug=slug)

    assert Actor.objects.exists()


def test_what_is_not_held_is_told() -> None:
    with pytest.raises(CommandError, match="Nothing is held"):
        call_command("erase", "01ARZ3NDEKTSV4RRFFQ69G5FAV", reason=REASON)
