"""The e-mail to a new colleague: where to sign in, and what they will be asked for. It holds no secret."""

from collections.abc import Sequence

from django.conf import settings
from django.utils.translation import gettext

from fortnight.web.accounts.models import User
from fortnight.web.accounts.queries import clinic
from fortnight.web.clinic.models import Notice
from fortnight.web.clinic.notices import Words, deliver

KIND = "invitation"


def send() -> int:
    """Send the invitations that wait; how many left. Run by the clock as well."""
    return deliver(KIND, _words, clinic())


def _words(user: User, _notices: Sequence[Notice]) -> Words | None:
    house = clinic()
    paragraphs = [
        gettext("Hello %(name)s,") % {"name": user.name or user.email},
        gettext("you are on the team of %(clinic)s and answer its clients at the desk:") % {"clinic": house.name},
        f"{settings.ADDRESS}/desk/",
        gettext(
            "Sign in with this email address and we’ll email you a code. Then set up a passkey or an "
            "authenticator app, because you will see other people’s data."
        ),
        gettext("If you were not expecting this, do not sign in. Tell the clinic."),
    ]
    subject = gettext("You are on the team of %(clinic)s") % {"clinic": house.name}
    return Words(subject=subject, text="\n\n".join(paragraphs) + "\n")
