"""What is stricter for a person: which modifiers speak, and the windows and activities they add.

Nothing here replaces a rule or makes one milder. A modifier adds windows (or activities) beside the
guide's, and the judge takes the strictest, so two modifiers of three and of two days make three. What a
profile does not know never speaks. Days are base 1; nothing is delayed past day 14, since no day of the
plan lies there.
"""

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from fortnight.guide.model import LAST_DAY, Activity, Layer, Span, Where, Window
from fortnight.labels.folding import fold
from fortnight.labels.model import Detail, Kind, Mark, Trait
from fortnight.person.allergies import answered_yes, families_of
from fortnight.person.load import all_rules
from fortnight.person.model import Condition, Flag, Level, Modifier, More, Profile


def speaking(profile: Profile) -> tuple[Modifier, ...]:
    """The modifiers that hold for a person, in the order of the data; a field not known makes none hold.

    >>> [one.id for one in speaking(Profile(needle_mm=2.0))]
    ['deep-needles']
    """
    return tuple(rule for rule in all_rules() if all(_holds(part, profile) for part in rule.when))


def tighten(windows: tuple[Window, ...], profile: Profile) -> tuple[Window, ...]:
    """The windows that a person adds to these: never a replacement, never an earlier day.

    Each bears the id, the words, the sources and the place of its modifier and the layer `PERSON`; what
    decides it (shows, unless, kinds, where) is that of the window it delays. An id may come several times.
    """
    return tuple(
        added for modifier in speaking(profile) for added in (*_refusals(modifier), *_delayed(modifier, windows))
    )


def tighten_activities(activities: tuple[Activity, ...], profile: Profile) -> tuple[Activity, ...]:
    """The activities that a person adds to these: never a replacement, never an earlier day.

    Each bears the id, the words and the sources of its modifier, and the `name`, `also` and `group` of
    the activity it stands beside.
    """
    return tuple(
        added for modifier in speaking(profile) for activity in activities for added in _activity(modifier, activity)
    )


def clinician_flags(profile: Profile) -> tuple[Flag, ...]:
    """What needs a clinician before anything else: every `stop` first, then every `ask`."""
    flags = [
        Flag(id=modifier.id, level=modifier.clinician, says=modifier.says, asks=modifier.asks, sources=modifier.sources)
        for modifier in speaking(profile)
        if modifier.clinician is not None
    ]
    return tuple(sorted(flags, key=lambda flag: flag.level is not Level.STOP))


def _holds(condition: Condition, profile: Profile) -> bool:
    """Whether the profile is known to meet the condition; allergies by the families that are meant."""
    value: object = getattr(profile, condition.field)
    if condition.field == "allergies" and condition.any_of:
        return bool(profile.allergies) and not families_of(profile).isdisjoint(condition.any_of)
    if condition.any_of:
        values = value if isinstance(value, tuple) else (value,)
        choices = {item.casefold() for item in condition.any_of}
        return any(isinstance(item, str) and item.strip().casefold() in choices for item in values)
    if condition.min is None and condition.below is None:
        return bool(value) if isinstance(value, tuple) else answered_yes(profile, condition.field)
    if not isinstance(value, int | float):
        return False
    enough = condition.min is None or value >= condition.min
    return enough and (condition.below is None or value < condition.below)


def _refusals(modifier: Modifier) -> Iterable[Window]:
    """A window for each mark, and one for all the kinds, that the modifier refuses."""
    marks = tuple(item for item in modifier.refuse if isinstance(item, Trait | Detail))
    kinds = tuple(item for item in modifier.refuse if isinstance(item, Kind))
    for mark in marks:
        yield _window(modifier, shows=mark)
    if kinds:
        yield _window(modifier, kinds=kinds)


def _window(modifier: Modifier, *, shows: Mark | None = None, kinds: tuple[Kind, ...] = ()) -> Window:
    return Window(
        id=modifier.id,
        says=modifier.says,
        sources=modifier.sources,
        place=modifier.place,
        reviewed=modifier.reviewed,
        at=modifier.at,
        layer=Layer.PERSON,
        shows=shows,
        kinds=kinds,
        where=modifier.where if shows else Where.ANYWHERE,
        refuse=modifier.refuse_days,
        always=modifier.always,
    )


