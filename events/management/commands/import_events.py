"""`manage.py import_events`: events of a CSV or NDJSON file into the record, as drafts or published."""

import sys
from argparse import RawDescriptionHelpFormatter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from events.services.importing import READERS, Import, ImportPlan, ImportRefused, apply_import, format_of, plan_import
from events.services.importing.plan import What

_USAGE, _REFUSED = 2, 1
_SHOWN = 20


class Command(BaseCommand):
    """Checks a whole file and says what it would do; with `--apply` does it, all or nothing."""

    help = (
        "Bring the events of a CSV or NDJSON file into the record: as drafts, or published (--publish --as USERNAME)."
        "\nExits with 0 when all is well, 1 when rows are refused (nothing is saved then), 2 when it is called wrongly."
    )

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """Keeps the lines of the help."""
        return super().create_parser(prog_name, subcommand, formatter_class=RawDescriptionHelpFormatter, **kwargs)

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="its path, or - for what is piped in")
        act = parser.add_mutually_exclusive_group(required=True)
        act.add_argument("--dry-run", action="store_true", help="check it and say what would change; save nothing")
        act.add_argument("--apply", action="store_true", help="check it and save all of it, or nothing")
        parser.add_argument("--format", choices=sorted(READERS), help="if the name of the file does not tell")
        parser.add_argument("--publish", action="store_true", help="publish what it brings; needs --as")
        parser.add_argument("--as", dest="username", help="who imports: the author of the revisions")
        parser.add_argument("--reason", help="what readers are told where something public is revised; needed there")
        parser.add_argument("--progress", action="store_true", help="tell how far it is, also when nobody watches")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self._import(**options)
        except KeyboardInterrupt:
            raise CommandError("Broken off; nothing was saved.", returncode=_REFUSED) from None

    def _import(self, file: str, username: str | None, publish: bool, **options: Any) -> None:
        by = _user(username, publish=publish)
        format_ = options["format"] or format_of(file)
        if format_ is None:
            raise CommandError(f"Say what “{file}” is: --format csv or --format ndjson.", returncode=_USAGE)
        now, name = timezone.now(), "standard input" if file == "-" else _printable(Path(file).name)
        with _opened(file) as stream:
            checked = plan_import(
                stream, name=name, format=format_, publish=publish, at=now, progress=self._progress("read", options)
            )
        try:
            self._tell(checked.plan)
            if checked.plan.error_count:
                raise CommandError(
                    _count(checked.plan.error_count, "error") + "; nothing was saved.", returncode=_REFUSED
                )
            if options["apply"]:
                self._apply(checked, by, now, options)
            else:
                self.stdout.write("Nothing was saved: this was a dry run.")
        finally:
            checked.close()

    def _apply(self, checked: Import, by: User | None, now: Any, options: dict[str, Any]) -> None:
        reason = options["reason"] or ""
        try:
            apply_import(checked, by=by, at=now, reason=reason, progress=self._progress("saved", options))
        except ImportRefused as refused:
            for error in refused.errors:
                self.stderr.write(str(error))
            raise CommandError(str(refused), returncode=_REFUSED) from refused
        except ValidationError as error:
            raise CommandError(" ".join(error.messages), returncode=_USAGE) from error
        plan = checked.plan
        if not plan.changes_anything:
            self.stdout.write("Everything is here already: nothing was changed.")
        else:
            self.stdout.write("Saved and published." if plan.publish else "Saved; nothing of it is public yet.")

    def _progress(self, what: str, options: dict[str, Any]) -> Callable[[int], None]:
        """Tells how far it is, on standard error: over and over in one line of a terminal, else a line each."""
        if not (options["progress"] or self.stderr.isatty()):
            return lambda done: None
        before, after = ("\r\033[K", "") if self.stderr.isatty() else ("", "\n")

        def tell(done: int) -> None:
            self.stderr.write(f"{before}{done} {what}", style_func=str, ending=after)
            self.stderr.flush()

        return tell

    def _tell(self, plan: ImportPlan) -> None:
        if self.stderr.isatty():
            self.stderr.write("\r\033[K", ending="")
        counts = ", ".join(f"{plan.counts[what]} {what}" for what in What)
        self.stdout.write(f"{counts}" + (f"; {plan.to_publish} to publish" if plan.publish else ""))
        for row in plan.rows[:_SHOWN]:
            self.stdout.write(f"line {row.line}: {row.what} {row.slug} “{row.title}”")
            for found in row.differences:
                self.stdout.write(f"    {found.field}: “{found.before}” → “{found.after}”")
        self._rest(sum(plan.counts.values()) - plan.counts[What.UNCHANGED], min(len(plan.rows), _SHOWN), "row")
        for label, kept, count in (("new", plan.named, plan.named_count), ("note", plan.notes, plan.note_count)):
            for one in kept[:_SHOWN]:
                self.stdout.write(f"{label}: {one}")
            self._rest(count, min(len(kept), _SHOWN), label)
        for error in plan.errors:
            self.stderr.write(str(error))
        self._rest(plan.error_count, len(plan.errors), "error")

    def _rest(self, count: int, shown: int, what: str) -> None:
        if count > shown:
            self.stdout.write(f"… and {_count(count - shown, what)} more")


def _printable(name: str) -> str:
    """The name of a file in UTF-8, which that of a file need not be."""
    return name.encode("utf-8", "replace").decode()


def _user(username: str | None, *, publish: bool) -> User | None:
    if username is None:
        if publish:
            raise CommandError("--publish needs --as USERNAME, one who may review.", returncode=_USAGE)
        return None
    user = User.objects.filter(username=username, is_active=True).first()
    if user is None:
        raise CommandError(f"There is no active user “{username}”.", returncode=_USAGE)
    if publish and not user.has_perm("events.review_event"):
        raise CommandError(
            f"“{username}” may not publish: it takes the permission to review events.", returncode=_USAGE
        )
    return user


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 or what == "new" else f"{number} {what}s"


@contextmanager
def _opened(file: str) -> Iterator[BinaryIO]:
    """The file, or what is piped in."""
    if file == "-":
        yield sys.stdin.buffer
        return
    try:
        stream = Path(file).open("rb")  # noqa: SIM115  # closed below: an error of the reader is not one of opening
    except OSError as error:
        raise CommandError(f"“{file}” cannot be read: {error.strerror}.", returncode=_USAGE) from error
    with stream:
        yield stream
