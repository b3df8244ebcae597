"""The key by which push services know this installation (VAPID, RFC 8292), and what it signs for each message.

The pair is made once, when the site starts first, and stands in the database, the private half sealed under the
installation's secret: all processes sign by the same, and a backup brings it along. Another pair would end every
device's subscription, so it is sealed anew when the secret changes, and not replaced.
"""

import base64
import datetime as dt
import json
from collections.abc import Mapping
from email.utils import parseaddr
from typing import cast
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_der_private_key,
)
from django.conf import settings

from fortnight.web.accounts.vault import BrokenSealError, resealed, seal, unseal
from fortnight.web.reminders.models import PushKey
from fortnight.web.reminders.push.encryption import point_of

_NAME = "push-key"
_GOOD_FOR = dt.timedelta(hours=12)
_HALF = 32


def base64url(data: bytes) -> str:
    """Bytes as they stand in addresses and tokens, without padding."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def make_key() -> PushKey:
    """The key pair of this installation; the first call makes it. Of several at once, one wins."""
    row = PushKey.objects.filter(pk=1).first()
    if row is not None:
        return row
    key = ec.generate_private_key(ec.SECP256R1())
    der = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    values = {"private": seal(_NAME, der), "public": base64url(point_of(key.public_key()))}
    return PushKey.objects.get_or_create(pk=1, defaults=values)[0]


def reseal_key() -> int:
    """Seal the private half under the secret of now; how many no secret opens.

    One that no secret opens is given up, with what was subscribed by it: another is made at the next start.
    """
    row = PushKey.objects.filter(pk=1).first()
    if row is None:
        return 0
    try:
        anew = resealed(_NAME, bytes(row.private))
    except BrokenSealError:
        row.delete()
        return 1
    if anew is not None:
        PushKey.objects.filter(pk=1).update(private=anew)
    return 0


def authorization(endpoint: str, now: dt.datetime) -> str:
    """The field by which a push service sees who sends: a token for its origin that is good for half a day.

    Raises: BrokenSealError where the key was sealed under a secret that is lost.
    """
    row = make_key()
    loaded = load_der_private_key(unseal(_NAME, bytes(row.private)), password=None)
    key = cast("ec.EllipticCurvePrivateKey", loaded)
    parts = urlsplit(endpoint)
    claims = {
        "aud": f"{parts.scheme}://{parts.netloc}",
        "exp": int((now + _GOOD_FOR).timestamp()),
        "sub": f"mailto:{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}",
    }
    signed = ".".join(_json(part) for part in ({"typ": "JWT", "alg": "ES256"}, claims))
    halves = decode_dss_signature(key.sign(signed.encode(), ec.ECDSA(SHA256())))
    signature = b"".join(half.to_bytes(_HALF, "big") for half in halves)
    return f"vapid t={signed}.{base64url(signature)}, k={row.public}"


def _json(part: Mapping[str, object]) -> str:
    return base64url(json.dumps(part, separators=(",", ":")).encode())
