"""What has to be known when something changes that a kept routine was chosen from."""

from fortnight.web.accounts.models import Person
from fortnight.web.routine.models import Kept


def mark_stale(person: Person) -> None:
    """The routine that a person follows is chosen again before it is shown."""
    Kept.objects.filter(treatment=person.current_id, stale=False).update(stale=True)
