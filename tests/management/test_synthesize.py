"""`manage.py synthesize`: as many as asked for, the same for the same seed, and never among true events unasked."""

from collections import Counter
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from events.models import (
    Actor,
    Change,
    Citation,
    Event,
    Publication,
    PublicationKey,
    Revision,
    Source,
    Timeline,
)
from events.models.publications import Facet
from tests.factories import make_published_event

pytestmark = pytest.mark.django_db


def synthesize(*arguments: object) -> str:
    out = StringIO()
    call_command("synthesize", *arguments, stdout=out)
    return out.getvalue()


def test_there_are_as_many_as_asked_for_and_all_is_in_order() -> None:
    said = synthesize(230)

    assert said == "230 events, published.\n"
    assert Event.objects.count() == Publication.objects.filter(type="event").count() == 230
    assert Timeline.objects.count() == 1
    assert call_command("check_publications", stdout=StringIO()) is None


def test_the_same_seed_makes_the_same_events_and_another_seed_others() -> None:
    synthesize(40, "--seed", "8")
    first = revisions()
    forget_everything()

    synthesize(40, "--seed", "8")
    again = revisions()
    synthesize(40, "--seed", "9")

    assert again == first
    assert len({uid for uid, _ in revisions()}) == 80


def revisions() -> list[tuple[str, str]]:
    return list(Revision.objects.filter(type="event").order_by("id").values_list("uid", "document"))


def forget_everything() -> None:
    for model in (Publication, Timeline, Event, Actor, Source, Revision, Change):
        model._default_manager.all().delete()


def test_there_is_every_kind_of_date_and_few_actors_have_most_events() -> None:
    synthesize(1500)

    spans = Counter(Publication.objects.filter(type="event").values_list("span", flat=True))
    actors = Counter(PublicationKey.objects.filter(facet=Facet.ACTOR).values_list("value", flat=True)).most_common()

    assert set(spans) == set(range(9))
    assert actors[0][1] > 5 * actors[-1][1]
    assert Citation.objects.count() > 1500
    assert Event.objects.filter(approximate=True).exists()
    assert Event.objects.filter(uncertain=True).exists()


def test_true_events_are_not_mixed_with_made_up_ones_unasked() -> None:
    make_published_event()

    with pytest.raises(CommandError, match="holds 1 events that are not synthetic"):
        synthesize(5)
    assert Event.objects.count() == 1

    synthesize(5, "--beside")
    assert Event.objects.count() == 6


def test_a_seed_that_was_used_is_refused() -> None:
    synthesize(5)

    with pytest.raises(CommandError, match="give another seed"):
        synthesize(5)
    assert Event.objects.count() == 5


@pytest.mark.parametrize("arguments", [("0",), ("-1",), ("5", "--seed", "-1"), ("5", "--seed", "9" * 111)])
def test_a_number_that_makes_no_sense_is_refused(arguments: tuple[str, ...]) -> None:
    with pytest.raises(CommandError):
        synthesize(*arguments)


def test_a_run_that_is_broken_off_leaves_whole_events_or_none(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: object, **kwargs: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("events.services.synthesis.load_published", broken)
    with pytest.raises(CommandError, match=r"Broken off\. 0 events"):
        synthesize(5)
    monkeypatch.undo()

    assert not Actor.objects.exists()
    assert synthesize(5) == "5 events, published.\n"
