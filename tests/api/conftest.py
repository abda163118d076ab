"""What the tests of the API share, and for how long its schema is put to the test: `--hypothesis-profile=fuzz-api` asks
a hundred times as much, never twice the same."""

import pytest
from hypothesis import HealthCheck, Phase, settings

from tests.api.endpoints import make_addresses

_CALM = settings(deadline=None, suppress_health_check=list(HealthCheck), print_blob=True)
settings.register_profile("api", _CALM, max_examples=15, derandomize=True, phases=[Phase.explicit, Phase.generate])
settings.register_profile("fuzz-api", _CALM, max_examples=1500)


@pytest.fixture
def addresses(db: None) -> dict[str, str]:
    """The address of every endpoint by name; behind each stands one published record."""
    return make_addresses()
