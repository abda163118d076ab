"""Servers on the loopback: our site as it is shipped, and the peers' pages, both by gunicorn, both gone afterwards."""

import os
import secrets
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from whitenoise.base import WhiteNoise

ROOT = Path(__file__).parents[2]
_PATIENCE = 30.0
# So that each worker has compiled its templates, as in a server that has been in use.
_WARMING = 20


@contextmanager
def our_site(database: Path, folder: Path) -> Iterator[str]:
    """The address of our site with its files collected into a folder: `timeline.wsgi` with all its middleware."""
    environment = {"DATABASE_URL": f"sqlite:///{database}", "STATIC_ROOT": str(folder), "DEBUG": "0"}
    environment["SECRET_KEY"] = secrets.token_urlsafe(64)
    command = [sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity=0"]
    subprocess.run(command, cwd=ROOT, env=os.environ | environment, check=True)  # noqa: S603  # our own command
    with _gunicorn("timeline.wsgi", environment) as address:
        yield address


@contextmanager
def peers_site(folder: Path) -> Iterator[str]:
    """The address of a folder of files, which are compressed as ours are."""
    command = [sys.executable, "-m", "whitenoise.compress", "--quiet", str(folder)]
    subprocess.run(command, check=True)  # noqa: S603  # a module of a package of ours
    with _gunicorn("bench.page.served:peers()", {"PEERS": str(folder)}) as address:
        yield address


def peers() -> WhiteNoise:
    """The WSGI application of the peers' files."""
    return WhiteNoise(_not_there, root=os.environ["PEERS"])


def warm(url: str) -> None:
    """Asks for a page some times."""
    for _ in range(_WARMING):
        with urlopen(url, timeout=_PATIENCE) as answer:  # noqa: S310  # an address of ours
            answer.read()


def _not_there(environ: object, start_response: object) -> list[bytes]:
    start_response("404 Not Found", [("Content-Type", "text/plain")])  # type: ignore[operator]
    return [b"Not found"]


@contextmanager
def _gunicorn(application: str, environment: dict[str, str]) -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        host = f"127.0.0.1:{free.getsockname()[1]}"
    address = f"http://{host}"
    command = [sys.executable, "-m", "gunicorn", application, "--config", "timeline/gunicorn_conf.py", "--bind", host]
    server = subprocess.Popen(command, cwd=ROOT, env=os.environ | environment | {"SITE_URL": address})  # noqa: S603  # ours
    try:
        _wait(address, server)
        yield address
    finally:
        server.terminate()
        server.wait(_PATIENCE)


def _wait(address: str, server: subprocess.Popen[bytes]) -> None:
    """Until anything is answered."""
    end = monotonic() + _PATIENCE
    while server.poll() is None and monotonic() < end:
        try:
            urlopen(f"{address}/livez", timeout=_PATIENCE).close()  # noqa: S310  # an address of ours
        except HTTPError:
            return
        except URLError:
            sleep(0.1)
        else:
            return
    raise RuntimeError(f"gunicorn does not answer at {address}.")
