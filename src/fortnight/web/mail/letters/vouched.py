"""Whether the operator's own server holds a sender to be the one it says: its field Authentication-Results (RFC 8601).

Only the field that bears the name of that server counts, and of several the topmost: anybody can write one.
"""

import re

from fortnight.web.mail.letters.parts import Part

_COMMENT = re.compile(r"\([^()]*\)")
_RESULT = re.compile(r"\s*(dmarc|spf|dkim)\s*=\s*([a-z]+)(.*)", re.IGNORECASE | re.DOTALL)
_DOMAIN = re.compile(
    r"(?:header\.from|header\.d|header\.i|smtp\.mailfrom|smtp\.helo)\s*=\s*\"?([^\s;\"]+)", re.IGNORECASE
)


def is_disowned(mail: Part, sender: str, server: str) -> bool:
    r"""Whether the server says that the sender's domain did not send this. False where it says nothing.

    >>> from fortnight.web.mail.letters.parts import taken_apart
    >>> forged = taken_apart(b"Authentication-Results: mx.clinic.example; dmarc=fail header.from=example.org\n\nhi")
    >>> is_disowned(forged, "iris@example.org", "mx.clinic.example"), is_disowned(forged, "iris@example.org", "other")
    (True, False)
    """
    for field in mail.all("authentication-results") if server else ():
        name, _, results = _COMMENT.sub(" ", field[:5_000]).partition(";")
        if (name.split() or [""])[0].lower() == server.lower():
            return _is_disowned(results.split(";"), sender.rpartition("@")[2])
    return False


def _is_disowned(results: list[str], domain: str) -> bool:
    found = [(one[1].lower(), one[2].lower(), one[3]) for one in map(_RESULT.match, results) if one]
    dmarc = {said for method, said, _ in found if method == "dmarc"}
    if dmarc & {"pass", "fail"}:
        return "pass" not in dmarc
    if any(method == "dkim" and said == "pass" and _is_about(about, domain) for method, said, about in found):
        return False
    return any(method == "spf" and said == "fail" and _is_about(about, domain) for method, said, about in found)


def _is_about(about: str, domain: str) -> bool:
    """Whether a result is about this domain or one above or below it."""
    named = [one.rpartition("@")[2].lower() for one in _DOMAIN.findall(about)]
    return any(one == domain or one.endswith(f".{domain}") or domain.endswith(f".{one}") for one in named)
