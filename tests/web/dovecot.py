"""A real Dovecot for the tests: in a folder and on a port of its own, for one mailbox, gone at the end of the block."""

import grp
import imaplib
import os
import pwd
import shutil
import subprocess
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.web.commands import wait_for

USER, WORD = "care", "a-word-of-the-tests"
_SETTINGS = """
protocols = imap
listen = 127.0.0.1
base_dir = {room}/run
state_dir = {room}/run
log_path = {room}/log
ssl = no
disable_plaintext_auth = no
default_internal_user = {inside}
default_internal_group = {inside_group}
default_login_user = {inside}
default_vsz_limit = 0
first_valid_uid = 1
first_valid_gid = 1
mail_location = maildir:{room}/mail
mail_fsync = never
passdb {{
  driver = static
  args = password={word}
}}
userdb {{
  driver = static
  args = uid={owner} gid={group} home={room}
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
"""


@dataclass(frozen=True)
class Server:
    """The server while it runs."""

    room: Path
    port: int

    @property
    def address(self) -> str:
        """The address of the mailbox, for FORTNIGHT_IMAP."""
        return f"imap://{USER}:{WORD}@127.0.0.1:{self.port}/INBOX"

    @contextmanager
    def line(self) -> Iterator[imaplib.IMAP4]:
        """A connection of the test's own."""
        with imaplib.IMAP4("127.0.0.1", self.port, timeout=600) as line:
            line.login(USER, WORD)
            yield line

    def put(self, mails: Iterable[bytes], folder: str = "INBOX") -> None:
        """Lay mails into the mailbox."""
        with self.line() as line:
            for mail in mails:
                status, data = line.append(folder, "", "", mail)
                assert status == "OK", data


def _binary() -> str:
    binary = shutil.which("dovecot") or shutil.which("dovecot", path="/usr/sbin:/usr/local/sbin")
    assert binary, "Dovecot is not here. On Debian: apt-get install dovecot-imapd"
    return binary


def _people() -> tuple[pwd.struct_passwd, str]:
    """Whose mail it is, and as whom the server runs inside: mail is never root's."""
    me = pwd.getpwuid(os.getuid())
    if me.pw_uid:
        return me, me.pw_name
    return pwd.getpwnam("nobody"), "nobody"


@contextmanager
def dovecot(room: Path, port: int) -> Iterator[Server]:
    """A server in a folder that others may enter. Started again in the same one it holds what it held."""
    owner, inside = _people()
    (room / "mail").mkdir(parents=True, exist_ok=True)
    settings = room / "dovecot.conf"
    group = grp.getgrgid(owner.pw_gid).gr_name
    settings.write_text(
        _SETTINGS.format(
            room=room, inside=inside, inside_group=group, word=WORD, owner=owner.pw_uid, group=owner.pw_gid, port=port
        )
    )
    if os.getuid() == 0:
        for path in (room, room / "mail"):
            os.chown(path, owner.pw_uid, owner.pw_gid)
    with subprocess.Popen(
        [_binary(), "-F", "-c", str(settings)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as server:
        try:
            wait_for(port)
            yield Server(room, port)
        finally:
            server.terminate()
            _wait(server)


def _wait(server: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + 10
    while server.poll() is None and time.monotonic() < until:
        time.sleep(0.02)
    server.kill()
