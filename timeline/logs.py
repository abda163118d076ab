"""Lines of the log: JSON for programs, or text for somebody at a terminal.

What came from outside can end no line and colour no terminal. JSON is written in ASCII by the standard library, which
escapes everything else, lone surrogates included; in text, control characters and those that turn the direction are.
"""

import json
import logging
import re
from datetime import UTC, datetime
from traceback import format_exception
from urllib.parse import unquote

from timeline.request_ids import request_id

_encode = json.JSONEncoder(default=str).encode
_LONGEST_TEXT = 1_000
_LONGEST_TRACEBACK = 20_000
_CONTROLS = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\U000e0000-\U000e007f]"
)
# Names of parameters whose values are nobody's to read.
_SECRET = re.compile("token|secret|passw|key|auth|sign|session|csrf|code", re.IGNORECASE)


class JsonFormatter(logging.Formatter):
    """One JSON object a record: time, level, logger, message, request_id; `fields` of the record; traceback."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": shortened(record.getMessage()),
        }
        if name := request_id.get():
            line["request_id"] = name
        for field, value in getattr(record, "fields", {}).items():
            line[field] = shortened(value) if isinstance(value, str) else value
        if traceback := _traceback(record):
            line["traceback"] = traceback
        return _encode(line).replace("\x7f", "\\u007f")


class TextFormatter(logging.Formatter):
    """Level, logger and message in one line; the traceback in lines of its own."""

    def format(self, record: logging.LogRecord) -> str:
        line = f"{record.levelname} {record.name}: {visible(shortened(record.getMessage()))}"
        traceback = _traceback(record)
        return "\n".join([line, *map(visible, traceback.split("\n"))]) if traceback else line


def visible(text: str) -> str:
    """A text with what would act on a terminal, or turn the direction of what follows, written as its escape."""
    return _CONTROLS.sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), text)


def shortened(text: str, longest: int = _LONGEST_TEXT) -> str:
    """The beginning of a long text."""
    return text if len(text) <= longest else f"{text[:longest]}…"


def scrubbed(query: str) -> str:
    """A query string without the values of parameters that sound like secrets; the beginning of a long one."""
    parts = []
    for part in query[:_LONGEST_TEXT].split("&"):
        name, equals, _ = part.partition("=")
        parts.append(f"{name}=…" if equals and _SECRET.search(unquote(name)) else part)
    return "&".join(parts)


def _traceback(record: logging.LogRecord) -> str:
    if not record.exc_info or record.exc_info[1] is None:
        return ""
    text = "".join(format_exception(record.exc_info[1])).rstrip()
    # Its end says what went wrong.
    return text if len(text) <= _LONGEST_TRACEBACK else f"…{text[-_LONGEST_TRACEBACK:]}"
