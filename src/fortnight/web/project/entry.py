"""What the door asks of the site before it reads a body: what a path takes, who sends, and whether they may."""

import io
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user
from django.core.handlers.asgi import ASGIRequest
from django.db import connections
from django.urls import Resolver404, resolve

from fortnight.web.accounts.bodies import FORM_BYTES
from fortnight.web.accounts.client import client_address
from fortnight.web.accounts.entrance import asking
from fortnight.web.accounts.models import User
from fortnight.web.accounts.roles import may
from fortnight.web.accounts.sessions import SessionStore
from fortnight.web.accounts.staff import DESK, may_see_others


def most_bytes(path: str) -> int:
    """How many bytes a request to a path may bring: what its view says, or those of a form."""
    try:
        view = resolve(path).func
    except Resolver404:
        return FORM_BYTES
    return int(getattr(view, "most_bytes", FORM_BYTES))


def address_of(scope: Any) -> str:
    """The address of the client, as `accounts.client` knows it."""
    return client_address(ASGIRequest(scope, io.BytesIO()))


def may_send(scope: Any) -> bool:
    """Whether who asks would get past the entrance of the view of a path; on a thread, since it asks the database."""
    try:
        request = ASGIRequest(scope, io.BytesIO())
        request.session = SessionStore(request.COOKIES.get(settings.SESSION_COOKIE_NAME))
        request.user = get_user(request)
        return _may_enter(request)
    finally:
        connections.close_all()


def _may_enter(request: ASGIRequest) -> bool:
    needed = getattr(resolve(request.path_info).func, "for_staff", "answer" if request.path.startswith(DESK) else "")
    if not needed:
        return asking(request) is not None
    user = request.user
    return isinstance(user, User) and may_see_others(request) and may(user, needed)
