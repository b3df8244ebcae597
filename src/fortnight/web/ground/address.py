"""The address that people type, as browsers send it: with a host of plain letters, and nothing behind the port."""

from urllib.parse import SplitResult, urlsplit

from fortnight.errors import UsageError

_SHAPE = "Write it as https://fortnight.example.org."


def parted(address: str) -> SplitResult:
    """The parts of an address, its host in ASCII (IDNA). Raises: UsageError for an address that would not work.

    >>> parted("https://piel-más.example/").netloc
    'xn--piel-ms-mwa.example'
    >>> parted("http://[2001:db8::1]:8000").netloc
    '[2001:db8::1]:8000'
    """
    try:
        parts = urlsplit(address)
        host, port = (parts.hostname or "").encode("idna").decode("ascii"), parts.port
    except ValueError:
        raise UsageError("FORTNIGHT_ADDRESS is not a valid address", _SHAPE) from None
    if parts.scheme not in ("http", "https") or not host or "@" in parts.netloc:
        raise UsageError("FORTNIGHT_ADDRESS is not a valid address", _SHAPE)
    if parts.path.strip("/") or parts.query or parts.fragment:
        fix = f"Give the site a host of its own, without a path. {_SHAPE}"
        raise UsageError("FORTNIGHT_ADDRESS has something behind the host", fix)
    netloc = f"[{host}]" if ":" in host else host
    return SplitResult(parts.scheme, netloc if port is None else f"{netloc}:{port}", "", "", "")
