"""Leaving out what cannot be in a best routine, exactly: a product goes where another is at least as good at all.

What is on the shelf is held against the shelf, what would be new against what would be new.

One product covers another when it does every step of the other on at least the same days and times with at least the
points, costs no more, and is bound by no rule between products that does not bind the other. In any routine the one can
stand for the other, and nothing in the score gets worse. Without a budget the price is looked at only where the points
are the same somewhere, because points come before it. Of two that cover each other the first in the order of candidates
stays, so the outcome does not depend on the order of the catalogue.
"""

from collections.abc import Hashable, Iterable

from fortnight.routine.prepare.candidates import Candidate
from fortnight.routine.score.scoring import careful_points


def undominated(
    candidates: Iterable[Candidate], pinned_keys: frozenset[str] = frozenset(), *, budget: bool
) -> list[Candidate]:
    """The candidates that no other covers, and those in `pinned_keys`, in their order.

    Cheap first: of those with the same days, times and bonds only what another does not beat in points and price is
    left; what is left of each such class is held against all others.
    """
    classes: dict[Hashable, list[Candidate]] = {}
    always: list[Candidate] = []
    for candidate in candidates:
        if candidate.product.key in pinned_keys:
            always.append(candidate)
        classes.setdefault(_class(candidate), []).append(candidate)
    left = [candidate for alike in classes.values() for candidate in _skyline(alike, budget=budget)]
    left.sort(key=lambda candidate: candidate.place)
    steps = [{role.demand.place: role for role in candidate.roles} for candidate in left]
    by_step: dict[int, list[int]] = {}
    for at, roles in enumerate(steps):
        for place in roles:
            by_step.setdefault(place, []).append(at)
    uncovered = []
    for at, candidate in enumerate(left):
        rivals = min((by_step[place] for place in steps[at]), key=len)
        if not any(_covers(left[rival], candidate, budget=budget) for rival in rivals if rival != at):
            uncovered.append(candidate)
    return sorted(
        {candidate.place: candidate for candidate in (*uncovered, *always)}.values(),
        key=lambda candidate: candidate.place,
    )


def _class(candidate: Candidate) -> Hashable:
    """Everything but points and price."""
    roles = tuple((role.demand.place, role.days, role.times) for role in candidate.roles)
    return (roles, candidate.careful, candidate.active, candidate.one, candidate.other)


def _skyline(alike: list[Candidate], *, budget: bool) -> list[Candidate]:
    """Of one class: what is not beaten in all its points, and in price where that can matter."""
    if not budget:
        most = [
            max(points)
            for points in zip(*([role.points for role in candidate.roles] for candidate in alike), strict=True)
        ]
        best = [candidate for candidate in alike if [role.points for role in candidate.roles] == most]
        if best:
            # The best in every step: whatever is worse in all of them cannot come before it, at any price.
            alike = [
                candidate
                for candidate in alike
                if any(a.points == b for a, b in zip(candidate.roles, most, strict=True))
            ]
    alike.sort(key=lambda candidate: (candidate.price, [-role.points for role in candidate.roles], candidate.place))
    left: list[Candidate] = []
    for candidate in alike:
        values = [role.points for role in candidate.roles]
        if not any(all(a.points >= b for a, b in zip(best.roles, values, strict=True)) for best in left):
            left.append(candidate)
    return left


def _covers(other: Candidate, candidate: Candidate, *, budget: bool) -> bool:
    """Whether `other` can take the place of `candidate` wherever it could be."""
    if (other.active and not candidate.active) or not other.one <= candidate.one or not other.other <= candidate.other:
        return False
    if not budget and other.price > candidate.price:
        return _serves(other, candidate, more=1)
    if other.price > candidate.price or not _serves(other, candidate):
        return False
    return other.place < candidate.place or not _alike(candidate, other)


def _alike(candidate: Candidate, other: Candidate) -> bool:
    """Whether two that serve each other are alike in everything else, so that only their order tells them apart."""
    same = (candidate.price, candidate.active, candidate.one, candidate.other) == (
        other.price,
        other.active,
        other.one,
        other.other,
    )
    return same and _serves(candidate, other)


def _serves(other: Candidate, candidate: Candidate, more: int = 0) -> bool:
    """Whether `other` does each step of `candidate` on its days and times, each day by `more` points more or better."""
    theirs = {role.demand.place: role for role in other.roles}
    for role in candidate.roles:
        match = theirs.get(role.demand.place)
        if match is None or role.days & ~match.days or not set(role.times) <= set(match.times):
            return False
        if not _as_good(other, match.points, candidate, role.points + more, role.days):
            return False
    return True


def _as_good(other: Candidate, theirs: int, candidate: Candidate, own: int, days: int) -> bool:
    for other_careful, one_careful in ((False, False), (False, True), (True, False), (True, True)):
        held = days & _of(other.careful, care=other_careful) & _of(candidate.careful, care=one_careful)
        if held and theirs - careful_points() * other_careful < own - careful_points() * one_careful:
            return False
    return True


def _of(careful: int, *, care: bool) -> int:
    return careful if care else ~careful
