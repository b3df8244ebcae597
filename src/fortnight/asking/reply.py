"""The answer to what was understood, for one person on one day: the ruling, or what to ask back.

A word that we do not know beside the topic never helps a yes, nor does anything else that is named and refused that
day: where the answer would be a yes or with care, it is asked back. Signs and feelings have no ruling; nor has a
product of theirs, whose label only the caller holds.
"""

from dataclasses import dataclass, replace

from fortnight.asking.general import held_back, weigh_general
from fortnight.asking.grammar import PUT_ON
from fortnight.asking.model import MOST_CHOICES, QuestionTopic, Sense, Understanding
from fortnight.asking.whose import held_by
from fortnight.guide.model import Activity
from fortnight.labels.read import read_label
from fortnight.verdicts.activities import may, weigh_activity
from fortnight.verdicts.judge import answer_on, weigh
from fortnight.verdicts.model import Answer, Ruling, Verdict
from fortnight.verdicts.rulebook import Rulebook

_OPEN = (Ruling.YES, Ruling.CAREFUL)
_CLOSED = (Ruling.NOT_YET, Ruling.NOT_THIS_TIME)


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionReply:
    """What is said: `meant` as it stands after all, the fourteen answers and the one of `day` where there are any."""

    meant: Understanding
    day: int
    verdict: Verdict | None = None
    answer: Answer | None = None

    @property
    def ruling(self) -> Ruling | None:
        """The ruling, or None where there is none: a sign, a feeling, something to be asked about."""
        return self.answer.ruling if self.answer else None


def reply(meant: Understanding, book: Rulebook, today: int) -> QuestionReply:
    """The answer for the day that is asked about, where today is `today` (base 1). Never raises."""
    day = meant.when.from_day(today)
    verdict = verdict_of(meant.topic, book) if meant.topic else None
    if meant.topic is None or verdict is None or meant.sense is Sense.SIGN:
        return QuestionReply(meant=meant, day=day)
    answer = answer_for(meant.topic, verdict, book, day)
    if meant.sense is not Sense.LABEL and answer.ruling in _OPEN:
        refused = _refused_beside(meant, book, day)
        if meant.unknown or refused:
            choices = (*refused, meant.topic)[-MOST_CHOICES:]
            return QuestionReply(meant=replace(meant, topic=None, choices=choices), day=day)
    return QuestionReply(meant=meant, day=day, verdict=verdict, answer=answer)


def _refused_beside(meant: Understanding, book: Rulebook, day: int) -> tuple[QuestionTopic, ...]:
    """What else the words name that is refused on the day, whichever of its meanings they had."""
    refused = []
    for meanings in meant.beside:
        answers = [
            answer_for(topic, verdict, book, day).ruling for topic in meanings if (verdict := verdict_of(topic, book))
        ]
        if answers and all(ruling in _CLOSED for ruling in answers):
            refused.append(meanings[0])
    return tuple(refused)


def verdict_of(topic: QuestionTopic, book: Rulebook) -> Verdict | None:
    """The fourteen answers about a topic, or None for one that has none."""
    if topic.general:
        return weigh_general(topic.general, book)
    if topic.activity:
        return weigh_typed(topic.activity, book, topic.typed)
    if topic.sense is not Sense.LABEL:
        return None
    return weigh(topic.label or read_label(topic.words), book)


def weigh_typed(activity: Activity, book: Rulebook, words: str) -> Verdict:
    """All fourteen answers for something to do or a medicine, asked for in these words, which may hold a yes back."""
    verdict = weigh_activity(activity, book, words)
    return held_back(verdict, held_by(words)) if words and activity.group in PUT_ON else verdict


def answer_for(topic: QuestionTopic, verdict: Verdict, book: Rulebook, day: int) -> Answer:
    """The answer of one day (base 1)."""
    return may_typed(topic.activity, book, day, topic.typed) if topic.activity else answer_on(verdict, day)


def may_typed(activity: Activity, book: Rulebook, day: int, words: str) -> Answer:
    """The answer of one day (base 1) for something to do or a medicine, asked for in these words."""
    answer = may(activity, book, day, words)
    if not words or activity.group not in PUT_ON or answer.ruling not in (*_OPEN, Ruling.CANNOT_TELL):
        return answer
    rules = held_by(words)
    return answer_on(held_back(weigh_activity(activity, book, words), rules), day) if rules else answer
