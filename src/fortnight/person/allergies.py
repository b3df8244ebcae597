"""What a person reacts to: out of what they wrote in their own words, and out of their yes to a question.

A yes to a question that means an allergy ("Do you react to a numbing agent?") is looked for like one that was written,
and an allergy that was written answers such a question with yes ("nickel" is a metal). Both only ever add.
"""

from functools import lru_cache

from fortnight.labels.allergies import allergies
from fortnight.labels.likeness import WordMeaning, meaning
from fortnight.labels.reacting import reacting_to
from fortnight.person.model import Profile


@lru_cache(maxsize=512)
def allergies_of(profile: Profile) -> tuple[WordMeaning, ...]:
    """Everything that a person reacts to, each once, in their order; what we do not know stands as it was written.

    >>> [allergy.said for allergy in allergies_of(Profile(allergies=("I react to lanolin and perfume",)))]
    ['lanolin', 'perfume']
    """
    named = {allergy.said.casefold(): allergy for words in profile.allergies for allergy in reacting_to(words)}
    for allergy in allergies().values():
        if allergy.told_by and getattr(profile, allergy.told_by) is True:
            named.setdefault(allergy.words[0].casefold(), meaning(allergy.words[0]))
    return tuple(named.values())


@lru_cache(maxsize=512)
def families_of(profile: Profile) -> frozenset[str]:
    """The ids of the allergies that a person has, with all that belongs to them."""
    return frozenset(family for allergy in allergies_of(profile) for family in allergy.families)


def answered_yes(profile: Profile, field: str) -> bool:
    """Whether a yes-or-no question of the profile is answered with yes, by itself or by an allergy that means it.

    >>> answered_yes(Profile(allergies=("nickel",)), "metal_allergy")
    True
    """
    if getattr(profile, field) is True:
        return True
    return bool(profile.allergies) and any(allergies()[family].raises == field for family in families_of(profile))


def not_looked_for(profile: Profile) -> tuple[str, ...]:
    """What a person reacts to and we do not know: it is looked for as it is written only, and every answer says so.

    >>> not_looked_for(Profile(allergies=("nuts and zumbolin",)))
    ('zumbolin',)
    """
    return tuple(allergy.said for allergy in allergies_of(profile) if not allergy.known)
