"""`manage.py prepare`: everything between an empty folder and a served timeline, once."""

import os
import re
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings as project_settings
from django.contrib.auth.models import User
from django.core.management import call_command

from events.models import Publication

PASSWORD = re.compile(r"A curator was made for you: curator / (\S+)\n")


@pytest.fixture
def prepared(db: None, folder: Path, settings: object) -> str:
    """What the first run prints, with a small chronology."""
    settings.BASE_DIR = folder.parent  # type: ignore[attr-defined]
    settings.SITE_URL = "https://timeline.example"  # type: ignore[attr-defined]
    return run()


def run() -> str:
    out = StringIO()
    call_command("prepare", stdout=out)
    return out.getvalue()


def test_the_seed_is_published(prepared: str) -> None:
    assert "records loaded." in prepared
    assert Publication.objects.filter(type="timeline").count() == 1


def test_the_password_is_printed_once_and_lets_the_curator_in(prepared: str) -> None:
    [password] = PASSWORD.findall(prepared)
    curator = User.objects.get()

    assert (curator.username, curator.is_superuser, curator.check_password(password)) == ("curator", True, True)
    assert len(password) >= 16
    assert password not in run()
    assert User.objects.count() == 1


def test_a_second_run_makes_nothing_and_prints_the_addresses_again(prepared: str) -> None:
    again = run()

    assert PASSWORD.search(again) is None
    assert "Everything in the fixtures is here already." in again
    for address in ("", "admin/", "api/v1/", "api/docs/"):
        assert f" https://timeline.example/{address}\n" in prepared
        assert f" https://timeline.example/{address}\n" in again


def test_no_curator_is_made_beside_those_there_are(db: None, folder: Path, settings: object, curator: User) -> None:
    settings.BASE_DIR = folder.parent  # type: ignore[attr-defined]

    assert PASSWORD.search(run()) is None
    assert list(User.objects.all()) == [curator]


def test_no_two_passwords_are_the_same(prepared: str) -> None:
    first = PASSWORD.findall(prepared)
    User.objects.all().delete()

    assert PASSWORD.findall(run()) != first


def test_an_empty_database_is_migrated_once(tmp_path: Path) -> None:
    def prepare() -> str:
        done = subprocess.run(
            [sys.executable, "manage.py", "prepare"],
            cwd=project_settings.BASE_DIR,
            env={**os.environ, "DATABASE_URL": f"sqlite:///{tmp_path / 'new.sqlite3'}"},
            capture_output=True,
            text=True,
            timeout=120,
            check=True,
        )
        return done.stdout

    first, second = prepare(), prepare()

    assert "Database migrated." in first
    assert PASSWORD.search(first)
    assert "Database migrated." not in second
    assert PASSWORD.search(second) is None
