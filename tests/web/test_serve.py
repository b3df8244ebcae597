"""`fortnight serve`: one process that starts on an empty folder, says where it is, and stops cleanly."""

import os
import signal
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from urllib.request import urlopen

import pytest

from fortnight.errors import UsageError
from fortnight.web.ground.databases import cache
from fortnight.web.ground.environment import cookie, data_folder, secret
from fortnight.web.project.connections import room
from fortnight.web.project.serve import address, alone, in_use, listen

BODY = b"day=3&time=morning"
# A busy machine is no fault: so long may a start or a stop take, in seconds.
PATIENCE = 300
WITH_A_COOKIE = f"Cookie: {cookie('csrf', at='http://localhost:8000')}={'c' * 32}\r\n".encode()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder that does not exist yet; later tests meet what the first start has made of it."""
    return tmp_path_factory.mktemp("served") / "data"


@pytest.fixture
def served(folder: Path) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """A server of its own on a free port, and that port."""
    with listen("127.0.0.1", 0) as free:
        port = free.getsockname()[1]
    inherited = {key: value for key, value in os.environ.items() if not key.startswith(("FORTNIGHT_", "DJANGO_"))}
    with subprocess.Popen(
        [sys.executable, "-m", "fortnight.cli", "serve", "--port", str(port)],
        env={**inherited, "FORTNIGHT_DATA": str(folder)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as server:
        _wait_for(port)
        yield server, port
        server.kill()


def _wait_for(port: int) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            urlopen(f"http://localhost:{port}/healthz", timeout=600).read()
        except OSError:
            time.sleep(0.05)
        else:
            return
    pytest.fail("the server did not come up")


def test_what_is_accepted_sends_the_end_of_an_answer_at_once() -> None:
    with listen("127.0.0.1", 0) as listening, socket.create_connection(listening.getsockname()):
        accepted, _ = listening.accept()
        with accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_an_empty_folder_becomes_an_installation_and_ctrl_c_ends_it(
    served: tuple[subprocess.Popen[str], int], folder: Path
) -> None:
    server, port = served
    assert b"How long were the needles?" in urlopen(f"http://localhost:{port}/").read()
    assert {"fortnight.sqlite3", "secret", "static"} <= {path.name for path in folder.iterdir()}
    server.send_signal(signal.SIGINT)
    out, err = server.communicate(timeout=PATIENCE)
    assert (server.returncode, out) == (0, f"Fortnight is at http://localhost:{port}  (Ctrl-C stops it)\n"), err
    assert "Traceback" not in err


def test_a_request_under_way_is_answered_before_the_server_stops(served: tuple[subprocess.Popen[str], int]) -> None:
    server, port = served
    with socket.create_connection(("localhost", port)) as asking:
        asking.settimeout(10)
        # With a cookie the form itself is asked for its word, so the answer waits for all of the form.
        asking.sendall(
            b"POST /tick/ HTTP/1.1\r\nHost: localhost\r\n"
            + WITH_A_COOKIE
            + b"Content-Type: application/x-www-form-urlencoded\r\n"
            b"Expect: 100-continue\r\nContent-Length: %d\r\n\r\n%s" % (len(BODY), BODY[:5])
        )
        # It is under way once the rest of it is asked for, and the stop has begun once nobody else is let in.
        assert asking.recv(1000).startswith(b"HTTP/1.1 100 ")
        server.send_signal(signal.SIGTERM)
        while _lets_in(port):
            time.sleep(0.01)
        assert server.poll() is None
        asking.sendall(BODY[5:])
        assert asking.recv(1000).startswith(b"HTTP/1.1 403 ")
    assert server.wait(timeout=PATIENCE) == 0


def _lets_in(port: int) -> bool:
    try:
        socket.create_connection(("localhost", port)).close()
    except ConnectionRefusedError:
        return False
    return True


def test_slow_clients_and_half_heads_hold_up_nobody(served: tuple[subprocess.Popen[str], int]) -> None:
    _, port = served
    form = (
        b"POST / HTTP/1.1\r\nHost: localhost\r\n"
        + WITH_A_COOKIE
        + b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 200000\r\n\r\nwhen=1"
    )
    # This process holds the other ends.
    room()
    quiet = _wait_for_health(port)
    with ExitStack() as slow:
        for sent in [form] * 50 + [b"GET / HTTP/1.1\r\nHost: localhost\r\nX-a: "] * 1_000:
            slow.enter_context(socket.create_connection(("localhost", port))).sendall(sent)
        # On a busy machine nothing is quick, with them or without them.
        assert _wait_for_health(port) < max(0.1, 5 * quiet)


def _wait_for_health(port: int) -> float:
    """The median of some waits for `/healthz`, in seconds."""
    waits = []
    for _ in range(20):
        began = time.perf_counter()
        assert urlopen(f"http://localhost:{port}/healthz", timeout=600).status == 200
        waits.append(time.perf_counter() - began)
    return statistics.median(waits)


def test_a_port_that_is_taken_is_said_before_anything_is_done(tmp_path: Path) -> None:
    with listen("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        result = subprocess.run(
            [sys.executable, "-m", "fortnight.cli", "serve", "--port", str(port)],
            env={**os.environ, "FORTNIGHT_DATA": str(tmp_path / "data")},
            capture_output=True,
            text=True,
            check=False,
        )
    message = f"fortnight: port {port} is in use by another program. Give another, such as --port 8000.\n"
    assert (result.returncode, result.stderr) == (3, message)
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("host", ["no.such.host.invalid", "192.0.2.1"])
def test_an_address_of_another_machine_is_refused(host: str) -> None:
    with pytest.raises(UsageError, match="not an address of this machine"):
        listen(host, 0)


@pytest.mark.parametrize(
    ("host", "typed"),
    [("127.0.0.1", "localhost"), ("::", "localhost"), ("192.0.2.1", "192.0.2.1"), ("2001:db8::1", "[2001:db8::1]")],
)
def test_the_address_is_shown_as_it_is_typed_into_a_browser(host: str, typed: str) -> None:
    assert address(host, 8000) == f"http://{typed}:8000"


def test_mail_is_handed_in_beside_a_server(tmp_path: Path) -> None:
    with in_use(tmp_path), in_use(tmp_path):
        assert (tmp_path / "in-use").exists()


def test_two_servers_share_rows_in_postgresql_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FORTNIGHT_DATABASE", raising=False)
    with alone(tmp_path), pytest.raises(UsageError, match="another process serves"), alone(tmp_path):
        pass
    monkeypatch.setenv("FORTNIGHT_DATABASE", "postgresql://nurse@db/fortnight")
    with alone(tmp_path), alone(tmp_path):
        pass


def test_of_many_that_start_at_once_all_have_one_whole_secret(tmp_path: Path) -> None:
    with ThreadPoolExecutor(16) as starting:
        assert len(set(starting.map(secret, [tmp_path] * 64))) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["secret"]
    assert (tmp_path / "secret").stat().st_mode & 0o777 == 0o600


def test_a_damaged_secret_is_told_and_never_used(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("")
    with pytest.raises(UsageError, match="is damaged"):
        secret(tmp_path)


def test_a_folder_that_stands_open_is_closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tmp_path.chmod(0o755)
    monkeypatch.setenv("FORTNIGHT_DATA", str(tmp_path))
    folder = data_folder()
    (folder / "rows").write_text("")
    assert [path.stat().st_mode & 0o777 for path in (folder, folder / "rows")] == [0o700, 0o600]


def test_a_count_for_a_limit_outlives_a_thousand_others() -> None:
    assert all(cache(at)["OPTIONS"]["MAX_ENTRIES"] >= 1_000_000 for at in ("", "postgresql://nurse@db/fortnight"))


def test_limits_count_in_one_place_where_many_processes_serve() -> None:
    assert cache("")["BACKEND"].endswith("LocMemCache")
    assert cache("postgresql://nurse@db/fortnight")["BACKEND"].endswith("DatabaseCache")
