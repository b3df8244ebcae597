"""How a session finds its user: in one query, with the person, the treatment and the clinic of the page to come."""

from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import QuerySet
from typing_extensions import override

from fortnight.web.accounts.models import User
from fortnight.web.ground.prepared import prepared

_WITH = ("person", "person__current__routine", "person__clinic", "person__conversation", "person__reminder_wish")


@prepared
def _users(number: int) -> QuerySet[User]:
    return User.objects.select_related(*_WITH).filter(pk=number)


class Backend(AuthenticationBackend):
    """Signing in as allauth does it; each later page loads user and person together."""

    @override
    def get_user(self, user_id: int) -> User | None:
        """The user with their person, or None when there is none or they may not sign in."""
        user = _users.first(user_id)
        return user if user and self.user_can_authenticate(user) else None
