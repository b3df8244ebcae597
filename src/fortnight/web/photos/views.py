"""Sending a photo, waiting for it, correcting what was read on it."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fortnight.web.accounts.bodies import PHOTO, takes_files
from fortnight.web.accounts.client import client_address
from fortnight.web.accounts.entrance import theirs
from fortnight.web.accounts.models import Person
from fortnight.web.ground import photo_reader
from fortnight.web.ground.counting import counted
from fortnight.web.ground.limits import KEPT_PHOTOS, PHOTOS, PHOTOS_OF_ADDRESS
from fortnight.web.ground.uploads import TOO_LARGE
from fortnight.web.photos import actions, queries, words
from fortnight.web.photos.forms import CorrectionForm, PhotoForm
from fortnight.web.photos.models import Photo
from fortnight.web.photos.reading.model import PhotoRefusal, PhotoTrouble
from fortnight.web.shelf.listening import heard_in, way_to
from fortnight.web.shell.screen import page, wants_json


@require_http_methods(["GET", "POST"])
@takes_files(PHOTO)
@theirs
def send(request: HttpRequest, person: Person) -> HttpResponse:
    """Take a photo or choose one; what was sent leads to its progress."""
    if request.method == "GET":
        return _send_page(request, person, purpose=request.GET.get("for", ""))
    if not photo_reader.is_installed():
        return _send_page(request, person, purpose=request.POST.get("purpose", ""), status=404)
    form = PhotoForm(request.POST)
    if not form.is_valid():
        return _send_page(request, person, wrong=words.REFUSED[PhotoRefusal.EMPTY], status=400)
    purpose = form.cleaned_data["purpose"]
    if queries.are_enough(person, timezone.now()) or not _counted(request, person):
        return _send_page(request, person, purpose=purpose, wrong=words.ENOUGH, status=429)
    photo = _taken(request, person, form)
    if isinstance(photo, PhotoRefusal):
        return _send_page(request, person, purpose=purpose, wrong=words.REFUSED[photo], status=400)
    return redirect("one-photo", photo.key)


def _counted(request: HttpRequest, person: Person) -> bool:
    """Whether one more photo is within the limits; what is refused has cost its looking at, and counts as well."""
    by_person = counted(PHOTOS, str(person.pk))
    return counted(PHOTOS_OF_ADDRESS, client_address(request)) and by_person


def _taken(request: HttpRequest, person: Person, form: PhotoForm) -> Photo | PhotoRefusal:
    if request.META.get(TOO_LARGE):
        return PhotoRefusal.TOO_LARGE
    file = request.FILES.get("taken") or request.FILES.get("chosen")
    return actions.take(person, data=file.read(), **form.cleaned_data) if file else PhotoRefusal.EMPTY


def _send_page(
    request: HttpRequest, person: Person, *, purpose: str = "", wrong: object = "", status: int = 200
) -> HttpResponse:
    purpose = Photo.BARCODE if purpose == Photo.BARCODE else Photo.LABEL
    photos = queries.kept(person)
    return page(
        request, "photos/send.html", person, purpose=purpose, wrong=wrong, kept=photos, number="", status=status
    )


@require_http_methods(["GET", "POST"])
@theirs
def one(request: HttpRequest, person: Person, key: uuid.UUID) -> HttpResponse:
    """One photo: on its way, or read and to be corrected, or why not. 404 for somebody else's."""
    photo = _theirs(person, key)
    state = queries.state_of(photo, timezone.now())
    if wants_json(request):
        return JsonResponse({"state": state})
    if state in queries.UNDER_WAY:
        return page(request, "photos/wait.html", person, photo=photo)
    if state == Photo.READ and photo.purpose == Photo.BARCODE:
        return redirect(f"{reverse('barcode')}?number={photo.number}")
    if state == Photo.READ and photo.file:
        return _correct(request, person, photo)
    if state == Photo.USED and photo.product:
        return redirect("answer", photo.product.key)
    trouble = words.TROUBLES[PhotoTrouble(photo.trouble)] if photo.trouble else None
    return page(request, "photos/failed.html", person, photo=photo, trouble=trouble, number=photo.number)


def _correct(request: HttpRequest, person: Person, photo: Photo) -> HttpResponse:
    """The text beside the photo; nothing is judged before it was looked at."""
    form = CorrectionForm(request.POST or None, initial={"said": photo.text})
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        label, name, kind, keep = values["said"], values["name"], values["kind"], values["keep"]
        if keep and queries.kept(person).count() >= KEPT_PHOTOS.most:
            keep = False
            messages.warning(request, words.KEPT_ENOUGH)
        product = actions.use(photo, label=label, name=name, kind=kind, keep=keep)
        return redirect(way_to(person, product, *heard_in(label, name)))
    trouble = words.TROUBLES[PhotoTrouble(photo.trouble)] if photo.trouble else None
    status = 400 if form.errors else 200
    return page(request, "photos/correct.html", person, photo=photo, form=form, trouble=trouble, status=status)


@require_GET
@theirs
def picture(request: HttpRequest, person: Person, key: uuid.UUID) -> HttpResponse:
    """The picture itself, for its person only, and not for any cache. 404 for somebody else's, and once deleted."""
    seen = queries.picture(_theirs(person, key))
    if seen is None:
        raise Http404
    response = HttpResponse(seen, content_type="image/jpeg")
    response.headers["Content-Disposition"] = "inline"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@require_POST
@theirs
def again(request: HttpRequest, person: Person, key: uuid.UUID) -> HttpResponse:
    """Read a photo once more that failed. 404 for somebody else's, and where the picture is gone."""
    photo = _theirs(person, key)
    if not photo.file or queries.state_of(photo, timezone.now()) != Photo.FAILED:
        raise Http404
    actions.read_again(photo)
    return redirect("one-photo", photo.key)


@require_POST
@theirs
def remove(request: HttpRequest, person: Person, key: uuid.UUID) -> HttpResponse:
    """Delete a photo. 404 for somebody else's."""
    actions.remove(_theirs(person, key))
    return redirect("photo")


def _theirs(person: Person, key: uuid.UUID) -> Photo:
    photo = queries.photo(person, key)
    if photo is None:
        raise Http404
    return photo
