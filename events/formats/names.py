"""Names of people and bodies as bibliographies invert, shorten and list them."""

import re
import unicodedata
from collections.abc import Sequence

from events.formats.items import Name

_FAMILY_FIRST = ("CJK", "HANGUL", "HIRAGANA", "KATAKANA")


def inverted(name: Name) -> str:
    """The family name first: “Flores, Paola”; 毛泽东 as it is written."""
    return name.literal or _family_first(name, name.given)


def inverted_with_initials(name: Name) -> str:
    """The family name first, given names as initials: “Flores, P.”."""
    given, comma, suffix = name.given.partition(",")
    return name.literal or _family_first(name, initials(given) + comma + suffix)


def in_order(name: Name) -> str:
    """As it is said: “Paola Flores”, “Martin Luther King Jr.”."""
    given, _, suffix = name.given.partition(",")
    between = "" if is_family_first(name) else " "
    parts = [name.family, given] if is_family_first(name) else [given, name.family]
    said = between.join(part.strip() for part in parts if part.strip())
    return name.literal or " ".join(filter(None, [said, suffix.strip()]))


def with_initials(name: Name) -> str:
    """As it is said, given names as initials: “P. Flores”."""
    if name.literal or is_family_first(name):
        return in_order(name)
    given, _, suffix = name.given.partition(",")
    return " ".join(filter(None, [initials(given), name.family, suffix.strip()]))


def initials(given: str) -> str:
    """Given names as initials: “Jean-Paul Y.” is “J.-P. Y.”; particles and names in scripts without capitals stay."""
    return " ".join(_initial(word) for word in re.sub(r"\.(?=\w)", ". ", given).split())


def listed(names: Sequence[str], last: str) -> str:
    """A, B and C: with `last` (", and ", " & ") before the last one."""
    return last.join(filter(None, [", ".join(names[:-1]), names[-1]])) if names else ""


def is_family_first(name: Name) -> bool:
    """Whether it is written in a script that puts the family name first, with neither comma nor space."""
    written = name.family + name.given
    return bool(written) and all(unicodedata.name(letter, "").startswith(_FAMILY_FIRST) for letter in written)


def _family_first(name: Name, given: str) -> str:
    if is_family_first(name):
        return name.family + name.given
    return ", ".join(filter(None, [name.family, given]))


def _initial(word: str) -> str:
    return "-".join(_initial_of_part(part) for part in word.split("-"))


def _initial_of_part(part: str) -> str:
    return f"{part[0]}." if part[:1].isupper() else part
