"""What an uneasy check-in may come from: `suspects(checkin, uses, reactions)`, and what reacted once: `caution_about`.

What was used or done on the day itself and in the three days before (72 hours) is set beside the check-in, with honest
words for how well it fits: it fits well, it may be this, it is less likely. Nothing here proves anything, and nothing
lowers the level of a check-in: who has to see a doctor sees one, whatever fits. What reacted is remembered across
treatments and cautions every later answer about it.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from fortnight.guide.load import published_guide
from fortnight.healing.checkin_model import CheckIn
from fortnight.healing.ladder_load import ladder_rules, rungs
from fortnight.healing.ladder_model import Reaction, SkinUse
from fortnight.wording.dates import said_date
from fortnight.wording.load import LANGUAGE, say
from fortnight.wording.rule_words import told


class Likelihood(StrEnum):
    """How well something fits, the best first."""

    FITS_WELL = "fits_well"
    MAY_BE = "may_be"
    LESS_LIKELY = "less_likely"


_LIKELIHOODS = tuple(Likelihood)


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspect:
    """Something that was used or done: how many days before, how well it fits, in words, and the rule's id."""

    thing: str
    days_before: int
    likelihood: Likelihood
    says: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspects:
    """What may be behind an uneasy check-in, the best fit first. `says` is why none is, else empty."""

    ranked: tuple[Suspect, ...]
    says: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Caution:
    """What is said with every later answer about something that reacted once; `reaction` is the last one."""

    reaction: Reaction
    says: str
    reason: str


def suspects(
    checkin: CheckIn, uses: Sequence[SkinUse], reactions: Sequence[Reaction] = (), language: str = LANGUAGE
) -> Suspects:
    """What was used or done in the 72 hours before a check-in, each thing once, with how well it fits.

    `reactions` may be of earlier treatments. Source: healing/data/ladder.toml.

    >>> ranked = suspects(CheckIn(day=8), [SkinUse(day=7, thing="rung-retinoid", first=True)]).ranked
    >>> [(one.thing, one.days_before, one.likelihood.value) for one in ranked]
    [('rung-retinoid', 1, 'fits_well')]
    """
    within = ladder_rules()["suspect-fits-well"].number
    near = [use for use in uses if 0 <= checkin.day - use.day <= within]
    before = {reaction.thing for reaction in reactions if reaction.treatments_ago > 0 or reaction.day < checkin.day}
    ranked = sorted(_each(near, before, checkin.day, language), key=_order)
    rule = "" if ranked else "suspect-none"
    return Suspects(ranked=tuple(ranked), says=_words(rule, language), reason=rule)


def caution_about(about: Collection[str], reactions: Iterable[Reaction], language: str = LANGUAGE) -> Caution | None:
    """What has to be said of something that reacted once, in this or an earlier treatment; None where nothing did.

    `about` are the ids of the rules and of the step that speak of it, the ids of its rungs, and what it is called.

    >>> import datetime as dt
    >>> acid = Reaction(day=8, thing="rung-acid", treatments_ago=1, treated=dt.date(2026, 10, 2))
    >>> caution_about({"acid-leave-on"}, [acid]).says[:70]
    'Your skin was uneasy after this on day 8, after your treatment on Frid'
    """
    names = {name.casefold() for name in about}
    meant = {rung.id for rung in rungs() if rung.care in about or not set(rung.windows).isdisjoint(about)}
    same = [reaction for reaction in reactions if reaction.thing in meant or reaction.thing.casefold() in names]
    if not same:
        return None
    last = min(same, key=lambda reaction: (reaction.treatments_ago, -reaction.day))
    says = f"{_when(last, language)} {_words('reacted-once', language)}"
    return Caution(reaction=last, says=says, reason="reacted-once")


def _when(reaction: Reaction, language: str) -> str:
    """On which day of which treatment something reacted, in a sentence."""
    if reaction.treated is None:
        return say("reacted-earlier", language, day=reaction.day)
    date = said_date(reaction.treated, language, year=True)
    return say("reacted-after", language, day=reaction.day, date=date)


def _each(near: Sequence[SkinUse], before: set[str], day: int, language: str) -> Iterator[Suspect]:
    activities = {activity.id for activity in published_guide().activities}
    new = {use.thing for use in near if use.first and use.thing not in activities}
    alone = len(new | {use.thing for use in near if use.thing in activities}) == 1
    for thing in dict.fromkeys(use.thing for use in near):
        likelihood = _likelihood(thing, new, before, activities, alone=alone)
        reason = f"suspect-{likelihood.replace('_', '-')}"
        last = max(use.day for use in near if use.thing == thing)
        yield Suspect(
            thing=thing, days_before=day - last, likelihood=likelihood, says=_words(reason, language), reason=reason
        )


def _likelihood(thing: str, new: set[str], before: set[str], activities: set[str], *, alone: bool) -> Likelihood:
    if thing in before or (thing in new and alone):
        return Likelihood.FITS_WELL
    return Likelihood.MAY_BE if thing in new or thing in activities else Likelihood.LESS_LIKELY


def _order(suspect: Suspect) -> tuple[int, int, str]:
    return _LIKELIHOODS.index(suspect.likelihood), suspect.days_before, suspect.thing


def _words(rule_id: str, language: str) -> str:
    return (told(rule_id, "says", language) or ladder_rules()[rule_id].says) if rule_id else ""
