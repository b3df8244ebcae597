"""What a person wants of e-mail: whether answers come by it, and what may stand in it."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from fortnight.web.accounts.entrance import theirs
from fortnight.web.accounts.models import Person
from fortnight.web.mail import outgoing, queries
from fortnight.web.shell.screen import page


@require_http_methods(["GET", "POST"])
@theirs
def wishes(request: HttpRequest, person: Person) -> HttpResponse:
    """Whether answers are sent by e-mail, and whether what was said stands in them."""
    if request.method == "POST":
        said = request.POST
        outgoing.prefer(person, answers=said.get("answers") == "1", details=said.get("details") == "1")
        messages.success(request, gettext("Saved."))
        return redirect("mail-wishes")
    to, wish = queries.address_for(person), queries.wish_of(person)
    return page(request, "mail/wishes.html", person, to=to, wish=wish, leaves=settings.MAIL_LEAVES)
