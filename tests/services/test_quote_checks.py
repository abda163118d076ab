"""Quotations are checked with every save of their event, and whenever the text of their source changes."""

from datetime import datetime
from typing import Any

import pytest
from django.contrib.auth.models import User

from events.models import Citation, Concern, Event, Revision, Snapshot, Source
from events.services import review
from events.services.editing import restore, save_record
from events.services.merging import merge_sources
from events.services.quote_checks import check_all, check_source, check_sources, weigh
from events.services.snapshots import snapshot_event
from events.services.texts import keep_text
from tests.conftest import NOW
from tests.factories import cite, make_event, make_source

pytestmark = pytest.mark.django_db

TEXT = "They came by ship. “We will stay,” he said. They left by ship."


def keep(source: Source, text: str) -> dict[str, int]:
    return dict(keep_text(source, text, by=None, at=NOW))


def make_source_with_text(text: str = TEXT) -> Source:
    source = make_source()
    keep(source, text)
    return source


def make_quoting(source: Source, quote: str, **fields: Any) -> Event:
    return make_event(citations=[cite(source, quote=quote, **fields)])


def checked(event: Event) -> tuple[str, int | None, int | None]:
    row = event.citations.get()
    return row.quote_check, row.quote_start, row.quote_end


def edit(event: Event, **columns: Any) -> Event:
    """Saves an event whose citation has been changed, as the desk does."""
    row = event.citations.get()
    for name, value in columns.items():
        setattr(row, name, value)
    event.refresh_from_db()
    document = snapshot_event(event, citations=[row])
    document.summary += "Edited."
    return save_record(document, author=None, at=NOW, reason="Edited")


@pytest.mark.parametrize(
    ("quote", "outcome"),
    [
        ('"We will stay"', ("found", 19, 31)),
        ("We will go", ("lost", None, None)),
        ("by ship", ("ambiguous", None, None)),
        ("", ("", None, None)),
    ],
)
def test_a_quotation_is_checked_when_its_event_is_saved(
    quote: str, outcome: tuple[str, int | None, int | None]
) -> None:
    event = make_quoting(make_source_with_text(), quote)

    assert checked(event)[0] == outcome[0]
    if outcome[0] == "found":
        row = event.citations.get()
        assert TEXT[row.quote_start : row.quote_end] == "We will stay"
        assert (row.quote_prefix, row.quote_suffix) == ("They came by ship. “", ",” he said. They left by ship.")
    assert f'"quote_check":"{outcome[0]}"' in Revision.objects.of(event.uid)[0].document


def test_without_a_text_nothing_is_checked() -> None:
    assert checked(make_quoting(make_source(), "We will stay")) == ("", None, None)


def test_a_lost_quotation_is_flagged_and_stands_in_the_way_of_publishing() -> None:
    event = make_quoting(make_source_with_text(), "We will go")

    assert "quote_lost" in [refusal.code for refusal in review.refusals(event)]
    assert event.flags.filter(concern=Concern.QUOTE_LOST).exists()


def test_a_text_that_is_kept_later_checks_what_was_quoted_before() -> None:
    source = make_source()
    events = [make_quoting(source, quote) for quote in ("We will stay", "We will go", "he said")]

    outcomes = keep(source, TEXT)

    assert outcomes == {"found": 2, "lost": 1}
    assert [checked(event)[0] for event in events] == ["found", "lost", "found"]
    assert [event.flags.filter(concern=Concern.QUOTE_LOST).exists() for event in events] == [False, True, False]
    assert Revision.objects.filter(uid=events[0].uid).count() == 1


def test_a_text_that_is_replaced_moves_and_loses_quotations() -> None:
    source = make_source_with_text()
    stays, goes = make_quoting(source, "We will stay"), make_quoting(source, "They left by ship")
    start = checked(stays)[1]

    keep(source, "By our staff. They came by ship. “We will stay,” he said.")

    assert checked(stays) == ("moved", (start or 0) + 14, (start or 0) + 26)
    assert checked(goes)[0] == "lost"


def test_a_lost_quotation_that_comes_back_is_found_where_it_was() -> None:
    source = make_source_with_text()
    event = make_quoting(source, "We will stay")
    before = checked(event)
    keep(source, "Nothing of it.")

    keep(source, TEXT)

    assert checked(event) == before


