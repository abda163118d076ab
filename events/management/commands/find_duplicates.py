"""`manage.py find_duplicates`: looks through all events for those that may be the same."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from events.management.progress import go_through
from events.queries.desk import suspected
from events.services.duplicates import suspect_all


class Command(BaseCommand):
    """Goes through all events; to be run after an import, since what is loaded in bulk is not compared."""

    help = "Find the events that may be the same, for the desk's list of duplicates."

    def handle(self, *args: Any, **options: Any) -> None:
        done = go_through(suspect_all(at=timezone.now()), self.stderr, "events")
        waiting = suspected().count()
        self.stdout.write(f"{done:,} events were gone through; {waiting:,} pairs may be the same.")
