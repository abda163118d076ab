"""Who asks, as far as an address tells: deaf to what a stranger forwards."""

from functools import lru_cache
from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """The reader's address: what the outermost of our own proxies saw, deaf to whatever was forwarded to it."""
    forwarded = str(request.META.get("HTTP_X_FORWARDED_FOR", "")).split(",")
    # A server on a Unix socket sees no address of the nearest proxy; it is a hop all the same.
    hops = [*filter(None, map(str.strip, forwarded)), str(request.META.get("REMOTE_ADDR", "")).strip()]
    return hops[max(len(hops) - 1 - settings.PROXIES, 0)]


def network(address: str, ipv4: int = 32, ipv6: int = 64) -> str:
    """The network of an address, by default what one subscriber has: an IPv4 address, an IPv6 prefix of 64 bits.

    "" for what is no address, such as the name that some proxies give an unknown client.
    """
    return _network(address, ipv4, ipv6)


@lru_cache(maxsize=4096)
def _network(address: str, ipv4: int, ipv6: int) -> str:
    try:
        parsed = ip_address(address.partition("%")[0])
    except ValueError:
        return ""
    if isinstance(parsed, IPv6Address) and parsed.ipv4_mapped:
        parsed = parsed.ipv4_mapped
    prefix = ipv4 if parsed.version == 4 else ipv6
    found = ip_network((parsed, prefix), strict=False)
    return str(parsed) if prefix == found.max_prefixlen else str(found)
