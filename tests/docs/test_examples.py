"""What the guide to the API shows is what happens: each example is run, and prints what stands below it."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer

from events.services.seeding import seed
from tests.conftest import NOW

GUIDE = Path(settings.BASE_DIR) / "docs" / "how-to" / "query-the-api.md"
EXAMPLES = re.findall(r"```(bash|python|javascript)\n(.*?)```\n```\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.S)
COMMANDS = {
    "bash": ["bash", "-c"],
    "python": [sys.executable, "-c"],
    "javascript": ["node", "--input-type=module", "-e"],
}
HERE = "http://127.0.0.1:8000"
# Without it there would be no database of tests, and `served` would fill the one at hand.
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def served(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """The address of the first chronology, served as `make run` serves it."""
    with django_db_blocker.unblock():
        # pytest-django's own fixture would empty the database after each test.
        server = LiveServer("127.0.0.1")
        for _ in seed(Path(settings.BASE_DIR) / "fixtures", at=NOW):
            pass
        yield server.url
        server.stop()
        call_command("flush", verbosity=0, interactive=False)


def test_there_is_an_example_in_each_language() -> None:
    assert {language for language, _, _ in EXAMPLES} == set(COMMANDS)


@pytest.mark.parametrize(
    "place",
    [
        pytest.param(place, marks=[] if language == "python" else [pytest.mark.programs])
        for place, (language, _, _) in enumerate(EXAMPLES)
    ],
)
def test_an_example_prints_what_stands_below_it(served: str, place: int) -> None:
    language, code, shown = EXAMPLES[place]
    command = COMMANDS[language]

    done = subprocess.run(
        [*command, code.replace(HERE, served)], capture_output=True, text=True, timeout=30, check=False
    )

    assert (done.stdout, done.stderr) == (shown, "")
