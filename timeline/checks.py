"""System checks for unsafe deployments: each has an id, says what is wrong, and hints at what would be right."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.core.exceptions import ImproperlyConfigured

from timeline.counting import parse_limit
from timeline.middleware.rate_limits import LIMITS
from timeline.settings import DEVELOPMENT_KEY

_HERE = {"127.0.0.1", "localhost", "[::1]", "testserver"}


@register(Tags.security)
def check_settings(app_configs: Sequence[Any] | None = None, **_: Any) -> list[CheckMessage]:
    """Errors where a server that others than this machine reach would be unsafe."""
    errors: list[CheckMessage] = []
    if not settings.ALLOWED_HOSTS:
        errors.append(Error("No host is allowed.", hint="Set SITE_URL or ALLOWED_HOSTS.", id="timeline.E001"))
    if settings.STATIC_ROOT and not (Path(settings.STATIC_ROOT) / "staticfiles.json").is_file():
        errors.append(
            Error("STATIC_ROOT holds no collected files.", hint="Run manage.py collectstatic.", id="timeline.E005")
        )
    errors += _limits() + _choices()
    if {*settings.ALLOWED_HOSTS, urlsplit(settings.SITE_URL).hostname} <= _HERE:
        return errors
    if settings.SECRET_KEY == DEVELOPMENT_KEY or len(settings.SECRET_KEY) < 50:
        errors.append(
            Error(
                "The secret key is the known one or a short one, where others are served.",
                hint="Set SECRET_KEY, or SECRET_KEY_FILE to a file of at least 50 random characters.",
                id="timeline.E002",
            )
        )
    if 0 < len(settings.METRICS_TOKEN) < 20:
        errors.append(Error("METRICS_TOKEN is short.", hint="Take at least 20 random characters.", id="timeline.E008"))
    if settings.DEBUG:
        errors.append(Error("DEBUG is on where others are served.", hint="Leave DEBUG unset.", id="timeline.E003"))
    if "*" in settings.ALLOWED_HOSTS:
        errors.append(Error("Any host is allowed.", hint="Name the hosts in ALLOWED_HOSTS.", id="timeline.E004"))
    if settings.SECURE_SSL_REDIRECT and not settings.PROXIES:
        errors.append(
            Warning(
                "SITE_URL is https, and no proxy is counted: every request would be redirected without end.",
                hint="Set PROXIES to the number of proxies in front, 1 as a rule.",
                id="timeline.W001",
            )
        )
    if settings.WEB_CONCURRENCY > 1 and not settings.CACHE_URL and any(map(_limit, LIMITS)):
        errors.append(
            Warning(
                f"Each of {settings.WEB_CONCURRENCY} processes counts requests by itself: the limits are so many "
                "times as high.",
                hint="Set CACHE_URL to a Redis, WEB_CONCURRENCY to 1, or the limits to off.",
                id="timeline.W002",
            )
        )
    return errors


def _limits() -> list[CheckMessage]:
    return [
        Error(f"{setting} cannot be read.", hint="Write it like 600/minute, or off.", id="timeline.E006")
        for name, setting in LIMITS.items()
        if _limit(name) is None
    ]


def _choices() -> list[CheckMessage]:
    return [
        Error(f"{setting} is none of its values.", hint=f"Write one of {', '.join(known)}.", id="timeline.E007")
        for setting, known in (("LOG_FORMAT", ("json", "text")), ("LOG_ADDRESSES", ("none", "network", "full")))
        if getattr(settings, setting) not in known
    ]


def _limit(name: str) -> bool | None:
    """Whether a limit is on; None where it cannot be read."""
    try:
        return parse_limit(getattr(settings, LIMITS[name])) is not None
    except ValueError:
        return None


def refuse_unsafe_settings() -> None:
    """Raises ImproperlyConfigured with every error of `check_settings`: a WSGI server runs no checks by itself."""
    if errors := [message for message in check_settings() if message.is_serious()]:
        raise ImproperlyConfigured(" ".join(f"{error.msg} {error.hint}" for error in errors))
