"""EDTF read by this project and by two libraries of PyPI: what each answers, then how many texts it reads a second."""

import json
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Literal, TypeAlias

from bench.readers import ROUNDS, Day, Reader
from bench.tables import print_table
from bench.texts import LIBRARY_OF_CONGRESS, OTHERS, TEXTS
from events.dates import civil_date, parse_edtf

ROOT = Path(__file__).parents[1]

_Answers: TypeAlias = dict[str, str]


def compare_parsing() -> None:
    """Prints how many texts each reads, where the answers differ, and how many it reads a second."""
    ours, peers = OURS.answers(TEXTS), _of_peers("answers", TEXTS)
    print_table(
        f"EDTF: {len(LIBRARY_OF_CONGRESS)} examples of the Library of Congress and {len(OTHERS)} other texts",
        ("", "of the Library", "of all", "same bounds as ours"),
        (_reading(name, answers, ours) for name, answers in {OURS.name: ours, **peers}.items()),
    )
    print_table(
        "Where bounds differ",
        ("text", "ours", "theirs", "reader"),
        (line for name, answers in peers.items() for line in _differences(name, answers, ours)),
        left=4,
    )
    print_table(
        f"Texts read a second, with both bounds, on one core, no cache (best of {ROUNDS} rounds)",
        ("", "texts", "a second", "ours ÷ its"),
        _speeds([text for text in TEXTS if all(text in answers for answers in (ours, *peers.values()))]),
        left=2,
    )


def _of_peers(measure: Literal["answers", "speed"], texts: Sequence[str]) -> dict[str, Any]:
    """What the libraries come to in a measure, by their names."""
    command = [str(ROOT / ".venv-bench" / "bin" / "python"), "-m", "bench.date_peers", measure]
    done = subprocess.run(  # noqa: S603  # our own module, in the environment that holds them
        command, cwd=ROOT, input=json.dumps(texts), stdout=subprocess.PIPE, text=True, check=True
    )
    measured: dict[str, Any] = json.loads(done.stdout)
    return measured


def _reading(name: str, answers: _Answers, ours: _Answers) -> tuple[str, ...]:
    of_the_library = sum(text in answers for text in LIBRARY_OF_CONGRESS)
    agreeing = sum(answer == ours.get(text) for text, answer in answers.items())
    same = "" if answers is ours else f"{agreeing} of {len(answers)}"
    return name, str(of_the_library), str(len(answers)), same


def _differences(name: str, answers: _Answers, ours: _Answers) -> Iterable[tuple[str, ...]]:
    for text, answer in answers.items():
        if answer != ours.get(text):
            yield text, ours.get(text, "not read"), answer, name


def _speeds(shared: Sequence[str]) -> Iterable[tuple[str, ...]]:
    yield OURS.name, f"all {len(TEXTS)}", f"{OURS.speed(TEXTS):,.0f}", ""
    ours = OURS.speed(shared)
    yield OURS.name, f"the {len(shared)} that all read", f"{ours:,.0f}", ""
    for name, theirs in _of_peers("speed", shared).items():
        yield name, "the same", f"{theirs:,.0f}", f"{ours / theirs:,.0f}"


def _bounds(text: str) -> tuple[int | None, int | None]:
    bounds = parse_edtf(text).bounds
    return bounds.earliest, bounds.latest


def _day(number: int | None) -> Day:
    return None if number is None else civil_date(number)


OURS = Reader("ours", _bounds, _day)
