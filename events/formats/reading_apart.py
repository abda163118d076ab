"""Reads a file of a source in a process apart: whatever it holds, it costs some seconds and some memory at most.

`python -m events.formats.reading_apart html` reads a page or PDF from standard input, and writes what it found as JSON.
"""

import logging
import resource
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import msgspec

from events.formats.source_html import read_html
from events.formats.source_pdf import read_pdf
from events.formats.source_text import SourceText, UnreadableSource, decode_utf8, finish, kind_of

SECONDS = 20
MEMORY = 1_000_000_000  # bytes of address space
_FOLDER = Path(__file__).resolve().parents[2]
_FAILED = "It could not be read within {} seconds and 1 GB of memory. Paste the text of what you quote."


class _Outcome(msgspec.Struct):
    """What the process apart has to say: what it read, or why it did not."""

    found: SourceText | None = None
    refused: str = ""


def read_source(data: bytes, *, seconds: int = SECONDS) -> SourceText:
    """The text of a file of plain text, HTML or PDF, with what it says about itself; raises UnreadableSource."""
    kind = kind_of(data)
    if kind == "plain":
        return finish(SourceText(decode_utf8(data)))
    outcome = _read_apart(data, kind, seconds)
    if outcome.found is None:
        raise UnreadableSource(outcome.refused)
    return outcome.found


def read_pasted(text: str) -> SourceText:
    """The text of what was pasted; HTML, where it is the source of a whole page."""
    # A lone surrogate is no character: it goes, as what no text may hold does.
    return read_source(text.encode("utf-8", "ignore"))


def _read_apart(data: bytes, kind: str, seconds: int) -> _Outcome:
    failed = _Outcome(refused=_FAILED.format(seconds))
    command = [sys.executable, "-B", "-m", "events.formats.reading_apart", kind, str(seconds)]
    try:
        done = subprocess.run(  # noqa: S603  # nothing in the command comes from outside
            command, input=data, capture_output=True, timeout=seconds + 2, cwd=_FOLDER, check=False
        )
        return msgspec.json.decode(done.stdout, type=_Outcome) if done.returncode == 0 else failed
    except (subprocess.TimeoutExpired, msgspec.DecodeError):
        return failed


def _limit(seconds: int) -> None:
    for what, most in ((resource.RLIMIT_CPU, seconds), (resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CORE, 0)):
        with suppress(ValueError, OSError):  # where the system knows no such limit, the time holds
            resource.setrlimit(what, (most, most))


def _read(data: bytes, kind: str) -> _Outcome:
    try:
        return _Outcome(found=finish(read_pdf(data) if kind == "pdf" else read_html(decode_utf8(data))))
    except UnreadableSource as refused:
        return _Outcome(refused=str(refused))


def main() -> None:
    """What the process apart does."""
    kind, seconds = sys.argv[1], int(sys.argv[2])
    _limit(seconds)
    logging.disable(logging.CRITICAL)
    sys.stdout.buffer.write(msgspec.json.encode(_read(sys.stdin.buffer.read(), kind)))


if __name__ == "__main__":
    main()
