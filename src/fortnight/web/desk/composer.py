"""What the buttons of the composer do besides sending: put a snippet or a card in, leave it out, look an answer up.

All of it works on what stands in the form, stores nothing, and gives the form back with every word that was in it. A
script asks for the same and shows it without a new page.
"""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fortnight.web.accounts.models import User
from fortnight.web.answers.along import MessageCard
from fortnight.web.chat.models import Conversation
from fortnight.web.desk import queries
from fortnight.web.desk.course import course_of
from fortnight.web.desk.fields import filled, values_for
from fortnight.web.desk.finding import AnswerHit, along, find
from fortnight.web.desk.forms import AnswerForm

_PUT = "put:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Composed:
    """The form as it is shown next. `looked`: what was looked up; `found`: what came of it (None: nothing was)."""

    form: AnswerForm
    looked: str = ""
    found: list[AnswerHit] | None = None

    @property
    def card(self) -> str:
        """The card that goes along, as the form names it."""
        return str(self.form["card"].value() or "")

    def along(self, conversation: Conversation) -> MessageCard | None:
        """The card that goes along, as it is shown."""
        return along(conversation.person, self.card)


def composed(
    sent: Mapping[str, str], conversation: Conversation, user: User, files: Sequence[uuid.UUID]
) -> Composed | None:
    """The form after a button of the composer; None for the button that sends it. `files` came in with it."""
    way = sent.get("way", "")
    values = {name: sent.get(name, "") for name in ("body", "uid", "card", "seen", "ahead")}
    values["ahead"] = ",".join(filter(None, (values["ahead"], *map(str, files))))
    if way == "look":
        looked = sent.get("look", "")
        return Composed(form=AnswerForm(initial=values), looked=looked, found=find(conversation.person, looked))
    if way.startswith(_PUT):
        return Composed(form=AnswerForm(initial=values | {"card": way.removeprefix(_PUT)}))
    if way == "snippet":
        snippet = queries.snippet_with(sent.get("snippet", ""))
        if snippet:
            words = filled(snippet.body, values_for(conversation, user, course_of(conversation.person)))
            values["body"] = "\n\n".join(part for part in (values["body"].rstrip(), words) if part)
        return Composed(form=AnswerForm(initial=values))
    return None
