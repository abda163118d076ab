"""Unsafe settings are refused, addresses are not taken from strangers, and guessing passwords comes to an end."""

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as project
from django.contrib.auth.models import User
from django.core.exceptions import ImproperlyConfigured
from django.test import Client, RequestFactory

from timeline.checks import check_settings, refuse_unsafe_settings
from timeline.middleware.addresses import client_address
from timeline.settings import DEVELOPMENT_KEY

KEY = "a-key-of-more-than-fifty-characters-and-of-many-different-ones-0123456789"
PUBLIC = {"SITE_URL": "https://timelines.example.org", "SECRET_KEY": KEY}


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs Python in the project with this environment and no other."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=project.BASE_DIR,
        env={"PATH": os.environ["PATH"], "DATABASE_URL": "sqlite://:memory:", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("changes", "ids"),
    [
        ({"ALLOWED_HOSTS": ["127.0.0.1", "localhost"], "SECRET_KEY": DEVELOPMENT_KEY, "DEBUG": True}, []),
        ({"ALLOWED_HOSTS": ["timelines.example.org"], "SECRET_KEY": KEY, "DEBUG": False}, []),
        ({"RATE_LIMIT": "600"}, ["timeline.E006"]),
        ({"LOG_ADDRESSES": "some"}, ["timeline.E007"]),
        (
            {"ALLOWED_HOSTS": ["timelines.example.org"], "SECRET_KEY": KEY, "METRICS_TOKEN": "short"},
            ["timeline.E008"],
        ),
        ({"ALLOWED_HOSTS": []}, ["timeline.E001"]),
        ({"ALLOWED_HOSTS": ["timelines.example.org"], "SECRET_KEY": DEVELOPMENT_KEY}, ["timeline.E002"]),
        ({"ALLOWED_HOSTS": ["localhost", "timelines.example.org"], "SECRET_KEY": DEVELOPMENT_KEY}, ["timeline.E002"]),
        ({"ALLOWED_HOSTS": ["timelines.example.org"], "SECRET_KEY": KEY, "DEBUG": True}, ["timeline.E003"]),
        ({"ALLOWED_HOSTS": ["*"], "SECRET_KEY": KEY}, ["timeline.E004"]),
        (
            {"ALLOWED_HOSTS": ["*"], "SECRET_KEY": DEVELOPMENT_KEY, "DEBUG": True},
            ["timeline.E002", "timeline.E003", "timeline.E004"],
        ),
    ],
)
def test_what_is_unsafe_is_refused_where_others_are_served(
    settings: Any, changes: dict[str, Any], ids: list[str]
) -> None:
    for name, value in changes.items():
        setattr(settings, name, value)

    errors = check_settings()

    assert [error.id for error in errors] == ids
    assert all(error.hint for error in errors)
    if ids:
        with pytest.raises(ImproperlyConfigured):
            refuse_unsafe_settings()
    else:
        refuse_unsafe_settings()


@pytest.mark.parametrize(
    ("environment", "told"),
    [
        ({**PUBLIC, "WEB_CONCURRENCY": "1"}, "timeline.W001"),
        ({**PUBLIC, "PROXIES": "1"}, "timeline.W002"),
        ({**PUBLIC, "PROXIES": "1", "CACHE_URL": "redis://127.0.0.1:6379"}, ""),
        ({"SITE_URL": PUBLIC["SITE_URL"]}, "timeline.E002"),
        ({**PUBLIC, "DEBUG": "1"}, "timeline.E003"),
        ({**PUBLIC, "ALLOWED_HOSTS": "*"}, "timeline.E004"),
        ({**PUBLIC, "SITE_URL": "nonsense"}, "timeline.E001"),
    ],
)
def test_a_deployment_is_checked_from_its_environment(environment: dict[str, str], told: str) -> None:
    done = run("manage.py", "check", "--deploy", "--fail-level", "WARNING", **environment)

    assert (done.returncode == 0) is (told == ""), done.stderr
    assert told in done.stderr


