"""To which conversation a mail belongs: by the ids it names, then by the signed address it was sent to, then to none.

Never by its subject, which anybody can write. And whoever has an id or an address still has to be of the conversation:
a mail that was handed on, or a guess, never puts a stranger's words into it.
"""

from collections.abc import Iterator

from django.conf import settings

from fortnight.web.chat.models import Conversation
from fortnight.web.mail import signing, threads
from fortnight.web.mail.letters.model import Head
from fortnight.web.mail.letters.parts import top_of
from fortnight.web.mail.letters.vouched import is_disowned
from fortnight.web.mail.queries import addresses_of


def conversation_for(head: Head, envelope_to: list[str], *, disowned: bool) -> Conversation | None:
    """The conversation that a mail goes into, or None: then it is a stranger's."""
    if disowned or not head.sender:
        return None
    found = _candidates(head, envelope_to)
    return next((one for one in found if head.sender in addresses_of(one.person)), None)


def _candidates(head: Head, envelope_to: list[str]) -> Iterator[Conversation]:
    for one in head.refers:
        by_id = threads.conversation_of_ids([one])
        if by_id:
            yield by_id
    for address in dict.fromkeys((*head.to, *(one.lower() for one in envelope_to))):
        by_address = signing.conversation_of_address(address)
        if by_address:
            yield by_address


def disowned_by_server(raw: bytes, sender: str) -> bool:
    """Whether the operator's own mail server says that a sender is not who it claims to be."""
    return bool(settings.MAIL_TRUSTS) and is_disowned(top_of(raw), sender, settings.MAIL_TRUSTS)


def is_ours(sender: str) -> bool:
    """Whether a mail comes from an address of this house, so that answering it would go in a circle."""
    local, _, domain = sender.partition("@")
    mine = {one.lower() for one in (settings.MAIL_REPLY, *_bare(settings.DEFAULT_FROM_EMAIL)) if one}
    return f"{local.partition('+')[0]}@{domain}" in mine or sender in mine


def _bare(sender: str) -> tuple[str, ...]:
    return (sender.rpartition("<")[2].removesuffix(">").strip(),)
