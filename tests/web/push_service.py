"""A push service and a browser's half of one, for the tests: takes what is sent, checks who sends, and opens it.

What it knows of encryption and signatures it has from the standards alone (RFC 8188, 8291, 8292), and shares no line
with what it tests.
"""

import base64
import json
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from typing_extensions import override


def unwrapped(text: str) -> bytes:
    """The bytes of a text in base64url."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def wrapped(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _mac(key: bytes, data: bytes) -> bytes:
    mac = hmac.HMAC(key, hashes.SHA256())
    mac.update(data)
    return mac.finalize()


@dataclass
class Subscriber:
    """The keys of a browser, of which nobody else has the private half."""

    private: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    auth: bytes = field(default_factory=lambda: secrets.token_bytes(16))

    @property
    def public(self) -> bytes:
        return self.private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)

    def opened(self, body: bytes) -> bytes:
        """What a message says, without its padding."""
        salt, size, length = body[:16], int.from_bytes(body[16:20], "big"), body[20]
        point, sealed = body[21 : 21 + length], body[21 + length :]
        assert len(sealed) <= size
        theirs = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
        first = _mac(self.auth, self.private.exchange(ec.ECDH(), theirs))
        agreed = _mac(first, b"WebPush: info\x00" + self.public + point + b"\x01")
        drawn = _mac(salt, agreed)
        key = _mac(drawn, b"Content-Encoding: aes128gcm\x00\x01")[:16]
        nonce = _mac(drawn, b"Content-Encoding: nonce\x00\x01")[:12]
        text, _, padding = AESGCM(key).decrypt(nonce, sealed, None).rpartition(b"\x02")
        assert not padding.strip(b"\x00")
        return text


@dataclass
class Taken:
    """One message as the service took it."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def claims(self) -> dict[str, Any]:
        """What the sender signed; the signature is checked by the key that it names."""
        kind, _, fields = self.headers["authorization"].partition(" ")
        assert kind == "vapid"
        token, key = (part.partition("=")[2] for part in fields.split(", "))
        head, body, signature = token.split(".")
        raw = unwrapped(signature)
        public = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), unwrapped(key))
        pair = encode_dss_signature(int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big"))
        public.verify(pair, f"{head}.{body}".encode(), ec.ECDSA(hashes.SHA256()))
        assert json.loads(unwrapped(head))["alg"] == "ES256"
        claims: dict[str, Any] = json.loads(unwrapped(body))
        return claims


class PushService:
    """Takes messages at its address; `statuses` are what it says to the next ones, 201 when none are left."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.statuses: list[int] = []
        self.retry_after = ""
        self.taken: list[Taken] = []

    def endpoint(self, name: str = "device") -> str:
        return f"{self.address}/push/{name}"

    def subscription(self, subscriber: Subscriber, name: str = "device") -> dict[str, str]:
        """What a browser with these keys tells a site."""
        keys = {"p256dh": wrapped(subscriber.public), "auth": wrapped(subscriber.auth)}
        return {"endpoint": self.endpoint(name), **keys}


@contextmanager
def push_service() -> Iterator[PushService]:
    """A push service that listens on this machine."""

    class Desk(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            service.taken.append(Taken(self.path, headers, body))
            self.send_response(service.statuses.pop(0) if service.statuses else 201)
            if service.retry_after:
                self.send_header("Retry-After", service.retry_after)
            self.send_header("Location", f"{service.address}/elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()

        @override
        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Desk)
    service = PushService(f"http://127.0.0.1:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
