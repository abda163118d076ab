"""The same synthetic chronology in PostgreSQL: made once in a database of its own, which is kept."""

import subprocess
import sys
from os import environ

import dj_database_url
import psycopg
from django.db import DEFAULT_DB_ALIAS, connections
from psycopg import sql

from bench.api.central import one_process
from bench.matching.database import SEED
from bench.servers import ROOT


def chronology_in(server: str, events: int) -> str:
    """The URL of the database of so many events on a server (`postgres://user@host`), made where it is missing."""
    name = f"timeline_bench_{events}"
    url = f"{server.rstrip('/')}/{name}"
    with psycopg.connect(f"{server.rstrip('/')}/postgres", autocommit=True) as connection:
        names = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
        if names is None:
            print(f"\nMaking {events:,} events in {url}, once", flush=True)
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
            try:
                _manage(url, "migrate", "--verbosity=0")
                _manage(url, "synthesize", str(events), f"--seed={SEED}")
            except BaseException:
                connection.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(name)))
                raise
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")
    return url


def connect_postgresql(url: str) -> None:
    """Has Django use a database of such a server."""
    connections[DEFAULT_DB_ALIAS].close()
    connections.settings = connections.configure_settings({DEFAULT_DB_ALIAS: dj_database_url.parse(url)})
    del connections[DEFAULT_DB_ALIAS]


def _manage(url: str, *arguments: str) -> None:
    command = [sys.executable, "manage.py", *arguments]
    subprocess.run(command, cwd=ROOT, env={**environ, **one_process(url)}, check=True)  # noqa: S603  # our own command
