"""The order in which the care of a day goes on the skin: thin before rich, sunscreen last."""

from collections.abc import Iterable

from fortnight.guide.model import Care
from fortnight.routine.model.load import steps

_BEFORE_ALL = 0


def in_layers(cares: Iterable[Care]) -> tuple[Care, ...]:
    """Cares in the order of the layers; what no product fills comes first, and those of a layer stay as they are.

    >>> from fortnight.guide.load import rule
    >>> [one.id for one in in_layers((rule("daily-sunscreen"), rule("antioxidant-serum")))]
    ['antioxidant-serum', 'daily-sunscreen']
    """
    layers = steps()
    return tuple(sorted(cares, key=lambda care: layers[care.id].layer if care.id in layers else _BEFORE_ALL))
