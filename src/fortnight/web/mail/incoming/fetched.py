"""Which mails of a mailbox were fetched once: also those that have been deleted here since.

A mailbox is opened for reading only, so a mail stays on the server when its client is erased. Where the server counts
anew, everything is fetched again, and what is gone here must not come back as a stranger's.
"""

from django.conf import settings
from django.utils.crypto import salted_hmac

from fortnight.web.mail.models import Fetched, Mailbox

_SALT = "fortnight mail fetched"


def is_first(box: Mailbox, fingerprint: str) -> bool:
    """Whether a mail is fetched for the first time; from now on it counts as fetched."""
    marks = [_mark(fingerprint, secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    if Fetched.objects.filter(box=box, mark__in=marks).exists():
        return False
    return Fetched.objects.get_or_create(box=box, mark=marks[0])[1]


def _mark(fingerprint: str, secret: str | bytes) -> str:
    return salted_hmac(_SALT, fingerprint, secret=secret, algorithm="sha256").hexdigest()
