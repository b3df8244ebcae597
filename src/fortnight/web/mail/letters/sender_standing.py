"""What the operator's own server says of a sender: that it is the one it claims to be, that it is not, or nothing.

Read from its field Authentication-Results (`auth_results`). Only the field that bears the name of that server counts,
and of several the topmost: anybody can write one. Doubt never counts for the sender: of several results of DMARC a fail
wins, a field that cannot be read vouches for nobody, and a signature counts only for the domain that made it and those
below one of its own.
"""

from enum import StrEnum

from fortnight.web.mail.letters.auth_results import Result, parsed
from fortnight.web.mail.letters.parts import MailPart


class SenderStanding(StrEnum):
    """What is known of a sender."""

    VOUCHED = "vouched"
    DISOWNED = "disowned"
    UNKNOWN = "unknown"


def standing(mail: MailPart, sender: str, server: str) -> SenderStanding:
    r"""What the server says of the sender of a mail; unknown where it says nothing, or where there is no such server.

    >>> from fortnight.web.mail.letters.parts import taken_apart
    >>> forged = taken_apart(b"Authentication-Results: mx.clinic.example; dmarc=fail header.from=example.org\n\nhi")
    >>> str(standing(forged, "iris@example.org", "mx.clinic.example")), str(standing(forged, "iris@example.org", ""))
    ('disowned', 'unknown')
    """
    for field in mail.all("authentication-results") if server else ():
        verdict = parsed(field)
        if verdict is None:
            # The author of a broken field cannot be known; our own server would not write a broken one.
            return SenderStanding.DISOWNED
        if verdict[0] == server.lower():
            return _standing(verdict[1], sender.rpartition("@")[2].lower())
    return SenderStanding.UNKNOWN


def _standing(results: tuple[Result, ...], domain: str) -> SenderStanding:
    dmarc = [result for result in results if result.method == "dmarc"]
    if any(result.result == "fail" for result in dmarc):
        return SenderStanding.DISOWNED
    if any(result.result == "pass" and set(result.domains("header.from")) <= {domain} for result in dmarc):
        return SenderStanding.VOUCHED
    if any(_vouches(result, domain) for result in results):
        return SenderStanding.VOUCHED
    refused = (result for result in results if result.method == "spf" and result.result == "fail")
    return SenderStanding.DISOWNED if any(_is_near(result, domain) for result in refused) else SenderStanding.UNKNOWN


def _vouches(result: Result, domain: str) -> bool:
    """Whether a signature, or the host that sent it, is of the domain itself or of one above that is no mere suffix."""
    names = {"dkim": ("header.d", "header.i"), "spf": ("smtp.mailfrom",)}.get(result.method, ())
    return result.result == "pass" and any(_is_above(named, domain) for named in result.domains(*names))


def _is_above(named: str, domain: str) -> bool:
    if named == domain:
        return True
    labels = named.split(".")
    # "org", and "co.uk" or "com.au": everybody's domain is below them.
    suffix = len(labels) < 2 or (len(labels) == 2 and len(labels[1]) == 2 and len(labels[0]) <= 3)
    return not suffix and domain.endswith(f".{named}")


def _is_near(result: Result, domain: str) -> bool:
    """Whether a refusal is about this domain, or one above or below it."""
    named = result.domains("smtp.mailfrom", "smtp.helo")
    return any(near == domain or near.endswith(f".{domain}") or domain.endswith(f".{near}") for near in named if near)
