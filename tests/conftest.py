"""What all tests share: which of them run here, who acts, and a seeded chronology."""

import os
import shutil
import socket
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.core.cache import cache, caches

from events.services.seeding import seed

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
CHROMIUM = next(
    (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
)
REDIS = ("127.0.0.1", 6379)
LOADERS = Path(settings.BASE_DIR) / ".npm"
LOADERS_TABLE = Path(settings.BASE_DIR) / "tests" / "browser" / "loaders.toml"


def has_loaders() -> bool:
    """Whether all loaders of the table are in place, in these releases."""
    installed = LOADERS / LOADERS_TABLE.name
    return installed.is_file() and installed.read_bytes() == LOADERS_TABLE.read_bytes()


def answers(address: tuple[str, int]) -> bool:
    """Whether anything listens there."""
    try:
        socket.create_connection(address, timeout=1).close()
    except OSError:
        return False
    return True


def pytest_configure(config: pytest.Config) -> None:
    # Playwright's fixtures run a loop, under which Django refuses synchronous queries of the test itself.
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    # A hash made to be slow keeps out guessers, of whom there are none here.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # The tests ask more in a minute than a reader may.
    settings.RATE_LIMIT = settings.RATE_LIMIT_EXPORTS = "off"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Deselects what cannot run here, and says so in one line each."""
    absent = {
        "postgresql" if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3") else "sqlite": "other database"
    }
    if CHROMIUM is None:
        absent["browser"] = "Browser tests are left out: Chromium is not installed (apt-get install chromium)."
    elif not has_loaders():
        absent["loaders"] = "Tests with other people's loaders are left out: make test-loaders fetches them."
    if not answers(REDIS):
        absent["redis"] = "Tests with Redis are left out: none is at 127.0.0.1:6379 (apt-get install redis-server)."
    if not (shutil.which("curl") and shutil.which("node")):
        absent["programs"] = (
            "Examples of the guides are left out: curl and node are needed (apt-get install curl nodejs)."
        )
    kept, dropped = [], []
    for item in items:
        (dropped if any(item.get_closest_marker(name) for name in absent) else kept).append(item)
    if dropped:
        config.hook.pytest_deselected(items=dropped)
        items[:] = kept
        config.stash[_NOTES] = [
            note
            for name, note in absent.items()
            if name not in ("sqlite", "postgresql") and any(item.get_closest_marker(name) for item in dropped)
        ]


_NOTES: pytest.StashKey[list[str]] = pytest.StashKey()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    for note in config.stash.get(_NOTES, []):
        terminalreporter.write_line(note)


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """With REFUSE_SKIPS=1 a skipped test fails the run: what is left out must be deselected, by marker."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("REFUSE_SKIPS") == "1" and reporter and reporter.stats.get("skipped"):
        session.exitstatus = 1


@pytest.fixture
def now() -> datetime:
    """The time at which everything happens, unless a test says otherwise."""
    return NOW


@pytest.fixture
def curator(db: None) -> User:
    """Somebody who writes, and may review."""
    return User.objects.create_superuser("curator", password="a-long-passphrase")


@pytest.fixture
def reviewer(db: None) -> User:
    """A second person, who may review."""
    return User.objects.create_superuser("reviewer", password="a-long-passphrase")


@pytest.fixture
def seeded(db: None) -> None:
    """The chronology of fixtures/, published."""
    for _ in seed(Path(settings.BASE_DIR) / "fixtures", at=NOW):
        pass


@pytest.fixture(autouse=True)
def _fresh_cache() -> Iterator[None]:
    yield
    cache.clear()
    caches["pages"].clear()
