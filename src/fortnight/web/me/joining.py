"""A plan that is open in a browser and an account that signs in there: they come together only by the person's own yes.

Signing in proves who somebody is, and not that what lies open in the browser is theirs: it may be a client's tablet, or
a colleague's link. So a page names both and asks. Until then, and after a no, the plan stays where it is.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from fortnight.web.accounts import actions
from fortnight.web.accounts.entrance import COOKIE, LEFT, day_for, plan_to_join, today_for
from fortnight.web.accounts.models import User
from fortnight.web.shell.screen import page


@require_http_methods(["GET", "POST"])
def join(request: HttpRequest) -> HttpResponse:
    """Ask whether the plan of this browser is the account's, and do what was said."""
    plan, user = plan_to_join(request, anew=True), request.user
    if plan is None or plan.current is None or not isinstance(user, User):
        return redirect("front")
    onward = request.POST.get("next", request.GET.get("next", ""))
    if request.method == "POST" and request.POST.get("mine") == "1":
        actions.keep(plan, user=user, secret=request.COOKIES.get(COOKIE, ""))
        ours = onward.startswith("/") and url_has_allowed_host_and_scheme(onward, request.get_host())
        response = redirect(onward if ours else "today")
        response.delete_cookie(COOKIE, samesite="Lax")
        return response
    if request.method == "POST":
        request.session[LEFT] = plan.pk
        return redirect("front")
    return page(
        request,
        "me/join.html",
        None,
        plan=plan,
        day=day_for(plan, today_for(plan)),
        products=plan.products.filter(on_shelf__isnull=False, removed=None).count(),
        others=plan.devices.count() - 1,
        onward=onward,
    )
