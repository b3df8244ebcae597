"""Whether an address that a browser names for its push messages is one that may be asked from here.

Anybody can name any address, and this server would send there: so only https on its own port, and only hosts all of
whose addresses are public. What is asked is the very address that was looked at, so that a name cannot lead elsewhere
a moment later. With `PUSH_ANYWHERE` (tests) nothing is refused.
"""

import socket
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import SplitResult, urlsplit

from django.conf import settings

LONGEST = 1_000
_HTTPS = 443
# Addresses of IPv6 in which one of IPv4 is wrapped, that may be anybody's.
_WRAPPED = tuple(map(ip_network, ("64:ff9b::/96", "2002::/16", "2001::/32", "::/96", "::ffff:0:0/96")))


class ForbiddenEndpointError(Exception):
    """An address that is not asked from here."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where a message goes: the address of the machine, and the name that its certificate has to bear."""

    url: str
    host: str
    name: str


def check(endpoint: str) -> SplitResult:
    """The parts of an address, as far as it can be judged by itself. Raises: ForbiddenEndpointError."""
    try:
        parts = urlsplit(endpoint)
        port, host = parts.port, parts.hostname or ""
    except ValueError:
        raise ForbiddenEndpointError("it is no address") from None
    if settings.PUSH_ANYWHERE:
        return parts
    fits = parts.scheme == "https" and host and port in (None, _HTTPS) and parts.username is None
    if not fits or len(endpoint) > LONGEST or not endpoint.isascii() or not endpoint.isprintable():
        raise ForbiddenEndpointError("it is not an https address")
    if _is_literal(host) or "." not in host:
        raise ForbiddenEndpointError("it names no public host")
    return parts


def target(endpoint: str) -> Target:
    """Where to send to, with a public address of the host in place of its name.

    Raises: ForbiddenEndpointError, OSError where the name is not known now.
    """
    parts = check(endpoint)
    host = parts.hostname or ""
    if settings.PUSH_ANYWHERE:
        return Target(endpoint, parts.netloc, host)
    answers = socket.getaddrinfo(host, _HTTPS, type=socket.SOCK_STREAM)
    addresses = [ip_address(str(row[4][0]).partition("%")[0]) for row in answers]
    if not addresses or not all(map(is_public, addresses)):
        raise ForbiddenEndpointError("its host is not a public one")
    first = addresses[0]
    machine = f"[{first}]" if first.version == 6 else str(first)
    return Target(parts._replace(netloc=machine).geturl(), host, host)


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Whether an address is one of the world's, and of one machine.

    >>> [is_public(ip_address(one)) for one in ("93.184.215.14", "127.0.0.1", "10.0.0.7", "::ffff:10.0.0.7")]
    [True, False, False, False]
    """
    wrapped = any(address.version == network.version and address in network for network in _WRAPPED)
    return address.is_global and not address.is_multicast and not wrapped


def _is_literal(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        # "127.1", "0x7f000001": what some resolvers read as an address has no letter in its last part, or is a number.
        last = host.rstrip(".").rpartition(".")[2]
        return not last or last.isdecimal() or last.startswith("0x")
    return True
