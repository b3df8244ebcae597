"""A mail becomes a message of its conversation: its words, its files, what there is to tell, and the thread it is of.

Done again, it is the same message with the same files: the ids of both are drawn from the mail. A machine's mail
becomes an automatic message, which is no question and no answer. Words of a sign mark the conversation.
"""

import re
import uuid

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext

from fortnight.web.chat.actions import send
from fortnight.web.chat.attachments import MOST_IN_A_MAIL, FileRefusedError, keep
from fortnight.web.chat.models import Conversation, Message
from fortnight.web.mail.letters.model import MailFile, MailNote, MailTrouble, ReadLetter, Sort
from fortnight.web.mail.models import Received
from fortnight.web.mail.outgoing import threads

LONGEST = 20_000
_LONGEST_NOTES = 60


def words_of(letter: ReadLetter) -> str:
    """What is new in a mail: its subject, unless that of a reply, and its words.

    Where the part to be cut tells of a sign, nothing is cut; where the subject of a reply does, the subject stays.
    """
    head, words = letter.head, letter.said.strip()
    answers = (head.replies or head.forwards) and not letter.heard.topic
    subject = "" if answers or head.subject in letter.said else head.subject
    if set(letter.heard.own) - set(letter.heard.said):
        # The person tells of a sign in their own words, and it would not be read in what is left of them.
        words = letter.text.strip()
    return re.sub(r"\n{3,}", "\n\n", "\n\n".join(filter(None, (subject, words))))


def signs_in(letter: ReadLetter) -> list[str]:
    """The signs that a mail tells of in the words of its writer, in whichever part they stand."""
    return list(dict.fromkeys((*letter.heard.topic, *letter.heard.own)))


def enter(row: Received, letter: ReadLetter, conversation: Conversation) -> Message:
    """Put a mail into a conversation. It is noted on the row, which the caller ends."""
    uid = _uid(row, conversation)
    person = conversation.person
    with translation.override(person.language or settings.LANGUAGE_CODE):
        keys, refused = _keep_files(conversation, uid, letter.files)
        body = words_of(letter)
        notes = [*letter.notes, *refused]
        if len(body) > LONGEST:
            body = body[:LONGEST]
            notes.append(MailNote(trouble=MailTrouble.LONG))
        if not row.whole:
            notes.append(MailNote(trouble=MailTrouble.LARGE))
        if not (body or keys or notes):
            body = gettext("An email with no text.")
    asks = row.sort == Sort.PERSON
    signs = signs_in(letter) if asks else []
    author = Message.PERSON if asks else Message.HOUSE
    message, _ = send(conversation, author=author, uid=uid, body=body, way=Message.EMAIL, signs=signs, files=keys)
    threads.remember(conversation, row.mail_id, ours=False)
    row.conversation, row.message, row.signature = conversation, message, letter.signature[:LONGEST]
    row.notes, row.red = written(notes), bool(signs)
    return message


def written(notes: list[MailNote]) -> list[dict[str, str]]:
    """Notes as a row keeps them."""
    return [{"trouble": str(note.trouble), "name": note.name, "says": note.says} for note in notes[:_LONGEST_NOTES]]


def _uid(row: Received, conversation: Conversation) -> uuid.UUID:
    """The id of the message, from the Message-ID. A second mail that bears the same with other words has its own."""
    others = Received.objects.filter(conversation=conversation, mail_id=row.mail_id).exclude(pk=row.pk)
    taken = not row.mail_id or others.exclude(message=None).exists()
    return uuid.uuid5(conversation.key, row.fingerprint if taken else row.mail_id)


def _keep_files(
    conversation: Conversation, uid: uuid.UUID, files: tuple[MailFile, ...]
) -> tuple[list[uuid.UUID], list[MailNote]]:
    """Keep the files; the keys of those that were taken, and why the others were not."""
    keys: list[uuid.UUID] = []
    refused = []
    for number, file in enumerate(files):
        key = uuid.uuid5(uid, f"file {number}")
        if number >= MOST_IN_A_MAIL:
            refused.append(
                MailNote(trouble=MailTrouble.REFUSED, name=file.name, says=gettext("There were too many files."))
            )
            continue
        try:
            keep(conversation, key=key, name=file.name, kind=file.kind, data=file.data)
        except FileRefusedError as error:
            refused.append(MailNote(trouble=MailTrouble.REFUSED, name=file.name, says=str(error)))
        else:
            keys.append(key)
    return keys, refused
