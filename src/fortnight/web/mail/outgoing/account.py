"""Letters that tell somebody how their account is opened now: what was changed, when, in which browser, what to do.

One goes to every address it concerns, also to the one that was taken away, since whoever took it reads the others. It
has a link to nothing but the front of the site: a letter that asks to press something is what thieves write.
"""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.utils import timezone, translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fortnight.web.accounts.account_changes import AccountChange, AccountChangeKind
from fortnight.web.accounts.browser import browser_words
from fortnight.web.accounts.models import Clinic, Person
from fortnight.web.accounts.queries import clinic as house
from fortnight.web.mail.models import Letter
from fortnight.web.mail.outgoing import threads
from fortnight.web.mail.outgoing.writing import LOOP, rendered
from fortnight.web.words.dates import said_moment

_WORDS = {
    AccountChangeKind.PASSKEY_ADDED: _("A passkey was added to your account."),
    AccountChangeKind.PASSKEY_REMOVED: _("A passkey was removed from your account."),
    AccountChangeKind.APP_ADDED: _("An authenticator app was set up for your account."),
    AccountChangeKind.APP_REMOVED: _("The authenticator app was turned off for your account."),
    AccountChangeKind.CODES_MADE: _("New recovery codes were created for your account. Your old codes no longer work."),
    AccountChangeKind.EMAIL_ADDED: _("An additional email address can now sign in to your account: %(address)s."),
    AccountChangeKind.EMAIL_CHANGED: _("Your account now uses a different email address: %(address)s."),
    AccountChangeKind.EMAIL_REMOVED: _(
        "An email address was removed from your account and can no longer sign in: %(address)s."
    ),
}


def write(change: AccountChange) -> None:
    """Have a change told to every address it concerns; nobody is written to where no mail leaves the house."""
    if not settings.MAIL_LEAVES:
        return
    about = {
        "change": change.change.value,
        "address": change.address,
        "browser": change.browser.name,
        "system": change.browser.system,
        "language": translation.get_language() or settings.LANGUAGE_CODE,
    }
    values = {"user": change.user, "kind": Letter.ACCOUNT, "about": about}
    now = timezone.now()
    Letter.objects.bulk_create(Letter(to=to, next=now, created=now, **values) for to in change.addresses)


def account_mail(letter: Letter) -> EmailMultiAlternatives:
    """The mail that tells of a change."""
    person = Person.objects.select_related("clinic").filter(user=letter.user_id).first()
    clinic: Clinic = person.clinic if person else house()
    about = letter.about
    with translation.override(about["language"]):
        values = {
            "clinic": clinic.name,
            "what": str(_WORDS[AccountChangeKind(about["change"])]) % {"address": about["address"]},
            "where": browser_words(about["browser"], about["system"]),
            "moment": said_moment(letter.created, (person or clinic).zone),
            "site": settings.ADDRESS,
        }
        mail = rendered("mail/account", gettext("Your account was changed"), values, letter.to, sender=clinic.name)
    mail.extra_headers |= {"Auto-Submitted": "auto-generated", LOOP: letter.kind, "Message-ID": threads.id_of(letter)}
    return mail
