"""What a reader of EDTF answers, and how many texts it reads a second. Standard library alone, for every process."""

import io
from collections.abc import Callable, Sequence
from contextlib import redirect_stdout, suppress
from time import perf_counter
from typing import Any, NamedTuple, TypeAlias

ROUNDS = 3
SECONDS_A_ROUND = 1.0

# Year, month and day; None where that side is open.
Day: TypeAlias = tuple[int, int, int] | None


class Reader(NamedTuple):
    """Something that reads EDTF: from a text to the two bounds as it keeps them, and from one of them to a day."""

    name: str
    bounds: Callable[[str], tuple[Any, Any]]
    day: Callable[[Any], Day]

    def answers(self, texts: Sequence[str]) -> dict[str, str]:
        """The first and the last day that each text may mean; none for a text that is not read, whatever was raised."""
        answers = {}
        for text in texts:
            with suppress(Exception), redirect_stdout(io.StringIO()):
                answers[text] = " to ".join(_written(self.day(bound)) for bound in self.bounds(text))
        return answers

    def speed(self, texts: Sequence[str]) -> float:
        """How many texts it reads a second, with both bounds, in the best of the rounds."""
        return max(self._round(texts) for _ in range(ROUNDS))

    def _round(self, texts: Sequence[str]) -> float:
        """In as many whole passes as fill a round."""
        read, bounds = 0, self.bounds
        start = perf_counter()
        while (passed := perf_counter() - start) < SECONDS_A_ROUND:
            for text in texts:
                bounds(text)
            read += len(texts)
        return read / passed


def _written(day: Day) -> str:
    return "open" if day is None else f"{day[0]:0{4 + (day[0] < 0)}}-{day[1]:02}-{day[2]:02}"
