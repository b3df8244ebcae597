"""Reading data/expected.toml, once and strictly: measures first, since sensations take their days from them.

What one entry cannot show is checked at the end: every measure has its band, every day of every depth has just one
headline. Numbers that rise from day to day, a least above the most, a sign that does not exist: a `DataError` with
file, line and fix. Nothing is repaired in silence.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from types import MappingProxyType
from typing import cast

from fortnight.errors import DataError, did_you_mean
from fortnight.guide.load import rule_facts, sentence, span
from fortnight.guide.model import LAST_DAY, Rule, Span
from fortnight.healing.depth import KNOWN_DEPTHS, Area, DepthBand
from fortnight.healing.expected_model import AreaNote, DayHeadline, Measure, MeasureBand, Sensation, Tier, Tolerance
from fortnight.healing.load import all_rules
from fortnight.sources import shipped
from fortnight.tables import Row, read_tables

_FILE = "healing/data/expected.toml"
_DAYS = range(1, LAST_DAY + 1)
_MOST_PAIN, _MOST_AMOUNT = 10, 3


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedRules:
    """Everything that the file says."""

    measures: Mapping[Measure, MeasureBand]
    headlines: tuple[DayHeadline, ...]
    sensations: tuple[Sensation, ...]
    areas: tuple[AreaNote, ...]


@cache
def expected_rules() -> ExpectedRules:
    """The shipped tables. Raises: DataError when the data is broken."""
    return read_expected(shipped(_FILE), _FILE)


def expected_entries() -> tuple[Rule, ...]:
    """Every rule of the tables, in the order of the file."""
    rules = expected_rules()
    return (*rules.measures.values(), *rules.headlines, *rules.sensations, *rules.areas)


def read_expected(text: str, file: str) -> ExpectedRules:
    """The tables that a text holds. Raises: DataError with the line and the fix."""
    measures: dict[Measure, MeasureBand] = {}

    def measure(row: Row) -> Rule:
        band = _measure(row)
        if band.measure in measures:
            row.fail(f"{band.measure} has its band already", "Keep one of the two.")
        measures[band.measure] = band
        return band

    builds: dict[str, Callable[[Row], Rule]] = {
        "measure": measure,
        "headline": _headline,
        "sensation": lambda row: _sensation(row, measures),
        "area": _area,
    }
    tables = read_tables(text, file, builds)
    headlines = cast(tuple[DayHeadline, ...], tables["headline"])
    for lacking in set(Measure) - measures.keys():
        raise DataError(file, 1, f"no [[measure]] for {lacking}", "Add it with its numbers for every depth.")
    _refuse_gaps(headlines, file)
    return ExpectedRules(
        measures=MappingProxyType(measures),
        headlines=headlines,
        sensations=cast(tuple[Sensation, ...], tables["sensation"]),
        areas=cast(tuple[AreaNote, ...], tables["area"]),
    )


def _refuse_gaps(headlines: tuple[DayHeadline, ...], file: str) -> None:
    """Raises: DataError for a day at a depth without a headline, or with two."""
    for depth in DepthBand:
        for day in _DAYS:
            holding = [headline for headline in headlines if depth in headline.depths and day in headline.days]
            if len(holding) != 1:
                line = holding[1].at.line if holding else 1
                what = f"day {day} has {len(holding)} headlines at the depth {depth}"
                raise DataError(file, line, what, "Give each day one headline at every depth.")


def _measure(row: Row) -> MeasureBand:
    measure = row.choice("measure", Measure)
    depths = {depth: _tolerance(row, depth, measure) for depth in KNOWN_DEPTHS}
    shallow = depths[DepthBand.SHALLOW]
    none = (0,) * LAST_DAY
    depths[DepthBand.UNKNOWN] = Tolerance(least=none, most=shallow.most, watch=shallow.watch)
    return MeasureBand(**rule_facts(row), measure=measure, depths=MappingProxyType(depths))


def _tolerance(row: Row, depth: DepthBand, measure: Measure) -> Tolerance:
    most = _MOST_PAIN if measure is Measure.PAIN else _MOST_AMOUNT
    least, usual, watch = (_numbers(row, f"{key}_{depth}", most) for key in ("least", "most", "watch"))
    if any(low > high or high > top for low, high, top in zip(least, usual, watch, strict=True)):
        row.fail(f"least, most and watch of {depth} cross", "Write least <= most <= watch on every day.")
    return Tolerance(least=least, most=usual, watch=watch)


def _numbers(row: Row, key: str, most: int) -> tuple[int, ...]:
    parts = row.text(key).split()
    numbers = tuple(int(part) for part in parts if part.isdecimal())
    if len(numbers) != LAST_DAY or len(parts) != LAST_DAY or max(numbers) > most:
        row.fail(f"{key} is not {LAST_DAY} numbers", f"Write {LAST_DAY} whole numbers from 0 to {most}, day 1 first.")
    if any(later > day for day, later in pairwise(numbers)):
        row.fail(f"{key} rises from day to day", "A later day never tolerates more.")
    return numbers


def _headline(row: Row) -> DayHeadline:
    days = span(row, "days")
    if days is None:
        row.fail('missing key "days"', "Add days = [first, last].")
    return DayHeadline(
        **rule_facts(row),
        days=days,
        depths=row.choices("depths", DepthBand),
        on_darker_skin=sentence(row, "on_darker_skin"),
    )


def _area(row: Row) -> AreaNote:
    return AreaNote(**rule_facts(row), area=row.choice("area", Area))


def _sensation(row: Row, measures: Mapping[Measure, MeasureBand]) -> Sensation:
    cards = {sign.id for sign in all_rules()}
    signs = row.texts("signs")
    for sign in signs:
        if sign not in cards:
            row.fail(f'"{sign}" is not a sign', did_you_mean(sign, cards))
    measure = row.choice("measure", Measure) if row.has("measure") else None
    if measure is not None and measure not in measures:
        row.fail(f"{measure} has no [[measure]]", "Write the [[measure]] before the sensations.")
    return Sensation(
        **rule_facts(row),
        feeling=row.text("feeling", ""),
        name=row.text("name"),
        measure=measure,
        on_darker_skin=row.text("on_darker_skin"),
        helps=row.text("helps"),
        advisor=row.text("advisor"),
        doctor=row.text("doctor"),
        signs=signs,
        tiers=_tiers_of(row, measures.get(measure) if measure else None),
    )


def _tiers_of(row: Row, band: MeasureBand | None) -> Mapping[DepthBand, tuple[Tier, ...]]:
    """The tier of each day at each depth: by the measure where there is one, else by the days of the entry."""
    if band is not None:
        begins = row.number("first_day") or 1
        tiers = {depth: _measured(band.depths[depth], begins) for depth in KNOWN_DEPTHS}
    else:
        never = row.choices("never", DepthBand)
        usual, less = span(row, "usual"), span(row, "less")
        tiers = {depth: _by_days(row, depth, usual, less, never=depth in never) for depth in KNOWN_DEPTHS}
    return MappingProxyType({**tiers, DepthBand.UNKNOWN: _unknown(tiers)})


def _measured(tolerance: Tolerance, begins: int) -> tuple[Tier, ...]:
    days = zip(_DAYS, tolerance.most, tolerance.watch, strict=True)
    return tuple(_tier(usual=most > 0 and day >= begins, less=watch > 0) for day, most, watch in days)


def _by_days(row: Row, depth: DepthBand, usual: Span | None, less: Span | None, *, never: bool) -> tuple[Tier, ...]:
    own_usual, own_less = span(row, f"usual_{depth}"), span(row, f"less_{depth}")
    if never and (own_usual or own_less):
        row.fail(f"{depth} is among never and has days", "Leave out the one or the other.")
    if never:
        return (Tier.NOT_USUAL,) * LAST_DAY
    usual, less = own_usual or usual, own_less or less
    return tuple(_tier(usual=_holds(usual, day), less=_holds(less, day)) for day in _DAYS)


def _holds(days: Span | None, day: int) -> bool:
    return days is not None and day in days


def _tier(*, usual: bool, less: bool) -> Tier:
    return Tier.USUAL if usual else Tier.LESS_USUAL if less else Tier.NOT_USUAL


def _unknown(tiers: Mapping[DepthBand, tuple[Tier, ...]]) -> tuple[Tier, ...]:
    """Where nobody knows the depth: usual as at 0.5 mm; less usual where it is seen at any depth; else not usual."""
    days = zip(*(tiers[depth] for depth in KNOWN_DEPTHS), strict=True)
    shallow = tiers[DepthBand.SHALLOW]
    return tuple(
        _tier(usual=middle is Tier.USUAL, less=any(tier is not Tier.NOT_USUAL for tier in day))
        for day, middle in zip(days, shallow, strict=True)
    )
