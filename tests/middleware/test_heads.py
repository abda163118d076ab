"""HEAD is answered as GET is, and nothing follows the head."""

from collections.abc import Iterator

import pytest
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.test import Client, RequestFactory

from timeline.middleware.heads import BodilessHeadMiddleware


@pytest.mark.parametrize("address", ["/", "/api/v1/events/", "/robots.txt", "/nothing/", "/static/timeline/base.css"])
def test_the_head_is_that_of_get(client: Client, db: None, address: str) -> None:
    whole, head = client.get(address), client.head(address)

    told = dict(head.headers)
    del told["X-Request-ID"]
    assert told.items() <= dict(whole.headers).items()
    assert head.status_code == whole.status_code
    assert head.getvalue() == b""
    whole.close()
    head.close()


def test_a_stream_is_not_begun_for_its_head() -> None:
    begun = []

    def parts() -> Iterator[bytes]:
        begun.append(True)
        yield b"much"

    def view(request: HttpRequest) -> StreamingHttpResponse:
        return StreamingHttpResponse(parts(), content_type="text/csv")

    head = BodilessHeadMiddleware(view)(RequestFactory().head("/api/v1/events.csv"))

    assert list(head) == []  # type: ignore[call-overload]
    assert (head["Content-Type"], begun) == ("text/csv", [])


def test_a_view_sees_a_get_and_what_stands_around_it_a_head() -> None:
    seen = []
    request = RequestFactory().head("/")

    BodilessHeadMiddleware(lambda asked: seen.append(asked.method) or HttpResponse())(request)  # type: ignore[func-returns-value]

    assert (seen, request.method) == (["GET"], "HEAD")
