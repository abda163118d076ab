"""Pages that are written once and kept until anything public changes."""

from collections.abc import Callable
from hashlib import sha256

from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from timeline.pages.reader import reader_of

# Bytes: what one page may take of memory at most, 200 times in each process. Longer ones are written anew.
_LONGEST = 262_144
# What of a list is shown: there is no end of such addresses, and the first page is what most read.
_PARTS = ("cursor", "page_size")


def kept(request: HttpRequest, edition: str, write: Callable[[], HttpResponse]) -> HttpResponse:
    """The page that `write` makes, or made for the same address and language while this edition was public.

    A page says no more than its address, its language, the day, the settings and what is public; the edition stands for
    the last of these. What is not found or not understood is not kept, nor are parts of a list that were asked for, nor
    long pages.
    """
    if not edition or any(name in request.GET for name in _PARTS):
        return write()
    key = _key(request, edition)
    response: HttpResponse | None = caches["pages"].get(key)
    if response is None:
        response = write()
        if response.status_code == 200 and len(response.content) <= _LONGEST:
            caches["pages"].set(key, response)
    return response


def _key(request: HttpRequest, edition: str) -> str:
    day = timezone.now().date().isoformat()  # references say when the page was read
    reader = reader_of(request)
    address = request.build_absolute_uri(reader.address(request.path, reader.query))
    return sha256("\0".join((edition, day, reader.language, address)).encode()).hexdigest()
