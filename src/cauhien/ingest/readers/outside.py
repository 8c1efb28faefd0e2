"""Servers on the internet asked for data, and none that is inside the network of this one.

An address that somebody has typed could name the database, the router or the account service of
the cloud that this server can reach and they cannot (server-side request forgery, CWE-918). The
name is resolved once, all that it stands for is looked at, and the request goes to the address
that was looked at; a redirect is a request like any other.
"""

import socket
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

import httpx

_TRANSLATED = IPv6Network("64:ff9b::/96")  # an address of IPv4 written as one of IPv6 (RFC 6052)


class InnerHost(httpx.RequestError):
    """What was asked for lies inside, or nowhere. address: what the host stands for, "" if none."""

    def __init__(self, host, address=""):
        inside = f"{host} ({address}) is inside the network of this server"
        super().__init__(inside if address else f"{host} is not known")
        self.host, self.address = host, address


def address_of(host, allowed=()):
    """Return an address of a host on the internet; raises InnerHost where any of them is inside.

    allowed: names of hosts that may be inside.
    """
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise InnerHost(host) from None
    addresses = [str(one[4][0]) for one in found]
    if host not in allowed:
        for address in addresses:
            if not is_outside(address):
                raise InnerHost(host, address)
    return addresses[0]


def is_outside(address):
    """Return whether an address of IP belongs to the internet.

    >>> [is_outside(one) for one in ("1.1.1.1", "127.0.0.1", "10.0.0.7", "169.254.169.254")]
    [True, False, False, False]
    >>> [is_outside(one) for one in ("::1", "fe80::1%eth0", "::ffff:10.0.0.7", "64:ff9b::a00:7")]
    [False, False, False, False]
    """
    found = ip_address(address)
    if isinstance(found, IPv6Address):
        found = _within(found) or found
    return found.is_global and not found.is_multicast


def _within(address):
    """Return the address of IPv4 that one of IPv6 stands for, None where it stands for none."""
    if address in _TRANSLATED:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour


class Outside(httpx.HTTPTransport):
    """A way to servers on the internet alone. allowed: names of hosts that may be inside."""

    def __init__(self, allowed=(), **options):
        super().__init__(**options)
        self.allowed = allowed

    def handle_request(self, request):
        host = request.url.host
        looked_at = request.url.copy_with(host=address_of(host, self.allowed))
        return super().handle_request(
            httpx.Request(
                request.method,
                looked_at,
                headers=request.headers,  # with the name of the host
                stream=request.stream,
                extensions=request.extensions | {"sni_hostname": host},
            )
        )
