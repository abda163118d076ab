"""Files that are there whole or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TextIO


@contextmanager
def whole_file(path: Path) -> Iterator[TextIO]:
    """A text file in UTF-8, newlines as they are written, that takes its place once all of it is there.

    Until then, and after an error, whatever was there stays. What is no file, as a pipe or /dev/null, is written to as
    it is. Raises OSError.
    """
    target = path.resolve()  # a link stays a link
    if target.exists() and not target.is_file():
        with target.open("w", encoding="utf-8", newline="") as device:
            yield device
        return
    with NamedTemporaryFile(
        "w", encoding="utf-8", newline="", dir=target.parent, prefix=f".{target.name[:100]}.", delete=False
    ) as file:
        try:
            yield file  # type: ignore[misc]  # a wrapper with all that a text file has
            file.flush()
            os.fsync(file.fileno())
            os.chmod(file.name, _mode(target))
            os.replace(file.name, target)
        except BaseException:
            os.unlink(file.name)
            raise


def _mode(target: Path) -> int:
    """The permissions of what was there, or of any new file."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
