"""Uploads: kept with what was shown, planned again, and imported once."""

import io
import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from time import sleep
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction

from events.models import Actor, Event, Revision, Upload
from events.services.erasing import erase
from events.services.importing import ImportRefused, plan_import
from events.services.importing.plan import MOST_SHOWN, What
from events.services.uploading import UploadOutdated, UploadSpent, apply_upload, give_up, keep_upload, plan_of
from tests.conftest import NOW
from tests.factories import cite, make_actor, make_event, make_published_event, make_role, make_source
from tests.services.importing import planned

pytestmark = pytest.mark.django_db

HEADER = "title,date,kind,source\n"
ONE = HEADER + "A visit,2023-07,visit,The Paper\n"


def kept(content: str, by: User, **fields: Any) -> Upload:
    given = {"name": "events.csv", "format": "csv", "publish": False, "reason": "", "at": NOW, **fields}
    return keep_upload(content.encode(), by=by, **given)


def applied(upload: Upload, by: User, **fields: Any) -> Any:
    return apply_upload(upload, **{"shown": plan_of(upload).digest, "by": by, "at": NOW, "reason": "", **fields})


def a_namesake() -> str:
    """A row that has another speaker of the same name, who is not in the record yet."""
    event = make_event("A visit", slug="a-visit", citations=[cite(make_source("IRNA"), speaker=make_actor("Iran"))])
    source = event.citations.get().source
    citation = {
        "source": {"slug": source.slug},
        "says": "It happened.",
        "speaker": {"slug": "iran-2", "name": "Iran", "type": "state"},
    }
    return json.dumps([citation]).replace('"', '""')


def test_a_file_comes_to_the_same_digest_until_the_record_changes() -> None:
    content = f'slug,citations\na-visit,"{a_namesake()}"\n'

    plans = [planned(content) for _ in range(2)]
    make_actor("Iran", slug="iran-2")

    (one,), (other,) = (plan.rows for plan in plans)
    assert one.differences != other.differences  # they tell the namesakes apart by uid
    assert plans[0].digest == plans[1].digest
    assert planned(content).digest != plans[0].digest


def test_what_is_only_counted_is_in_the_digest_too() -> None:
    rows = "".join(f"A visit {n},2023-07,visit,The Paper\n" for n in range(MOST_SHOWN))

    one, other = (planned(f"{HEADER}{rows}{last},2023-07,visit,The Paper\n") for last in ("A talk", "Another talk"))

    assert [row.slug for row in one.rows] == [row.slug for row in other.rows]
    assert one.counts == other.counts
    assert one.digest != other.digest


def test_the_plan_is_kept_as_it_was(curator: User) -> None:
    make_event("A visit", slug="a-visit", date="2020", summary="They met.")
    content = ONE + "A talk,2024,visit,The Paper\n"
    checked = plan_import(io.BytesIO(content.encode()), name="events.csv", format="csv", publish=False, at=NOW)
    checked.close()

    plan = plan_of(kept(content, curator))

    assert plan.counts == {What.NEW: 1, What.CHANGED: 1, What.UNCHANGED: 0}
    assert plan.rows[0] == checked.plan.rows[0]
    assert (plan.named, plan.notes, plan.digest) == (checked.plan.named, checked.plan.notes, checked.plan.digest)


@pytest.mark.parametrize("publish", [True, False])
def test_a_file_is_imported_as_it_was_shown(curator: User, publish: bool) -> None:
    plan = applied(kept(ONE, curator, publish=publish), curator)

    assert plan.counts[What.NEW] == 1
    assert Event.objects.get().status == ("published" if publish else "draft")


def test_it_is_imported_once(curator: User) -> None:
    upload = kept(ONE, curator)
    applied(upload, curator)

    with pytest.raises(UploadSpent):
        applied(upload, curator)

    assert Revision.objects.filter(type="event").count() == 1


def test_what_was_given_up_is_not_imported(curator: User) -> None:
    upload = kept(ONE, curator)
    stale = Upload.objects.get()
    assert give_up(upload) is True

    with pytest.raises(UploadSpent):
        apply_upload(stale, shown=plan_of(stale).digest, by=curator, at=NOW, reason="")


def test_what_was_imported_is_not_given_up(curator: User) -> None:
    upload = kept(ONE, curator)
    applied(upload, curator)

    assert give_up(upload) is False

    assert Upload.objects.exists()


def test_an_import_that_is_refused_leaves_the_file_to_be_imported(curator: User) -> None:
    event = make_published_event("A visit", slug="a-visit", attribution="according to all")
    upload = kept("slug,attribution\na-visit,according to some\n", curator, publish=True)

    with pytest.raises(ImportRefused):
        applied(upload, curator)

    applied(upload, curator, reason="Some did not say so")
    event.refresh_from_db()
    assert (event.status, event.attribution) == ("published", "according to some")


def test_another_plan_takes_the_place_of_the_one_that_was_shown(curator: User) -> None:
    upload = kept(ONE, curator)
    shown = plan_of(upload).digest
    make_event("Another thing", slug="a-visit")

    with pytest.raises(UploadOutdated):
        applied(upload, curator)

    fresh = Upload.objects.get()
    assert plan_of(fresh).counts[What.CHANGED] == 1
    assert plan_of(fresh).digest != shown
    applied(fresh, curator)
    assert Event.objects.get().title == "A visit"


