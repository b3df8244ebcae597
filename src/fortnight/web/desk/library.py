"""The page of snippets: what is there, a new one, other words, and away with one. Leads and owners only."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from fortnight.web.accounts.staff import for_staff
from fortnight.web.desk import actions, queries
from fortnight.web.desk.fields import KNOWN
from fortnight.web.desk.forms import SnippetForm
from fortnight.web.desk.models import Snippet
from fortnight.web.shell.screen import page


@require_http_methods(["GET", "POST"])
@for_staff(right="keep snippets")
def snippets(request: HttpRequest) -> HttpResponse:
    """All snippets, and a new one."""
    return _kept(request, None)


@require_http_methods(["GET", "POST"])
@for_staff(right="keep snippets")
def snippet(request: HttpRequest, number: int) -> HttpResponse:
    """One snippet: other words for it, or away with it."""
    found = queries.snippet_with(str(number))
    if found is None:
        raise Http404
    if request.method == "POST" and request.POST.get("way") == "delete":
        actions.delete_snippet(snippet=found)
        messages.success(request, gettext("Snippet deleted."))
        return redirect("desk-snippets")
    return _kept(request, found)


def _kept(request: HttpRequest, one: Snippet | None) -> HttpResponse:
    form = SnippetForm(request.POST if request.method == "POST" else None, snippet=one)
    if form.is_valid():
        actions.save_snippet(snippet=one, **form.cleaned_data)
        messages.success(request, gettext("Snippet saved."))
        return redirect("desk-snippets")
    status = 400 if form.errors else 200
    return page(
        request,
        "desk/snippets.html",
        None,
        form=form,
        one=one,
        snippets=queries.snippets(),
        fields=KNOWN,
        status=status,
    )
