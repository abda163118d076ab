"""What the tests of the API share."""

import pytest

from tests.api.endpoints import make_addresses


@pytest.fixture
def addresses(db: None) -> dict[str, str]:
    """The address of every endpoint by name; behind each stands one published record."""
    return make_addresses()
