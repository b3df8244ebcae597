"""To which conversation a mail belongs: by the ids it names, then by the signed address it was sent to, then to none.

Never by its subject, which anybody can write. And whoever has an id or an address still has to be of the conversation:
a mail that was handed on, or a guess, never puts a stranger's words into it.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from django.conf import settings

from fortnight.web.chat.models import Conversation
from fortnight.web.mail.letters.model import MailHead
from fortnight.web.mail.letters.parts import top_of
from fortnight.web.mail.letters.sender_standing import SenderStanding, standing
from fortnight.web.mail.outgoing import signing, threads
from fortnight.web.mail.queries import addresses_of

# A mailbox that nobody reads, from which the programs of sites and forms write; and "Mara via Care", as groups write.
_NOBODY = re.compile(
    r"(?:no|do[-_.]?not)[-_.]?reply.*|donotreply.*|wordpress|joomla|drupal|www-data|apache|nobody|forms?|contact[-_.]?form|"
    r"formul[aá]rio?s?|kontaktformular|website|web|notifications?|mailer",
)
_FIELD = re.compile(
    r"(?im)^[^\w\n]*(?:(?:your |ihre |tu |su )?e-?mail(?:[ -]?(?:address|adresse))?|mail|correo(?: electr[óo]nico)?|"
    r"courriel|adres e-?mail)"
    r"\W*:[\s*]*<?([\w.+-]+@[\w-]+(?:\.[\w-]+)+)",
)
_FORM = 3_000
_VIA = re.compile(r"\s+(?:via|durch|über|por|através de|przez)\s+.+$", re.IGNORECASE)


def conversation_for(head: MailHead, envelope_to: list[str], *, disowned: bool) -> Conversation | None:
    """The conversation that a mail goes into, or None: then it is a stranger's."""
    if disowned or not head.sender:
        return None
    candidates = _candidates(head, envelope_to)
    return next((conversation for conversation in candidates if head.sender in addresses_of(conversation.person)), None)


def _candidates(head: MailHead, envelope_to: list[str]) -> Iterator[Conversation]:
    for message_id in head.refers:
        by_id = threads.conversation_of_ids([message_id])
        if by_id:
            yield by_id
    for address in dict.fromkeys((*head.to, *(recipient.lower() for recipient in envelope_to))):
        by_address = signing.conversation_of_address(address)
        if by_address:
            yield by_address


def standing_by_server(raw: bytes, sender: str) -> SenderStanding:
    """What the operator's own mail server says of a sender."""
    return standing(top_of(raw), sender, settings.MAIL_TRUSTS)


def about(head: MailHead, envelope_to: list[str]) -> Conversation | None:
    """The conversation that a mail is about, whoever sent it: what was written there may be quoted in it."""
    return next(_candidates(head, envelope_to), None)


def is_ours(sender: str) -> bool:
    """Whether a mail comes from an address of this house, so that answering it would go in a circle."""
    local, _, domain = sender.partition("@")
    mine = our_addresses()
    return f"{local.partition('+')[0]}@{domain}" in mine or sender in mine


def our_addresses() -> set[str]:
    """The addresses that letters are sent from and replies go to, in lower case."""
    return {address.lower() for address in (settings.MAIL_REPLY, *_bare(settings.DEFAULT_FROM_EMAIL)) if address}


def by_writer(head: MailHead, words: str = "") -> MailHead:
    """The head with the address and name of the person who wrote, where a form or a group has put its own there.

    Where no field names them, a line of the form itself does, such as "E-mail: iris@example.org".

    Whoever that is has only said so, as every sender has: a mail still goes into a conversation by an id or a signed
    address alone.
    """
    address, name = head.behind
    if not address and is_ours(head.sender) and (line := _FIELD.search(words[:_FORM])):
        address = line[1].lower().rstrip(".")
    local = head.sender.partition("@")[0]
    stands_in = is_ours(head.sender) or bool(_NOBODY.fullmatch(local)) or bool(_VIA.search(head.name))
    if not stands_in or not address or is_ours(address):
        return head
    return replace(head, sender=address, name=name or _VIA.sub("", head.name).strip(" '\"") or head.name)


def _bare(sender: str) -> tuple[str, ...]:
    return (sender.rpartition("<")[2].removesuffix(">").strip(),)
