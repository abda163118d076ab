"""The lines of iCalendar (RFC 5545): escaped texts, folded at 75 octets."""

import re

_LONGEST = 75
_SPECIAL = str.maketrans({"\\": r"\\", ";": r"\;", ",": r"\,", "\n": r"\n"})
_BREAKS = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# What no text of a calendar may hold: controls but the tab, and halves of characters.
_NEVER = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")


def text(value: str) -> str:
    """A value of the type TEXT."""
    return _NEVER.sub("", _BREAKS.sub("\n", value)).translate(_SPECIAL)


def line(name: str, value: str) -> str:
    """A content line with its end; `value` is written as its type asks."""
    octets = _NEVER.sub("", f"{name}:{value}").encode()
    pieces = []
    while len(octets) > _LONGEST:
        cut = _LONGEST
        while octets[cut] & 0xC0 == 0x80:  # inside a character
            cut -= 1
        pieces.append(octets[:cut])
        octets = b" " + octets[cut:]
    return b"\r\n".join([*pieces, octets]).decode() + "\r\n"
