"""What the fields at the head of a mail say: from whom, to whom, in answer to what, and whether a machine wrote it."""

import re

from fortnight.web.mail.letters.fields import addresses, ids, moment, name_of, words
from fortnight.web.mail.letters.model import Head, Sort
from fortnight.web.mail.letters.parts import Part

LOOP = "x-fortnight-loop"
_TO = ("to", "cc", "delivered-to", "x-original-to", "envelope-to", "x-envelope-to", "resent-to")
_REPLY = re.compile(
    r"(?:re|aw|antw|sv|vs|odp|ré|rép|resp|res|r|回复|返信|ответ)(?:\[\d+\]|\(\d+\))?\s*[:：]", re.IGNORECASE
)
_FORWARD = re.compile(r"(?:fw|fwd|wg|rv|tr|i|enc|doorst|vb|转发|転送)\s*[:：]", re.IGNORECASE)
_BULK = {"bulk", "junk", "list", "auto_reply"}
_MACHINES = {"mailer-daemon", "postmaster"}
_LONGEST_SUBJECT = 200


def head_of(mail: Part) -> Head:
    r"""The head of a mail. Never raises.

    >>> from fortnight.web.mail.letters.parts import taken_apart
    >>> one = head_of(taken_apart(b"From: Iris <I@example.org>\nIn-Reply-To: <b@x>\nReferences: <a@x> <b@x>\n\nhi"))
    >>> one.sender, one.refers
    ('i@example.org', ('<b@x>', '<a@x>'))
    """
    written = mail.all("from")
    senders = addresses(written)
    subject = words(mail.first("subject"))
    references = [one for value in mail.all("references") for one in ids(value)]
    answers = [one for value in mail.all("in-reply-to") for one in ids(value)]
    return Head(
        message_id=next(iter(ids(mail.first("message-id"))), ""),
        sender=senders[0] if len(senders) == 1 and len(written) == 1 else "",
        name=name_of(written[0]) if written else "",
        to=addresses(value for name in _TO for value in mail.all(name)),
        refers=tuple(dict.fromkeys((*answers, *references[::-1]))),
        subject=subject[:_LONGEST_SUBJECT],
        date=moment(mail.first("date")),
        forwards=bool(_FORWARD.match(subject)),
        replies=bool(_REPLY.match(subject)),
    )


def sort_by_head(mail: Part, envelope_from: str | None) -> Sort:
    """Whether a person or a machine wrote a mail, by its head. `envelope_from` is "" where there was no sender."""
    if mail.first(LOOP):
        return Sort.LOOP
    submitted = mail.first("auto-submitted").partition(";")[0].strip().lower()
    says_so = submitted not in ("", "no") or mail.first("precedence").strip().lower() in _BULK
    marked = any(mail.first(name) for name in ("x-autoreply", "x-autorespond", "list-id"))
    nobody = envelope_from == "" or mail.first("return-path").replace(" ", "") == "<>"
    daemon = any(one.partition("@")[0] in _MACHINES for one in addresses(mail.all("from")))
    return Sort.AUTOMATIC if says_so or marked or nobody or daemon else Sort.PERSON
