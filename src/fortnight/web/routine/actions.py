"""Keeping a routine, choosing it again where something has changed, sending and accepting one. One transaction each."""

from django.db import transaction
from django.http import QueryDict
from django.utils import timezone

from fortnight.routine.model.values import Routine
from fortnight.web.accounts.actions import note
from fortnight.web.accounts.convert import current_id
from fortnight.web.accounts.models import Person, User
from fortnight.web.answers.edition import edition_of, fingerprint_of
from fortnight.web.routine import queries
from fortnight.web.routine.asked import asked_of, renamed, text_of
from fortnight.web.routine.choosing import Chosen, chosen
from fortnight.web.routine.convert import lines_of, names_of, routine_of, with_past
from fortnight.web.routine.models import Kept, Recommendation
from fortnight.web.shelf.actions import ask, put_on_shelf
from fortnight.web.shelf.convert import facts_of


@transaction.atomic
def keep(found: Chosen) -> Kept:
    """Keep a routine as the one that its person follows in this course. Raises: ValueError for too many wishes."""
    before = queries.kept(found.person)
    kept, _ = Kept.objects.update_or_create(
        treatment_id=current_id(found.person),
        defaults={**_values(found, before), "changed": [], "made": timezone.now()},
    )
    return kept


def _values(found: Chosen, before: Kept | None) -> dict[str, object]:
    """What is kept of a routine; the days that are over stay as they were."""
    lines, names = lines_of(found.routine), names_of(found.routine, found.known)
    return {
        "asked": text_of(found.asked),
        "lines": with_past(lines, before.lines, found.routine.days.first) if before else lines,
        "names": (before.names | names) if before else names,
        "holds_for": holds_for(found.person),
        "stale": False,
    }


def forget(person: Person) -> None:
    """Follow no routine any more."""
    Kept.objects.filter(treatment=person.current_id).delete()


def holds_for(person: Person) -> str:
    """What a kept routine holds for: an edition of rules and names, and what is known of the person."""
    return f"{edition_of(person)} {facts_of(person)} {fingerprint_of('routine/data')}"


def kept_now(person: Person) -> Kept | None:
    """The routine that a person follows, up to date; no query where it was already."""
    kept = queries.kept_with(person)
    if kept is None or not (kept.stale or kept.holds_for != holds_for(person)):
        return kept
    return _again(person, kept)


@transaction.atomic
def _again(person: Person, kept: Kept) -> Kept:
    """Choose a routine again, with the fewest changes, and note what has changed for the person to see."""
    kept = Kept.objects.select_for_update().get(pk=kept.pk)
    found = chosen(person, asked_of(kept.asked), keep=kept.lines)
    told = _changes(routine_of(kept.lines, first=found.routine.days.first), found.routine)
    for name, value in {**_values(found, kept), "changed": told or kept.changed}.items():
        setattr(kept, name, value)
    kept.save()
    return kept


def _changes(before: Routine, now: Routine) -> list[str]:
    """The steps in which another product stands now, or none any more."""
    was, uses = ({(use.day, use.time, use.step): use.key for use in one.uses} for one in (before, now))
    return sorted({at[2] for at in was.keys() | uses.keys() if was.get(at) != uses.get(at)})


def see_changes(person: Person) -> None:
    """The person has seen what a new choice has changed."""
    Kept.objects.filter(treatment=person.current_id).update(changed=[])


@transaction.atomic
def have(person: Person, key: str) -> bool:
    """Put something bought from the catalogue on the shelf; the routine goes on with it. Whether there is such."""
    item = queries.item(key)
    if item is None:
        return False
    product = ask(person, name=item.full_name, label=item.label, kind=item.kind or item.guessed, source="catalogue",
                  barcode=item.barcode)  # fmt: skip
    put_on_shelf(person, product)
    kept = queries.kept(person)
    if kept:
        keys = {key: str(product.key)}
        kept.asked = text_of(renamed(asked_of(kept.asked), keys))
        kept.lines = lines_of(routine_of(kept.lines, keys))
        kept.names = {
            keys.get(one, one): {**name, "own": name["own"] or one == key} for one, name in kept.names.items()
        }
        kept.stale = True
        kept.save()
    return True


@transaction.atomic
def recommend(found: Chosen, *, by: User) -> Recommendation:
    """What an advisor sends to a person. Raises: ValueError for too many wishes."""
    made = Recommendation.objects.create(
        person=found.person,
        by=by,
        asked=text_of(found.asked),
        lines=lines_of(found.routine),
        names=names_of(found.routine, found.known),
        price=found.routine.price,
        currency=found.routine.currency,
    )
    note(found.person, action="recommended", by=by, about="routine")
    return made


@transaction.atomic
def accept(person: Person, recommendation: Recommendation, *, owned: frozenset[str]) -> Kept:
    """Follow a routine that was sent; what is new in it and there already (`owned`, keys) goes on the shelf."""
    kept = keep(of_recommendation(person, recommendation))
    for key in sorted(owned & {one for one, name in kept.names.items() if not name["own"]}):
        have(person, key)
    recommendation.accepted = timezone.now()
    recommendation.save(update_fields=["accepted"])
    note(person, action="accepted", about="routine")
    return kept


def of_recommendation(person: Person, recommendation: Recommendation) -> Chosen:
    """A routine that was sent, as it is now: where the shelf or the rules have changed, with the fewest changes."""
    return chosen(person, asked_of(recommendation.asked), keep=recommendation.lines)


def differs(found: Chosen, recommendation: Recommendation) -> bool:
    """Whether a routine that was sent would be another one today."""
    return bool(_changes(routine_of(recommendation.lines, first=found.routine.days.first), found.routine))


def asked_for_client(person: Person) -> QueryDict:
    """What an advisor begins with: the wishes of the routine that a client follows, or the catalogue as well."""
    kept = queries.kept(person)
    return asked_of(kept.asked if kept else "catalogue=on")
