"""From a person's shelf to products to choose from; a label is read once, as long as it is remembered."""

from functools import lru_cache

from fortnight.labels.model import Kind
from fortnight.labels.read import read_label
from fortnight.labels.shown import Shown, searchable, shown_of
from fortnight.routine.model import Product
from fortnight.web.shelf.convert import kind_from
from fortnight.web.shelf.edition import edition
from fortnight.web.shelf.models import Product as Row

Read = tuple[Shown, str]


def owned(row: Row) -> Product:
    """A row of the shelf as something to choose."""
    shown, names = _read(row.label, row.name, kind_from(row.kind), edition())
    return Product(key=str(row.key), name=row.name or row.begins, shown=shown, names=names, own=True)


@lru_cache(maxsize=4096)
def _read(label: str, name: str, kind: Kind | None, _edition: str) -> Read:
    read = read_label(label, name=name, kind=kind)
    return shown_of(read), searchable(read)