def _delayed(modifier: Modifier, windows: tuple[Window, ...]) -> Iterable[Window]:
    """A later copy of each window that the modifier delays, where later makes a difference."""
    for window in windows:
        kinds = window.kinds if modifier.delays_actives else _named(window.kinds, modifier)
        if not _delays(modifier, window, kinds):
            continue
        refuse, careful = _later(window.refuse, window.careful, modifier.delay_days)
        if (refuse, careful) != (window.refuse, window.careful):
            yield replace(
                window,
                id=modifier.id,
                says=modifier.says,
                sources=modifier.sources,
                place=modifier.place,
                reviewed=modifier.reviewed,
                at=modifier.at,
                changed=None,
                layer=Layer.PERSON,
                kinds=kinds,
                refuse=refuse,
                careful=careful,
            )


def _named(kinds: tuple[Kind, ...], modifier: Modifier) -> tuple[Kind, ...]:
    return tuple(kind for kind in kinds if kind in modifier.delays)


def _delays(modifier: Modifier, window: Window, kinds: tuple[Kind, ...]) -> bool:
    """Whether the modifier delays the window: an active, or one whose mark or kinds it names."""
    if not modifier.delay_days:
        return False
    if modifier.delays_actives:
        return window.active
    return bool(kinds) or (window.shows is not None and window.shows in modifier.delays)


def _later(refuse: Span | None, careful: Span | None, days: int) -> tuple[Span | None, Span | None]:
    """The two spans with their ends that many days later (14 at most), and still apart."""
    longer = _longer(refuse, days)
    first = longer.last + 1 if longer else (careful.first if careful else 1)
    if careful is None or first > LAST_DAY:
        return longer, None
    return longer, Span(first=first, last=max(first, min(careful.last + days, LAST_DAY)))


def _longer(span: Span | None, days: int) -> Span | None:
    return Span(first=span.first, last=max(span.last, min(span.last + days, LAST_DAY))) if span else None


def _activity(modifier: Modifier, activity: Activity) -> Iterable[Activity]:
    """The activity as the modifier has it, or nothing when that changes nothing."""
    named = activity.id in modifier.activities or _contains(activity, modifier.containing)
    if named and modifier.activity_refuse:
        longest = max(modifier.activity_from_day or 0, activity.from_day or 0) or None
        yield _copy(modifier, activity, modifier.activity_refuse, None, longest)
    days = modifier.activity_delay_days if named else 0
    match modifier.activity_more:
        case More.DEEP:
            days = max(days, activity.deep_days)
        case More.TONE:
            days = max(days, activity.tone_days)
        case None:
            pass
    if days and (activity.refuse or activity.careful):
        refuse, careful = _later(activity.refuse, activity.careful, days)
        end = activity.from_day or (activity.refuse.last + 1 if activity.refuse else 0)
        from_day = end + days if end + days > LAST_DAY else None
        yield _copy(modifier, activity, refuse, careful, from_day)


def _contains(activity: Activity, substances: tuple[str, ...]) -> bool:
    """Whether an activity contains one of some substances, or is called by its name."""
    return any(
        fold(substance) in _words((*activity.contains, activity.name, *activity.also)) for substance in substances
    )


@lru_cache(maxsize=512)
def _words(names: tuple[str, ...]) -> frozenset[str]:
    """Names folded; those of an activity are asked for by every modifier of every person."""
    return frozenset(map(fold, names))


def _copy(
    modifier: Modifier, activity: Activity, refuse: Span | None, careful: Span | None, from_day: int | None
) -> Activity:
    """The activity beside which a modifier stands, with the modifier's words and days."""
    return replace(
        activity,
        id=modifier.id,
        says=modifier.says,
        sources=modifier.sources,
        place=modifier.place,
        reviewed=modifier.reviewed,
        at=modifier.at,
        changed=None,
        refuse=refuse,
        careful=careful,
        from_day=from_day,
        always=modifier.always and refuse == Span(first=1, last=LAST_DAY),
    )
