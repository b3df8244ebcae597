"""Mail on its way in: stored as it came, and only then read, matched and put where it belongs.

`store` writes the row and nothing else; whoever brought the mail may be told that it is here once that has been
committed. The same mail that comes again, on whatever way, is the row that is there. `work_due` takes up what waits,
claimed by one process in one statement. What fails is kept, tried again with growing waits, and shown on the desk. A
mail is read in a process of its own; one that was begun twice and never read to its end is set aside before the third.
"""

import datetime as dt
import hashlib
import logging
from dataclasses import replace

from django.db import transaction
from django.utils import timezone

from fortnight.web.accounts.vault import BrokenSealError, resealed, seal, unseal
from fortnight.web.chat.models import Conversation
from fortnight.web.ground.room import NoRoomError, has_room
from fortnight.web.mail.incoming import crowd
from fortnight.web.mail.incoming.accept import enter, signs_in, words_of, written
from fortnight.web.mail.incoming.history import sent_before
from fortnight.web.mail.incoming.matching import about, by_writer, conversation_for, is_ours, standing_by_server
from fortnight.web.mail.incoming.reading import UnreadMailError, read_apart
from fortnight.web.mail.letters.heads import head_of
from fortnight.web.mail.letters.model import MailHead, MailNote, MailTrouble, ReadLetter, Sort
from fortnight.web.mail.letters.parts import top_of
from fortnight.web.mail.letters.sender_standing import SenderStanding
from fortnight.web.mail.models import Received
from fortnight.web.mail.outgoing import outbox

log = logging.getLogger("fortnight.mail")
MOST_BYTES = 25 * 1024 * 1024
_WAITS = tuple(dt.timedelta(minutes=minutes) for minutes in (1, 10, 60, 360))
_STUCK = dt.timedelta(minutes=10)
_OLD = dt.timedelta(days=7)
AT_ONCE = 50
_MOST_BEGUN = 2
_BEGINNING = 64 * 1024


@transaction.atomic
def store(
    raw: bytes, *, way: str, sender: str | None = None, to: tuple[str, ...] = (), whole: bool = True
) -> tuple[Received, bool]:
    """Store a mail as it came; the row, and whether it is new. `sender` and `to` are those of the envelope.

    Raises: NoRoomError for a large mail on a disk that is nearly full: it stays where it is and is delivered again.
    """
    head, print_ = _identity_of(raw)
    received = Received.objects.filter(fingerprint=print_).defer("raw").first()
    if received:
        return received, False
    if not has_room(len(raw)):
        raise NoRoomError
    row = Received(fingerprint=print_, sha256=hashlib.sha256(raw).hexdigest(), way=way, whole=whole, bytes=len(raw))
    row.raw = seal(_name(row), raw)
    row.envelope_from = None if sender is None else sender.strip().strip("<>")[:320]
    row.envelope_to = [address[:320] for address in to[:100]]
    writer = by_writer(head)
    row.mail_id, row.sender, row.name = head.message_id[:255], writer.sender[:320], writer.name
    row.subject = head.subject
    row.at = row.next = timezone.now()
    values = {name: getattr(row, name) for name in (*_ENVELOPE, *_HEAD)}
    return Received.objects.get_or_create(fingerprint=print_, defaults=values)


def fingerprint(raw: bytes) -> str:
    """What is the same for the same mail, however often and on whatever way it comes."""
    return _identity_of(raw)[1]


def _identity_of(raw: bytes) -> tuple[MailHead, str]:
    top = top_of(raw)
    head = head_of(top)
    body_hash = hashlib.sha256(top.body.replace(b"\r\n", b"\n").rstrip()).hexdigest()
    named = head.message_id or top.first("date")
    return head, hashlib.sha256(f"{named}\n{head.sender}\n{body_hash}".encode()).hexdigest()


_ENVELOPE = ("key", "sha256", "raw", "bytes", "whole", "way", "envelope_from", "envelope_to", "at", "next")
_HEAD = ("mail_id", "sender", "name", "subject")


def _name(row: Received) -> str:
    return f"received/{row.key}"


def raw_of(row: Received) -> bytes:
    """A mail as it came. Raises: BrokenSealError where the secret of the house has changed since."""
    return unseal(_name(row), bytes(row.raw))


