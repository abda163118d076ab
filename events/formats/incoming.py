"""What comes in: rows of a file as event documents, or every fault with its line and its field.

A row is read strictly: an unknown or repeated key is refused by name, a text under the one text policy, and a value
that does not fit the shape of `events.documents` with its place. What follows from other members (labels, bounds, the
assessment, paths) may be left out, and is worked out again by whoever saves. Something empty takes the place of what is
refused, so that the rest of the row can be checked as well.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, partial
from types import UnionType
from typing import Any, Literal, TypeAlias, Union, get_args, get_origin

import msgspec
from msgspec import UNSET, Struct, UnsetType

from events.documents import Date, EventDocument
from events.text import TextError, clean_line, clean_prose

MAX_DEPTH = 32
MAX_ROW = 1_000_000
_PROSE = frozenset({"summary", "says", "quote"})
# What stands where a member is left out; else None, "", [], False or 0, as its type allows.
_DEFAULTS = {"language": "en", "aspect": "occurrence", "stance": "affirms", "support": "none"}
Clean: TypeAlias = Callable[[str], str]


@dataclass(frozen=True)
class RowError:
    """What is wrong in a row: the line on which it begins (the first is 1, 0 is none), the field, and what would be
    right."""

    line: int
    field: str
    reason: str

    def __str__(self) -> str:
        where = ", ".join(filter(None, (f"line {self.line}" if self.line else "", self.field)))
        return f"{where}: {self.reason}" if where else self.reason


@dataclass(frozen=True)
class Row:
    """An event of a file, or why it is none: then the document is what could be read of it, None where nothing could.

    `given` are the members that the file has a word for; None: all.
    """

    line: int
    document: EventDocument | None
    errors: tuple[RowError, ...] = ()
    given: frozenset[str] | None = None


class RowFault(ValueError):
    """A fault in a field of a row."""

    def __init__(self, field: str, reason: str) -> None:
        self.field, self.reason = _visible(field), _visible(reason)
        super().__init__(self.reason)


def _visible(text: str) -> str:
    """A text that does nothing to a terminal that shows it, and is not longer than one reads."""
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text[:300])


def load_json(text: str | bytes, field: str, faults: list[RowFault]) -> Any:
    """A JSON text as plain values; raises RowFault for what is malformed or nested too deep. A key that is repeated is
    added to the faults."""
    once = partial(_once, field=field, faults=faults)
    try:
        value = json.loads(text, object_pairs_hook=once, parse_constant=_no_number)
    except RecursionError:
        raise RowFault(field, f"is nested deeper than {MAX_DEPTH} levels") from None
    except RowFault as fault:
        raise RowFault(field, fault.reason) from None
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise RowFault(field, f"is no JSON: {error}") from None
    except ValueError:  # Python reads no number of so many digits
        raise RowFault(field, "holds a number that is too long") from None
    if _is_deeper(value, MAX_DEPTH):
        raise RowFault(field, f"is nested deeper than {MAX_DEPTH} levels")
    return value


def read_event(value: object, line: int, faults: Iterable[RowFault] = (), given: frozenset[str] | None = None) -> Row:
    """A row from plain values in the shape of an event document, checked and cleaned; `faults` were found before."""
    found = list(faults)
    completed = _completed(value, EventDocument, "", found)
    try:
        document = msgspec.convert(completed, EventDocument)
    except msgspec.ValidationError:
        document = msgspec.convert(_mended(completed, EventDocument, "", found), EventDocument)
    found += clean(document)
    return Row(line, document, tuple(RowError(line, fault.field, fault.reason) for fault in found), given)


def clean(document: Struct, path: str = "") -> Iterator[RowFault]:
    """Puts every text of a document into the form of the text policy, in place; yields those that it refuses, and
    leaves them empty."""
    lines, members = _texts(type(document))
    for name, policy in lines:
        text = getattr(document, name)
        # What is plain needs no second look: nearly all there is.
        if not text or (text.isascii() and text.isprintable() and text[0] != " " and text[-1] != " "):
            continue
        try:
            setattr(document, name, policy(text))
        except TextError as error:
            setattr(document, name, "")
            yield RowFault(f"{path}{name}", str(error))
    for name in members:
        value = getattr(document, name)
        if isinstance(value, list):
            for place, one in enumerate(value):
                yield from clean(one, f"{path}{name}[{place}].")
        elif value is not None and value is not UNSET:
            yield from clean(value, f"{path}{name}.")


def suggestion(word: str, words: list[str]) -> str:
    """“did you mean …?” where one of the words is near, else all of them."""
    near = get_close_matches(word, words, 1)
    return f"did you mean “{near[0]}”?" if near else f"there are {', '.join(words)}"


@cache
def _texts(shape: type[Struct]) -> tuple[tuple[tuple[str, Clean], ...], tuple[str, ...]]:
    """The members of a Struct that hold a text, each with its policy, and those that hold Structs."""
    lines, members = [], []
    for name, wanted in _members(shape).items():
        inner = _inner(wanted)
        if shape is Date and name not in ("edtf", "text"):
            continue  # worked out again: a label may hold marks of direction, which no title may
        if inner is str:
            lines.append((name, clean_prose if name in _PROSE else clean_line))
        elif _is_struct(inner):
            members.append(name)
    return tuple(lines), tuple(members)


@cache
def _members(shape: type[Struct]) -> dict[str, Any]:
    """The members of a Struct and their types; `desk` is never in a file."""
    return {one.name: one.type for one in msgspec.structs.fields(shape) if one.name != "desk"}


def _inner(wanted: Any) -> Any:
    """The type inside an optional one or a list."""
    if get_origin(wanted) in (Union, UnionType):
        (wanted,) = [one for one in get_args(wanted) if one not in (type(None), UnsetType)]
    return get_args(wanted)[0] if get_origin(wanted) is list else wanted


def _is_struct(wanted: Any) -> bool:
    return isinstance(wanted, type) and issubclass(wanted, Struct)


def _completed(value: Any, wanted: Any, path: str, faults: list[RowFault]) -> Any:
    """The value with what it leaves out; keys that the shape has not are faults."""
    inner = _inner(wanted)
    if not _is_struct(inner):
        return value
    if isinstance(value, list):
        return [_completed(one, inner, f"{path}[{n}]", faults) for n, one in enumerate(value)]
    if not isinstance(value, dict):
        return value
    members = _members(inner)
    faults += [
        RowFault(_below(path, key), f"there is no such key; {suggestion(key, list(members))}")
        for key in value
        if key not in members
    ]
    whole = {}
    for name, type_ in members.items():
        if name in value:
            whole[name] = _completed(value[name], type_, _below(path, name), faults)
        elif (default := _default(name, type_)) is not UNSET:
            whole[name] = default
    return whole


def _mended(value: Any, wanted: Any, path: str, faults: list[RowFault]) -> Any:
    """The value with something empty in place of all that does not fit, each of which is a fault."""
    inner = _inner(wanted)
    if get_origin(wanted) is list and isinstance(value, list):
        return [_mended(one, inner, f"{path}[{n}]", faults) for n, one in enumerate(value)]
    if get_origin(wanted) is not list and _is_struct(inner) and isinstance(value, dict):
        whole = {}
        for name, type_ in _members(inner).items():
            if name in value:
                whole[name] = _mended(value[name], type_, _below(path, name), faults)
            else:
                faults.append(RowFault(_below(path, name), "is missing"))
                whole[name] = _empty(type_)
        return whole
    try:
        msgspec.convert(value, wanted)
    except msgspec.ValidationError as error:
        faults.append(RowFault(path, _told(error, value, inner)))
        return _empty(wanted)
    return value


def _told(error: msgspec.ValidationError, value: Any, wanted: Any) -> str:
    """What does not fit, in the words of people who write files and no programs."""
    if get_origin(wanted) is Literal and isinstance(value, str):
        return f"“{value[:40]}” is not among these: {suggestion(value, list(get_args(wanted)))}"
    if told := _EXPECTED.match(str(error)):
        expected, got = (" or ".join(_WORDS.get(word, word) for word in part.split(" | ")) for part in told.groups())
        return f"takes {expected}, and has {got}"
    return str(error).replace("`", "")


# How msgspec says that a value is of another type, and the names of types in it.
_EXPECTED = re.compile("Expected `(.+?)`, got `(.+?)`")
_WORDS = {
    "str": "a text",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "object": "an object",
    "array": "a list",
    "null": "null",
}


def _empty(wanted: Any) -> Any:
    """The plain value of a type that says the least."""
    if type(None) in get_args(wanted):
        return None
    if get_origin(wanted) is Literal:
        return get_args(wanted)[0]
    if _is_struct(wanted):
        return {name: _empty(type_) for name, type_ in _members(wanted).items()}
    return wanted()


def _below(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _default(name: str, wanted: Any) -> Any:
    if name in _DEFAULTS:
        return _DEFAULTS[name]
    if type(None) in get_args(wanted):
        return None
    if get_origin(wanted) is list:
        return []
    if name == "assessment":
        return {"support": "none", "origins": 0, "sources": 0, "differs": []}
    return wanted() if wanted in (str, bool, int) and name != "edtf" else UNSET


def _once(pairs: list[tuple[str, Any]], *, field: str, faults: list[RowFault]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            faults.append(RowFault(field, f"the key “{key}” stands there twice"))
        found[key] = value
    return found


def _no_number(word: str) -> Any:
    raise RowFault("", f"{word} is no number")


def _is_deeper(value: Any, levels: int) -> bool:
    if not isinstance(value, dict | list):
        return False
    inner = value.values() if isinstance(value, dict) else value
    return levels == 0 or any(_is_deeper(one, levels - 1) for one in inner)
