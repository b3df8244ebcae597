"""The proxies of Debian before a real site, each with the file that is shipped, in a folder and on ports of its own."""

import datetime as dt
import os
import re
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from tests.browser.server import ROOT, free_port

SITE = "fortnight.example.org"
DEPLOY = ROOT / "deploy"
# Whatever a proxy does not keep apart by its address comes from here.
HERE = "127.0.0.1"
PATIENCE = 60.0


@dataclass(frozen=True)
class Front:
    """What stands before the site, and where it listens: `plain` without TLS, which there is only with a proxy."""

    name: str
    port: int
    plain: int = 0
    context: ssl.SSLContext | None = None

    @property
    def address(self) -> str:
        """The address that a browser opens."""
        return f"https://{SITE}:{self.port}/" if self.context else f"http://{HERE}:{self.port}/"

    def connect(self, source: str = HERE) -> socket.socket:
        """A connection from an address of this machine, its certificate checked."""
        line = socket.create_connection((HERE, self.port), timeout=PATIENCE, source_address=(source, 0))
        return self.context.wrap_socket(line, server_hostname=SITE) if self.context else line


@dataclass(frozen=True)
class Ready:
    """The file of a proxy, filled in: how it is checked, and how it is run in the foreground."""

    check: list[str]
    run: list[str]


def wait_until(condition: Callable[[], bool]) -> None:
    """Wait until something holds."""
    until = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < until, "it did not come to that"
        time.sleep(0.02)


def program(name: str) -> str:
    """Where a program is; Debian keeps these off the path of who is not root."""
    at = shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
    assert at, f"no {name} here: sh scripts/needs.sh installs it"
    return at


def certificate(room: Path) -> None:
    """Write a certificate for the site that it has signed itself: fullchain.pem, privkey.pem, fortnight.pem (both)."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, SITE)])
    now = dt.datetime.now(dt.UTC)
    signed = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(SITE)]), critical=False)
        .sign(key, hashes.SHA256())
        .public_bytes(serialization.Encoding.PEM)
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    for file, content in (("fullchain.pem", signed), ("privkey.pem", private), ("fortnight.pem", signed + private)):
        (room / file).write_bytes(content)


def fill_in(text: str, *changes: tuple[str, str]) -> str:
    """A shipped file with what a host puts into it. Each pattern has to be there, or the file is another one."""
    for pattern, instead in changes:
        text, times = re.subn(pattern, instead, text, flags=re.MULTILINE)
        assert times, f"{pattern} is not in the file"
    return text


def nginx(room: Path, site: int, port: int, plain: int) -> Ready:
    """The file as the main one of nginx includes it, which is Debian's with its paths in this room."""
    shipped = fill_in(
        (DEPLOY / "nginx.conf").read_text(),
        (r"^ *listen \[::\].*\n", ""),
        (r"listen 443", f"listen {HERE}:{port}"),
        (r"listen 80", f"listen {HERE}:{plain}"),
        (r"/etc/ssl/fortnight", str(room)),
        (r"127\.0\.0\.1:8000", f"127.0.0.1:{site}"),
    )
    (room / "fortnight.conf").write_text(shipped)
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    temporary = "".join(f"{kind}_temp_path {room}/{kind};" for kind in kinds)
    # Started by root, nginx would serve as somebody who cannot enter this room.
    user = "user root;" if os.geteuid() == 0 else ""
    (room / "main.conf").write_text(
        f"{user} pid {room}/pid; error_log {room}/log; events {{}}\n"
        f"http {{ access_log off; gzip on; {temporary} include {room}/fortnight.conf; }}\n"
    )
    line = [program("nginx"), "-e", str(room / "log"), "-p", str(room), "-c", str(room / "main.conf")]
    return Ready([*line, "-t"], [*line, "-g", "daemon off;"])


def caddy(room: Path, site: int, port: int, plain: int) -> Ready:
    """The file with a certificate of one's own, as it says, since no authority is asked."""
    shipped = fill_in(
        (DEPLOY / "Caddyfile").read_text(),
        (r"^\{$", f"{{\n\tadmin off\n\thttps_port {port}\n\thttp_port {plain}\n\tskip_install_trust"),
        (
            rf"^(\{{\$FORTNIGHT_HOST:{SITE}\}}) \{{$",
            rf"\1 {{\n\tbind {HERE}\n\ttls {room}/fullchain.pem {room}/privkey.pem",
        ),
        (r"127\.0\.0\.1:8000", f"127.0.0.1:{site}"),
    )
    (room / "Caddyfile").write_text(shipped)
    file = ["--config", str(room / "Caddyfile"), "--adapter", "caddyfile"]
    return Ready([program("caddy"), "validate", *file], [program("caddy"), "run", *file])


def haproxy(room: Path, site: int, port: int, plain: int) -> Ready:
    """The file without the user and the cage of Debian's service, which only root may take."""
    shipped = fill_in(
        (DEPLOY / "haproxy.cfg").read_text(),
        (r"^ *(user|group|chroot) .*\n", ""),
        (r":::443 v4v6", f"{HERE}:{port}"),
        (r":::80 v4v6", f"{HERE}:{plain}"),
        (r"/etc/ssl/fortnight", str(room)),
        (r"127\.0\.0\.1:8000", f"127.0.0.1:{site}"),
    )
    (room / "haproxy.cfg").write_text(shipped)
    line = [program("haproxy"), "-f", str(room / "haproxy.cfg")]
    return Ready([*line, "-c"], [*line, "-db"])


PROXIES: dict[str, Callable[[Path, int, int, int], Ready]] = {"nginx": nginx, "caddy": caddy, "haproxy": haproxy}


@contextmanager
def in_front(name: str, room: Path, site: int) -> Iterator[Front]:
    """A proxy before the site on a port, from when it answers to the end of the block; "none" is the site itself."""
    if name not in PROXIES:
        yield Front(name, site)
        return
    certificate(room)
    port, plain = free_port(), free_port()
    ready = PROXIES[name](room, site, port, plain)
    context = ssl.create_default_context(cafile=room / "fullchain.pem")
    environment = {**os.environ, "HOME": str(room), "XDG_DATA_HOME": str(room), "XDG_CONFIG_HOME": str(room)}
    with (room / "output").open("wb") as output:
        process = subprocess.Popen(ready.run, cwd=room, env=environment, stdout=output, stderr=output)
    try:
        front = Front(name, port, plain, context)
        wait_until(lambda: process.poll() is not None or _answers(front))
        assert process.poll() is None, (room / "output").read_text()
        yield front
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _answers(front: Front) -> bool:
    try:
        with front.connect():
            return True
    except OSError:
        return False
