"""A person's e-mail preferences: whether answers come by mail, what it may say, how soon, and in which hours not."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from fortnight.web.accounts.entrance import theirs
from fortnight.web.accounts.models import Person
from fortnight.web.mail import queries
from fortnight.web.mail.forms import WAITS_SAID, MailWishForm
from fortnight.web.mail.outgoing import outbox
from fortnight.web.shell.screen import page


@require_http_methods(["GET", "POST"])
@theirs
def wishes(request: HttpRequest, person: Person) -> HttpResponse:
    """Whether answers are sent by e-mail, whether in full, how soon, and in which hours not."""
    to, wish = queries.address_for(person), queries.wish_of(person)
    data = request.POST if request.method == "POST" else None
    form = MailWishForm(data, initial={name: getattr(wish, name) for name in MailWishForm.base_fields})
    if form.is_valid():
        outbox.prefer(person, **form.cleaned_data)
        messages.success(request, gettext("Saved."))
        return redirect("mail-wishes")
    context = {"to": to, "wish": wish, "form": form, "waits": WAITS_SAID, "leaves": settings.MAIL_LEAVES}
    return page(request, "mail/wishes.html", person, status=400 if form.errors else 200, **context)
