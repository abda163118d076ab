"""How gunicorn serves the site; where it listens is said on its command line (--bind)."""

import os
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from events.dates import read_phrase
from events.dates.languages import LANGUAGES
from timeline.settings import LOGGING, METRICS_TOKEN, WEB_CONCURRENCY

worker_class = "gthread"
workers = WEB_CONCURRENCY
threads = 4
# The site is imported once and forked: up sooner, and a mistake in it is told once and ends the start.
preload_app = True

# The longest that gunicorn allows; a longer address is answered 414 before Django sees it.
limit_request_line = 8190
timeout = 30
graceful_timeout = 10
keepalive = 5

# By default gunicorn lets any client on the loopback set the scheme and SCRIPT_NAME by a header.
# What a proxy may tell is settings.py's to decide.
forwarded_allow_ips = ""
forwarder_headers = ""
control_socket_disable = True

# The site has a line for each request of its own; gunicorn's mistakes stand beside them in the same form.
accesslog = None
logconfig_dict = LOGGING

# Where processes keep their numbers, for /metrics to add up: named before anything imports prometheus_client, which
# looks for it then.
_OURS = "timeline-metrics-"
if METRICS_TOKEN:
    os.environ.setdefault("PROMETHEUS_MULTIPROC_DIR", mkdtemp(prefix=_OURS))


def on_starting(server: Any) -> None:
    """Forgets what an earlier start has counted, in a folder that outlives it."""
    _forget("*.db")


def child_exit(server: Any, worker: Any) -> None:
    """Forgets what a process was about when it ended; what it had done still counts."""
    _forget(f"gauge_live*_{worker.pid}.db")


def on_exit(server: Any) -> None:
    """Leaves nothing behind."""
    _forget("*.db")
    folder = Path(os.environ.get("PROMETHEUS_MULTIPROC_DIR", ""))
    if METRICS_TOKEN and folder.name.startswith(_OURS):
        folder.rmdir()


def _forget(files: str) -> None:
    if METRICS_TOKEN:
        for file in Path(os.environ["PROMETHEUS_MULTIPROC_DIR"]).glob(files):
            file.unlink()


def when_ready(server: object) -> None:
    """Reads two dates before the workers are forked: the first in a process waits until the patterns of all languages
    are compiled, and the calendars and what dates are said with are loaded."""
    for phrase in ("20 July 2023", "۲۰ تیر ۱۴۰۲"):
        read_phrase(phrase, languages=list(LANGUAGES))
