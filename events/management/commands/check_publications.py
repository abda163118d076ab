"""`manage.py check_publications`: proves that what the public reads is what was approved."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from events.services import publishing


class Command(BaseCommand):
    """Compares every publication with its revision; `--rebuild` writes those that differ again."""

    help = "Check that every publication equals its approved revision; exits with 1 where one does not."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--rebuild", action="store_true", help="write what differs again from its revision")

    def handle(self, *args: Any, rebuild: bool, **options: Any) -> None:
        if rebuild:
            now = timezone.now()
            rebuilt = list(publishing.rebuild(at=now))
            for left in publishing.refresh_stale(at=now):
                self.stdout.write(f"{left} left to refresh.")
            self.stdout.write(f"{len(rebuilt)} written again.")
        wrong = 0
        for sentence in publishing.check():
            wrong += 1
            self.stderr.write(sentence)
        if wrong:
            raise CommandError(f"{wrong} disagreements. Try --rebuild.")
        self.stdout.write("Every publication equals its approved revision.")
