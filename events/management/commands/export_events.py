"""`manage.py export_events`: events as a file, in any format and under any filter of the API, without a server."""

import os
import sys
from argparse import SUPPRESS
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.http import QueryDict

from events.api.filters import EVENT_PARAMETERS, PAGE_PARAMETERS, read_leniently
from events.documents import with_match
from events.formats.files import Format, Heading, named
from events.formats.registry import EVENTS
from events.management.whole_files import whole_file
from events.queries.questions import EventQuery
from events.queries.streams import keep_little, stream_events

_FILTERS = {name: kind for name, kind in EVENT_PARAMETERS.items() if name not in PAGE_PARAMETERS}
# After so many events it is said how far it has come.
_STEP = 500
_BROKEN_PIPE = 141  # what a shell says of a program that SIGPIPE ended


class Command(BaseCommand):
    """Writes to a file, which is there whole or not at all, or to standard output."""

    help = "Write published events as a file. Filters have the names of the API, and mean the same."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--format", help=f"one of {_listed()}; else what the name of FILE ends with")
        parser.add_argument("--output", type=Path, metavar="FILE", help="where to write; else to standard output")
        parser.add_argument("--progress", action="store_true", help="say how far it has come, on no terminal too")
        filters = parser.add_argument_group("filters")
        for name, kind in _FILTERS.items():
            filters.add_argument(
                f"--{name}",
                dest=f"filter_{name}",
                action="append" if kind == "repeated" else "store",
                default=SUPPRESS,
                help="may be given again" if kind == "repeated" else None,
            )

    def handle(self, *args: Any, output: Path | None, progress: bool, **options: Any) -> None:
        file = _format(options["format"], output)
        query = _query(options)
        keep_little()
        texts = (with_match(hit.document, hit.match) for hit in stream_events(query))
        told = self._told(texts) if progress or self.stderr.isatty() else texts
        pieces = file.stream(told, Heading(settings.SITE_NAME, f"{settings.SITE_URL}/", settings.SITE_URL))
        try:
            if output is not None:
                with whole_file(output) as target:
                    target.writelines(pieces)
            else:
                for piece in pieces:
                    self.stdout.write(piece, ending="")
                self.stdout.flush()
        except BrokenPipeError:
            # Else Python complains once more when it empties what is left.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise SystemExit(_BROKEN_PIPE) from None
        except KeyboardInterrupt:
            raise CommandError("Broken off." if output is None else f"Broken off: {output} is as it was.") from None
        except OSError as error:
            raise CommandError(f"{output or 'The output'} cannot be written: {error.strerror}.") from error
        if file.leaves_out and output is not None:
            self.stderr.write(file.leaves_out)

    def _told(self, texts: Iterable[str]) -> Iterator[str]:
        """The same, with how many there were so far told on the way."""
        number = 0
        for number, text in enumerate(texts, 1):
            if number % _STEP == 0:
                self._tell(f"{number} events", ending="")
            yield text
        self._tell(f"{number} events", ending="\n")

    def _tell(self, said: str, ending: str) -> None:
        self.stderr.write(f"\r\033[K{said}" if self.stderr.isatty() else said, ending=ending or self._pause())
        self.stderr.flush()

    def _pause(self) -> str:
        return "" if self.stderr.isatty() else "\n"


def _listed() -> str:
    return ", ".join(one.name for one in EVENTS)


def _format(word: str | None, output: Path | None) -> Format[Any]:
    """The format that is named, or that the name of the file ends with."""
    if word is not None:
        file = named(EVENTS, word)
    else:
        endings = [one for one in EVENTS if output is not None and output.name.endswith(f".{one.extension}")]
        file = max(endings, key=lambda one: len(one.extension), default=None)
    if file is None:
        wrong = f"There is no format “{word}”." if word else "Which format?"
        raise CommandError(f"{wrong} Give --format one of {_listed()}.", returncode=2)
    return file


def _query(options: dict[str, Any]) -> EventQuery:
    parameters = QueryDict(mutable=True)
    for name in _FILTERS:
        if (given := options.get(f"filter_{name}")) is not None:
            parameters.setlist(name, given if isinstance(given, list) else [given])
    query, errors = read_leniently(parameters)
    if errors:
        raise CommandError("\n".join(f"--{error.name}: {error.detail}" for error in errors), returncode=2)
    return query
