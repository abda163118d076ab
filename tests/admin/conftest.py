"""What the tests of the desk share."""

import pytest
from django.contrib.auth.models import User
from django.test import Client


@pytest.fixture
def desk(curator: User, client: Client) -> Client:
    """A curator's browser, signed in."""
    client.force_login(curator)
    return client
