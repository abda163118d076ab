"""`manage.py flag_events`: writes anew what each event raises for curators, as the day and the rules now have it."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from events.management.progress import go_through
from events.services.flagging import flag_all


class Command(BaseCommand):
    """Goes through all events; to be run each night, since some flags hang on the day."""

    help = "Flag anew the events that want a curator's eye."

    def handle(self, *args: Any, **options: Any) -> None:
        done = go_through(flag_all(at=timezone.now()), self.stderr, "events")
        self.stdout.write(f"{done:,} events were gone through.")
