"""The schema, put to the test by schemathesis: no answer that it does not describe, whatever is asked."""

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi import checks

from tests.api.endpoints import make_addresses

schema = schemathesis.openapi.from_wsgi("/api/schema/?format=json", get_wsgi_application())
# Not that all it calls valid is accepted: what is a date, and what is published, no schema says.
CHECKS = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
    checks.negative_data_rejection,
    checks.unsupported_method,
]


@pytest.fixture
def published(db: None) -> None:
    make_addresses()


@schema.parametrize()
@settings(
    max_examples=15,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_every_answer_is_as_the_schema_says(case: schemathesis.Case, published: None) -> None:
    case.call_and_validate(checks=CHECKS)
