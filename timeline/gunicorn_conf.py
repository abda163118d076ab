"""How gunicorn serves the site; where it listens is said on its command line (--bind)."""

from events.dates import read_phrase
from events.dates.languages import LANGUAGES
from timeline.settings import LOGGING, WEB_CONCURRENCY

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


def when_ready(server: object) -> None:
    """Reads two dates before the workers are forked: the first in a process waits until the patterns of all languages
    are compiled, and the calendars and what dates are said with are loaded."""
    for phrase in ("20 July 2023", "۲۰ تیر ۱۴۰۲"):
        read_phrase(phrase, languages=list(LANGUAGES))
