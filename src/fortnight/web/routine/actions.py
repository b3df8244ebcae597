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
def keep(choice: Chosen) -> Kept:
    """Keep a routine as the one that its person follows in this course. Raises: ValueError for too many wishes."""
    before = queries.kept(choice.person)
    row, _ = Kept.objects.update_or_create(
        treatment_id=current_id(choice.person),
        defaults={**_values(choice, before), "changed": [], "made": timezone.now()},
    )
    return row


def _values(choice: Chosen, before: Kept | None) -> dict[str, object]:
    """What is kept of a routine; the days that are over stay as they were."""
    lines, names = lines_of(choice.routine), names_of(choice.routine, choice.known)
    return {
        "asked": text_of(choice.asked),
        "lines": with_past(lines, before.lines, choice.routine.days.first) if before else lines,
        "names": (before.names | names) if before else names,
        "holds_for": holds_for(choice.person),
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
    row = queries.kept_with(person)
    if row is None or not (row.stale or row.holds_for != holds_for(person)):
        return row
    return _again(person, row)


@transaction.atomic
def _again(person: Person, row: Kept) -> Kept:
    """Choose a routine again, with the fewest changes, and note what has changed for the person to see."""
    row = Kept.objects.select_for_update().get(pk=row.pk)
    choice = chosen(person, asked_of(row.asked), keep=row.lines)
    changed_steps = _changes(routine_of(row.lines, first=choice.routine.days.first), choice.routine)
    for name, value in {**_values(choice, row), "changed": changed_steps or row.changed}.items():
        setattr(row, name, value)
    row.save()
    return row


def _changes(before: Routine, now: Routine) -> list[str]:
    """The steps in which another product stands now, or none any more."""
    was, uses = ({(use.day, use.time, use.step): use.key for use in routine.uses} for routine in (before, now))
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
    row = queries.kept(person)
    if row:
        keys = {key: str(product.key)}
        row.asked = text_of(renamed(asked_of(row.asked), keys))
        row.lines = lines_of(routine_of(row.lines, keys))
        row.names = {
            keys.get(old_key, old_key): {**name, "own": name["own"] or old_key == key}
            for old_key, name in row.names.items()
        }
        row.stale = True
        row.save()
    return True


@transaction.atomic
def recommend(choice: Chosen, *, by: User) -> Recommendation:
    """What an advisor sends to a person. Raises: ValueError for too many wishes."""
    recommendation = Recommendation.objects.create(
        person=choice.person,
        by=by,
        asked=text_of(choice.asked),
        lines=lines_of(choice.routine),
        names=names_of(choice.routine, choice.known),
        price=choice.routine.price,
        currency=choice.routine.currency,
    )
    note(choice.person, action="recommended", by=by, about="routine")
    return recommendation


@transaction.atomic
def accept(person: Person, recommendation: Recommendation, *, owned: frozenset[str]) -> Kept:
    """Follow a routine that was sent; what is new in it and there already (`owned`, keys) goes on the shelf."""
    row = keep(of_recommendation(person, recommendation))
    for key in sorted(owned & {key for key, name in row.names.items() if not name["own"]}):
        have(person, key)
    recommendation.accepted = timezone.now()
    recommendation.save(update_fields=["accepted"])
    note(person, action="accepted", about="routine")
    return row


def of_recommendation(person: Person, recommendation: Recommendation) -> Chosen:
    """A routine that was sent, as it is now: where the shelf or the rules have changed, with the fewest changes."""
    return chosen(person, asked_of(recommendation.asked), keep=recommendation.lines)


def differs(choice: Chosen, recommendation: Recommendation) -> bool:
    """Whether a routine that was sent would be another one today."""
    return bool(_changes(routine_of(recommendation.lines, first=choice.routine.days.first), choice.routine))


def asked_for_client(person: Person) -> QueryDict:
    """What an advisor begins with: the wishes of the routine that a client follows, or the catalogue as well."""
    row = queries.kept(person)
    return asked_of(row.asked if row else "catalogue=on")
