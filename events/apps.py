"""The Django app of the record."""

from django.apps import AppConfig


class EventsConfig(AppConfig):
    """Registers the record's models under the label `events`."""

    name = "events"
    default_auto_field = "django.db.models.BigAutoField"
