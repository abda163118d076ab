"""Servers on the loopback: our site as it is shipped, and the peers' pages, both by gunicorn, both gone afterwards."""

import os
import secrets
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

from whitenoise.base import WhiteNoise

from bench.servers import PATIENCE, ROOT, gunicorn

# So that each worker has compiled its templates, as in a server that has been in use.
_WARMING = 20


@contextmanager
def our_site(database: Path, folder: Path) -> Iterator[str]:
    """The address of our site with its files collected into a folder: `timeline.wsgi` with all its middleware."""
    environment = {"DATABASE_URL": f"sqlite:///{database}", "STATIC_ROOT": str(folder), "DEBUG": "0"}
    environment["SECRET_KEY"] = secrets.token_urlsafe(64)
    command = [sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity=0"]
    subprocess.run(command, cwd=ROOT, env=os.environ | environment, check=True)  # noqa: S603  # our own command
    with gunicorn("timeline.wsgi", environment) as address:
        yield address


@contextmanager
def peers_site(folder: Path) -> Iterator[str]:
    """The address of a folder of files, which are compressed as ours are."""
    command = [sys.executable, "-m", "whitenoise.compress", "--quiet", str(folder)]
    subprocess.run(command, check=True)  # noqa: S603  # a module of a package of ours
    with gunicorn("bench.page.served:peers()", {"PEERS": str(folder)}) as address:
        yield address


def peers() -> WhiteNoise:
    """The WSGI application of the peers' files."""
    return WhiteNoise(_not_there, root=os.environ["PEERS"])


def warm(url: str) -> None:
    """Asks for a page some times."""
    for _ in range(_WARMING):
        with urlopen(url, timeout=PATIENCE) as answer:  # noqa: S310  # an address of ours
            answer.read()


def _not_there(environ: object, start_response: object) -> list[bytes]:
    start_response("404 Not Found", [("Content-Type", "text/plain")])  # type: ignore[operator]
    return [b"Not found"]
