"""Reading a mail: the best of its text, what is new in it, its files, and what there is to tell about them.

Of alternatives the plain text is read, unless it only says to look at the other. Files of every alternative are kept.
What is no text of this mail is a file; nothing but signatures of programs is left out without being named.
"""

import re

from fortnight.healing.telling import signs_told
from fortnight.web.mail.letters import cards
from fortnight.web.mail.letters.bounces import returned
from fortnight.web.mail.letters.bounds import HtmlRoom, Room
from fortnight.web.mail.letters.charsets import decoded
from fortnight.web.mail.letters.flowed import unflowed
from fortnight.web.mail.letters.heads import head_of, is_by_subject, is_of_strangers_list, sort_by_head
from fortnight.web.mail.letters.html import text_of
from fortnight.web.mail.letters.model import MailFile, MailNote, MailTrouble, ReadLetter, SignsHeard
from fortnight.web.mail.letters.parts import TEXT, MailPart, taken_apart
from fortnight.web.mail.letters.pictures import is_decoration, kind_by_sight
from fortnight.web.mail.letters.replies import split_reply
from fortnight.web.mail.letters.sent import Sent, folded
from fortnight.web.mail.letters.transfer import uu_blocks

_SILENT = {"application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature"}
_SILENT |= {"application/applefile", "application/pgp-encrypted"}
_TNEF = {"application/ms-tnef", "application/vnd.ms-tnef"}
_SEALED = {"application/pkcs7-mime", "application/x-pkcs7-mime"}
_CALENDARS = {"text/calendar", "application/ics"}
_CONTACTS = {"text/vcard", "text/x-vcard", "text/directory"}
_TEXTS = {"text/plain", "text/html", "text/enriched", "application/xhtml+xml"}
_UNKNOWN = {"application/octet-stream", "application/binary", "application/x-unknown"}
_STUB = re.compile(r"\bhtml\b", re.IGNORECASE)
_LONGEST_STUB = 300
_LONGEST_FILE = 20_000
_FEW_WORDS = 3
_ARMOUR = "-----BEGIN PGP MESSAGE-----"


def read(raw: bytes, *, envelope_from: str | None = None, sent: Sent | None = None) -> ReadLetter:
    r"""A mail, read. `envelope_from` is "" where it came without a sender, None where that is unknown. Never raises.

    `sent` is what was written before in its conversation; without it only what is marked is taken for a quote.

    >>> letter = read(b"From: iris@example.org\nSubject: Re: hi\n\nYes.\n-- \nIris\n")
    >>> letter.said, letter.signature, str(letter.sort)
    ('Yes.', '-- \nIris', 'person')
    """
    mail = taken_apart(raw)
    head = head_of(mail)
    content = _MailContent()
    content.take(mail)
    content.keep_within_bounds()
    sent = sent or Sent()
    text = "\n\n".join(content.texts or content.text_files)
    sort, back = returned(mail, sort_by_head(mail, envelope_from, sent), "\n\n".join((text, *content.attached)))
    reply = split_reply(text, sent)
    beside = (*content.attached, *content.others, *(content.text_files if content.texts else ()))
    reply_text = "\n\n".join(filter(None, (reply.said, *content.attached)))
    own = "\n\n".join(filter(None, (reply.own, *map(sent.unsent, beside))))
    return ReadLetter(
        head=head,
        sort=sort,
        by_subject=is_by_subject(mail, envelope_from),
        of_list=is_of_strangers_list(mail, sent),
        text="\n\n".join((text, *content.attached, *content.others)).strip("\n"),
        said=reply_text,
        signature=reply.signature,
        before=reply.before,
        own=own,
        heard=SignsHeard(topic=_signs(head.topic), own=_signs(own), said=_signs(reply_text.strip())),
        files=tuple(content.files),
        notes=tuple(dict.fromkeys(content.notes)),
        returned=back,
    )


def _signs(words: str) -> tuple[str, ...]:
    return tuple(sign.id for sign in signs_told(words))


