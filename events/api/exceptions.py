"""Errors as RFC 9457 problem details, one shape for all."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

import msgspec
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from rest_framework import exceptions

from events.queries.publications import Retracted


@dataclass(frozen=True)
class ParameterError:
    """One parameter at fault: its name, a code for programs, what would be right, and which of its values it is where
    others of them may stand."""

    name: str
    code: str
    detail: str
    value: str | None = None


class InvalidParameters(Exception):
    """A query that cannot be answered, with every parameter at fault."""

    def __init__(self, errors: list[ParameterError]) -> None:
        self.errors = errors
        super().__init__("; ".join(f"{error.name}: {error.detail}" for error in errors))


class Gone(exceptions.APIException):
    """What was asked for was retracted; the tombstone stands in its place."""

    status_code = HTTPStatus.GONE

    def __init__(self, grave: Retracted) -> None:
        self.grave = grave
        super().__init__("This was retracted.")


def problem_response(error: Exception, context: dict[str, Any]) -> HttpResponse | None:
    """DRF's exception handler: a problem for every error that a client can cause, None for what is our own fault."""
    status, detail, extra = _facts(error)
    if status is None:
        return None
    return problem(status, detail, **extra)


def problem(status: int, detail: str, **extra: Any) -> HttpResponse:
    """A problem, whatever renderer was negotiated. `type` is about:blank: the status says what kind it is."""
    members = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": int(status),
        "detail": detail,
        "errors": [],
        **extra,
    }
    return HttpResponse(msgspec.json.encode(members), status=status, content_type="application/problem+json")


def is_api(request: HttpRequest) -> bool:
    """Whether a request is answered with problems instead of pages."""
    return request.path_info.startswith("/api/")


def _facts(error: Exception) -> tuple[int | None, str, dict[str, Any]]:
    match error:
        case InvalidParameters():
            errors = [{"pointer": f"?{e.name}", "code": e.code, "detail": e.detail} for e in error.errors]
            return HTTPStatus.BAD_REQUEST, "The query has parameters that are unknown or malformed.", {"errors": errors}
        case Gone():
            tombstone = {
                "uid": error.grave.uid,
                "retracted_at": error.grave.retracted_at,
                "reason": error.grave.reason,
            }
            return HTTPStatus.GONE, "This was retracted.", {"tombstone": tombstone}
        case Http404():
            return HTTPStatus.NOT_FOUND, "There is nothing published here.", {}
        case PermissionDenied():
            return HTTPStatus.FORBIDDEN, "You may not do this.", {}
        case exceptions.APIException():
            return error.status_code, str(error.detail), {}
    return None, "", {}
