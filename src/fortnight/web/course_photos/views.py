"""Photos of the course: taking, comparing, sharing, deleting one, and choosing how long they stay."""

import datetime as dt
import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fortnight.web.accounts.bodies import PHOTO, takes_files
from fortnight.web.accounts.client import client_address
from fortnight.web.accounts.entrance import day_for, theirs, today_for
from fortnight.web.accounts.models import Person, Treatment
from fortnight.web.course_photos import actions, queries
from fortnight.web.course_photos.forms import CoursePhotoForm, TermForm
from fortnight.web.course_photos.likeness import RULES
from fortnight.web.course_photos.models import CoursePhoto
from fortnight.web.course_photos.shown import (
    SIDE_VALUES,
    ShownPhoto,
    next_side,
    pair_of,
    shown_photo,
    strip_of,
    taken_on,
)
from fortnight.web.course_photos.tickets import read_ticket
from fortnight.web.course_photos.words import REMARKS, SIDES, TERMS, TURNS
from fortnight.web.ground.counting import counted
from fortnight.web.ground.limits import PHOTOS, PHOTOS_OF_ADDRESS
from fortnight.web.ground.uploads import TOO_LARGE
from fortnight.web.photos.reading.model import PhotoRefusal
from fortnight.web.photos.words import ENOUGH, REFUSED
from fortnight.web.shell.screen import page, wants_json

# Photos before the treatment are worth having; from so long before or after, they are of nothing that is counted here.
_FIRST_DAY, _LAST_DAY = -27, 400


@require_GET
@theirs
def album(request: HttpRequest, person: Person) -> HttpResponse:
    """All photos of the course: today's, two beside each other, the strip of the fortnight."""
    treatment, day = _course(person), _today(person)
    photos = [shown_photo(row, person) for row in queries.photos_of(person, timezone.now())]
    here = [photo for photo in photos if photo.row.treatment_id == treatment.pk]
    today = taken_on(photos, treatment, day)
    named = {name: request.GET.get(name, "") for name in ("side", "first", "second")}
    return page(
        request,
        "course_photos/album.html",
        person,
        day=day,
        may_take=_FIRST_DAY <= day <= _LAST_DAY,
        photos=photos,
        today=[(side, SIDES[side], today.get(side)) for side in SIDE_VALUES],
        following=next_side(today),
        pair=pair_of(photos, treatment, **named),
        strip=strip_of(here) if here else None,
        goes=_first_end(photos),
        term=queries.term_of(person),
        terms=[(value or "never", words) for value, words in TERMS.items()],
    )


@require_http_methods(["GET", "POST"])
@takes_files(PHOTO)
@theirs
def take(request: HttpRequest, person: Person) -> HttpResponse:
    """Take a photo of one side, or send one; the next side follows. Nothing is refused for how it looks."""
    if request.method != "POST":
        return _take_page(request, person)
    form = CoursePhotoForm(request.POST)
    if not form.is_valid() or not _FIRST_DAY <= _today(person) <= _LAST_DAY:
        return _not_taken(request, person, str(REFUSED[PhotoRefusal.EMPTY]), 400)
    if not _counted(request, person):
        return _not_taken(request, person, str(ENOUGH), 429)
    photo = _put(request, person, form)
    if isinstance(photo, PhotoRefusal):
        return _not_taken(request, person, str(REFUSED[photo]), 400)
    taken = queries.photos_of(person, timezone.now()).filter(treatment=photo.treatment_id, day=photo.day)
    following = next_side([*taken.values_list("side", flat=True)])
    path = (
        f"{reverse('course-photo-take')}?side={following}&after={photo.key}" if following else reverse("course-photos")
    )
    return JsonResponse({"key": str(photo.key), "path": path}, status=201) if wants_json(request) else redirect(path)


def _counted(request: HttpRequest, person: Person) -> bool:
    """Whether one more photo is within the limits; what is refused has cost its looking at, and counts as well."""
    by_person = counted(PHOTOS, str(person.pk))
    return counted(PHOTOS_OF_ADDRESS, client_address(request)) and by_person


def _put(request: HttpRequest, person: Person, form: CoursePhotoForm) -> CoursePhoto | PhotoRefusal:
    if request.META.get(TOO_LARGE):
        return PhotoRefusal.TOO_LARGE
    file = request.FILES.get("taken") or request.FILES.get("chosen")
    if file is None:
        return PhotoRefusal.EMPTY
    values = form.cleaned_data
    return actions.take(
        _course(person), day=_today(person), side=values["side"], data=file.read(), covered=values["covered"]
    )


