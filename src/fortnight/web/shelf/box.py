"""What somebody means who types into the box: the one door for words, with what only the site knows.

That is the products a person has an answer for, those that the clinic's catalogue has under exactly this name, and the
language of the page. What is meant is said in `fortnight.asking`.
"""

from fortnight.asking import QuestionTopic, Understanding, understand
from fortnight.asking.grammar import PUT_ON
from fortnight.asking.reply import QuestionReply, reply
from fortnight.asking.whose import held_by
from fortnight.verdicts.activities import reacts_to
from fortnight.web.accounts.convert import book_of
from fortnight.web.accounts.models import Person
from fortnight.web.shelf.known import known_products
from fortnight.web.shelf.queries import names
from fortnight.web.words.rules import language

FROM_CATALOGUE = "known:"
_LONGEST_NAME = 160


def understood(person: Person, text: str) -> Understanding:
    """What a person means by what they typed. A product of the catalogue has an id that begins with `known:`."""
    namesakes = known_products(text) if len(text) <= _LONGEST_NAME else []
    return understand(
        text,
        language=language(),
        shelf=[(str(key), name) for key, name in names(person)],
        catalogue=[(FROM_CATALOGUE + product.key, product.name) for product in namesakes],
    )


def replied(person: Person, meant: Understanding, today: int) -> QuestionReply:
    """The answer by the rules that hold for a person, where today is `today` (base 1)."""
    return reply(meant, book_of(person), today)


def named_allergy(person: Person, topic: QuestionTopic) -> str:
    """The words by which an activity was asked for, where they change its answer.

    They do where they name what the person reacts to and it alone does not, or hold a yes back ("for my baby").
    """
    book, activity = book_of(person), topic.activity
    if activity and activity.group in PUT_ON and held_by(topic.typed):
        return topic.typed
    if activity is None or not book.allergies or not topic.typed:
        return ""
    return topic.typed if reacts_to(activity, book, topic.typed) and not reacts_to(activity, book) else ""