def test_what_has_moved_is_told_until_somebody_saves_the_event() -> None:
    source = make_source_with_text()
    event = make_quoting(source, "We will stay")
    keep(source, f"By our staff. {TEXT}")
    assert [one.outcome for one in check_source(source.pk, at=NOW)] == ["moved"]

    edit(event)

    assert checked(event)[0] == "found"


def test_another_quotation_is_not_said_to_have_moved() -> None:
    event = make_quoting(make_source_with_text(), "We will stay")

    edit(event, quote="he said")

    assert checked(event)[0] == "found"


def test_the_same_quotation_from_another_source_is_not_said_to_have_moved() -> None:
    event = make_quoting(make_source_with_text(), "We will stay")

    edit(event, source=make_source_with_text("“We will stay.”"))

    assert checked(event) == ("found", 1, 13)


def test_a_quotation_that_is_taken_out_leaves_nothing_behind() -> None:
    event = make_quoting(make_source_with_text(), "We will stay")

    edit(event, quote="")

    row = event.citations.get()
    assert (row.quote_check, row.quote_start, row.quote_prefix, row.quote_suffix) == ("", None, "", "")


def test_the_place_that_a_curator_picked_decides_between_several() -> None:
    last = TEXT.rindex("by ship")

    event = make_quoting(make_source_with_text(), "by ship", quote_start=last, quote_end=last + 7)

    assert checked(event) == ("found", last, last + 7)


def test_a_restored_revision_is_checked_against_the_text_of_today() -> None:
    source = make_source_with_text()
    event = make_quoting(source, "We will stay")
    edit(event, quote="he said")
    keep(source, "He said nothing.")

    restore(event.uid, 1, author=None, at=NOW, reason="Better before")

    assert checked(event)[0] == "lost"


def test_a_save_that_changes_nothing_writes_nothing() -> None:
    source = make_source_with_text()
    event = make_quoting(source, "We will stay")
    keep(source, f"By our staff. {TEXT}")
    event.refresh_from_db()

    save_record(snapshot_event(event), author=None, at=NOW)

    assert checked(event)[0] == "moved"
    assert Revision.objects.filter(uid=event.uid).count() == 1


def test_merged_sources_check_all_their_quotations_against_the_text_that_stays() -> None:
    survivor, loser = make_source_with_text("“We will stay.”"), make_source_with_text()
    stays, goes = make_quoting(loser, "We will stay"), make_quoting(loser, "he said")

    merge_sources(survivor, loser, by=None, at=NOW, reason="Twice the same")

    assert [checked(event)[0] for event in (stays, goes)] == ["moved", "lost"]


def test_what_a_text_would_do_is_told_and_not_done() -> None:
    source = make_source_with_text()
    event = make_quoting(source, "We will stay")

    would = weigh(source.pk, "Nothing of it.")

    assert [(one.outcome, one.before, one.quote) for one in would] == [("lost", "found", "We will stay")]
    assert checked(event)[0] == "found"
    assert Snapshot.objects.get(source=source).text == TEXT


def test_of_a_text_that_is_gone_no_outcome_stays() -> None:
    source = make_source_with_text()
    event = make_quoting(source, "We will go")
    Snapshot.objects.all().delete()

    check_sources([source.pk], at=NOW)

    assert checked(event)[0] == ""
    assert not event.flags.filter(concern=Concern.QUOTE_LOST).exists()


def test_all_are_checked_again_in_bounded_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("events.services.quote_checks.BATCH", 2)
    sources = [make_source_with_text() for _ in range(5)]
    for source in sources:
        for quote in ("We will stay", "he said", "gone"):
            make_quoting(source, quote)
    bare = make_quoting(make_source(), "We will stay")
    Citation.objects.update(quote_check="found", quote_start=None, quote_end=None)

    outcomes = [one.outcome for one in check_all(at=NOW)]

    assert sorted(outcomes) == ["found"] * 10 + ["lost"] * 5
    assert checked(bare)[0] == ""


def test_who_may_not_keep_texts_cannot(db: None, now: datetime) -> None:
    writer = User.objects.create_user("writer")

    with pytest.raises(Exception, match="may not keep the texts"):
        keep_text(make_source(), TEXT, by=writer, at=now)
