"""`make bench`: what the API answers a second beside its peers, at a number of events."""

import argparse
import shutil

from bench.api.central import compare_central
from bench.machine import described
from bench.matching.database import open_database


def main() -> None:
    """Prints a table for each question, once the answers are the same."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("events", type=int, help="how many events there are")
    events = parser.parse_args().events
    if shutil.which("wrk") is None:
        parser.error("wrk is not installed (apt-get install wrk)")
    print(described())
    file = open_database(events)
    compare_central(f"sqlite:///{file}", datasette=file)


if __name__ == "__main__":
    main()
