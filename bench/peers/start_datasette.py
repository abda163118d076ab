"""Starts datasette over one file, where it is told to: `python -m bench.peers.start_datasette FILE HOST:PORT`."""

import os
import sys

# As it comes, but for the second after which it gives a query up: a hub's page takes longer.
_SETTINGS = ("--setting", "sql_time_limit_ms", "60000")


def main() -> None:
    """Becomes datasette."""
    file, address = sys.argv[1:]
    host, port = address.split(":")
    arguments = ["datasette", "serve", "--immutable", file, "--host", host, "--port", port, *_SETTINGS]
    os.execv(sys.executable, [sys.executable, "-m", *arguments])  # noqa: S606  # a package of ours


if __name__ == "__main__":
    main()
