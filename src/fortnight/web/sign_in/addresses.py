"""A further e-mail address signs in like the first one, so all the others are told of it."""

from typing import Any

from allauth.account.models import EmailAddress
from django.http import HttpRequest

from fortnight.web.accounts.account_changes import AccountChangeKind
from fortnight.web.accounts.models import User
from fortnight.web.sign_in.adapter import tell


def address_confirmed(request: HttpRequest, email_address: EmailAddress, **_signal: Any) -> None:
    """Tell of an address that was confirmed, unless it is the one that the account began with."""
    user = User.objects.get(pk=email_address.user_id)
    if EmailAddress.objects.filter(user=user, verified=True).exclude(pk=email_address.pk).exists():
        tell(request, user, AccountChangeKind.EMAIL_ADDED, address=email_address.email)
