"""What a person could use: everything on their shelf, and the catalogue, which is nobody's."""

from fortnight.routine.model import Product
from fortnight.web.accounts.models import Person
from fortnight.web.catalogue import choosing
from fortnight.web.routine.convert import owned
from fortnight.web.shelf.models import Product as Row


def shelf(person: Person) -> list[Product]:
    """What a person owns, as something to choose."""
    rows = Row.objects.filter(person=person, removed=None, on_shelf__isnull=False).order_by("id")
    return [owned(row) for row in rows]


def catalogue() -> list[Product]:
    """What could be bought."""
    return choosing.products()
