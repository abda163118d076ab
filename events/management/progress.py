"""How far a long command is, over and over in one line of a terminal."""

from collections.abc import Iterable

from django.core.management.base import OutputWrapper


def go_through(counts: Iterable[int], out: OutputWrapper, what: str) -> int:
    """Goes through all counts and tells each where somebody watches; the last of them, or 0."""
    done = 0
    for done in counts:
        if out.isatty():
            out.write(f"\r{done:,} {what}", ending="")
    if out.isatty():
        out.write("")
    return done