@pytest.mark.parametrize(
    ("environment", "told"),
    [
        (PUBLIC, ""),
        ({"SITE_URL": "http://127.0.0.1:8000"}, ""),
        ({"SITE_URL": PUBLIC["SITE_URL"]}, "The secret key is the known one or a short one"),
        ({"ALLOWED_HOSTS": "127.0.0.1,timelines.example.org"}, "The secret key is the known one or a short one"),
        ({**PUBLIC, "DEBUG": "1"}, "DEBUG is on where others are served."),
    ],
)
def test_a_server_starts_only_where_its_settings_are_safe(environment: dict[str, str], told: str) -> None:
    done = run("-c", "import timeline.wsgi", **environment)

    assert (done.returncode == 0) is (told == ""), done.stderr
    assert told in done.stderr
    assert KEY not in done.stderr


def test_a_secret_is_read_from_the_file_that_is_named(tmp_path: Path) -> None:
    secret = tmp_path / "key"
    secret.write_text(f"{KEY}\n", encoding="utf-8")
    show = "from django.conf import settings; print(settings.SECRET_KEY, settings.SESSION_COOKIE_SECURE)"

    done = run(
        "-c",
        show,
        DJANGO_SETTINGS_MODULE="timeline.settings",
        SECRET_KEY_FILE=str(secret),
        SITE_URL=PUBLIC["SITE_URL"],
    )

    assert done.stdout == f"{KEY} True\n"


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, None, "192.0.2.1"),
        (0, "203.0.113.9", "192.0.2.1"),
        (0, "203.0.113.9, 203.0.113.8", "192.0.2.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "10.9.9.9, 203.0.113.9", "203.0.113.9"),
        (1, "10.9.9.9,, 203.0.113.9 ", "203.0.113.9"),
        (2, "10.9.9.9, 203.0.113.9, 198.51.100.7", "203.0.113.9"),
        (1, None, "192.0.2.1"),
        (3, "203.0.113.9", "203.0.113.9"),
    ],
)
def test_an_address_is_believed_as_far_as_our_own_proxies_saw_it(
    settings: Any, proxies: int, forwarded: str | None, address: str
) -> None:
    settings.PROXIES = proxies
    headers = {"x-forwarded-for": forwarded} if forwarded else {}

    request = RequestFactory().get("/", headers=headers, REMOTE_ADDR="192.0.2.1")

    assert client_address(request) == address


def log_in(client: Client, name: str, password: str, address: str, **headers: str) -> int:
    fields = {"username": name, "password": password}
    return client.post("/admin/login/", fields, REMOTE_ADDR=address, headers=headers).status_code


@pytest.mark.usefixtures("curator", "reviewer")
def test_ten_wrong_passwords_for_a_name_from_an_address_lock_both(client: Client, settings: Any) -> None:
    assert settings.AXES_FAILURE_LIMIT == 10
    assert timedelta(hours=settings.AXES_COOLOFF_TIME) == timedelta(hours=1)
    right = "a-long-passphrase"

    answers = [
        log_in(client, "curator", "wrong", "192.0.2.1", **{"x-forwarded-for": f"203.0.113.{number}"})
        for number in range(10)
    ]

    assert answers == [200] * 9 + [429]
    assert log_in(client, "curator", right, "192.0.2.1") == 429
    assert log_in(client, "curator", right, "192.0.2.1", **{"x-forwarded-for": "203.0.113.77"}) == 429
    assert log_in(Client(), "curator", right, "192.0.2.2") == 302
    assert log_in(Client(), "reviewer", right, "192.0.2.1") == 302


def test_nine_wrong_passwords_are_forgotten_with_the_right_one(client: Client, curator: User) -> None:
    for _ in range(2):
        for _ in range(9):
            assert log_in(client, curator.username, "wrong", "192.0.2.1") == 200
        assert log_in(client, curator.username, "a-long-passphrase", "192.0.2.1") == 302
