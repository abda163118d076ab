"""System checks for unsafe deployments: each has an id, says what is wrong, and hints at what would be right."""

from collections.abc import Iterator, Sequence
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
    found = _anywhere()
    if not {*settings.ALLOWED_HOSTS, urlsplit(settings.SITE_URL).hostname} <= _HERE:
        found += [*_secrets(), *_doors(), *_counting()]
    return found


def _anywhere() -> list[CheckMessage]:
    found: list[CheckMessage] = []
    if not settings.ALLOWED_HOSTS:
        found.append(Error("No host is allowed.", hint="Set SITE_URL or ALLOWED_HOSTS.", id="timeline.E001"))
    if settings.STATIC_ROOT and not (Path(settings.STATIC_ROOT) / "staticfiles.json").is_file():
        found.append(
            Error("STATIC_ROOT holds no collected files.", hint="Run manage.py collectstatic.", id="timeline.E005")
        )
    for name, setting in LIMITS.items():
        if _limit(name) is None:
            hint = "Write it like 600/minute, or off."
            found.append(Error(f"{setting} cannot be read.", hint=hint, id="timeline.E006"))
    if settings.LOG_ADDRESSES not in ("none", "network", "full"):
        hint = "Write none, network or full."
        found.append(Error("LOG_ADDRESSES is none of its values.", hint=hint, id="timeline.E007"))
    return found


def _secrets() -> Iterator[CheckMessage]:
    if settings.SECRET_KEY == DEVELOPMENT_KEY or len(settings.SECRET_KEY) < 50:
        yield Error(
            "The secret key is the known one or a short one, where others are served.",
            hint="Set SECRET_KEY, or SECRET_KEY_FILE to a file of at least 50 random characters.",
            id="timeline.E002",
        )
    if 0 < len(settings.METRICS_TOKEN) < 20:
        yield Error("METRICS_TOKEN is short.", hint="Take at least 20 random characters.", id="timeline.E008")


def _doors() -> Iterator[CheckMessage]:
    if settings.DEBUG:
        yield Error("DEBUG is on where others are served.", hint="Leave DEBUG unset.", id="timeline.E003")
    if "*" in settings.ALLOWED_HOSTS:
        yield Error("Any host is allowed.", hint="Name the hosts in ALLOWED_HOSTS.", id="timeline.E004")
    if settings.SECURE_SSL_REDIRECT and not settings.PROXIES:
        yield Warning(
            "SITE_URL is https, and no proxy is counted: every request would be redirected without end.",
            hint="Set PROXIES to the number of proxies in front, 1 as a rule.",
            id="timeline.W001",
        )


def _counting() -> Iterator[CheckMessage]:
    if settings.WEB_CONCURRENCY > 1 and not settings.CACHE_URL and any(map(_limit, LIMITS)):
        yield Warning(
            f"Each of {settings.WEB_CONCURRENCY} processes counts requests by itself: the limits are so many times "
            "as high.",
            hint="Set CACHE_URL to a Redis, WEB_CONCURRENCY to 1, or the limits to off.",
            id="timeline.W002",
        )


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
