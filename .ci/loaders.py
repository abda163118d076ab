"""Usage: loaders.py [TABLE FOLDER]

Puts the files that a table names into a folder; does nothing where they are there already. Without arguments these are
the loaders of tests/browser/loaders.toml, in .npm/.

A copy of the table is kept beside them once all are in place. Without npm, or without its registry, it says so and
fails; but the browser tests can do without their loaders, so that those may be missing unless REFUSE_SKIPS=1.
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
LOADERS = (ROOT / "tests" / "browser" / "loaders.toml", ROOT / ".npm")


class Unavailable(Exception):
    """A package cannot be had here."""


def main() -> int:
    """Installs what the table asks for."""
    table, target = map(Path, sys.argv[1:3]) if len(sys.argv) > 1 else LOADERS
    try:
        install(table, target)
    except Unavailable as error:
        sys.stderr.write(f"{error}\n")
        if (table, target) != LOADERS:
            return 1
        sys.stderr.write("The embed will not be tested with other people's loaders.\n")
        return 1 if os.environ.get("REFUSE_SKIPS") == "1" else 0
    return 0


def install(table: Path, target: Path) -> None:
    """Has the folder hold the files of the table, and nothing else."""
    wanted, installed = table.read_text(encoding="utf-8"), target / table.name
    if installed.is_file() and installed.read_text(encoding="utf-8") == wanted:
        return
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir()
    for package in tomllib.loads(wanted).values():
        for name, content in fetch(**package).items():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            (target / name).write_bytes(content)
    installed.write_text(wanted, encoding="utf-8")


def fetch(package: str, version: str, integrity: str, files: dict[str, str]) -> dict[str, bytes]:
    """Files of a package, by the names that they shall have, taken from an archive that is what it should be."""
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
            return {name: read(archive, f"package/{file}") for name, file in files.items()}


def read(archive: tarfile.TarFile, name: str) -> bytes:
    """A file of an archive."""
    content = archive.extractfile(name) if name in archive.getnames() else None
    if content is None:
        sys.exit(f"There is no {name} in {archive.name}.")
    return content.read()


if __name__ == "__main__":
    sys.exit(main())
