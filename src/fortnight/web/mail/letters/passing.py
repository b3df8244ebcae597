"""A mail that was read, and what it is read by, as frames of bytes, for the way between the site and its reader."""

import datetime as dt
import json
from typing import Any

from fortnight.web.mail.letters.model import (
    MailFile,
    MailHead,
    MailNote,
    MailTrouble,
    ReadLetter,
    Returned,
    SignsHeard,
    Sort,
)
from fortnight.web.mail.letters.sent import Sent

Frames = list[bytes]
_TEXTS = ("text", "said", "signature", "before", "own")
_HEAD = ("message_id", "sender", "name", "subject", "topic", "forwards", "replies")


def packed_request(raw: bytes, envelope_from: str | None, sent: Sent) -> Frames:
    """What the reader is asked."""
    names = ("ours", "theirs", "addresses", "names", "subjects")
    before = {name: list(getattr(sent, name)) for name in names}
    return [_json({"envelope_from": envelope_from, "sent": before}), raw]


def unpacked_request(frames: Frames) -> tuple[bytes, str | None, Sent]:
    """What was asked: the mail, the sender of its envelope, what was sent before."""
    about = json.loads(frames[0])
    before = about["sent"]
    sent = Sent(
        ours=tuple(before["ours"]),
        theirs=tuple(before["theirs"]),
        addresses=frozenset(before["addresses"]),
        names=frozenset(before["names"]),
        subjects=frozenset(before["subjects"]),
    )
    return frames[1], about["envelope_from"], sent


def packed(letter: ReadLetter) -> Frames:
    """A mail that was read: all that is text, then its files."""
    head, back = letter.head, letter.returned
    about = {
        "head": {name: getattr(head, name) for name in _HEAD}
        | {"behind": head.behind, "to": head.to, "refers": head.refers}
        | {"date": head.date.isoformat() if head.date else None},
        "texts": {name: getattr(letter, name) for name in _TEXTS},
        "sort": letter.sort,
        "by_subject": letter.by_subject,
        "of_list": letter.of_list,
        "heard": [letter.heard.topic, letter.heard.own, letter.heard.said],
        "notes": [[note.trouble, note.name, note.says] for note in letter.notes],
        "returned": [back.ids, back.lasting, back.says] if back else None,
        "files": [[file.name, file.kind] for file in letter.files],
    }
    return [_json(about), *(file.data for file in letter.files)]


def unpacked(frames: Frames) -> ReadLetter:
    """The mail in frames. Raises: ValueError, KeyError for frames that are not ours."""
    about = json.loads(frames[0])
    back = about["returned"]
    topic, own, reply = map(tuple, about["heard"])
    return ReadLetter(
        head=_head(about["head"]),
        sort=Sort(about["sort"]),
        by_subject=bool(about["by_subject"]),
        of_list=bool(about["of_list"]),
        heard=SignsHeard(topic=topic, own=own, said=reply),
        files=tuple(
            MailFile(name=str(name), kind=str(kind), data=data)
            for (name, kind), data in zip(about["files"], frames[1:], strict=True)
        ),
        notes=tuple(
            MailNote(trouble=MailTrouble(trouble), name=name, says=says) for trouble, name, says in about["notes"]
        ),
        returned=Returned(ids=tuple(back[0]), lasting=bool(back[1]), says=str(back[2])) if back else None,
        **{name: str(about["texts"][name]) for name in _TEXTS},
    )


def _head(fields: dict[str, Any]) -> MailHead:
    address, name = fields["behind"]
    return MailHead(
        behind=(address, name),
        to=tuple(fields["to"]),
        refers=tuple(fields["refers"]),
        date=dt.datetime.fromisoformat(fields["date"]) if fields["date"] else None,
        **{field: fields[field] for field in _HEAD},
    )


def _json(value: object) -> bytes:
    return json.dumps(value).encode("ascii")
