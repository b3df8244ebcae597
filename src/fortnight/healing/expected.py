"""Is this normal? What is usual on a day, by depth, tone and place: `expected`, `tier` and `band`.

`expected(day, depth, tone, area)` gives the sentence of the day and every sensation in its tier, with the kind of
evidence behind it. `tier(sensation, day, depth)` is one segment of a sensation's strip. `band(measure, day, depth)` is
the least and the most that is usual, for the chart of the course. Days are base 1, the treatment day (`healing_day`
turns a clinic's own count into it); a day after the fourteenth counts as the fourteenth. Nothing here says that
something is harmless or what it is: it says what people usually have, and whom to ask.
"""

from collections.abc import Iterable

from fortnight.errors import UsageError
from fortnight.guide.model import LAST_DAY
from fortnight.healing.depth import DARKER, Area, DepthBand
from fortnight.healing.expected_load import expected_rules
from fortnight.healing.expected_model import DayHeadline, Expected, Measure, Sensation, Tier
from fortnight.person.model import SkinTone
from fortnight.sources import Evidence, sources
from fortnight.wording.load import LANGUAGE
from fortnight.wording.rule_words import told

_STRENGTH = tuple(Evidence)


def expected(
    day: int,
    depth: DepthBand = DepthBand.UNKNOWN,
    tone: SkinTone | None = None,
    area: Area | None = None,
    language: str = LANGUAGE,
) -> Expected:
    """What is usual on a day (base 1, the treatment day).

    A tone or an area that is not known changes nothing. Raises: UsageError for a day before the treatment.
    Source: healing/data/expected.toml.

    >>> expected(3, DepthBand.MEDIUM).sentence
    'Tight, a little rough, still pink: usual on day 3.'
    """
    at = _table_day(day)
    rules = expected_rules()
    headline = next(sentence for sentence in rules.headlines if depth in sentence.depths and at in sentence.days)
    tiers = {sensation.id: tier(sensation, at, depth) for sensation in rules.sensations}
    usual, less_usual, not_usual = (
        tuple(sensation for sensation in rules.sensations if tiers[sensation.id] is kind) for kind in Tier
    )
    return Expected(
        day=day,
        depth=depth,
        tone=tone,
        area=area,
        headline=headline,
        sentence=headline_words(headline, tone, language),
        usual=usual,
        less_usual=less_usual,
        not_usual=not_usual,
        notes=tuple(note for note in rules.areas if note.area is area),
        sources=headline.sources,
        evidence=evidence_of(headline.sources),
    )


def headline_words(headline: DayHeadline, tone: SkinTone | None, language: str = LANGUAGE) -> str:
    """A headline's sentence for a tone, in a language."""
    part = "on_darker_skin" if tone in DARKER else "says"
    return told(headline.id, part, language) or getattr(headline, part)


def tier(sensation: Sensation, day: int, depth: DepthBand) -> Tier:
    """How usual a sensation is on a day (base 1). Raises: UsageError for a day before the treatment.

    >>> bruises = next(one for one in expected_rules().sensations if one.name == "Bruises")
    >>> tier(bruises, 5, DepthBand.DEEP), tier(bruises, 12, DepthBand.DEEP)
    (<Tier.USUAL: 'usual'>, <Tier.NOT_USUAL: 'not_usual'>)
    """
    return sensation.tiers[depth][_table_day(day) - 1]


def band(measure: Measure, day: int, depth: DepthBand) -> tuple[int, int]:
    """The least and the most of a measure that is usual on a day: pain from 0 to 10, others by the `rank` of an Amount.

    Raises: UsageError for a day before the treatment.

    >>> band(Measure.PAIN, 1, DepthBand.MEDIUM)
    (1, 5)
    """
    tolerance = expected_rules().measures[measure].depths[depth]
    at = _table_day(day) - 1
    return tolerance.least[at], tolerance.most[at]


def watch_limit(measure: Measure, day: int, depth: DepthBand) -> int:
    """Up to how much of a measure one looks again tomorrow; more of it is worth a word today. Never below the band."""
    return expected_rules().measures[measure].depths[depth].watch[_table_day(day) - 1]


def evidence_of(ids: Iterable[str]) -> tuple[Evidence, ...]:
    """The kinds of evidence behind some sources, each once, in the order of the register's kinds."""
    kinds = {sources()[source].evidence for source in ids}
    return tuple(sorted(kinds, key=_STRENGTH.index))


def _table_day(day: int) -> int:
    if day < 1:
        raise UsageError(f"day {day} is before the treatment", "Give a day from 1 on; 1 is the treatment day.")
    return min(day, LAST_DAY)
