"""The two libraries of PyPI that read EDTF, in an environment of their own: texts as JSON in, what was measured out."""

import json
import sys
from importlib.metadata import version
from typing import Any

import edtf
from undate import Undate, UndateInterval
from undate.converters.edtf import EDTFDateConverter

from bench.readers import Day, Reader


def main() -> None:
    """Prints what each library comes to in the measure that is named, `answers` or `speed`."""
    measure = {"answers": Reader.answers, "speed": Reader.speed}[sys.argv[1]]
    texts = json.load(sys.stdin)
    json.dump({peer.name: measure(peer, texts) for peer in PEERS}, sys.stdout)


def _edtf_bounds(text: str) -> tuple[Any, Any]:
    date = edtf.parse_edtf(text)
    return date.lower_strict(), date.upper_strict()


def _edtf_day(bound: Any) -> Day:
    """A `struct_time`; an open end is an infinite float."""
    return None if isinstance(bound, float) else (bound.tm_year, bound.tm_mon, bound.tm_mday)


_undate = EDTFDateConverter()


def _undate_bounds(text: str) -> tuple[Any, Any]:
    """Those of a date; of an interval, the first of its start and the last of its end."""
    date: Undate | UndateInterval = _undate.parse(text)
    if isinstance(date, Undate):
        return date.earliest, date.latest
    return date.earliest and date.earliest.earliest, date.latest and date.latest.latest


def _undate_day(bound: Any) -> Day:
    return None if bound is None else (bound.year, bound.month, bound.day)


PEERS = (
    Reader(f"edtf {version('edtf')}", _edtf_bounds, _edtf_day),
    Reader(f"undate {version('undate')}", _undate_bounds, _undate_day),
)

if __name__ == "__main__":
    main()