def test_a_file_that_has_nothing_to_save_any_more_is_not_kept_itself(curator: User) -> None:
    upload = kept(ONE, curator)
    applied(kept(ONE, curator), curator)

    with pytest.raises(UploadOutdated):
        applied(upload, curator)

    upload.refresh_from_db()
    assert bytes(upload.content) == b""
    with pytest.raises(UploadSpent):
        applied(upload, curator)


def test_what_is_older_than_a_day_goes_with_the_next_upload(curator: User) -> None:
    kept(ONE, curator)

    kept(ONE, curator, at=NOW + timedelta(hours=23))
    assert Upload.objects.count() == 2
    kept(ONE, curator, at=NOW + timedelta(hours=24))

    assert Upload.objects.count() == 2
    assert Upload.objects.of(curator, at=NOW + timedelta(hours=47)).count() == 1


def test_only_those_who_may_write_or_publish_do(curator: User) -> None:
    visitor, writer = User.objects.create_user("visitor"), User.objects.create_user("writer")
    writer.groups.add(make_role("Curator"))

    for by, publish in ((visitor, False), (writer, True)):
        with pytest.raises(PermissionDenied):
            kept(ONE, by, publish=publish)
    with pytest.raises(PermissionDenied):
        applied(kept(ONE, curator), visitor)

    assert not Event.objects.exists()


def test_erasing_forgets_every_file_that_waits(curator: User) -> None:
    person = make_actor("Jane Roe Miller", type="person", living="unknown")
    kept(ONE.replace("A visit", "Jane Roe Miller visits"), curator)

    erase(person.uid, by=curator, at=NOW, reason="On request")

    assert not Upload.objects.exists()
    assert not Actor.objects.exists()


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("publish", [True, False])
def test_two_presses_at_the_same_moment_import_once(curator: User, publish: bool) -> None:
    upload, ready = kept(ONE, curator, publish=publish), Barrier(2)

    def press(_number: int) -> str:
        ready.wait()
        try:
            applied(Upload.objects.get(pk=upload.pk), curator)
        except (UploadSpent, UploadOutdated) as refused:
            return type(refused).__name__
        finally:
            connection.close()
        return "imported"

    with ThreadPoolExecutor(2) as pool:
        came = list(pool.map(press, range(2)))

    assert sorted(came) == ["UploadSpent", "imported"]
    assert Revision.objects.filter(type="event").count() == 1
    assert Event.objects.count() == 1


def two_events() -> list[Event]:
    """What the files of two people have both."""
    return [make_event(slug="one"), make_event(slug="other")]


def renamed(title: str, *slugs: str) -> str:
    return "slug,title\n" + "".join(f"{slug},{title}\n" for slug in slugs)


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_two_files_with_the_same_events_in_another_order_do_not_wait_for_each_other(curator: User) -> None:
    two_events()
    uploads, ready = (
        [kept(renamed("A", "one", "other"), curator), kept(renamed("B", "other", "one"), curator)],
        Barrier(2),
    )

    def press(upload: Upload) -> str:
        ready.wait()
        try:
            applied(upload, curator)
        except UploadOutdated as refused:
            return type(refused).__name__
        finally:
            connection.close()
        return "imported"

    with ThreadPoolExecutor(2) as pool:
        came = list(pool.map(press, uploads))

    assert sorted(came) == ["UploadOutdated", "imported"]
    assert len(set(Event.objects.values_list("title", flat=True))) == 1


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_an_import_that_waits_for_somebody_who_waits_for_it_is_refused_and_kept(curator: User) -> None:
    first, last = sorted(two_events(), key=lambda event: event.uid)
    upload, held = kept(renamed("A", "one", "other"), curator), Barrier(2)

    def hold(_number: int) -> None:
        locked = Event.objects.select_for_update(no_key=True)
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SET LOCAL deadlock_timeout = '1min'")  # it is the import that is broken off
                locked.get(pk=last.pk)
                held.wait()
                while not _is_waited_for(cursor):
                    sleep(0.01)
                locked.get(pk=first.pk)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        other = pool.submit(hold, 0)
        held.wait()
        with pytest.raises(ImportRefused) as refused:
            applied(upload, curator)
        other.result()

    assert [str(error) for error in refused.value.errors] == [
        "somebody else was saving some of the same; import it again"
    ]
    assert not Revision.objects.filter(number=2).exists()
    applied(upload, curator)
    assert set(Event.objects.values_list("title", flat=True)) == {"A"}


def _is_waited_for(cursor: Any) -> bool:
    cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
    return bool(cursor.fetchone()[0])


def test_of_one_person_the_ten_newest_wait(curator: User, reviewer: User) -> None:
    other = kept(ONE, reviewer)
    uploads = [kept(ONE, curator, at=NOW + timedelta(minutes=number)) for number in range(12)]
    done = applied(uploads[2], curator)

    kept(ONE.replace("visit", "treaty"), curator, at=NOW + timedelta(hours=1))

    assert done.counts[What.NEW] == 1
    waiting = Upload.objects.filter(owner=curator, applied_at=None).order_by("at")
    assert waiting.count() == 10
    assert waiting[0] == uploads[3]
    assert Upload.objects.filter(pk__in=[other.pk, uploads[2].pk]).count() == 2
