"""The synthetic chronologies that searches are measured in: made once, then kept under var/bench/."""

from math import ceil
from pathlib import Path

from django.core.management import call_command
from django.db import connection

FOLDER = Path(__file__).parents[2] / "var" / "bench"
SEED = 1


def open_database(rows: int) -> Path:
    """Has Django read the chronology of so many events, which is made first where there is none."""
    database = FOLDER / f"events-{rows}.sqlite3"
    if not database.exists():
        _make(database, rows)
    connect(database)
    return database


def connect(database: Path) -> None:
    """Has Django use another database."""
    connection.close()
    connection.settings_dict["NAME"] = database


def _make(database: Path, rows: int) -> None:
    """Makes a database under another name, and moves it into place only when whole."""
    minutes, gigabytes = ceil(rows / 60_000), rows / 86_000
    print(
        f"\nMaking {rows:,} events, once: some {minutes} min and {gigabytes:.1f} GB, to be kept as {database}",
        flush=True,
    )
    FOLDER.mkdir(parents=True, exist_ok=True)
    for left_over in FOLDER.glob(f"{database.name}.new*"):
        left_over.unlink()
    unfinished = database.with_name(f"{database.name}.new")
    connect(unfinished)
    call_command("migrate", verbosity=0)
    call_command("synthesize", rows, seed=SEED)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    connection.close()  # which also writes the log of SQLite back into the file
    unfinished.rename(database)
