"""How gunicorn serves the site; where it listens is said on its command line (--bind)."""

import os

worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
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

accesslog = None
loglevel = "warning"
