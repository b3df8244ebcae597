"""What each app holds of a person, so that downloading, re-judging and comparing leave none out.

Every app that keeps rows about a person tells here, when it is loaded, how they are written into the person's download,
and, where they depend on what is known of the person, how they are worked out again and what they answer now.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from fortnight.web.accounts.models import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """One app's share. `answers`: by key the words and the marks of what was answered. `erase`: what is not in rows.

    `of_clinic` is what the clinic's own file of a client has instead of `download`, where not all is for it to see.
    """

    name: str
    download: Callable[[Person], object]
    refresh: Callable[[Person], object] | None = None
    answers: Callable[[Person], Mapping[str, tuple[str, str]]] | None = None
    erase: Callable[[Person], object] | None = None
    of_clinic: Callable[[Person], object] | None = None


_HELD: dict[str, Holding] = {}


def hold(holding: Holding) -> None:
    """Add an app's share; the same name again replaces it."""
    _HELD[holding.name] = holding


def downloads(person: Person, *, by_clinic: bool = False) -> dict[str, object]:
    """What every app holds of a person, by name, ready for JSON; for the clinic only what it may see."""
    return {name: _download_of(held, by_clinic=by_clinic)(person) for name, held in _HELD.items()}


def _download_of(held: Holding, *, by_clinic: bool) -> Callable[[Person], object]:
    return held.of_clinic if by_clinic and held.of_clinic else held.download


def refresh_all(person: Person) -> None:
    """Work out again, in every app, what depends on the facts, the treatment or the layer of a person."""
    for held in _HELD.values():
        if held.refresh:
            held.refresh(person)


def erase_all(person: Person) -> None:
    """Delete, in every app, what does not go with a person's rows by itself, such as files."""
    for held in _HELD.values():
        if held.erase:
            held.erase(person)


def answers_of(person: Person) -> dict[str, tuple[str, str]]:
    """The words and marks of every answer that is stored for a person, by key."""
    return {key: answer for held in _HELD.values() if held.answers for key, answer in held.answers(person).items()}
