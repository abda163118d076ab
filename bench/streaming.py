"""What the files of all events cost: `python -m bench.streaming`, on the database of DATABASE_URL.

Each format is written by a process of its own, to nowhere; told are its seconds and its peak of memory beside that of a
process that exports nothing. The peak must not grow with the number of events, once SQLite has filled its cache of
pages (64 MB, as the settings allow it).
"""

import subprocess
import sys
from pathlib import Path
from time import perf_counter

MANAGE = Path(__file__).parents[1] / "manage.py"
FORMATS = ("ndjson", "csv", "jsonld", "geojson", "ics", "md", "timelinejs", "timelinejs.csv")
# Runs the command, and says what it took at most (kilobytes on Linux).
_MEASURED = """
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "timeline.settings"
import resource, sys
from django.core.management import execute_from_command_line
sys.argv[1:] = {arguments}
execute_from_command_line(sys.argv)
sys.stderr.write(f"{{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}}")
"""


def measure(*arguments: str) -> tuple[float, int]:
    """The seconds and the kilobytes that an export takes."""
    start = perf_counter()
    command = [sys.executable, "-c", _MEASURED.format(arguments=["export_events", *arguments])]
    done = subprocess.run(  # noqa: S603 - our own command
        command, cwd=MANAGE.parent, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=True
    )
    return perf_counter() - start, int(done.stderr)


def main() -> None:
    """Prints a line for each format."""
    _, nothing = measure("--format", "ndjson", "--from", "9998", "--to", "9999", "--match", "starts")
    print(f"nothing: {nothing / 1024:.0f} MB")
    for name in FORMATS:
        seconds, kilobytes = measure("--format", name)
        print(f"{name}: {seconds:.1f} s, {kilobytes / 1024:.0f} MB, {(kilobytes - nothing) / 1024:+.0f}")


if __name__ == "__main__":
    main()
