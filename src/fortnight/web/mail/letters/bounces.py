"""Mail that came back and complaints about it: which letter it is about, whether for good, what the server said.

Reports by the book (RFC 3464, RFC 5965) are read first, also with parts missing. Exchange, qmail and others write words
instead; these are known by how they begin, and the letter by its id somewhere in them.
"""

import re
from collections.abc import Iterator

from fortnight.web.mail.letters.fields import ids, words
from fortnight.web.mail.letters.model import Returned, Sort
from fortnight.web.mail.letters.parts import MAIL, MailPart

_OURS = re.compile(r"<[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}@[^<>\s]+>")
_ID_LINE = re.compile(r"(?im)^[^\w\n]{0,40}message-id:\s*(<[^<>\s]+>)")
_STATUS = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")
_FIELD = re.compile(r"(?im)^([a-z-]+)[ \t]*:[ \t]*(.*(?:\r?\n[ \t]+.*)*)")
_BEGINS = re.compile(
    r"this is the qmail-send program|delivery has failed to these recipients|undeliverable|could not be delivered|"
    r"delivery status notification \(failure\)|returned mail|mail delivery (?:failed|system)|not delivered|"
    r"delivery to the following recipients? failed|no se ha podido entregar|unzustellbar|nicht zugestellt|"
    r"échec de la (?:remise|livraison)|permanent fatal errors|your message wasn't delivered",
    re.IGNORECASE,
)
_FULL = "2"
_LONGEST = 200
_LOOKED_AT = 100_000


def returned(mail: MailPart, sort: Sort, text: str) -> tuple[Sort, Returned | None]:
    """What sort of mail it is now that its parts are known, and what came back with it.

    A report that a letter is late or has arrived is an automatic mail and returns nothing.
    """
    leaves = [*_walk(mail)]
    reports = [leaf for leaf in leaves if leaf.kind in ("message/delivery-status", "message/global-delivery-status")]
    complaint = next((leaf for leaf in leaves if leaf.kind == "message/feedback-report"), None)
    if complaint:
        return Sort.COMPLAINT, Returned(ids=_ids(leaves, text), lasting=True, says="")
    if reports:
        return _of_report(_fields(reports[0]), _ids(leaves, text))
    if sort is Sort.AUTOMATIC and _BEGINS.search(f"{words(mail.first('subject'))}\n{text[:_LOOKED_AT]}"):
        match = _STATUS.search(text[:_LOOKED_AT])
        lasting = match is None or _is_lasting(match)
        return Sort.BOUNCE, Returned(ids=_ids(leaves, text), lasting=lasting, says=_line_with(text, match))
    if mail.kind == "multipart/report":
        return (Sort.AUTOMATIC if sort is Sort.PERSON else sort), None
    return sort, None


def _of_report(fields: dict[str, str], mail_ids: tuple[str, ...]) -> tuple[Sort, Returned | None]:
    action = fields.get("action", "failed").lower()
    if action in ("delayed", "delivered", "relayed", "expanded"):
        return Sort.AUTOMATIC, None
    status = _STATUS.search(fields.get("status", "")) or _STATUS.search(fields.get("diagnostic-code", ""))
    why = fields.get("diagnostic-code", "").rpartition(";")[2].strip() or fields.get("status", "")
    return Sort.BOUNCE, Returned(ids=mail_ids, lasting=status is None or _is_lasting(status), says=why[:_LONGEST])


def _is_lasting(status: re.Match[str]) -> bool:
    """Whether a status is for good: a full mailbox (x.2.2) may be emptied."""
    return status[1] == "5" and (status[2], status[3]) != (_FULL, _FULL)


def _walk(mail: MailPart) -> Iterator[MailPart]:
    waiting = [mail]
    while waiting:
        part = waiting.pop()
        yield part
        waiting += part.parts[::-1]


def _fields(report: MailPart) -> dict[str, str]:
    """The fields of a delivery report, those of the first recipient before those of the mail."""
    return {name.lower(): " ".join(value.split()) for name, value in reversed(_FIELD.findall(report.text[:_LOOKED_AT]))}


def _ids(leaves: list[MailPart], text: str) -> tuple[str, ...]:
    """The ids of the letter: from the mail that came back with it, or from any place that names an id of ours."""
    mail_ids: list[str] = []
    for leaf in leaves[1:]:
        if leaf.kind in (MAIL, "message/global") and leaf.parts:
            mail_ids += ids(leaf.parts[0].first("message-id"))
        elif leaf.kind in ("text/rfc822-headers", "message/global-headers", MAIL):
            mail_ids += _ID_LINE.findall(leaf.text[:_LOOKED_AT])
    begun = text[:_LOOKED_AT]
    return tuple(dict.fromkeys((*mail_ids, *_ID_LINE.findall(begun), *_OURS.findall(begun))))


def _line_with(text: str, match: re.Match[str] | None) -> str:
    if match is None:
        return ""
    begin = text.rfind("\n", 0, match.start()) + 1
    return text[begin:].partition("\n")[0].strip()[:_LONGEST]
