"""Who comes in at the desk's door, how long they stay, and what its pages may run."""

import re
from datetime import timedelta
from typing import Any

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from events.models import Event, Revision, Source, Suspicion
from events.services.merging import merge_events
from events.services.review import retract
from events.services.texts import keep_text
from tests.admin.addresses import addresses
from tests.conftest import NOW
from tests.factories import make_actor, make_event, make_published_event, make_role, make_timeline

pytestmark = pytest.mark.django_db

PASSWORD = "a-long-passphrase"
PROXY, HOME, AFAR = "10.0.0.1", "203.0.113.9", "198.51.100.7"


def knock(password: str = PASSWORD, *, address: str = HOME, name: str = "curator", forwarded: str = "") -> str:
    """What comes of one try to sign in, in a browser without a past: `in`, `wrong` or `locked`."""
    headers = {"x-forwarded-for": forwarded} if forwarded else {}
    answer = Client().post(
        reverse("admin:login"), {"username": name, "password": password}, headers=headers, REMOTE_ADDR=address
    )
    return {302: "in", 200: "wrong", 429: "locked"}[answer.status_code]


def guess(times: int = 10, **where: Any) -> str:
    """What came of the last of some wrong passwords."""
    return [knock(f"wrong-{number}", **where) for number in range(times)][-1]


def test_ten_wrong_passwords_lock_that_name_at_that_address(curator: User) -> None:
    assert guess(9) == "wrong"

    assert knock("wrong-too") == "locked"

    assert knock() == "locked"


def test_a_right_one_in_between_lets_in_and_forgets_the_wrong_ones(curator: User) -> None:
    guess(9)
    assert knock() == "in"

    assert guess(9) == "wrong"


def test_a_stranger_elsewhere_locks_nobody_out(curator: User) -> None:
    assert guess(12, address=AFAR) == "locked"

    assert knock() == "in"


def test_one_who_is_locked_out_keeps_no_colleague_out_behind_the_same_address(curator: User, reviewer: User) -> None:
    assert guess(10) == "locked"

    assert knock(name="reviewer") == "in"


def test_the_lock_opens_after_an_hour(curator: User) -> None:
    guess(10)
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=61))

    assert knock() == "in"


@pytest.mark.parametrize("name", ["curator ", "\uff43urator"])
def test_another_spelling_that_names_the_same_account_gives_no_more_guesses(curator: User, name: str) -> None:
    assert knock(name=name) == "in"
    assert guess(5, name=name) == "wrong"

    assert guess(5) == "locked"


def test_without_a_proxy_no_forwarded_address_gives_more_guesses(curator: User, settings: Any) -> None:
    settings.PROXIES = 0

    tries = [knock("wrong", forwarded=f"192.0.2.{number}") for number in range(10)]

    assert tries[-1] == "locked"
    assert knock() == "locked"


def test_behind_a_proxy_what_was_forwarded_to_it_gives_no_more_guesses(curator: User, settings: Any) -> None:
    settings.PROXIES = 1

    tries = [knock("wrong", address=PROXY, forwarded=f"192.0.2.{number}, {AFAR}") for number in range(10)]

    assert tries[-1] == "locked"
    assert knock(address=PROXY, forwarded=AFAR) == "locked"
    assert knock(address=PROXY, forwarded=HOME) == "in"


def test_who_forges_the_curators_address_locks_only_themselves_out(curator: User, settings: Any) -> None:
    settings.PROXIES = 1

    assert guess(12, address=PROXY, forwarded=f"{HOME}, {AFAR}") == "locked"

    assert knock(address=PROXY, forwarded=HOME) == "in"


def test_who_is_locked_out_is_told_how_long(curator: User) -> None:
    guess(10)

    answer = Client().post(reverse("admin:login"), {"username": "curator", "password": PASSWORD}, REMOTE_ADDR=HOME)

    page = answer.content.decode()
    assert "For the next hour nobody signs in under this name" in page
    assert "Timeline desk" in page
    assert "no-store" in answer["Cache-Control"]


def test_a_form_from_before_somebody_signed_in_is_told_so_and_changes_nothing(curator: User) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(curator)
    event = make_event()

    answer = strict.post(reverse("admin:events_event_change", args=[event.pk]), {"title": "An <hour> of work"})

    assert answer.status_code == 403
    page = answer.content.decode()
    assert "This form is out of date" in page
    assert "An &lt;hour&gt; of work" in page
    assert Event.objects.get().title != "An <hour> of work"


def test_a_password_is_never_given_back(curator: User) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(curator)

    answer = strict.post(
        reverse("admin:password_change"), {"old_password": PASSWORD, "new_password1": "another-secret"}
    )

    assert answer.status_code == 403
    assert PASSWORD not in answer.content.decode()
    assert "another-secret" not in answer.content.decode()


def test_what_another_site_sends_is_not_shown(curator: User) -> None:
    event = make_event()

    answer = Client(enforce_csrf_checks=True).post(
        reverse("admin:events_event_change", args=[event.pk]), {"title": "Call this number"}
    )

    assert answer.status_code == 403
    assert "Call this number" not in answer.content.decode()


