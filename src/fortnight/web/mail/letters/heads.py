"""What the fields at the head of a mail say: from whom, to whom, in answer to what, and whether a machine wrote it."""

import re

from fortnight.web.mail.letters.fields import addresses, ids, moment, name_of, words
from fortnight.web.mail.letters.model import MailHead, Sort
from fortnight.web.mail.letters.parts import MailPart
from fortnight.web.mail.letters.sent import Sent

LOOP = "x-fortnight-loop"
_TO = ("to", "cc", "delivered-to", "x-original-to", "envelope-to", "x-envelope-to", "resent-to")
_REPLY = re.compile(
    r"(?:re|aw|antw|sv|vs|odp|ré|rép|resp|res|r|回复|返信|ответ)(?:\[\d+\]|\(\d+\))?\s*[:：]", re.IGNORECASE
)
_FORWARD = re.compile(r"(?:fw|fwd|wg|rv|tr|i|enc|doorst|vb|转发|転送)\s*[:：]", re.IGNORECASE)
_BULK = {"bulk", "junk", "auto_reply"}
_CAMPAIGN = ("list-unsubscribe-post", "x-campaign", "x-campaignid", "x-campaign-id", "x-mc-user", "x-csa-complaints")
_GROUP = ("x-original-sender", "x-original-from", "x-google-group-id", "mailing-list", "list-post")
_HOST = re.compile(r"<([\w.-]+\.[\w-]+)>")
# Programs that answer by themselves and say so in nothing but the subject.
_OUT = re.compile(
    r"(?:automatic reply|auto(?:matic)?[- ]?(?:reply|response)|out of (?:the )?office(?: reply| autoreply)?|"
    r"automatische antwort|abwesenheits(?:notiz|assistent|nachricht)|abwesend|réponse automatique|"
    r"absence du bureau|respuesta autom[áa]tica|fuera de (?:la )?oficina|risposta automatica|fuori (?:sede|ufficio)|"
    r"resposta autom[áa]tica|fora do escrit[óo]rio|ausência(?: temporária)?|automatisch antwoord|afwezig(?:heid)?|"
    r"automatyczna odpowied[źz]|autoodpowied[źz]|nieobecno[śs][ćc]|autosvar|automaattinen vastaus|自动回复|自動返信)"
    r"\s*(?:[:：(\[–-]|$)",
    re.IGNORECASE,
)
_MACHINES = {"mailer-daemon", "postmaster"}
_LONGEST_SUBJECT = 200


def head_of(mail: MailPart) -> MailHead:
    r"""The head of a mail. Never raises.

    >>> from fortnight.web.mail.letters.parts import taken_apart
    >>> head = head_of(taken_apart(b"From: Iris <I@example.org>\nIn-Reply-To: <b@x>\nReferences: <a@x> <b@x>\n\nhi"))
    >>> head.sender, head.refers
    ('i@example.org', ('<b@x>', '<a@x>'))
    """
    written = mail.all("from")
    senders = addresses(written)
    subject = words(mail.first("subject"))
    references = [mail_id for value in mail.all("references") for mail_id in ids(value)]
    answers = [mail_id for value in mail.all("in-reply-to") for mail_id in ids(value)]
    return MailHead(
        message_id=next(iter(ids(mail.first("message-id"))), ""),
        sender=senders[0] if len(senders) == 1 and len(written) == 1 else "",
        name=name_of(written[0]) if written else "",
        behind=_behind(mail),
        to=addresses(value for name in _TO for value in mail.all(name)),
        refers=tuple(dict.fromkeys((*answers, *references[::-1]))),
        subject=subject[:_LONGEST_SUBJECT],
        topic=_topic(subject),
        date=moment(mail.first("date")),
        forwards=bool(_FORWARD.match(subject)),
        replies=bool(_REPLY.match(subject)),
    )


def _topic(subject: str) -> str:
    bare = subject
    while begins := _REPLY.match(bare) or _FORWARD.match(bare):
        bare = bare[begins.end() :].lstrip()
    return bare[:_LONGEST_SUBJECT]


def sort_by_head(mail: MailPart, envelope_from: str | None, sent: Sent | None = None) -> Sort:
    """Whether a person or a machine wrote a mail, by its head. `envelope_from` is "" where there was no sender.

    What comes through a group or a list may be a person's; what a program sends to many is not.
    """
    if mail.first(LOOP):
        return Sort.LOOP
    if _is_machine(mail, envelope_from) or _OUT.match(words(mail.first("subject"))):
        return Sort.AUTOMATIC
    precedence = mail.first("precedence").strip().lower()
    listed = precedence == "list" or any(mail.first(name) for name in ("list-id", "mailing-list"))
    if precedence in _BULK or listed:
        return Sort.PERSON if _is_through_group(mail, sent or Sent(), bulk=precedence in _BULK) else Sort.AUTOMATIC
    return Sort.PERSON


def is_by_subject(mail: MailPart, envelope_from: str | None) -> bool:
    """Whether a mail is taken for a machine's by nothing but the words of its subject."""
    return bool(_OUT.match(words(mail.first("subject")))) and not _is_machine(mail, envelope_from)


def _is_machine(mail: MailPart, envelope_from: str | None) -> bool:
    nobody = envelope_from == "" or mail.first("return-path").replace(" ", "") == "<>"
    daemon = any(address.partition("@")[0] in _MACHINES for address in addresses(mail.all("from")))
    answers_itself = any(mail.first(name) for name in ("x-autoreply", "x-autorespond"))
    return nobody or daemon or answers_itself or _is_submitted(mail)


def _is_submitted(mail: MailPart) -> bool:
    """Whether a machine says that it wrote a mail. A form may say so of itself, and names the person to answer."""
    submitted = mail.first("auto-submitted").partition(";")[0].strip().lower()
    form = submitted == "auto-generated" and bool(_behind(mail)[0]) and not mail.first("in-reply-to")
    return submitted not in ("", "no") and not form


def _is_through_group(mail: MailPart, sent: Sent, *, bulk: bool) -> bool:
    """Whether a mail on a list is one that somebody wrote: to a group of ours, as an answer, or to one another."""
    precedence = mail.first("precedence").strip().lower()
    if precedence in ("junk", "auto_reply") or any(mail.first(name) for name in _CAMPAIGN):
        return False
    if _is_group_of_house(mail, sent):
        return True
    answers = bool(mail.first("in-reply-to")) and bool(_REPLY.match(words(mail.first("subject"))))
    return not bulk and (answers or any(mail.first(name) for name in _GROUP))


def _is_group_of_house(mail: MailPart, sent: Sent) -> bool:
    posts = [value for name in ("list-post", "mailing-list", "list-id") for value in mail.all(name)]
    hosts = _HOST.findall(" ".join(posts))
    return any(map(sent.is_of_house, addresses(posts))) or any(map(sent.is_host_of_house, hosts))


def is_of_strangers_list(mail: MailPart, sent: Sent) -> bool:
    """Whether a mail came on a list that is not ours, whose writers do not wait for a note from here."""
    listed = any(mail.first(name) for name in ("list-id", "list-post", "mailing-list"))
    return listed and not _is_group_of_house(mail, sent)


def _behind(mail: MailPart) -> tuple[str, str]:
    """The address and the name of who wrote a mail that a group or a form has sent, ("", "") where nothing tells."""
    own = addresses(mail.all("from"))
    for name in ("x-original-from", "reply-to", "x-original-sender"):
        values = mail.all(name)
        who = addresses(values)
        if len(who) == 1 and who[0] not in own and len(values) == 1:
            return who[0], name_of(values[0])
    return "", ""
