"""Servers on the loopback, gone afterwards."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

ROOT = Path(__file__).parents[1]
PATIENCE = 30.0


@contextmanager
def gunicorn(application: str, environment: Mapping[str, str]) -> Iterator[str]:
    """The address of a WSGI application that gunicorn serves as it serves the site."""
    command = [sys.executable, "-m", "gunicorn", application, "--config", "timeline/gunicorn_conf.py", "--bind"]
    with serving(command, environment) as address:
        yield address


@contextmanager
def serving(command: Sequence[str], environment: Mapping[str, str]) -> Iterator[str]:
    """The address at which a command serves, to which the host and port are given as its last argument."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        host = f"127.0.0.1:{free.getsockname()[1]}"
    address = f"http://{host}"
    variables = {**os.environ, **environment, "SITE_URL": address}
    server = subprocess.Popen([*command, host], cwd=ROOT, env=variables, stdout=subprocess.DEVNULL)  # noqa: S603  # our own command
    try:
        _wait(address, server)
        yield address
    finally:
        server.terminate()
        server.wait(PATIENCE)


def _wait(address: str, server: subprocess.Popen[bytes]) -> None:
    """Until anything is answered."""
    end = monotonic() + PATIENCE
    while server.poll() is None and monotonic() < end:
        try:
            urlopen(f"{address}/livez", timeout=PATIENCE).close()  # noqa: S310  # an address of ours
        except HTTPError:
            return
        except URLError:
            sleep(0.1)
        else:
            return
    raise RuntimeError(f"Nothing answers at {address}.")
