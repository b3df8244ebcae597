"""A person's own corner: what is known of them, keeping the plan, links, their data."""

import datetime as dt

from allauth.account.views import LogoutView
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fortnight.web.accounts import actions, queries
from fortnight.web.accounts.client import limited
from fortnight.web.accounts.convert import book_of, flags_of
from fortnight.web.accounts.entrance import NO_PATH, asking, inside, remember, theirs
from fortnight.web.accounts.holdings import answers_of
from fortnight.web.accounts.models import Link, Person, User
from fortnight.web.answers.changes import changed
from fortnight.web.me import about
from fortnight.web.me.forms import AboutForm, GoodbyeForm, LinkForm
from fortnight.web.me.parts import about_parts
from fortnight.web.me.understood import understood_in
from fortnight.web.shelf.listening import question_whether_now
from fortnight.web.shell.screen import page

_EVERYTHING = '"cache", "storage"'


@require_GET
@theirs
def me(request: HttpRequest, person: Person) -> HttpResponse:
    """The way to everything that is about the person."""
    count = sum(value is not None for value in person.facts.values())
    return page(
        request,
        "me/me.html",
        person,
        told_count=count,
        all_flags=flags_of(person),
        treatment=person.current,
        others=queries.treatments_of(person).count() - 1,
        links=queries.links_of(person, timezone.now()).count(),
        browsers=queries.devices_of(person).count() + _sessions(request),
    )


def _sessions(request: HttpRequest) -> int:
    """In how many browsers whoever asks is signed in."""
    return queries.sessions_of(request.user).count() if isinstance(request.user, User) else 0


@require_http_methods(["GET", "POST"])
@theirs
def about_me(request: HttpRequest, person: Person) -> HttpResponse:
    """What a person says about themselves; after saving, what changed because of it."""
    form = AboutForm(request.POST if request.method == "POST" else None, person=person)
    if request.method == "POST" and form.is_valid():
        return _save_answers(request, person, form)
    return page(
        request,
        "me/about.html",
        person,
        form=form,
        parts=about_parts(form),
        opened=request.GET.get("open", ""),
        redness=about.redness_rule(),
        understood=understood_in(person.facts.get("allergies", [])),
        status=400 if form.errors else 200,
    )


def _save_answers(request: HttpRequest, person: Person, form: AboutForm) -> HttpResponse:
    """Save the answers, and say what changed because of them."""
    before, shelf = book_of(person), answers_of(person)
    values = {name: form.cleaned_data[name] for name in AboutForm.OF_PERSON}
    actions.change_person(person, **values, facts=form.facts)
    difference = changed(before, book_of(person), shelf=(shelf, answers_of(person)))
    understood = understood_in(form.facts.get("allergies", []))
    question = (
        question_whether_now(person, form.cleaned_data["allergies"]) if "allergies" in form.changed_data else None
    )
    return page(request, "me/changed.html", person, changed=difference, understood=understood, asking=question)


@require_POST
@theirs
def flags_seen(request: HttpRequest, person: Person) -> HttpResponse:
    """What needs a clinician was read; back to the page it was read on."""
    actions.see_flags(person, flags=request.POST.getlist("flag"))
    return redirect(_back(request, "me"))


def _back(request: HttpRequest, otherwise: str) -> str:
    """The page of ours that a form was sent from."""
    return inside(request.POST.get("next", "")) or otherwise


@require_POST
@theirs
def switch(request: HttpRequest, person: Person) -> HttpResponse:
    """Turn the cautious layer on or off."""
    actions.change_person(person, cautious=request.POST.get("on") == "1")
    messages.success(request, gettext("Saved."))
    return redirect("me")


@require_http_methods(["GET", "POST"])
@theirs
@limited("20/h", group="links", method="POST")
def links(request: HttpRequest, person: Person) -> HttpResponse:
    """The private links, and a new one, whose address is shown this once."""
    form = LinkForm(request.POST if request.method == "POST" else None)
    address = ""
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        if values["purpose"] == Link.OWN and person.user_id:
            raise Http404
        link, token = actions.open_link(person, **values)
        address = f"{settings.ADDRESS}{_path(request, link, token)}"
    return page(
        request,
        "me/links.html",
        person,
        form=form,
        address=address,
        links=queries.links_of(person, timezone.now()),
        status=400 if form.errors else 200,
    )


def _path(request: HttpRequest, link: Link, token: str) -> str:
    return reverse("open-link" if link.purpose == Link.OWN else "friend", args=[token])


@require_POST
@theirs
def close_link(request: HttpRequest, person: Person, link_id: int) -> HttpResponse:
    """Close a link at once. 404 for somebody else's."""
    link = queries.link_with(person, link_id)
    if link is None:
        raise Http404
    actions.revoke_link(link)
    messages.success(request, gettext("That link no longer works."))
    return redirect("links")


@require_http_methods(["GET", "POST"])
@limited("60/h", group="open")
def open_link(request: HttpRequest, token: str) -> HttpResponse:
    """A visitor's own private link: a page that asks, and on yes the plan in this browser. 404 for any other link.

    Looking alone uses nothing up: programs that fetch a link to show what is behind it do not press buttons.
    """
    link = queries.link_of_token(token, Link.OWN, timezone.now())
    if link is None or link.person.user_id:
        raise Http404
    if request.method == "POST":
        try:
            secret = actions.use_link(link)
        except actions.UsedUpError:
            raise Http404 from None
        response: HttpResponse = redirect("today")
        remember(response, secret)
    else:
        person = asking(request)
        another = person is not None and person.pk != link.person.pk
        response = page(request, "me/link.html", person, name=link.person.name, another=another)
    response.headers["Referrer-Policy"] = NO_PATH
    return response


@require_GET
@theirs
def my_data(request: HttpRequest, person: Person) -> HttpResponse:
    """What is kept, the download, and the way out."""
    return page(request, "me/data.html", person, form=GoodbyeForm())


@require_GET
@theirs
@limited("30/h", group="download")
def download(request: HttpRequest, person: Person) -> HttpResponse:
    """Everything that is stored about a person, as one JSON file."""
    response = JsonResponse(queries.everything(person), json_dumps_params={"indent": 2, "ensure_ascii": False})
    response.headers["Content-Disposition"] = f'attachment; filename="fortnight-{_stamp()}.json"'
    return response


def _stamp() -> dt.date:
    return timezone.now().date()


@require_POST
@theirs
def goodbye(request: HttpRequest, person: Person) -> HttpResponse:
    """Delete everything of a person, for real, when the word was typed; nothing of it stays in this browser either."""
    form = GoodbyeForm(request.POST)
    if not form.is_valid():
        return page(request, "me/data.html", person, form=form, status=400)
    actions.erase(person)
    logout(request)
    return _forget(request, page(request, "me/gone.html"))


def _forget(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Tell the browser to keep nothing: cookies, what was saved for offline, what is in its cache."""
    response.headers["Clear-Site-Data"] = _EVERYTHING
    for name in settings.OUR_COOKIES:
        response.delete_cookie(name, samesite="Lax")
    return response


class SignOut(LogoutView):
    """Signing out leaves nothing in the browser. One who only breaks off a sign-in keeps their visitor's plan."""

    def post(self, *args: object, **kwargs: object) -> HttpResponse:
        """Sign out."""
        was_in = self.request.user.is_authenticated
        response: HttpResponse = super().post(*args, **kwargs)
        return _forget(self.request, response) if was_in else response


sign_out = SignOut.as_view()
