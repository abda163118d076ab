"""`manage.py import_events`: what it says, what it exits with, and that a dry run is dry."""

import io
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from events.models import Event, Publication, Revision

pytestmark = pytest.mark.django_db

GOOD = "title,date,kind,source\nA visit,2023-07,visit,The Paper\n"


def run(*arguments: object, **options: Any) -> tuple[str, str]:
    out, err = io.StringIO(), io.StringIO()
    call_command("import_events", *map(str, arguments), stdout=out, stderr=err, **options)
    return out.getvalue(), err.getvalue()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "events.csv"
    path.write_text(GOOD, encoding="utf-8")
    return path


def test_a_dry_run_says_what_would_change_and_changes_nothing(file: Path) -> None:
    out, err = run(file, "--dry-run")

    assert "1 new, 0 changed, 0 unchanged\nline 2: new a-visit “A visit”" in out
    assert "new: source the-paper" in out
    assert "this was a dry run" in out
    assert err == ""
    assert not Event.objects.exists()


def test_drafts_are_saved_under_the_name_of_who_imports(file: Path, curator: User) -> None:
    out, _ = run(file, "--apply", "--as", "curator")

    assert "Saved; nothing of it is public yet." in out
    revision = Revision.objects.get(type="event")
    assert (revision.author, revision.reason) == (curator, "Imported from events.csv")
    assert not Publication.objects.exists()


def test_publishing_takes_somebody_who_may_review(file: Path, curator: User) -> None:
    User.objects.create_user("writer")

    for arguments in ((), ("--as", "writer"), ("--as", "nobody")):
        with pytest.raises(CommandError) as refused:
            run(file, "--apply", "--publish", *arguments)
        assert refused.value.returncode == 2
    assert not Event.objects.exists()

    run(file, "--apply", "--publish", "--as", "curator")
    assert Publication.objects.filter(type="event").count() == 1


def test_differences_are_shown_field_by_field(file: Path) -> None:
    run(file, "--apply")
    file.write_text(GOOD.replace("2023-07", "2023-08"), encoding="utf-8")

    out, _ = run(file, "--dry-run")

    assert "0 new, 1 changed, 0 unchanged" in out
    assert "    date: “2023-07” → “2023-08”" in out


def test_a_second_time_it_says_that_all_is_here(file: Path) -> None:
    run(file, "--apply")

    out, _ = run(file, "--apply")

    assert "Everything is here already: nothing was changed." in out
    assert Revision.objects.filter(type="event").count() == 1


def test_refused_rows_are_all_told_and_nothing_is_saved(file: Path) -> None:
    file.write_text(GOOD + "B,2023-13,visit,P\nC,x,visit,P\n", encoding="utf-8")
    err = io.StringIO()

    with pytest.raises(CommandError, match="2 errors; nothing was saved") as refused:
        call_command("import_events", str(file), "--apply", stdout=io.StringIO(), stderr=err)

    assert refused.value.returncode == 1
    assert [line.split(":")[0] for line in err.getvalue().splitlines()] == ["line 3, date", "line 4, date"]
    assert not Event.objects.exists()


@pytest.mark.parametrize("arguments", [("nowhere.csv", "--apply"), (__file__, "--apply")])
def test_what_cannot_be_read_is_a_wrong_call(arguments: tuple[str, ...]) -> None:
    with pytest.raises(CommandError) as refused:
        run(*arguments)

    assert refused.value.returncode == 2


def test_one_of_dry_run_and_apply_is_asked_for(file: Path) -> None:
    with pytest.raises(CommandError, match="--dry-run"):
        run(file)


def test_progress_is_told_on_standard_error_where_it_is_asked_for(file: Path) -> None:
    _, err = run(file, "--apply", "--progress")

    assert err == "1 read\n1 saved\n"


def test_what_is_piped_in_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(GOOD.encode())))

    run("-", "--format", "csv", "--apply")

    assert Revision.objects.get(type="event").reason == "Imported from standard input"
