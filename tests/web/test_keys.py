"""The turn of the secret: everything is sealed anew, whatever ends it in between, and the old one opens nothing."""

import secrets
import subprocess
from pathlib import Path

import pytest
from pytest_django import Settings

from fortnight.errors import UsageError
from fortnight.web.accounts.models import Installation, Person
from fortnight.web.accounts.vault import BrokenSealError, seal, unseal
from fortnight.web.chat.actions import conversation_with
from fortnight.web.ground.environment import secret, secrets_before
from fortnight.web.mail.incoming.inbox import raw_of, store
from fortnight.web.mail.models import Received
from fortnight.web.mail.outgoing.signing import conversation_of_address, reply_address
from fortnight.web.project import keys
from tests.web.commands import begin, begun, command, environment

NAMES = ("conversations/one", "photos/two.jpg", "aside/conversations/three")
MAIL = b"From: a@example.org\r\n\r\nWords"


@pytest.fixture
def folder(tmp_path: Path, settings: Settings) -> Path:
    """A folder with sealed files, one of them set aside, and an open picture of an earlier version."""
    (tmp_path / "secret").write_text(str(settings.SECRET_KEY))
    for name in (*NAMES, "photos/open.jpg"):
        path = tmp_path / "uploads" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(seal(name.removeprefix("aside/"), name.encode()))
    (tmp_path / "uploads" / "photos" / "open.jpg").write_bytes(b"\xff\xd8\xffopen")
    return tmp_path


def _opened(folder: Path) -> list[bytes]:
    files = folder / "uploads"
    return [unseal(name.removeprefix("aside/"), (files / name).read_bytes()) for name in NAMES]


def test_everything_is_sealed_anew_and_the_old_secret_goes(db: None, folder: Path, settings: Settings) -> None:
    keys.write_mark()
    mail, _ = store(MAIL, way="lmtp")
    old = str(settings.SECRET_KEY)
    keys.begin_turn(folder)
    assert old != settings.SECRET_KEY
    assert _opened(folder) == [name.encode() for name in NAMES], "not read before it is done"
    turned = keys.finish_turn(folder)
    assert (turned.sealed, turned.broken, secrets_before(folder)) == (5, 0, ())
    settings.SECRET_KEY_FALLBACKS = []
    keys.check_mark()
    assert _opened(folder) == [name.encode() for name in NAMES]
    assert unseal("photos/open.jpg", (folder / "uploads/photos/open.jpg").read_bytes()) == b"\xff\xd8\xffopen"
    assert raw_of(Received.objects.get(pk=mail.pk)) == MAIL
    settings.SECRET_KEY = old
    with pytest.raises(BrokenSealError):
        _opened(folder)


@pytest.mark.parametrize("after", [1, 2, 3])
def test_a_turn_that_was_ended_in_between_is_taken_up(
    db: None, folder: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    keys.begin_turn(folder)
    sealed = 0

    def ends(path: Path, data: bytes) -> None:
        nonlocal sealed
        if sealed == after:
            raise KeyboardInterrupt
        sealed += 1
        path.write_bytes(data)

    with monkeypatch.context() as short:
        short.setattr(keys, "replace", ends)
        with pytest.raises(KeyboardInterrupt):
            keys.finish_turn(folder)
    amid = str(settings.SECRET_KEY)
    assert _opened(folder) == [name.encode() for name in NAMES]
    keys.begin_turn(folder)
    assert amid == settings.SECRET_KEY, "a turn within a turn would lose the first secret"
    assert keys.finish_turn(folder).sealed == 4 - after
    settings.SECRET_KEY_FALLBACKS = []
    assert _opened(folder) == [name.encode() for name in NAMES]


def test_a_turn_that_ended_before_the_new_secret_was_there_makes_one(folder: Path, settings: Settings) -> None:
    first = str(settings.SECRET_KEY)
    (folder / "secret-before").write_text(first)
    keys.begin_turn(folder)
    assert secret(folder) != first
    assert secrets_before(folder) == (first,)


def test_what_no_secret_opens_is_counted_and_left(db: None, folder: Path, settings: Settings) -> None:
    strange = folder / "uploads" / "conversations" / "strange"
    strange.write_bytes(secrets.token_bytes(60))
    before = strange.read_bytes()
    keys.begin_turn(folder)
    assert keys.finish_turn(folder).broken == 1
    assert strange.read_bytes() == before


def test_a_secret_of_the_operators_is_turned_by_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    monkeypatch.setenv("FORTNIGHT_SECRET", "n" * 60)
    with pytest.raises(UsageError, match="Set FORTNIGHT_SECRET_BEFORE"):
        keys.begin_turn(tmp_path)
    monkeypatch.setenv("FORTNIGHT_SECRET_BEFORE", "b" * 60)
    keys.begin_turn(tmp_path)
    assert secrets_before(tmp_path) == ("b" * 60,)
    assert not [*tmp_path.iterdir()]


def test_an_address_of_before_is_answered_amid_a_turn(visitor: tuple[Person, object], settings: Settings) -> None:
    conversation = conversation_with(visitor[0])
    address = reply_address(conversation)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "n" * 64
    assert conversation_of_address(address) == conversation
    settings.SECRET_KEY_FALLBACKS = []
    assert conversation_of_address(address) is None


def test_the_command_turns_an_installation_that_nobody_serves(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = begun(tmp_path / "data", tmp_path_factory)
    before = secret(folder)
    done = subprocess.run(
        command("keys", "rotate"), env=environment(folder), check=True, capture_output=True, text=True
    )
    assert done.stdout.startswith("The secret is new. 0 files and emails are encrypted again.")
    assert secret(folder) != before
    (folder / "secret").write_text(before)
    refused = subprocess.run(command("keys", "rotate"), env=environment(folder), check=False, capture_output=True)
    assert b"not of one installation" in refused.stderr
    assert (secret(folder), secrets_before(folder)) == (before, ())
    subprocess.run(command("keys", "adopt"), env=environment(folder), check=True, capture_output=True)
    begin(folder)


def test_a_lost_secret_is_given_up_only_by_word(db: None, settings: Settings) -> None:
    keys.write_mark()
    settings.SECRET_KEY = "z" * 64
    keys.adopt()
    keys.check_mark()
    assert Installation.objects.count() == 1
