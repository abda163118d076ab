"""Who asks: no header of a stranger's changes it, and all that one subscriber has is one."""

import pytest
from django.test import RequestFactory

from timeline.middleware.addresses import client_address, network


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::1", "2001:db8:1:3::/64"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("fe80::1%eth0", "fe80::/64"),
        ("unknown", ""),
        ("192.0.2.1:8080", ""),
        ("", ""),
        ("\n203.0.113.9", ""),
    ],
)
def test_an_address_belongs_to_one_subscriber(address: str, found: str) -> None:
    assert network(address) == found


def test_a_network_is_as_wide_as_is_asked_for() -> None:
    assert network("192.0.2.77", ipv4=24, ipv6=48) == "192.0.2.0/24"
    assert network("2001:db8:1:2::1", ipv4=24, ipv6=48) == "2001:db8:1::/48"


def test_a_stranger_behind_a_server_on_a_socket_cannot_choose_an_address(settings: object) -> None:
    settings.PROXIES = 1  # type: ignore[attr-defined]
    headers = {"x-forwarded-for": "10.9.9.9, 203.0.113.9"}

    request = RequestFactory().get("/", headers=headers, REMOTE_ADDR="")

    assert client_address(request) == "203.0.113.9"
