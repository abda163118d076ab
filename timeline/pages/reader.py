"""How somebody reads a page: in which language and theme, and the addresses that keep both."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header

from events.api.exceptions import ParameterError, is_api
from events.cards import text_direction

LANGUAGES = [code.split("-")[0] for code, _ in settings.LANGUAGES]
THEMES = ("light", "dark")


@dataclass(frozen=True)
class Reader:
    """The language and theme of a page; `chosen` are those that its address names, `query` the rest of it."""

    language: str = "en"
    theme: str = ""
    chosen: dict[str, str] = field(default_factory=dict)
    query: QueryDict = field(default_factory=QueryDict)
    errors: list[ParameterError] = field(default_factory=list)

    @property
    def direction(self) -> str:
        """Which way the language is written: ltr or rtl."""
        return text_direction(self.language)

    @property
    def suffix(self) -> str:
        """What an address of this site ends with to be read in the same way."""
        return self.address("")

    @property
    def languages(self) -> list[tuple[str, str, str]]:
        """The code, the own name and the query of this page in each language."""
        others = ((code, replace(self, chosen={**self.chosen, "lang": code})) for code in LANGUAGES)
        return [(code, _OWN_NAMES[code], other.address("", self.query)) for code, other in others]

    def address(self, path: str, query: QueryDict | None = None) -> str:
        """A path with this query, read in the same way."""
        parts = [part for part in (query.urlencode() if query else "", urlencode(self.chosen)) if part]
        return f"{path}?{'&'.join(parts)}" if parts else path


# What readers' pages are forbidden beyond the rest of the site: to ask for anything by script, and to make markup.
_POLICY = {"connect-src": None, "require-trusted-types-for": ["'script'"]}
_OWN_NAMES = {"en": "English", "es": "Español", "he": "עברית", "fa": "فارسی", "ar": "العربية"}


class ReaderMiddleware:
    """Lets a reader's page speak the language of `lang`, or else the one that the browser asks for first."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if is_api(request) or request.path_info.startswith("/admin/"):
            return self.get_response(request)
        reader = read_reader(request)
        request.reader = reader  # type: ignore[attr-defined]
        with translation.override(reader.language):
            response = self.get_response(request)
        if response.get("Content-Type", "").startswith("text/html"):
            response._csp_replace = {**_POLICY, **getattr(response, "_csp_replace", {})}  # type: ignore[attr-defined]
            response["Content-Language"] = reader.language
            if "lang" not in reader.chosen:
                patch_vary_headers(response, ["Accept-Language"])
        return response


def read_reader(request: HttpRequest) -> Reader:
    """The reader that a request is from; what is wrong with its parameters stands in `errors`."""
    query, chosen, errors = divide(request.GET)
    language = chosen.get("lang") or _asked_for(request.META.get("HTTP_ACCEPT_LANGUAGE", ""))
    return Reader(language, chosen.get("theme", ""), chosen, query, errors)


def divide(given: QueryDict) -> tuple[QueryDict, dict[str, str], list[ParameterError]]:
    """The query of a page without its language and theme, these, and what is wrong with them.

    An empty field of a form says nothing, nor does how to match a window where there is none.
    """
    query = QueryDict(mutable=True)
    for name, values in given.lists():
        if said := [value for value in values if value]:
            query.setlist(name, said)
    if not ("from" in query or "to" in query):
        query.pop("match", None)
    chosen, errors = {}, []
    for name, known in (("lang", LANGUAGES), ("theme", THEMES)):
        values = query.pop(name, [])
        if values and (len(values) > 1 or values[0] not in known):
            errors.append(ParameterError(name, "malformed", f"give one of {', '.join(known)}"))
        elif values:
            chosen[name] = str(values[0])
    return query, chosen, errors


def _asked_for(header: str) -> str:
    for asked, quality in parse_accept_lang_header(header):
        if quality and (language := asked.split("-")[0].lower()) in LANGUAGES:
            return language
    return "en"


def reader_of(request: HttpRequest) -> Reader:
    """The reader of a request; one who reads English where none was asked after, as at the desk."""
    return getattr(request, "reader", None) or Reader()


def reader(request: HttpRequest) -> dict[str, Any]:
    """Gives templates the reader, and the name of this service."""
    return {"reader": reader_of(request), "site_name": settings.SITE_NAME}
