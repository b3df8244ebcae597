"""Whether a mail is from who it says: read by the grammar of the field, with doubt never for the sender."""

import pytest
from django.conf import LazySettings
from django.test import Client
from django.utils import timezone

from fortnight.web.mail.incoming.inbox import store, work_due
from fortnight.web.mail.letters.auth_results import parsed
from fortnight.web.mail.letters.parts import taken_apart
from fortnight.web.mail.letters.sender_standing import standing
from fortnight.web.mail.models import Received
from tests.web.staff import one_of_staff

SERVER = "mx.clinic.example"


def of(results: str, sender: str = "c@example.org") -> str:
    """What is made of a field of our own server."""
    mail = taken_apart(f"Authentication-Results: {SERVER}; {results}\r\nFrom: {sender}\r\n\r\nhi".encode())
    return str(standing(mail, sender, SERVER))


@pytest.mark.parametrize(
    "results",
    [
        "dmarc=fail header.from=example.org",
        'spf=pass smtp.mailfrom="x;dmarc=pass y"@evil.example; dmarc=fail header.from=example.org',
        "spf=pass (a comment; dmarc=pass) smtp.mailfrom=a@evil.example; dmarc=fail",
        "spf=pass (a (nested; dmarc=pass) one) smtp.mailfrom=a@evil.example; dmarc=fail",
        "dmarc=pass header.from=example.org; dmarc=fail header.from=example.org",
        "spf=fail smtp.mailfrom=example.org; dkim=pass header.d=org",
        "spf=fail smtp.mailfrom=example.org",
        'spf=pass smtp.mailfrom="never ends; dmarc=pass header.from=example.org',
        "spf=pass (never ends; dmarc=pass header.from=example.org",
        "x=" + "y" * 30_000 + "; dmarc=pass header.from=example.org",
    ],
)
def test_a_forged_sender_is_disowned(results: str) -> None:
    assert of(results) == "disowned"


@pytest.mark.parametrize(
    "results",
    [
        "dmarc=pass header.from=example.org",
        "dmarc = pass (p=none dis=none) header.from = EXAMPLE.org",
        'dkim=pass header.i=@example.org header.b="a;b=c"',
        "dkim/1=pass header.d=example.org; spf=fail smtp.mailfrom=example.org",
        "spf=pass smtp.mailfrom=SRS0=abc=tt@example.org",
    ],
)
def test_a_sender_that_the_server_knows_is_vouched_for(results: str) -> None:
    assert of(results) == "vouched"


@pytest.mark.parametrize(
    "results",
    [
        "none",
        "dmarc=none header.from=example.org",
        "dmarc=pass header.from=evil.example",
        "dkim=pass header.d=evil.example",
        "dkim=pass header.d=org",
        "spf=pass smtp.mailfrom=evil.example",
        "spf=fail smtp.mailfrom=elsewhere.example",
        'auth=pass smtp.auth="x"; reason="dmarc=pass header.from=example.org"',
    ],
)
def test_what_the_server_does_not_say_is_unknown(results: str) -> None:
    assert of(results) == "unknown"


def test_everybodys_domain_vouches_for_nobody() -> None:
    assert of("dkim=pass header.d=co.uk", "c@clinic.co.uk") == "unknown"
    assert of("dkim=pass header.d=clinic.co.uk", "c@mail.clinic.co.uk") == "vouched"


def test_a_field_of_another_server_says_nothing() -> None:
    mail = taken_apart(b"Authentication-Results: elsewhere.example; dmarc=pass header.from=example.org\r\n\r\nhi")
    assert standing(mail, "c@example.org", SERVER) == "unknown"
    assert standing(mail, "c@example.org", "") == "unknown"


@pytest.mark.parametrize(
    "piece", ["(", ")", '"', "\\", ";", "=", "a", " ", "a=", '"a" ', "(a)", "a b ", "/1 ", '"\\', 'a="']
)
def test_a_long_field_of_one_piece_is_read_to_its_end(piece: str) -> None:
    """Read in time that grows with the square of its length, these would take minutes."""
    parts = parsed(f"{SERVER}; {piece * (19_000 // len(piece))}")
    assert parts is None or parts[0] == SERVER


@pytest.mark.parametrize(("trusts", "says"), [("", True), (SERVER, False)])
def test_the_desk_is_told_that_a_sender_is_not_verified(
    db: None, settings: LazySettings, trusts: str, says: bool
) -> None:
    settings.MAIL_TRUSTS = trusts
    raw = (
        f"Authentication-Results: {SERVER}; dmarc=pass header.from=example.net\r\nFrom: zoe@example.net\r\n"
        f"To: reply@clinic.example\r\nMessage-ID: <1@example.net>\r\nDate: {timezone.now():%a, %d %b %Y %H:%M:%S} +0000"
        "\r\n\r\nMay I swim?"
    )
    row, _ = store(raw.encode(), way="lmtp")
    work_due(timezone.now())
    desk: Client = one_of_staff("advisor")[1]
    assert Received.objects.get().vouched is not says
    assert ("sender is not verified" in desk.get(f"/desk/mail/{row.key}/").content.decode()) is says
    assert ("sender not verified" in desk.get("/desk/mail/").content.decode()) is says
