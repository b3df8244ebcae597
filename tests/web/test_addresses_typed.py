"""The address that people type: what is accepted works, and what is refused, or a host that is not ours, says why."""

import json
import logging
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from fortnight.errors import UsageError
from fortnight.web.ground import environment
from fortnight.web.ground.log import JsonFormatter
from tests.web.commands import begun, free_port, running


@pytest.mark.parametrize(
    ("typed", "address", "host"),
    [
        ("https://piel-más.example/", "https://xn--piel-ms-mwa.example", "xn--piel-ms-mwa.example"),
        ("https://[2001:db8::1]", "https://[2001:db8::1]", "[2001:db8::1]"),
        ("http://[2001:db8::1]:8000", "http://[2001:db8::1]:8000", "[2001:db8::1]"),
        ("https://Clinic.example:8443/", "https://clinic.example:8443", "clinic.example"),
    ],
)
def test_an_address_is_taken_as_browsers_send_it(
    monkeypatch: pytest.MonkeyPatch, settings: Settings, db: None, typed: str, address: str, host: str
) -> None:
    monkeypatch.setenv("FORTNIGHT_ADDRESS", typed)
    assert (environment.address(), environment.host()) == (address, host)
    settings.ALLOWED_HOSTS = [environment.host()]
    assert Client(headers={"Host": address.partition("//")[2]}).get("/signs/").status_code == 200


@pytest.mark.parametrize(
    "typed",
    [
        "https://a.example/fortnight",
        "https://a.example?x",
        "https://",
        "ftp://a",
        "a.example",
        "http://a:x",
        "http://a..b",
    ],
)
def test_an_address_that_would_not_work_is_refused(monkeypatch: pytest.MonkeyPatch, typed: str) -> None:
    monkeypatch.setenv("FORTNIGHT_ADDRESS", typed)
    with pytest.raises(UsageError, match="FORTNIGHT_ADDRESS"):
        environment.address()


def test_a_host_that_is_not_ours_is_told_to_the_operator(
    db: None, client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING, "fortnight")
    answer = client.get("/today/", headers={"Host": "10.0.0.7:8000"})
    assert answer.status_code == 400
    assert answer.content.decode() == "This site is at http://localhost:8000\n"
    line = json.loads(JsonFormatter().format(caplog.records[-1]))
    assert "FORTNIGHT_ADDRESS" in line["says"]


def test_the_health_check_answers_by_the_number_of_a_container(db: None, client: Client) -> None:
    assert client.get("/healthz", headers={"Host": "10.0.0.7:8000"}).status_code == 200


def test_a_setting_that_is_none_is_doubted_with_what_may_be_meant(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORTNIGHT_ADRESS", "https://a.example")
    monkeypatch.setenv("FORTNIGHT_QQQ", "1")
    assert environment.unknown() == {"FORTNIGHT_ADRESS": "FORTNIGHT_ADDRESS", "FORTNIGHT_QQQ": ""}


def test_a_start_says_which_setting_is_none_and_where_people_find_the_site(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder, port = begun(tmp_path / "data", tmp_path_factory), free_port()
    with running(
        folder, port, "serve", "--port", str(port), FORTNIGHT_ADDRESS="https://a.example", FORTNIGHT_SMPT="x"
    ) as process:
        assert process.stdout is not None
        first = process.stdout.readline()
        process.kill()
        errors = process.communicate()[1]
    assert first == f"Fortnight is at http://localhost:{port}, for people at https://a.example  (Ctrl-C stops it)\n"
    assert "there is no setting FORTNIGHT_SMPT; FORTNIGHT_SMTP may be meant" in errors


def test_without_a_setting_the_address_names_the_port(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FORTNIGHT_ADDRESS", raising=False)
    environment.listen_on(8001)
    assert environment.address() == "http://localhost:8001"
    assert environment.cookie() == "fortnight-8001"
    monkeypatch.delenv("FORTNIGHT_ADDRESS")
