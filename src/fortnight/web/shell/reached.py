"""What is said to somebody who has reached a limit: which, that nothing is lost, and what to do."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fortnight.web.ground import limits
from fortnight.web.ground.limits import Limit

_FORMS = _(
    "You have sent a lot of forms in a short time. The last one was not saved. Everything before it was. "
    "Wait an hour and send it again."
)
_OF_CONNECTION = _(
    "There have been a lot of forms from this connection today. The last one was not saved. Everything "
    "before it was. Try again later, or from a different connection."
)
_WORDS: dict[str, Promise] = {
    limits.POSTS.name: _FORMS,
    limits.POSTS_A_DAY.name: _(
        "You have sent a lot of forms today. The last one was not saved. Everything before it was. Send "
        "it again tomorrow."
    ),
    limits.POSTS_OF_ADDRESS.name: _OF_CONNECTION,
    limits.TREATMENTS.name: _(
        "Your plan has reached its limit of treatments. This one was not added. First delete one you do not need."
    ),
    limits.PREPARATIONS.name: _("Your own list is full. First remove a line you do not need."),
    limits.LINKS.name: _("Your plan has reached its limit of links. Turn some off, and try again later."),
    limits.PRODUCTS.name: _(
        "You have reached the limit for products we can store for one person. Delete some you do not "
        "need, then ask again."
    ),
    limits.COURSE_PHOTOS.name: _(
        "You have reached the limit of photos of your course, so this one was not stored. Delete some you do not need."
    ),
}


def words_of(limit: Limit) -> str:
    """What is said where a limit is reached; the words of the table for one that nobody sees on a page."""
    return str(_WORDS.get(limit.name, _FORMS))
