"""The products that a clinic knows, for whoever asks by name: told by the app that holds them.

The catalogue stands above the shelf and is not imported here. When it is loaded it tells how a product is found by its
exact name; without a catalogue none is.
"""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownProduct:
    """A product of the catalogue: `key` names it there, the rest is what its answer is worked out from."""

    key: str
    name: str
    label: str
    kind: str
    barcode: str


_LOOK_UPS: list[Callable[[str], list[KnownProduct]]] = []


def look_up_by(find: Callable[[str], list[KnownProduct]]) -> None:
    """Find products by exactly the name that somebody types this way, from now on."""
    if find not in _LOOK_UPS:
        _LOOK_UPS.append(find)


def known_products(name: str) -> list[KnownProduct]:
    """The products that are called exactly so."""
    return [product for find in _LOOK_UPS for product in find(name)]
