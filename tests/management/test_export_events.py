"""`manage.py export_events`: what the API gives, without it."""

import io
import os
import stat
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from events.formats.registry import EVENTS
from events.management.commands import export_events
from tests.factories import make_actor, make_published_event, make_published_timeline


def exported(*arguments: str, **options: Any) -> str:
    out = io.StringIO()
    call_command("export_events", *arguments, stdout=out, stderr=io.StringIO(), **options)
    return out.getvalue()


@pytest.fixture
def events(db: None) -> list[Any]:
    iran = make_actor("Iran")
    events = [make_published_event(date=f"20{year}", participants=[(iran, "host")]) for year in (10, 11, 12)]
    make_published_timeline(slug="some", events=events[:1])
    return [*events, make_published_event(date=None)]


@pytest.mark.parametrize("one", EVENTS, ids=lambda one: one.name)
def test_it_writes_what_the_api_sends(client: Client, events: list[Any], one: Any, settings: Any) -> None:
    settings.SITE_URL = "http://testserver"

    assert exported("--format", one.name) == client.get(f"/api/v1/events.{one.extension}").getvalue().decode()


@pytest.mark.parametrize(
    ("arguments", "number"),
    [
        ([], 4),
        (["--from", "2011", "--to", "2012"], 2),
        (["--actor", "iran", "--actor", "iran"], 3),
        (["--timeline", "some"], 1),
        (["--undated", "only"], 1),
    ],
)
def test_filters_are_those_of_the_api(events: list[Any], arguments: list[str], number: int) -> None:
    assert len(exported("--format", "ndjson", *arguments).splitlines()) == number


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--format", "ndjson", "--from", "never", "--actor", "nobody"], "--from: this is no date in EDTF"),
        (["--format", "pdf"], "There is no format “pdf”. Give --format one of csv, ndjson"),
        ([], "Which format?"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_written(db: None, arguments: list[str], said: str) -> None:
    with pytest.raises(CommandError, match=said) as refused:
        exported(*arguments)

    assert refused.value.returncode == 2


def test_a_file_is_whole_and_readable_and_its_name_says_the_format(events: list[Any], tmp_path: Path) -> None:
    target = tmp_path / "all.timelinejs.csv"

    assert exported("--output", str(target)) == ""

    assert target.read_bytes().startswith(b"Year,Month,Day,")
    assert b"\r\r\n" not in target.read_bytes()
    mask = os.umask(0)
    os.umask(mask)
    assert stat.S_IMODE(target.stat().st_mode) == 0o666 & ~mask
    assert list(tmp_path.iterdir()) == [target]


def test_what_is_no_file_is_written_to_and_stays_what_it_is(events: list[Any], tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)

    exported("--output", str(pipe), "--format", "ndjson")

    assert os.read(reader, 1_000_000).count(b"\n") == 4
    os.close(reader)
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_what_was_there_stays_where_writing_fails(
    events: list[Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "events.ndjson"
    target.write_text("as it was", encoding="utf-8")

    def interrupted(query: object) -> Any:
        raise KeyboardInterrupt
        yield

    monkeypatch.setattr(export_events, "stream_events", interrupted)

    with pytest.raises(CommandError, match="is as it was"):
        exported("--output", str(target))
    assert target.read_text(encoding="utf-8") == "as it was"
    assert list(tmp_path.iterdir()) == [target]


def test_a_place_that_is_not_there_is_told(events: list[Any], tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be written: No such file or directory"):
        exported("--output", str(tmp_path / "nowhere" / "events.csv"))


def test_how_far_it_has_come_is_told_where_it_is_asked_for(events: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export_events, "_STEP", 2)
    said = io.StringIO()

    call_command("export_events", "--format", "csv", "--progress", stdout=io.StringIO(), stderr=said)

    assert said.getvalue() == "2 events\n4 events\n4 events\n"


def test_a_reader_who_leaves_early_is_no_error(
    events: list[Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Left(io.StringIO):
        def write(self, text: str) -> int:
            raise BrokenPipeError

    with (tmp_path / "stdout").open("w", encoding="utf-8") as stdout, monkeypatch.context() as patched:
        patched.setattr(sys, "stdout", stdout)
        with pytest.raises(SystemExit) as ended:
            call_command("export_events", "--format", "csv", stdout=Left(), stderr=io.StringIO())
        written = os.write(stdout.fileno(), b"goes nowhere")

    assert ended.value.code == 141
    assert written
    assert (tmp_path / "stdout").read_bytes() == b""
