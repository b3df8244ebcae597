"""What a person could use, and the routines that are stored for them. Nobody else's are found."""

import uuid
from collections.abc import Sequence

from fortnight.routine.model.values import RoutineProduct
from fortnight.web.accounts.models import Person
from fortnight.web.accounts.numbers import whole_number
from fortnight.web.catalogue import choosing
from fortnight.web.catalogue.models import CatalogueItem
from fortnight.web.routine.convert import as_download, owned
from fortnight.web.routine.models import Kept, Recommendation
from fortnight.web.shelf.models import Product as Row


def shelf(person: Person) -> list[RoutineProduct]:
    """What a person owns, as something to choose."""
    rows = Row.objects.filter(person=person, removed=None, on_shelf__isnull=False).order_by("id")
    return [owned(row) for row in rows]


def catalogue() -> Sequence[RoutineProduct]:
    """What could be bought."""
    return choosing.products()


def kept(person: Person) -> Kept | None:
    """The routine that a person follows in their current course, as it is stored now."""
    return Kept.objects.filter(treatment=person.current_id).first() if person.current_id else None


def kept_with(person: Person) -> Kept | None:
    """The same as it came with the person, whose entrance brings it along (`accounts.queries`): no further query."""
    return getattr(person.current, "routine", None)


def earlier_wishes(person: Person) -> str:
    """The wishes of the routine that a person followed last, in whatever course; empty where there was none."""
    last = Kept.objects.filter(treatment__person=person).order_by("-made").values_list("asked", flat=True)
    return last.first() or ""


def recommendation(person: Person, key: uuid.UUID | None) -> Recommendation | None:
    """A routine that was sent to a person, with who sent it."""
    return Recommendation.objects.filter(person=person, key=key).select_related("by").first() if key else None


def item(key: str) -> CatalogueItem | None:
    """A product of the catalogue by its key in a routine."""
    return CatalogueItem.objects.filter(pk=whole_number(key), gone=None).first()


def all_routines(person: Person) -> dict[str, list[dict[str, object]]]:
    """Every routine of a person, for their download."""
    mine = Kept.objects.filter(treatment__person=person).select_related("treatment").order_by("treatment__date")
    sent = Recommendation.objects.filter(person=person).order_by("sent")
    return {
        "kept": [
            {"treatment": row.treatment.date, "made": row.made, **as_download(row.asked, row.lines, row.names)}
            for row in mine
        ],
        "recommended": [
            {"sent": row.sent, "accepted": row.accepted, **as_download(row.asked, row.lines, row.names)} for row in sent
        ],
    }
