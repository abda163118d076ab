"""The entry of a WSGI server; refuses to serve where the settings are unsafe."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "timeline.settings")
application = get_wsgi_application()

from timeline.checks import refuse_unsafe_settings  # noqa: E402 (settings are read first)

refuse_unsafe_settings()
