"""`make bench-dates`: how fast dates are read, and events found by date, beside what others do in the same run."""

import argparse

from bench.machine import described
from bench.matching.pages import compare_matching
from bench.parsing import compare_parsing

FEWEST_ROWS = 1_000


def main() -> None:
    """Prints what is compared, whether the answers agree, and how long they take."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", type=int, help="among how many events to search; 0 leaves that part out")
    rows = parser.parse_args().rows
    if 0 < rows < FEWEST_ROWS:
        parser.error(f"give 0, or {FEWEST_ROWS:,} events or more")
    print(described())
    compare_parsing()
    if rows > 0:
        compare_matching(rows)


if __name__ == "__main__":
    main()
