"""The address to reply to: it names the conversation, and a signature says that it was us who wrote it.

`reply@clinic.example` becomes `reply+<number>-<signature>@clinic.example`. Only small letters and digits stand in it,
since some servers fold the case. Whoever has such an address may not write into the conversation by that alone: the
sender has to be of it as well.
"""

import base64
import re

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

from fortnight.web.chat.models import Conversation

_TOKEN = re.compile(r"([0-9a-z]{1,12})-([a-z2-7]{16})")
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_SIGNATURE_BYTES = 10


def token_for(conversation: Conversation) -> str:
    """The token that names a conversation in an address; at most 29 characters."""
    number = _in_letters(conversation.pk)
    return f"{number}-{_signature(number)}"


def conversation_of_token(token: str) -> Conversation | None:
    """The conversation that a token names, or None for a token that is not ours."""
    match = _TOKEN.fullmatch(token.strip().lower())
    if not match or not _is_signed(match[1], match[2]):
        return None
    return Conversation.objects.filter(pk=int(match[1], 36)).first()


def reply_address(conversation: Conversation) -> str:
    """Where a reply to a conversation goes, or "" where the operator has named no address for it."""
    local, _, domain = settings.MAIL_REPLY.rpartition("@")
    return f"{local}+{token_for(conversation)}@{domain}" if local else ""


def conversation_of_address(address: str) -> Conversation | None:
    """The conversation that an address of ours names, or None."""
    local, _, domain = address.strip().lower().rpartition("@")
    ours, _, host = settings.MAIL_REPLY.lower().rpartition("@")
    if not ours or domain != host or not local.startswith(f"{ours}+"):
        return None
    return conversation_of_token(local.removeprefix(f"{ours}+"))


def _is_signed(number: str, signature: str) -> bool:
    """Whether we signed a number, with the current secret or an older one that is still accepted."""
    secrets = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return any(constant_time_compare(signature, _signature(number, secret)) for secret in secrets)


def _signature(number: str, secret: str | bytes | None = None) -> str:
    mac = salted_hmac("fortnight.mail.reply", number, secret=secret, algorithm="sha256").digest()[:_SIGNATURE_BYTES]
    return base64.b32encode(mac).decode().lower()


def _in_letters(number: int) -> str:
    digits = ""
    while number:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
    return digits or "0"