def opens(client: Client) -> bool:
    return client.get(reverse("admin:events_event_changelist")).status_code == 200


def test_a_session_ends_at_once_when_the_account_is_disabled(desk: Client, curator: User) -> None:
    event = make_event()
    assert opens(desk)

    User.objects.filter(pk=curator.pk).update(is_active=False)

    assert not opens(desk)
    desk.post(reverse("admin:events_event_review", args=[event.pk]), {"step": "submit"})
    assert Event.objects.get().status == "draft"
    assert knock() == "wrong"


def test_a_session_ends_at_once_when_somebody_changes_the_password(desk: Client, curator: User) -> None:
    curator.set_password("another-passphrase")
    curator.save()

    assert not opens(desk)


def test_who_changes_their_password_stays_here_and_is_out_elsewhere(desk: Client, curator: User) -> None:
    elsewhere = Client()
    elsewhere.force_login(curator)
    new = {"new_password1": "another-passphrase", "new_password2": "another-passphrase"}

    desk.post(reverse("admin:password_change"), {"old_password": PASSWORD, **new})

    assert opens(desk)
    assert not opens(elsewhere)


def test_a_role_that_is_taken_away_is_gone_at_once(client: Client) -> None:
    user = User.objects.create_user("somebody", is_staff=True)
    user.groups.add(make_role("Reviewer"))
    client.force_login(user)
    assert opens(client)

    user.groups.clear()

    assert client.get(reverse("admin:events_event_changelist")).status_code == 403


def test_who_signs_out_is_out(desk: Client) -> None:
    stolen = Client()
    stolen.cookies["sessionid"] = desk.cookies["sessionid"].value

    desk.post(reverse("admin:logout"))

    assert not opens(stolen)


STRICT = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
}


def policy_of(answer: Any) -> dict[str, str]:
    directives = (part.strip().partition(" ") for part in answer["Content-Security-Policy"].split(";"))
    return {name: value for name, _, value in directives}


def fill() -> dict[str, str]:
    """A record of each model; the addresses that no name of Django's tells."""
    iran = make_actor("Iran")
    one, other, third = (make_event(f"A visit{more}", participants=[(iran, "host")]) for more in ("", " too", " again"))
    make_timeline(events=[one])
    gone = make_published_event("A claim")
    retract(gone, by=None, reason="Wrong", at=NOW)
    make_published_event("Another claim")
    keep_text(Source.objects.all()[0], "They came.", by=None, at=NOW)
    merge_events(one, third, by=None, at=NOW, reason="The same")
    assert Suspicion.objects.exists()
    return {
        "two side by side": reverse("admin:events_revision_merge", args=[one.uid], query={"other": other.pk}),
        "not there": reverse("admin:events_event_change", args=[0]),
        "no address": "/admin/events/nothing/",
    }


def test_every_page_of_the_desk_has_the_strictest_policy(desk: Client, subtests: pytest.Subtests) -> None:
    all_of_them = fill() | addresses()
    assert len(all_of_them) > 100

    for name, address in all_of_them.items():
        with subtests.test(name):
            answer = desk.get(address)
            page = answer.content.decode() if not answer.streaming and "html" in answer.get("Content-Type", "") else ""

            assert answer.status_code < 500
            assert policy_of(answer) == STRICT
            assert re.findall(r"<script(?![^>]*\b(?:src=|type=\"application/json\"))[^>]*>", page) == []
            assert re.findall(r"<style|\sstyle=|\son[a-z]+=|javascript:", page) == []


def test_so_have_the_pages_of_the_door_and_of_refusals(client: Client, curator: User, reviewer: User) -> None:
    guess(10)
    strict = Client(enforce_csrf_checks=True)
    clerk = User.objects.create_user("clerk", is_staff=True)
    client.force_login(clerk)
    answers = {
        "login": Client().get(reverse("admin:login")),
        "wrong": Client().post(reverse("admin:login"), {"username": "reviewer", "password": "wrong"}),
        "locked": Client().post(reverse("admin:login"), {"username": "curator", "password": "x"}, REMOTE_ADDR=HOME),
        "forged": strict.post(reverse("admin:login"), {"username": "curator", "password": "x"}),
        "forbidden": client.get(reverse("admin:events_event_changelist")),
        "signed out": client.post(reverse("admin:logout")),
    }

    assert {name: answer.status_code for name, answer in answers.items()} == {
        "login": 200,
        "wrong": 200,
        "locked": 429,
        "forged": 403,
        "forbidden": 403,
        "signed out": 200,
    }
    for name, answer in answers.items():
        page = answer.content.decode()
        assert policy_of(answer) == STRICT, name
        assert re.findall(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*src=)", page) == [], name


def test_the_revision_of_a_hostile_text_runs_nothing(desk: Client) -> None:
    event = make_event("</script><script>alert(1)</script>")

    page = desk.get(reverse("admin:events_revision_change", args=[Revision.objects.get(uid=event.uid).pk]))

    assert "<script>alert" not in page.content.decode()
