"""`make bench`: what the API answers a second beside its peers, how long single answers take, and files out and in."""

import argparse
import shutil

from bench.api.answers import measure_answers
from bench.api.central import compare_central
from bench.api.files import measure_files
from bench.api.postgresql import chronology_in
from bench.machine import described
from bench.matching.database import open_database


def main() -> None:
    """Prints a table for each question, once the answers are the same."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("events", type=int, help="how many events there are")
    parser.add_argument("--postgresql", help="the address of a server, to measure there as well: postgres://user@host")
    options = parser.parse_args()
    if shutil.which("wrk") is None:
        parser.error("wrk is not installed (apt-get install wrk)")
    print(described())
    file = open_database(options.events)
    compare_central(f"sqlite:///{file}", datasette=file)
    measure_answers(f"sqlite:///{file}")
    measure_files(options.events)
    if options.postgresql:
        # The same events by the same seed: what is asked for is taken from the file.
        open_database(options.events)
        database = chronology_in(options.postgresql, options.events)
        compare_central(database, datasette=None)
        measure_answers(database)


if __name__ == "__main__":
    main()
