"""What is said at the desk's door: to who guessed too often, of a form from another time, and of one too large."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from events.admin.conflicts import what_was_sent


def locked_out(request: HttpRequest, response: HttpResponse | None, credentials: Any) -> HttpResponse:
    """429: too many wrong passwords for one name from one address."""
    return _page(
        request,
        429,
        "Too many wrong passwords",
        "For the next hour nobody signs in under this name from where you are. Whoever shares your connection can, "
        "under their own. If you have forgotten your password, ask an administrator of the desk to set a new one.",
    )


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: a form without the token of whoever sends it, with what they wrote.

    That is given back to who is signed in alone, which nobody is in a form that another site has sent.
    """
    return _page(
        request,
        403,
        "This form is out of date",
        "Nothing was saved. The form was opened before you signed in, perhaps in another tab, or your browser keeps no "
        "cookies of this site. Copy what you wrote, load the page again, and send it once more.",
        what_was_sent(request) if request.user.is_authenticated else [],
    )


def too_large(request: HttpRequest) -> HttpResponse:
    """413: more text than a form of the desk takes in."""
    return _page(
        request,
        413,
        "That is too much for one form",
        "Nothing was saved. A form takes in 2 MB of text, some 600,000 characters of any script. Give the text of a "
        "source as a file, or only the part that you quote from.",
    )


def _page(
    request: HttpRequest, status: int, title: str, text: str, written: Sequence[tuple[str, str]] = ()
) -> HttpResponse:
    named = {"site_header": admin.site.site_header, "site_title": admin.site.site_title}
    context = {**named, "title": title, "text": text, "written": written}
    return render(request, "timeline/door.html", context, status=status)
