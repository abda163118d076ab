"""Puts the loaders of tests/browser/loaders.toml into .npm/, one file each; does nothing where they are there already.

A copy of the table is kept beside them once all are in place. Without npm, or without its registry, it says what will
not be tested and goes on; with REFUSE_SKIPS=1 that is an error.
"""

import base64
import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TABLE = ROOT / "tests" / "browser" / "loaders.toml"
TARGET = ROOT / ".npm"
INSTALLED = TARGET / TABLE.name


class Unavailable(Exception):
    """A package cannot be had here."""


def main() -> int:
    """Installs what the table asks for."""
    wanted = TABLE.read_text(encoding="utf-8")
    if INSTALLED.is_file() and INSTALLED.read_text(encoding="utf-8") == wanted:
        return 0
    shutil.rmtree(TARGET, ignore_errors=True)
    TARGET.mkdir()
    try:
        for name, loader in tomllib.loads(wanted).items():
            (TARGET / f"{name}.js").write_bytes(fetch(**loader))
    except Unavailable as error:
        sys.stderr.write(f"{error}\nThe embed will not be tested with other people's loaders.\n")
        return 1 if os.environ.get("REFUSE_SKIPS") == "1" else 0
    INSTALLED.write_text(wanted, encoding="utf-8")
    return 0


def fetch(package: str, version: str, integrity: str, file: str) -> bytes:
    """A file of a package, taken from an archive that is what it should be."""
    npm = shutil.which("npm")
    if npm is None:
        raise Unavailable("npm is not installed (apt-get install npm).")
    with tempfile.TemporaryDirectory() as folder:
        command = [npm, "pack", f"{package}@{version}", "--ignore-scripts", "--pack-destination", folder]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)  # noqa: S603 - what our table names
        archives = list(Path(folder).glob("*.tgz"))
        if done.returncode or len(archives) != 1:
            raise Unavailable(f"{done.stderr.strip()}\nnpm could not fetch {package} {version}.")
        digest = base64.b64encode(hashlib.sha512(archives[0].read_bytes()).digest()).decode()
        if integrity != f"sha512-{digest}":
            sys.exit(f"{package} {version} is not what it was: sha512-{digest} instead of {integrity}.")
        with tarfile.open(archives[0]) as archive:
            content = archive.extractfile(f"package/{file}")
            if content is None:
                sys.exit(f"{package} {version} has no {file}.")
            return content.read()


if __name__ == "__main__":
    sys.exit(main())
