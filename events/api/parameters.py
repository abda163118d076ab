"""The parameters of a request: what is wrong with any of them is collected, to be told all at once."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from django.http import QueryDict

from events.api.exceptions import InvalidParameters, ParameterError

MAX_VALUES = 50
T = TypeVar("T")


class Parameters:
    """The parameters of one request; collects what is wrong with them, to be told all at once."""

    def __init__(self, query: QueryDict, known: Mapping[str, str]) -> None:
        self._query = query
        self.errors: list[ParameterError] = []
        for name in query:
            if name not in known:
                self.refuse(name[:60], "unknown", f"there is no such parameter; there are {', '.join(known)}")
            elif known[name] == "single" and len(query.getlist(name)) > 1:
                self.refuse(name, "repeated", "give it once")

    def refuse(self, name: str, code: str, detail: str, value: str | None = None) -> None:
        """Notes an error."""
        self.errors.append(ParameterError(name, code, detail, value))

    def read(self, name: str, read: Callable[[str], T], default: T) -> T:
        """What `read` makes of the parameter's value; a ValueError is noted and the default stands in."""
        value = self._query.get(name)
        if value is None or len(self._query.getlist(name)) > 1:
            return default
        try:
            return read(value)
        except ValueError as error:
            self.refuse(name, "malformed", str(error))
            return default

    def values(self, name: str) -> list[str]:
        """All values of a parameter that may be repeated."""
        given = self._query.getlist(name)
        if len(given) > MAX_VALUES:
            self.refuse(name, "too_many", f"give at most {MAX_VALUES} values")
        return given[:MAX_VALUES]

    def check(self) -> None:
        """Raises InvalidParameters if anything was wrong."""
        if self.errors:
            raise InvalidParameters(self.errors)
