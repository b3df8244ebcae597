"""The service worker, the page it falls back to, and the switch that saves pages on this device."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_http_methods

from fortnight.web.accounts.actions import change_person
from fortnight.web.accounts.entrance import theirs
from fortnight.web.accounts.models import Person
from fortnight.web.offline import ground
from fortnight.web.shell import saved
from fortnight.web.shell.screen import page


@require_GET
@cache_control(no_cache=True)
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker. It is fetched each time, so that a new version takes effect at once."""
    headers = {"Service-Worker-Allowed": "/"}
    return HttpResponse(ground.script(), content_type="text/javascript; charset=utf-8", headers=headers)


@require_GET
def offline(request: HttpRequest) -> HttpResponse:
    """What is shown without a network when the page asked for was never saved; nothing personal is in it."""
    response = page(request, "offline/offline.html")
    del response.headers[saved.WHO]
    return response


@require_http_methods(["GET", "POST"])
@theirs
def device(request: HttpRequest, person: Person) -> HttpResponse:
    """Whether a person's pages are saved on this device. On is for this device, signed in; off is for all devices."""
    may, on = saved.may_save(request, person), request.POST.get("save") == "1"
    if request.method != "POST" or (on and not may):
        status = 403 if on else 200
        return page(request, "offline/device.html", person, elsewhere=person.keep_offline, may=may, status=status)
    change_person(person, keep_offline=on)
    response = redirect("device")
    if on:
        saved.begin(response, person)
    else:
        saved.end(response)
    return response
