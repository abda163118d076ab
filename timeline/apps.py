"""The Django app of the site."""

from django.apps import AppConfig


class TimelineConfig(AppConfig):
    """Registers the site's checks, templates and static files."""

    name = "timeline"

    def ready(self) -> None:
        from timeline import checks  # noqa: F401 (registers the checks, which need loaded apps)