def reseal_mail() -> tuple[int, int]:
    """Seal every stored mail under the current secret; how many were resealed, and how many no secret opens."""
    done = broken = 0
    for key in Received.objects.order_by("pk").values_list("pk", flat=True):
        row = Received.objects.get(pk=key)
        try:
            anew = resealed(_name(row), bytes(row.raw))
        except BrokenSealError:
            broken += 1
            continue
        if anew is not None:
            done += Received.objects.filter(pk=key).update(raw=anew)
    return done, broken


def work_due(now: dt.datetime | None = None) -> int:
    """Process every mail that is due; how many. Run by the clock, in every process."""
    now = now or timezone.now()
    done = 0
    _set_aside(now)
    while rows := _due(now):
        done += sum(work(row, now) for row in rows)
    return done


def _due(now: dt.datetime) -> list[int]:
    rows = Received.objects.filter(state__in=(Received.RECEIVED, Received.WORKING, Received.FAILED), next__lte=now)
    rows = rows.filter(attempts__lte=len(_WAITS), begun__lt=_MOST_BEGUN)
    return list(rows.order_by("next", "pk").values_list("pk", flat=True)[:AT_ONCE])


def _set_aside(now: dt.datetime) -> None:
    """Set aside what was begun twice and never came to its end, before it is begun once more."""
    ended = Received.objects.filter(state__in=(Received.WORKING, Received.FAILED), next__lte=now)
    for key in ended.filter(begun__gte=_MOST_BEGUN).values_list("key", flat=True):
        log.error("a mail is set aside: it cannot be read to its end", extra={"facts": {"mail": str(key)}})
    ended.filter(begun__gte=_MOST_BEGUN).update(state=Received.ASIDE)


def work(pk: int, now: dt.datetime) -> bool:
    """Work one mail, if this process gets hold of it. Whether it did."""
    row = Received.objects.filter(pk=pk).select_related("conversation__person__clinic").first()
    if row is None or not claimed(row, now):
        return False
    try:
        _place(row, now)
    except Exception as error:  # whatever a mail does to its reader, the mail is kept and the others are worked
        log.exception("a mail could not be worked", extra={"facts": {"mail": str(row.key)}})
        _failed(row, error, now)
        return True
    row.worked, row.trouble, row.begun = now, "", 0
    row.save(update_fields=[*_OUTCOME])
    return True


_OUTCOME = (
    "state",
    "sort",
    "conversation",
    "message",
    "signature",
    "notes",
    "sender",
    "name",
    "begins",
    "red",
    "disowned",
    "vouched",
    "worked",
    "trouble",
    "begun",
)


def claimed(row: Received, now: dt.datetime) -> bool:
    """Whether this process has the mail: of several that try, one changes the row."""
    mine = Received.objects.filter(pk=row.pk, state=row.state, next=row.next)
    row.attempts += 1
    row.begun += 1
    return bool(mine.update(state=Received.WORKING, next=now + _STUCK, attempts=row.attempts, begun=row.begun))


def _failed(row: Received, error: Exception, now: dt.datetime) -> None:
    wait = _WAITS[min(row.attempts, len(_WAITS)) - 1]
    mail = Received.objects.filter(pk=row.pk)
    mail.update(state=Received.FAILED, next=now + wait, trouble=type(error).__name__[:200])
    if not isinstance(error, UnreadMailError):
        mail.update(begun=0)
    elif row.begun >= _MOST_BEGUN:
        mail.update(state=Received.ASIDE)


def _place(row: Received, now: dt.datetime) -> None:
    """Read a mail and put it where it belongs; the row then says what became of it."""
    raw = raw_of(row)
    letter = _read(row, raw)
    row.sender, row.name = letter.head.sender[:320], letter.head.name
    sort = _sort(row, letter)
    row.sort, row.state, row.notes = sort, Received.WORKED, written(list(letter.notes))
    if sort is Sort.BOUNCE or sort is Sort.COMPLAINT:
        _returned(letter)
    elif sort is not Sort.LOOP:
        claimed_sender = head_of(top_of(raw)).sender
        standing = standing_by_server(raw, claimed_sender)
        row.disowned = standing is SenderStanding.DISOWNED
        # The server vouches for the sender in From, not for the writer that a form names.
        row.vouched = standing is SenderStanding.VOUCHED and row.sender == claimed_sender
        # By accepting a stranger, an advisor has already chosen the conversation.
        conversation = row.conversation or conversation_for(letter.head, row.envelope_to, disowned=row.disowned)
        if conversation:
            enter(row, letter, conversation)
        elif sort is Sort.PERSON:
            _strange(row, letter)
        if sort is Sort.PERSON and not row.disowned and row.worked is None and _is_fresh(letter, now):
            _note(row, letter, conversation)


