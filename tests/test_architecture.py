"""The shape of the code: layers, migrations, and modules that can be read in one go."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

ROOT = Path(settings.BASE_DIR)
MODULES = [
    path for package in ("events", "timeline") for path in sorted((ROOT / package).rglob("*.py")) if path.is_file()
]
LONGEST = 400
# Tables of words and rules, read line by line like a dictionary: a language stays one file.
LONGEST_OF_TABLES = 900
TABLES = ("events/dates/languages/", "events/dates/wording.py")

# Imports that cannot stand at the head of their module, and why.
ALLOWED = {
    "timeline/apps.py: ready": "the checks need loaded apps",
}


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imports_inside(path: Path) -> set[str]:
    """The functions of a module that import something."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    return {
        f"{name(path)}: {function.name}"
        for function in functions
        if any(isinstance(node, ast.Import | ast.ImportFrom) for node in ast.walk(function))
    }


def test_every_import_keeps_to_the_layers() -> None:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]

    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout + done.stderr
    assert " 0 broken" in done.stdout


def test_every_change_to_a_model_has_its_migration(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=1)

    assert "No changes detected" in capsys.readouterr().out


@pytest.mark.parametrize("path", [path for path in MODULES if "migrations" not in path.parts], ids=name)
def test_every_module_can_be_read_in_one_go(path: Path) -> None:
    longest = LONGEST_OF_TABLES if name(path).startswith(TABLES) else LONGEST
    assert len(path.read_text(encoding="utf-8").splitlines()) <= longest


def test_nothing_is_imported_inside_a_function() -> None:
    found = set().union(*(imports_inside(path) for path in MODULES))

    assert found == set(ALLOWED)


def test_no_module_has_a_name_that_says_nothing() -> None:
    vague = {"utils", "helpers", "common", "misc", "base2", "tools", "lib"}

    assert [name(path) for path in MODULES if path.stem in vague] == []


def test_every_module_says_what_it_is() -> None:
    silent = [
        name(path)
        for path in MODULES
        if path.stat().st_size and "migrations" not in path.parts and not ast.get_docstring(ast.parse(path.read_text()))
    ]

    assert silent == []


def test_the_settings_name_each_variable_of_the_environment_once() -> None:
    others = [name(path) for path in MODULES if path.name not in ("settings.py", "wsgi.py", "gunicorn_conf.py")]

    assert [module for module in others if "os.environ" in (ROOT / module).read_text(encoding="utf-8")] == []
    assert os.environ.get("DJANGO_SETTINGS_MODULE", "timeline.settings") == "timeline.settings"
