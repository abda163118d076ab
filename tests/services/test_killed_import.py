"""An import that is killed while it writes leaves the record as it was, and the same file comes in afterwards."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import User
from django.db import connections

from events.models import Event, Publication
from events.services.importing import saving
from tests.services.importing import imported

EVENTS = 2 * saving.BATCH


@pytest.fixture
def database(transactional_db: None, tmp_path: Path) -> Iterator[str]:
    """A database that other processes write as well, by its address: on SQLite a file."""
    in_memory = connections["default"]
    if in_memory.vendor == "postgresql":
        there = in_memory.settings_dict
        yield f"postgres://{there['USER']}:{there['PASSWORD']}@{there['HOST']}:{there['PORT']}/{there['NAME']}"
        return
    file = tmp_path / "record.sqlite3"
    with closing(sqlite3.connect(file)) as copy:
        in_memory.connection.backup(copy)
    connections["default"] = in_memory.copy()
    connections["default"].settings_dict["NAME"] = str(file)
    yield f"sqlite:///{file}"
    connections["default"].close()
    connections["default"] = in_memory


def everything() -> dict[str, list[Any]]:
    models = apps.get_app_config("events").get_models()
    return {model.__name__: list(model._default_manager.order_by("pk").values_list()) for model in models}


def killed_while_it_saves(file: Path, database: str) -> subprocess.Popen[str]:
    command = [sys.executable, "manage.py", "import_events", str(file), "--apply", "--publish", "--as=a", "--progress"]
    environment = os.environ | {"DATABASE_URL": database, "DEBUG": "1"}
    with subprocess.Popen(
        command, cwd=settings.BASE_DIR, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stderr
        for line in process.stderr:
            if line.endswith(" saved\n"):
                process.kill()
                break
    return process


def test_an_import_that_is_killed_leaves_the_record_as_it_was_and_succeeds_next_time(
    database: str, tmp_path: Path
) -> None:
    by = User.objects.create_superuser("a")
    imported("title,date,kind,source\nBefore,2019,visit,P\n", publish=True, by=by)
    file, before = tmp_path / "events.csv", everything()
    file.write_text(
        "title,date,kind,source\n" + "".join(f"Event {n},2020,talks,Paper {n % 9}\n" for n in range(EVENTS)),
        encoding="utf-8",
    )

    process = killed_while_it_saves(file, database)

    assert process.returncode == -signal.SIGKILL
    assert everything() == before

    imported(file.read_text(encoding="utf-8"), publish=True, by=by)
    assert Event.objects.count() == Publication.objects.filter(type="event").count() == EVENTS + 1
