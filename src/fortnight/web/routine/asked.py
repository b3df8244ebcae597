"""What a person asks of a routine, as it stands in the address of its page, where it is kept as it is.

A pick stands there as `pick=step:key`, what is not wanted as `without=key`. What is no wish of ours is passed over.
"""

from collections.abc import Iterable, Mapping

from django.http import QueryDict

from fortnight.routine.model.load import steps
from fortnight.routine.model.values import Help
from fortnight.web.routine.wishes import RoutineWishForm

_MOST = 50
_LONGEST = 4000
_OWN = frozenset({"pick", "without"})
# What stands in the address for a wish that a help would drop.
_DROPPED = {
    Help.VEGAN: "vegan",
    Help.FRAGRANCE_FREE: "fragrance_free",
    Help.MINERAL: "mineral",
    Help.BRANDS: "brands",
    Help.SHOPS: "shops",
    Help.COUNTRY: "country",
}


def asked_in(sent: QueryDict) -> QueryDict:
    """The wishes of an address, without anything else that stands in it."""
    wishes = QueryDict(mutable=True)
    for name in (*RoutineWishForm.base_fields, *sorted(_OWN)):
        values = [value for value in sent.getlist(name)[:_MOST] if value and "\x00" not in value]
        if values:
            wishes.setlist(name, list(dict.fromkeys(values)))
    return wishes


def asked_of(text: str) -> QueryDict:
    """The stored wishes."""
    return asked_in(QueryDict(text[:_LONGEST]))


def text_of(query: QueryDict) -> str:
    """The wishes as stored. Raises: ValueError for more than anybody would ask."""
    text = query.urlencode()
    if len(text) > _LONGEST:
        raise ValueError("too many wishes to store")
    return text


def picks(query: QueryDict) -> dict[str, str]:
    """The picks by step; of two for one step the later."""
    pairs = (pair.partition(":") for pair in query.getlist("pick"))
    return {step: key for step, _colon, key in pairs if step in steps() and key}


def without(query: QueryDict) -> frozenset[str]:
    """The keys that are not wanted."""
    return frozenset(query.getlist("without"))


def picking(query: QueryDict, step: str, key: str) -> str:
    """The address with a product picked for a step, instead of what was picked before."""
    changed = query.copy()
    others = [f"{other}:{picked}" for other, picked in picks(query).items() if other != step]
    changed.setlist("pick", [*others, f"{step}:{key}"])
    changed.setlist("without", [other for other in query.getlist("without") if other != key])
    return changed.urlencode()


def leaving_out(query: QueryDict, key: str) -> str:
    """The address with a product left out, and no longer picked."""
    changed = query.copy()
    changed.setlist("pick", [f"{step}:{picked}" for step, picked in picks(query).items() if picked != key])
    changed.setlist("without", [*(other for other in query.getlist("without") if other != key), key])
    return changed.urlencode()


def taking_back(query: QueryDict, key: str) -> str:
    """The address without a leave-out."""
    changed = query.copy()
    changed.setlist("without", [other for other in query.getlist("without") if other != key])
    return changed.urlencode()


def without_changes(query: QueryDict) -> QueryDict:
    """The wishes alone, before anything was swapped or left out."""
    changed = query.copy()
    for name in _OWN:
        changed.pop(name, None)
    return changed


def from_catalogue(query: QueryDict, *, also: bool) -> str:
    """The address with the catalogue as well, or from the shelf alone."""
    changed = query.copy()
    changed.pop("catalogue", None)
    if also:
        changed["catalogue"] = "on"
    return changed.urlencode() or "new=1"


def helped(query: QueryDict, help_: Help, amount: int | None) -> str:
    """The address with what would help: a larger budget, the catalogue as well, a wish dropped; empty for any other."""
    changed = query.copy()
    match help_:
        case Help.BUDGET if amount is not None:
            changed["budget"] = str(-(-amount // 100))
        case Help.BUDGET:
            changed.pop("budget", None)
        case Help.CATALOGUE:
            changed["catalogue"] = "on"
        case _ if help_ in _DROPPED:
            changed.pop(_DROPPED[help_], None)
        case _:
            return ""
    return changed.urlencode()


def renamed(query: QueryDict, keys: Mapping[str, str]) -> QueryDict:
    """The wishes with other keys: what was bought is known by its place on the shelf from then on."""
    changed = query.copy()
    changed.setlist("pick", [f"{step}:{keys.get(key, key)}" for step, key in picks(query).items()])
    changed.setlist("without", list(_renamed(query.getlist("without"), keys)))
    return changed


def _renamed(old_keys: Iterable[str], keys: Mapping[str, str]) -> Iterable[str]:
    return (keys.get(key, key) for key in old_keys)