class _MailContent:
    """What was found in a mail, or in one part of it."""

    def __init__(self, room: HtmlRoom | None = None) -> None:
        self._room = room or HtmlRoom()
        self.texts: list[str] = []
        self.attached: list[str] = []
        self.others: list[str] = []
        self.text_files: list[str] = []
        self.files: list[MailFile] = []
        self.notes: list[MailNote] = []

    def keep_within_bounds(self) -> None:
        """Keep of all texts together no more than is read of one mail; that there was more is noted."""
        room = Room()
        for texts in (self.texts, self.attached, self.others, self.text_files):
            texts[:] = [text for text in map(room.take, texts) if text]
        if room.is_full:
            self.notes.append(MailNote(trouble=MailTrouble.LONG))

    def take(self, mail_part: MailPart) -> None:
        """Take up a part, with all below it."""
        if mail_part.kind == "multipart/alternative" and mail_part.parts:
            self._best_of([self._content_of(part) for part in mail_part.parts])
        elif mail_part.kind.startswith("multipart/") and mail_part.parts:
            if mail_part.kind == "multipart/encrypted":
                self.notes.append(MailNote(trouble=MailTrouble.ENCRYPTED))
            for part in mail_part.parts:
                self.take(part)
        elif mail_part.parts:
            self._attached_mail(mail_part.parts[0])
        elif mail_part.kind.startswith("multipart/"):
            self._text(decoded(mail_part.body).replace("\r\n", "\n"))
        elif (
            mail_part.kind in _TEXTS
            and mail_part.disposition != "attachment"
            and not (mail_part.disposition and mail_part.name)
        ):
            self._words(mail_part)
        else:
            self._file(mail_part)

    def _content_of(self, mail_part: MailPart) -> "_MailContent":
        content = _MailContent(self._room)
        content.take(mail_part)
        return content

    def _best_of(self, ways: list["_MailContent"]) -> None:
        """Of several versions of the same text the first that says it, which is the plain one; and the files of all."""
        versions = ["\n\n".join(way.texts) for way in ways]
        longest = max(versions, key=len)
        full = [text for text in versions if text.strip() and not _is_stub(text, longest)]
        if full:
            best = _fullest(full)
            self._text(best)
            self.others += [rest for text in full if text is not best and (rest := _beyond(text, best))]
        for way in ways:
            self.attached += way.attached
            self.others += way.others
            self.text_files += [text for text in way.text_files if text not in self.text_files]
            self.notes += way.notes
            self.files += [file for file in way.files if file not in self.files]

    def _attached_mail(self, mail: MailPart) -> None:
        """A mail in the mail: its words under who wrote it and what about, its files among the others."""
        inner, head = self._content_of(mail), head_of(mail)
        about = [line for line in (f"{head.name} {head.sender}".strip(), head.subject) if line]
        self.attached += ["\n".join(("-----", *about, "", *inner.texts)).strip(), *inner.attached]
        self.attached += [text for text in inner.text_files if not inner.texts]
        self.files += inner.files
        self.notes += inner.notes

    def _words(self, mail_part: MailPart) -> None:
        if mail_part.kind in ("text/html", "application/xhtml+xml"):
            html = self._room.take(mail_part.text)
            if len(html) < len(mail_part.text):
                self.notes.append(MailNote(trouble=MailTrouble.LONG))
            self._text(text_of(html))
            return
        blocks, rest = uu_blocks(mail_part.data) if b"\nend" in mail_part.data else ([], b"")
        for name, data in blocks:
            self._keep(
                MailFile(name=_plain(decoded(name)), kind=kind_by_sight(data) or "application/octet-stream", data=data)
            )
        text = decoded(rest, mail_part.about.get("charset", "")).replace("\r\n", "\n") if blocks else mail_part.text
        if mail_part.about.get("format", "").lower() == "flowed":
            text = unflowed(text, delsp=mail_part.about.get("delsp", "").lower() == "yes")
        self._text(text)

    def _text(self, text: str) -> None:
        room = Room()
        text = room.take(text)
        if room.is_full:
            self.notes.append(MailNote(trouble=MailTrouble.LONG))
        if text.strip():
            self.texts.append(text.strip("\n"))
        if _ARMOUR in text:
            self.notes.append(MailNote(trouble=MailTrouble.ENCRYPTED))

    def _file(self, mail_part: MailPart) -> None:
        if mail_part.kind in _SILENT:
            return
        if mail_part.kind == TEXT and len(mail_part.data) < _LONGEST_FILE and mail_part.text.strip():
            self.text_files.append(mail_part.text.strip("\n"))
        sight = kind_by_sight(mail_part.data)
        is_vague = mail_part.kind in _UNKNOWN or mail_part.kind.startswith("image/")
        self._keep(
            MailFile(name=mail_part.name, kind=sight if sight and is_vague else mail_part.kind, data=mail_part.data)
        )

    def _keep(self, file: MailFile) -> None:
        name = file.name.lower()
        if file.kind in _TNEF or name == "winmail.dat":
            self.notes.append(MailNote(trouble=MailTrouble.WINMAIL, name=file.name))
            return
        if file.kind.startswith("image/") and is_decoration(file.data):
            self.notes.append(MailNote(trouble=MailTrouble.DECORATION, name=file.name))
            return
        self.files.append(file)
        if file.kind in _SEALED:
            self.notes.append(MailNote(trouble=MailTrouble.ENCRYPTED))
        elif file.kind in _CALENDARS or name.endswith(".ics"):
            self._text(cards.comment(decoded(file.data)))
            self.notes.append(
                MailNote(trouble=MailTrouble.APPOINTMENT, name=file.name, says=cards.appointment(decoded(file.data)))
            )
        elif file.kind in _CONTACTS or name.endswith(".vcf"):
            self.notes.append(
                MailNote(trouble=MailTrouble.CONTACT, name=file.name, says=cards.contact(decoded(file.data)))
            )


def _is_stub(text: str, longest: str) -> bool:
    """Whether a text only says that the mail is to be looked at in another form."""
    return len(text) < _LONGEST_STUB and len(longest) > 2 * len(text) and bool(_STUB.search(text))


def _fullest(texts: list[str]) -> str:
    """Of several ways to say the same the plain one, unless another says all that it says and more."""
    best = texts[0]
    for text in texts[1:]:
        if not _beyond(best, text) and _beyond(text, best):
            best = text
    return best


def _beyond(text: str, other: str) -> str:
    """The lines of a text that are not in another, however both are wrapped."""
    inside = folded(other)
    lines = [line for line in text.split("\n") if folded(line) not in inside]
    words = sum(folded(line).count(" ") for line in lines)
    return "\n".join(lines) if words > _FEW_WORDS else ""


def _plain(name: str) -> str:
    """The name of a file without its folder."""
    return "".join(filter(str.isprintable, name.replace("\\", "/"))).rpartition("/")[2].strip()[:120]
