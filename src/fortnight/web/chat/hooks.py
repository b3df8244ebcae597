"""What a conversation tells those above it, and what it asks them: e-mail and the clinic's figures join here.

Nothing of it decides whether a message is stored, and a site without either has conversations all the same.
"""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fortnight.web.accounts.models import Person
from fortnight.web.chat.models import Conversation, Message
from fortnight.web.ground.hooks import Hook


@dataclass(frozen=True, slots=True, kw_only=True)
class MailDetails:
    """What belongs to a message that came by mail: the way to all of it, its signature, what there is to tell.

    `verified`: our mail server says that it is from who stands in it.
    """

    key: uuid.UUID
    verified: bool
    signature: str
    notes: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterState:
    """What became of the letter that tells of a message, in words; `wrong` where it did not arrive."""

    says: str
    wrong: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """How an answer finds a person who is not here: whether mail leaves this house, and where to ("": nowhere)."""

    leaves: bool = False
    to: str = ""


message_stored: Hook[[Conversation, Message], object] = Hook()
"""A message is being stored. The conversation still has what waited in it, and its row is locked."""

signs_told: Hook[[], object] = Hook()
"""A message tells of a sign that must not wait: whoever is on duty has to hear of it once it is stored."""

mail_details: Hook[[Conversation, Sequence[int]], Mapping[int, MailDetails]] = Hook()
"""What belongs to the messages with these numbers that came by mail, by their numbers."""

letter_states: Hook[[Conversation, Sequence[int]], Mapping[int, LetterState]] = Hook()
"""What became of the letters that tell of the messages with these numbers, by their numbers."""

reach: Hook[[Person], Reach] = Hook()
"""How an answer finds a person who is not here."""
