"""Who it is for, and what is stricter for them."""

from fortnight.person.load import all_rules, rule
from fortnight.person.model import (
    Condition,
    Flag,
    Level,
    Modifier,
    More,
    Profile,
    Setting,
    SkinTone,
    profile_of_values,
    read_profile,
)
from fortnight.person.modifiers import clinician_flags, speaking, tighten, tighten_activities

__all__ = [
    "Condition",
    "Flag",
    "Level",
    "Modifier",
    "More",
    "Profile",
    "Setting",
    "SkinTone",
    "all_rules",
    "clinician_flags",
    "profile_of_values",
    "read_profile",
    "rule",
    "speaking",
    "tighten",
    "tighten_activities",
]
