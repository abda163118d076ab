"""`manage.py seed`: the chronology of `fixtures/`, published."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from events.services.seeding import seed


class Command(BaseCommand):
    """Loads what is missing, and publishes what the fixtures carry as in review."""

    help = "Load what is missing of the chronology in fixtures/ and publish it. Touches nothing that is here already."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--folder", type=Path, default=Path(settings.BASE_DIR) / "fixtures")

    def handle(self, *args: Any, folder: Path, verbosity: int, **options: Any) -> None:
        for line in seed(folder, at=timezone.now()):
            if verbosity > 1 or not line.startswith("Published"):
                self.stdout.write(line)
            elif self.stdout.isatty():
                self.stdout.write(f"\r\033[K{line[:78]}", ending="")
        if self.stdout.isatty():
            self.stdout.write("\r\033[K", ending="")
