"""Everything out, and in again: exports beside serializing, imports beside `bulk_create` of the same rows."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import NamedTuple

from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection, models, transaction

from bench.api.central import one_process
from bench.matching.database import connect, open_database
from bench.peers.plain_drf import EventSerializer, published_events
from bench.servers import ROOT
from bench.tables import print_table
from events.models import (
    Actor,
    Change,
    Citation,
    Event,
    Flag,
    Kind,
    Participation,
    Publication,
    PublicationKey,
    PublicationReference,
    PublicationWords,
    RecordWords,
    Review,
    Revision,
    Source,
)
from events.models.publications import Posting, PostingTotal

MOST_IMPORTED = 100_000
_SERIALIZED, _PAGE = 2_000, 50
_BATCH = 1_000
# In the order in which they can be written.
_TABLES: tuple[type[models.Model], ...] = (
    User, Kind, Actor, Source, Event, Flag, Participation, Citation, Revision, Review, Publication, PublicationKey,
    PublicationReference, PublicationWords, RecordWords, Posting, PostingTotal, Change,
)  # fmt: skip
# What a process is told to have had by `wait4` counts the one that started it, up to then.
_MANAGE = """
import runpy
from pathlib import Path
runpy.run_path("manage.py", run_name="__main__")
status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
print(status["VmHWM"].split()[0])
"""


class Run(NamedTuple):
    """How long something took, in seconds by the clock and of the processor, and the most memory that it had, in
    megabytes."""

    seconds: float
    processor: float
    megabytes: float = 0


def measure_files(events: int) -> None:
    """Prints how fast all events leave, and how fast some of them come into an empty database."""
    file = open_database(events)
    export = _run(["export_events", "--format", "ndjson", "--output", os.devnull], f"sqlite:///{file}")
    serialized = _serialized()
    print_table(
        "Everything out, as NDJSON",
        ("", "events a second", "MB at most"),
        (
            (f"export_events, {events:,} events", f"{events / export.seconds:,.0f}", f"{export.megabytes:,.0f}"),
            (f"plain DRF's serializer, {_SERIALIZED:,} events", f"{serialized:,.0f}", ""),
        ),
    )
    print(f"\n  {events / export.seconds / serialized:,.0f} times as fast (goal: 100, in at most 150 MB).")
    _measure_import(min(events, MOST_IMPORTED))


def _measure_import(events: int) -> None:
    source = open_database(events)
    with TemporaryDirectory(dir=source.parent) as name:
        folder = Path(name)
        exported, imported, created = folder / "events.ndjson", folder / "imported.sqlite3", folder / "created.sqlite3"
        _run(["export_events", "--format", "ndjson", "--output", str(exported)], f"sqlite:///{source}")
        _run(["migrate", "--verbosity", "0"], f"sqlite:///{imported}")
        _run(
            ["createsuperuser", "--no-input", "--username=admin", "--email=admin@example.org"], f"sqlite:///{imported}"
        )
        command = ["import_events", str(exported), "--apply", "--publish", "--as", "admin"]
        run = _run(command, f"sqlite:///{imported}")
        bulk = _bulk_created(imported, created)
    print_table(
        f"{events:,} events into an empty database, validated, with revisions, published",
        ("", "seconds", "of the processor", "MB at most"),
        (
            ("import_events", f"{run.seconds:,.1f}", f"{run.processor:,.1f}", f"{run.megabytes:,.0f}"),
            ("bulk_create of the same rows", f"{bulk.seconds:,.1f}", f"{bulk.processor:,.1f}", ""),
        ),
    )
    print(f"\n  {bulk.processor / run.processor:.1f} times as fast by the processor (goal: 3, in at most 300 MB).")


def _serialized() -> float:
    """Events a second of the serializer, with everything prefetched, a page at a time."""
    start = perf_counter()
    for first in range(0, _SERIALIZED, _PAGE):
        EventSerializer(published_events().order_by("pk")[first : first + _PAGE], many=True).data  # noqa: B018  # written
    return _SERIALIZED / (perf_counter() - start)


def _bulk_created(source: Path, target: Path) -> Run:
    """What `bulk_create` takes for the rows of a database, which are read beforehand, table by table."""
    connect(target)
    call_command("migrate", verbosity=0)
    seconds = processor = 0.0
    for table in _TABLES:
        connect(source)
        rows = list(table._default_manager.order_by("pk"))
        connect(target)
        start, used = perf_counter(), process_time()
        with transaction.atomic():
            table._default_manager.bulk_create(rows, _BATCH)
        seconds, processor = seconds + perf_counter() - start, processor + process_time() - used
    connection.close()
    return Run(seconds, processor)


def _run(arguments: Sequence[str], database: str) -> Run:
    """Runs a command of manage.py; raises RuntimeError where it fails."""
    variables = os.environ | one_process(database) | {"DJANGO_SUPERUSER_PASSWORD": "a-long-passphrase"}
    command = [sys.executable, "-c", _MANAGE, *arguments]
    start = perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, env=variables, stdout=subprocess.PIPE, text=True)  # noqa: S603  # ours
    with process:
        *_, kilobytes = process.stdout or ()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"manage.py {arguments[0]} failed.")
    return Run(perf_counter() - start, used.ru_utime + used.ru_stime, int(kilobytes) / 1024)
