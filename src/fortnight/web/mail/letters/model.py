"""What a mail turns out to be: who wrote, to whom, what is new in it, what came along, what sort of mail it is."""

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum


class Sort(StrEnum):
    """What sort of mail it is. Only that of a person is a question."""

    PERSON = "person"
    AUTOMATIC = "automatic"
    LOOP = "loop"
    BOUNCE = "bounce"
    COMPLAINT = "complaint"


class MailTrouble(StrEnum):
    """What is told about a mail beside its words: what could not be read, and what a file is about."""

    WINMAIL = "winmail"
    ENCRYPTED = "encrypted"
    DECORATION = "decoration"
    APPOINTMENT = "appointment"
    CONTACT = "contact"
    LARGE = "large"
    LONG = "long"
    REFUSED = "refused"
    CROWDED = "crowded"


@dataclass(frozen=True, slots=True, kw_only=True)
class MailNote:
    """A trouble, the name of what it is about, and what there is to say of it."""

    trouble: MailTrouble
    name: str = ""
    says: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MailFile:
    """A file that came with the mail. `kind` is its content type, in lower case, such as "image/jpeg"."""

    name: str
    kind: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """A letter of ours that came back: the ids it may have had, whether for good, and what the server said."""

    ids: tuple[str, ...]
    lasting: bool
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MailHead:
    """What the fields of a mail say.

    `sender` is empty where there is none, or more than one. `behind` are the address and the name of who wrote it by
    other fields, where a group or a form has put its own address into the place of theirs. `to` is everybody it was
    sent to, by any field that tells; `refers` the ids of the mails that it answers, the nearest first. `topic` is the
    subject without "Re:" and the like.
    """

    message_id: str
    sender: str
    name: str
    behind: tuple[str, str]
    to: tuple[str, ...]
    refers: tuple[str, ...]
    subject: str
    topic: str
    date: dt.datetime | None
    forwards: bool
    replies: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SignsHeard:
    """The ids of the signs that a mail tells of: in its topic, in the writer's own words, in what is shown of them."""

    topic: tuple[str, ...]
    own: tuple[str, ...]
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadLetter:
    """A mail as it was read. `text` is all of its words; `said`, `signature` and `before` are its three parts.

    `by_subject`: nothing but its subject says that a machine wrote it. `of_list`: it came on a list that is not ours.
    `own` are the words that nobody had sent before, in whichever part they stand: what is heard for a sign.
    """

    head: MailHead
    sort: Sort
    by_subject: bool
    of_list: bool
    text: str
    said: str
    signature: str
    before: str
    own: str
    heard: SignsHeard
    files: tuple[MailFile, ...]
    notes: tuple[MailNote, ...]
    returned: Returned | None
