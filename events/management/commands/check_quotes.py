"""`manage.py check_quotes`: looks for every quotation in the text of its source again."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from events.models.citations import QuoteCheck
from events.services.quote_checks import check_all

_EVERY = 1000


class Command(BaseCommand):
    """Tells which quotations are lost and which have moved, and writes what has changed."""

    help = "Check every quotation against the text of its source, where one is kept; exits with 1 where one is lost."

    def handle(self, *args: Any, **options: Any) -> None:
        number = lost = 0
        for checked in check_all(at=timezone.now()):
            number += 1
            lost += checked.outcome == QuoteCheck.LOST
            if checked.outcome in (QuoteCheck.LOST, QuoteCheck.MOVED):
                quote = " ".join(checked.quote.split())
                self.stdout.write(f"{checked.outcome}: {checked.event} | {checked.source} | “{quote}”")
            if number % _EVERY == 0:
                self.stderr.write(f"{number} quotations were checked.")
        if lost:
            raise CommandError(f"{lost} of {number} quotations are lost.")
        self.stdout.write(f"{number} quotations were checked; none is lost.")