def _not_taken(request: HttpRequest, person: Person, wrong: str, status: int) -> HttpResponse:
    if wants_json(request):
        return JsonResponse({"wrong": wrong}, status=status)
    return _take_page(request, person, wrong=wrong, status=status)


def _take_page(request: HttpRequest, person: Person, *, wrong: str = "", status: int = 200) -> HttpResponse:
    treatment, day, now = _course(person), _today(person), timezone.now()
    if not _FIRST_DAY <= day <= _LAST_DAY:
        return page(request, "course_photos/not_now.html", person, day=day, status=status)
    rows = queries.photos_of(person, now).filter(treatment=treatment, day=day)
    today = taken_on([shown_photo(row, person) for row in rows], treatment, day)
    asked_side = request.POST.get("side") or request.GET.get("side", "")
    side = asked_side if asked_side in SIDE_VALUES else next_side(today) or SIDE_VALUES[0]
    last = queries.last_before(treatment, day, side, now)
    after = request.GET.get("after", "")
    return page(
        request,
        "course_photos/take.html",
        person,
        day=day,
        side=side,
        side_words=SIDES[side],
        turn=TURNS[side],
        sides=[(value, SIDES[value], today.get(value)) for value in SIDE_VALUES],
        last=shown_photo(last, person) if last else None,
        after=next((photo for photo in today.values() if str(photo.row.key) == after), None),
        rules=RULES.for_script(),
        remarks=REMARKS,
        wrong=wrong,
        status=status,
    )


@require_GET
@theirs
def one_photo(request: HttpRequest, person: Person, key: uuid.UUID) -> HttpResponse:
    """One photo: what makes it hard to compare, whether it is shared, until when it stays. 404 for another's."""
    photo = shown_photo(_or_404(person, key), person)
    return page(request, "course_photos/photo.html", person, photo=photo)


@require_GET
@theirs
def file(request: HttpRequest, person: Person, ticket: str) -> HttpResponse:
    """A picture, for its person, at an address made within the last ten minutes. 404 afterwards and for others."""
    opens = read_ticket(ticket, person)
    row = queries.photos_of(person, timezone.now()).filter(pk=opens.photo).first() if opens else None
    return picture(row, small=opens.small if opens else False)


def picture(row: CoursePhoto | None, *, small: bool) -> HttpResponse:
    """A picture as an answer, for no cache. Raises: Http404 where there is none."""
    data = queries.picture(row.small if small else row.file) if row else None
    if data is None:
        raise Http404
    response = HttpResponse(data, content_type="image/jpeg")
    response.headers["Content-Disposition"] = "inline"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@require_POST
@theirs
def share(request: HttpRequest, person: Person, key: uuid.UUID) -> HttpResponse:
    """Let the clinic see one photo, or no more. 404 for another's."""
    photo = _or_404(person, key)
    if request.POST.get("on") != "1":
        actions.take_back(photo)
        messages.success(request, gettext("Your advisor can no longer see this photo."))
    elif actions.share(photo):
        messages.success(request, gettext("Your advisor can see this photo now. It stands in your conversation."))
    else:
        messages.warning(request, gettext("Nobody answers messages here yet, so the photo was not shared."))
    return redirect("course-photo", photo.key)


@require_POST
@theirs
def remove(request: HttpRequest, person: Person, key: uuid.UUID) -> HttpResponse:
    """Delete a photo. 404 for another's."""
    actions.remove(_or_404(person, key))
    messages.success(request, gettext("The photo is deleted."))
    return redirect("course-photos")


@require_POST
@theirs
def term(request: HttpRequest, person: Person) -> HttpResponse:
    """Choose how long photos stay."""
    form = TermForm(request.POST)
    if form.is_valid():
        actions.choose_term(person, form.term)
        messages.success(request, gettext("Saved."))
    return redirect("course-photos")


def _first_end(photos: list[ShownPhoto]) -> dt.date | None:
    """When the first of some photos goes by itself; None where none does."""
    first = min((photo.row.expires for photo in photos if photo.row.expires), default=None)
    return first.date() if first else None


def _today(person: Person) -> int:
    return day_for(person, today_for(person))


def _course(person: Person) -> Treatment:
    """The treatment that a person's pages are about; the entrance has made sure that there is one."""
    if person.current is None:
        raise Http404
    return person.current


def _or_404(person: Person, key: uuid.UUID) -> CoursePhoto:
    photo = queries.photo_with(person, key, timezone.now())
    if photo is None:
        raise Http404
    return photo
