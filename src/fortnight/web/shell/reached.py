"""What is said to somebody who has reached a limit: which, that nothing is lost, and what to do."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fortnight.web.ground import limits
from fortnight.web.ground.limits import Limit

_FORMS = _(
    "You have sent very many forms in a short time. This last one was not saved, everything before is. Please wait an "
    "hour and send it again."
)
_OF_CONNECTION = _(
    "Very many forms have come from this connection today. This last one was not saved, everything before is. Please "
    "try again later, or from another connection."
)
_WORDS: dict[str, Promise] = {
    limits.POSTS.name: _FORMS,
    limits.POSTS_A_DAY.name: _(
        "You have sent very many forms today. This last one was not saved, everything before is. Please send it again "
        "tomorrow."
    ),
    limits.POSTS_OF_ADDRESS.name: _OF_CONNECTION,
    limits.TREATMENTS.name: _(
        "Your plan holds as many treatments as it can. This one was not added. Delete one that you do not need first."
    ),
    limits.LINKS.name: _(
        "There are as many private links to your plan as there can be. Close some, and try again later."
    ),
    limits.PRODUCTS.name: _(
        "You have asked about as many products as we can keep for one person. Delete some that you do not need, then "
        "ask again."
    ),
}


def words_of(limit: Limit) -> str:
    """What is said where a limit is reached; the words of the table for one that nobody sees on a page."""
    return str(_WORDS.get(limit.name, _FORMS))
