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
    return _edit(request, None)


@require_http_methods(["GET", "POST"])
@for_staff(right="keep snippets")
def snippet(request: HttpRequest, number: int) -> HttpResponse:
    """Edit or delete one snippet."""
    row = queries.snippet_with(str(number))
    if row is None:
        raise Http404
    if request.method == "POST" and request.POST.get("way") == "delete":
        actions.delete_snippet(snippet=row)
        messages.success(request, gettext("Snippet deleted."))
        return redirect("desk-snippets")
    return _edit(request, row)


def _edit(request: HttpRequest, snippet: Snippet | None) -> HttpResponse:
    form = SnippetForm(request.POST if request.method == "POST" else None, snippet=snippet)
    if form.is_valid():
        actions.save_snippet(snippet=snippet, **form.cleaned_data)
        messages.success(request, gettext("Snippet saved."))
        return redirect("desk-snippets")
    status = 400 if form.errors else 200
    return page(
        request,
        "desk/snippets.html",
        None,
        form=form,
        one=snippet,
        snippets=queries.snippets(),
        fields=KNOWN,
        status=status,
    )
