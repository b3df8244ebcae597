"""What this house has to offer, so that no page promises what there is not: advisors, barcodes, a catalogue.

The apps above say what they have (`hooks.offered`); it is remembered in the process for half a minute, as the look is.
"""

import time
from dataclasses import dataclass
from typing import Any

from fortnight.web.shell.hooks import Feature, offered

_REMEMBERED_SECONDS = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseOffers:
    """Whether somebody answers messages, whether any barcode is known here, whether products can be chosen from."""

    advisor: bool
    barcodes: bool
    catalogue: bool


_remembered: dict[str, Any] = {"until": 0.0, "offers": None}


def offers() -> HouseOffers:
    """What there is now, give or take half a minute."""
    if time.monotonic() > _remembered["until"]:
        features = {feature for some in offered() for feature in some}
        _remembered["offers"] = HouseOffers(
            advisor=Feature.ADVISOR in features,
            barcodes=Feature.BARCODES in features,
            catalogue=Feature.CATALOGUE in features,
        )
        _remembered["until"] = time.monotonic() + _REMEMBERED_SECONDS
    offers_now: HouseOffers = _remembered["offers"]
    return offers_now


def forget() -> None:
    """Ask again on the next page."""
    _remembered["until"] = 0.0
