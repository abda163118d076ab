"""Keyset cursors: where a page ends, as an opaque text. Never an offset: the last page costs what the first does."""

import base64
import binascii

import msgspec
from msgspec import Struct

# The year 9999 in microseconds since 1970.
_LAST_MOMENT = 250_000_000_000_000_000


class CursorError(ValueError):
    """A cursor that this list never gave out."""


class Cursor(Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """The position of a row in a list, and whether the page lies before it instead of after it.

    `order` is the list's order; the rest what it is ordered by: sort key and latest day (None: undated), then uid or
    slug. In the order of change the sort key is the microseconds since 1970, and the latest day 0.
    """

    order: str
    backward: bool
    sort_key: int | None
    latest: int | None
    name: str

    def __str__(self) -> str:
        return base64.urlsafe_b64encode(msgspec.json.encode(self)).rstrip(b"=").decode()


def read_cursor(text: str, order: str) -> Cursor:
    """The cursor that a text stands for; raises CursorError where it is not one of a list in this order."""
    try:
        raw = base64.b64decode(text.encode("ascii") + b"=" * (-len(text) % 4), altchars=b"-_", validate=True)
        cursor = msgspec.json.decode(raw, type=Cursor)
    except (UnicodeEncodeError, binascii.Error, msgspec.DecodeError, UnicodeDecodeError) as error:
        raise CursorError("this is no cursor of ours; take it from “next” or “previous” of an answer") from error
    if cursor.order != order:
        raise CursorError(f"this cursor belongs to order={cursor.order}; keep the order while paging")
    if not _is_position(cursor):
        raise CursorError("this is no cursor of ours; take it from “next” or “previous” of an answer")
    return cursor


def _is_position(cursor: Cursor) -> bool:
    """Whether a row of the list may stand where the cursor says."""
    key, latest = cursor.sort_key, cursor.latest
    if (key is None) != (latest is None) or not cursor.name.isascii() or "\0" in cursor.name:
        return False
    if cursor.order in ("updated", "-updated"):
        return key is not None and 0 <= key < _LAST_MOMENT
    return all(number is None or abs(number) <= 2**62 for number in (key, latest))