def _read(row: Received, raw: bytes) -> ReadLetter:
    """A mail, read by what was written before in the conversation that it is about, under the name of who wrote it."""
    head = by_writer(head_of(top_of(raw)))
    sent = sent_before(row.conversation or about(head, row.envelope_to), to=head.sender)
    letter = read_apart(raw, envelope_from=row.envelope_from, sent=sent)
    return replace(letter, head=by_writer(letter.head, letter.text))


def _sort(row: Received, letter: ReadLetter) -> Sort:
    """What sort of mail it is, with what its words tell: those of a sign are a person's, where only a guess says no."""
    ours = is_ours(letter.head.sender)
    if letter.sort is Sort.PERSON and ours:
        if not letter.heard.own:
            return Sort.LOOP
        # Somebody wrote by a form that names nobody: it waits to be looked at, and is never answered by itself.
        row.sender = ""
        return Sort.PERSON
    if letter.sort is Sort.AUTOMATIC and letter.by_subject and not ours and letter.heard.own:
        return Sort.PERSON
    return Sort.LOOP if ours else letter.sort


def _returned(letter: ReadLetter) -> None:
    back = letter.returned
    for mail_id in back.ids if back else ():
        if back and letter.sort is Sort.COMPLAINT:
            is_ours = outbox.complained(mail_id)
        else:
            is_ours = outbox.bounced(mail_id, lasting=bool(back and back.lasting), says=back.says if back else "")
        if is_ours:
            return


def _strange(row: Received, letter: ReadLetter) -> None:
    """Leave a mail to the advisors, with what they need to decide."""
    words = words_of(letter)
    row.state, row.begins = Received.WAITING, " ".join(words.split())[:200]
    row.red = bool(signs_in(letter))
    if crowd.is_crowded(row):
        _keep_beginning(row)


def _keep_beginning(row: Received) -> None:
    """Keep only the beginning of a mail, with its words: there is too much of strangers to keep every file of it."""
    row.raw, row.whole = seal(_name(row), raw_of(row)[:_BEGINNING]), False
    row.notes = [*row.notes, *written([MailNote(trouble=MailTrouble.CROWDED)])]
    Received.objects.filter(pk=row.pk).update(raw=row.raw, whole=False)


def _is_fresh(letter: ReadLetter, now: dt.datetime) -> bool:
    """Whether somebody still waits: nobody is sent a note about a mail that lay in its mailbox for long."""
    return letter.head.date is None or now - letter.head.date < _OLD


def _note(row: Received, letter: ReadLetter, conversation: Conversation | None) -> None:
    """Say at once and by itself what cannot wait for an advisor."""
    kinds = {
        "signs": row.red,
        "winmail": any(note.trouble is MailTrouble.WINMAIL for note in letter.notes),
        "large": not row.whole,
        "stranger": conversation is None and not row.red and not letter.of_list,
    }
    for kind in (name for name, holds in kinds.items() if holds and not is_ours(letter.head.sender)):
        outbox.automatic(kind, conversation=conversation, to=letter.head.sender, answers=row.mail_id)


@transaction.atomic
def again(row: Received, *, now: dt.datetime) -> None:
    """Have a mail that failed worked once more, as if it had just come."""
    failed = Received.objects.filter(pk=row.pk, state__in=(Received.FAILED, Received.WORKING, Received.ASIDE))
    failed.update(state=Received.RECEIVED, attempts=0, begun=0, next=now)


def notes_of(row: Received) -> list[MailNote]:
    """What there is to tell about a mail beyond its words."""
    troubles = set(MailTrouble)
    return [
        MailNote(trouble=MailTrouble(note["trouble"]), name=note["name"], says=note["says"])
        for note in row.notes
        if note.get("trouble") in troubles
    ]
