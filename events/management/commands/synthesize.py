"""`manage.py synthesize`: a chronology that never happened, of any size, to test and to measure with."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from events.models import Event
from events.services.synthesis import SyntheticError, synthesize

_HIGHEST_SEED = 10**9


class Command(BaseCommand):
    """Fills an empty database with published events, the same for the same seed and number."""

    help = "Fill an empty database with synthetic published events, the same for the same seed and number."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("number", type=int, help="how many events")
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--beside", action="store_true", help="also where the database holds other events already")

    def handle(self, *args: Any, number: int, seed: int, beside: bool, **options: Any) -> None:
        if number < 1 or not 0 <= seed <= _HIGHEST_SEED:
            raise CommandError(f"Give a number of events above 0, and a seed from 0 to {_HIGHEST_SEED}.")
        if not beside and (there := Event.objects.exclude(slug__startswith="synthetic-").count()):
            raise CommandError(
                f"This database holds {there} events that are not synthetic. Choose another one with DATABASE_URL, or "
                "add --beside to publish made-up events among them."
            )
        try:
            for done in synthesize(number, seed=seed, at=timezone.now()):
                if self.stdout.isatty():
                    self.stdout.write(f"\r\033[K{done} of {number} events", ending="")
                    self.stdout.flush()
        except SyntheticError as error:
            raise CommandError(str(error)) from error
        except KeyboardInterrupt:
            raise CommandError(f"Broken off. {Event.objects.count()} events are here, each of them whole.") from None
        self.stdout.write(f"{chr(13) if self.stdout.isatty() else ''}{number} events, published.")
