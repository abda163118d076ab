"""`manage.py erase UID`: erases for good what is held about a person, or an event or source."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from events.queries.erasure import count_held, find_held, public_events_naming
from events.services.erasing import erase


class Command(BaseCommand):
    """Says what will go, asks for the slug, and erases it."""

    help = "Erase personal data for good: the record, its revisions, and its names in those of others."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("uid", help="of an actor, event or source, or of one that was deleted or merged")
        parser.add_argument("--reason", required=True, help="stays for good: name nobody in it")
        parser.add_argument("--slug", help="the record's slug, to be asked for nothing")

    def handle(self, *args: Any, uid: str, reason: str, slug: str | None, **options: Any) -> None:
        held = find_held(uid)
        if held is None:
            raise CommandError(f"Nothing is held about {uid}: no event, actor or source, and no revision of one.")
        self.stdout.write(f"The {held.type} “{held.last_name}” ({held.last_slug}). This will go for good:")
        for what, number in count_held(held):
            self.stdout.write(f"  {number:,} {what}")
        for _, title in public_events_naming(held):
            self.stdout.write(f"Change or retract first: “{title}”")
        typed = slug if slug is not None else input("Type its slug to erase all of it: ")
        if typed != held.last_slug:
            raise CommandError("That is not its slug: nothing was erased.")
        try:
            done = erase(uid, by=None, at=timezone.now(), reason=reason)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(
            f"Erased. Revisions of other records blanked: {done.blanked:,}; records changed: {done.changed:,}. "
            "Backups hold it until they are replaced."
        )
