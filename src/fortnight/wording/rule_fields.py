"""The days of a rule inside its own sentences: `{from_day}` and `{days}` are filled from the row, in every language.

A day stands once, with the rule that it belongs to; what people read about it follows. The first of `refuse`,
`careful`, `untold`, `days` and `refuse_days` that a row has is what it is about:

    {days}           its days: "1 and 2", "1 to 6"; a sentence that has room for one day only says {first_day}
    {first_day}      the first of them         {last_day}   the last of them
    {from_day}       the day after the last of them, or `from_day` where the row has it
    {from_day_deep}  the same with needles of 2.0 mm and more
    {careful_days}, {careful_first}, {careful_last}, {careful_after}   the same of the days that want care
"""

from collections.abc import Mapping

from fortnight.errors import did_you_mean
from fortnight.wording.load import LANGUAGE, fields_in, say

_SPANS = ("refuse", "careful", "untold", "days", "refuse_days")


def rule_fields(row: Mapping[str, object], language: str = LANGUAGE) -> Mapping[str, object]:
    """What a sentence of a row may name, by the field; nothing for a row without days.

    >>> sorted(rule_fields({"refuse": [1, 2]}).items())
    [('days', '1 and 2'), ('first_day', 1), ('from_day', 3), ('last_day', 2)]
    """
    spans = [span for key in _SPANS if (span := _span(row.get(key)))]
    if not spans:
        return {}
    first, last = spans[0]
    from_day = row.get("from_day", last + 1)
    fields: dict[str, object] = {
        "days": _said(first, last, language), "first_day": first, "last_day": last, "from_day": from_day,
    }  # fmt: skip
    if isinstance(later := row.get("deep_days"), int) and isinstance(from_day, int):
        fields["from_day_deep"] = from_day + later
    if careful := _span(row.get("careful")):
        fields["careful_days"] = _said(*careful, language)
        fields["careful_first"], fields["careful_last"], fields["careful_after"] = (*careful, careful[1] + 1)
    return fields


def filled(template: str, row: Mapping[str, object], language: str = LANGUAGE) -> str:
    """A sentence of a rule with the days of its row. Raises: ValueError for a field that the row does not fill.

    >>> filled("Wait until day {from_day}.", {"refuse": [1, 6]})
    'Wait until day 7.'
    """
    if "{" not in template and "}" not in template:
        return template
    fields = rule_fields(row, language)
    for name in fields_in(template):
        if name not in fields:
            raise ValueError(f'no day of the rule fills "{{{name}}}". {did_you_mean(name, fields)}')
    return template.format(**fields)


def _span(value: object) -> tuple[int, int] | None:
    if isinstance(value, list) and len(value) == 2 and all(type(day) is int for day in value):
        return value[0], value[1]
    return None


def _said(first: int, last: int, language: str) -> str:
    if first == last:
        return str(first)
    return say("days-two" if last == first + 1 else "days-many", language, first=first, last=last)
