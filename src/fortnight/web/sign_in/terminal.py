"""Signing in without e-mail: a link for one of the staff, made in the terminal of whoever runs the site.

It stands in for the code by e-mail and for nothing else: who has a second factor shows it as well.
"""

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import EmailAddress, Login
from django.conf import settings
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from fortnight.errors import UsageError
from fortnight.web.accounts.entrance import NO_PATH
from fortnight.web.accounts.models import User
from fortnight.web.shell.screen import page

_SALT = "fortnight.terminal"
_SECONDS = 10 * 60


def link_for(email: str) -> str:
    """A link that signs one of the staff in, once, within ten minutes. Raises: UsageError for anybody else."""
    user = User.objects.filter(email__iexact=email, is_staff=True, is_active=True).first()
    if user is None:
        raise UsageError(f"{email} is not on the staff", "Check that this is the address they sign in with.")
    token = signing.dumps([user.pk, _mark(user)], salt=_SALT)
    return f"{settings.ADDRESS}{reverse('terminal_sign_in', args=[token])}"


def _mark(user: User) -> str:
    """What changes when somebody signs in, so that a link opens once."""
    return user.last_login.isoformat() if user.last_login else ""


def _user_of(token: str) -> User:
    try:
        key, mark = signing.loads(token, salt=_SALT, max_age=_SECONDS)
    except (signing.BadSignature, ValueError, TypeError):
        raise Http404 from None
    user = User.objects.filter(pk=key, is_staff=True, is_active=True).first()
    if user is None or _mark(user) != mark:
        raise Http404
    return user


@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest, token: str) -> HttpResponse:
    """Ask, and on yes sign in, up to the second factor. 404 for a link that was used or has ended."""
    user = _user_of(token)
    if request.method == "POST":
        # Whoever runs the site vouches for the address.
        EmailAddress.objects.get_or_create(user=user, email=user.email, defaults={"verified": True, "primary": True})
        record_authentication(request, user, "code", email=user.email)
        response: HttpResponse = perform_login(
            request, Login(user=user, redirect_url=reverse("desk"), email=user.email)
        )
    else:
        response = page(request, "sign_in/terminal.html", None, name=user.name or user.email)
    response.headers["Referrer-Policy"] = NO_PATH
    return response
