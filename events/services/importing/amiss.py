"""What of a row is known to be wrong, so that nothing is told twice."""

import re
from collections.abc import Iterable, Iterator
from itertools import accumulate

_STEP = re.compile(r"(?=[.\[])")


class Amiss:
    """Members of a row that are at fault: what is found in them, or in what holds them, follows from that."""

    def __init__(self, fields: Iterable[str] = ()) -> None:
        self._fields = frozenset(fields)
        self._around = frozenset(outer for field in self._fields for outer in _path(field))

    def __or__(self, fields: Iterable[str]) -> "Amiss":
        return Amiss({*self._fields, *fields})

    def __contains__(self, field: str) -> bool:
        return bool(self._fields) and (field in self._around or any(outer in self._fields for outer in _path(field)))


def _path(field: str) -> Iterator[str]:
    """A member and all that hold it: `a`, `a[0]`, `a[0].b`."""
    return accumulate(_STEP.split(field))
