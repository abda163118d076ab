"""What the documents show is what happens: each of their examples is run, and prints what stands below it."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from django.conf import settings
from django.core.management import call_command
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer

from events.services.review import retract
from events.services.seeding import seed
from tests.conftest import NOW
from tests.factories import make_published_event

DOCUMENTS = ["how-to/query-the-api.md", "how-to/follow-changes.md", "reference/api.md", "tutorial.md"]
COMMANDS = {
    "bash": ["bash", "-c"],
    "python": [sys.executable, "-c"],
    "javascript": ["node", "--input-type=module", "-e"],
}
HERE, ELSEWHERE = "http://127.0.0.1:8000", "https://timelines.example.org"
# An event of the first chronology that one source supports, as the event of the tutorial is.
OF_ONE_SOURCE = "01M852Z9PC54KE5VSPRRY4ZSFZ"
# Without it there would be no database of tests, and `served` would fill the one at hand.
pytestmark = pytest.mark.django_db


class Example(NamedTuple):
    """A block of code; and the block right below it, what it prints and in which language, or None."""

    document: str
    language: str
    code: str
    shown_as: str | None
    shown: str | None


class Site(NamedTuple):
    """A server, and the uid of an event that was retracted there."""

    address: str
    retracted: str


def examples() -> Iterator[Example]:
    languages = "|".join(COMMANDS)
    for document in DOCUMENTS:
        text = (Path(settings.BASE_DIR) / "docs" / document).read_text(encoding="utf-8")
        for block in re.finditer(rf"^```({languages})\n(.*?)^```\n(?:```(json)?\n(.*?)^```\n)?", text, re.S | re.M):
            language, code, shown_as, shown = block.groups()
            yield Example(document, language, code, shown_as, shown)


EXAMPLES = list(examples())


@pytest.fixture(scope="module")
def served(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Site]:
    """The first chronology, served as `make run` serves it, and an event that was retracted since."""
    with django_db_blocker.unblock():
        # pytest-django's own fixture would empty the database after each test.
        server = LiveServer("127.0.0.1")
        for _ in seed(Path(settings.BASE_DIR) / "fixtures", at=NOW):
            pass
        event = make_published_event("A claim")
        retract(event, by=None, reason="The source withdrew it.", at=NOW)
        yield Site(server.url, event.uid)
        server.stop()
        call_command("flush", verbosity=0, interactive=False)


@pytest.fixture
def hurried(served: Site, settings: Any) -> Iterator[Site]:
    """The same, where hardly anything may be asked in a second."""
    settings.RATE_LIMIT = "1/second"
    server = LiveServer("127.0.0.1")
    yield served._replace(address=server.url)
    server.stop()


def run(example: Example, site: Site, folder: Path) -> str:
    """What an example prints."""
    code = example.code.replace(HERE, site.address).replace(ELSEWHERE, site.address)
    code = code.replace("RETRACTED", site.retracted).replace("UID", OF_ONE_SOURCE)
    done = subprocess.run(
        [*COMMANDS[example.language], code], cwd=folder, capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.stderr, done.returncode) == ("", 0)
    return done.stdout


def test_each_document_has_examples_and_each_language_too() -> None:
    assert {example.document for example in EXAMPLES} == set(DOCUMENTS)
    assert {example.language for example in EXAMPLES} == set(COMMANDS)


@pytest.mark.parametrize(
    "example",
    [
        pytest.param(
            example,
            id=f"{example.document}:{number}",
            marks=[] if example.language == "python" else [pytest.mark.programs],
        )
        for number, example in enumerate(EXAMPLES)
    ],
)
def test_an_example_prints_what_stands_below_it(served: Site, tmp_path: Path, example: Example) -> None:
    printed = run(example, served, tmp_path)

    if example.shown is None:
        assert printed
    elif example.shown_as == "json":
        assert json.loads(printed) == json.loads(example.shown)
    else:
        assert printed == example.shown


def test_who_asks_too_often_waits_and_gets_everything(
    hurried: Site, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (example,) = (example for example in EXAMPLES if "Retry-After" in example.code)

    assert run(example, hurried, tmp_path) == example.shown
    assert any(" 429 " in message for message in caplog.messages)
