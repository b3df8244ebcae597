"""May I use it, and from which day? All rules that a label calls are asked; the strictest answer of each day wins.

Order: the kind of product and every mark on the label bring their windows; what could not be read adds "cannot
tell"; allergies refuse. Days are sets of bits, and every rule only adds days to a set, so no rule, no flag and no
ingredient can make an answer milder, and the order of asking does not matter. Days outside 1-14 have no rule but
those that hold always (allergies, pregnancy); an unread label and a medicine stay untold there too.
"""

from dataclasses import replace
from functools import lru_cache

from fortnight.guide.model import LAST_DAY, Activity, Guide, Rule, Span, Window
from fortnight.labels.folding import fold
from fortnight.labels.model import Detail, Item, Kind, Label, Trait
from fortnight.labels.patterns import pattern
from fortnight.person.model import Profile
from fortnight.verdicts.model import ALL_DAYS, Answer, AnswerChange, Effect, Reason, Verdict, first_open, ruling_on
from fortnight.verdicts.reading import ReadingRule, reading_rules, unread
from fortnight.verdicts.rulebook import ALWAYS, Rulebook, WindowEntry, rulebook

_NAME_ALONE = "name-tells-too-little"
_PRESCRIBED = (
    Detail.PRESCRIPTION_RETINOID, Detail.HYDROQUINONE, Trait.STEROID, Trait.ANTIBIOTIC, Trait.ANTIFUNGAL,
    Trait.MEDICINE, Trait.ANAESTHETIC,
)  # fmt: skip
_DENIED = pattern(r"\b(?:\w+ )?\w+[ -]free\b|\b(?:without|no|sin|libre de|free of|free from) \w+(?: \w+)?")
_MEDICINE = "medicine"
Spoken = tuple[Rule, tuple[Item, ...], int, int, int]


def judge(label: Label, guide: Guide, person: Profile, day: int, *, cautious: bool = False) -> Answer:
    """The answer for one day (base 1) with its reasons. For many labels of one person use `weigh` with a rulebook.

    An unreadable label is "cannot tell", an unknown kind has no window of its own, an unknown fact about the person
    changes nothing. Never raises. Source: the rules behind the reasons.
    """
    return answer_on(weigh(label, rulebook(guide, person, cautious=cautious)), day)


def weigh(label: Label, book: Rulebook) -> Verdict:
    """All fourteen answers at once."""
    evidence = label.evidence
    ruled = book.sheet(label.kind).ruling(label.spf, evidence)
    spoken: list[Spoken] = [
        (entry.window, evidence[entry.window.shows] if entry.window.shows else (), entry.refused, entry.untold,
         entry.careful)
        for entry in ruled.entries
    ]  # fmt: skip
    refused, untold, careful = ruled.refused, ruled.untold, ruled.careful
    if label.left_out or label.read < label.of or not label.readable:
        for rule, items in _of_reading(label):
            spoken.append((rule, items, 0, rule.mask, 0))
            untold |= rule.mask
    if book.allergies and _allergic(label, book, spoken):
        refused = ALWAYS
    return Verdict(
        label=label,
        refused=refused,
        untold=untold,
        careful=careful,
        spoken=tuple(spoken),
        unlooked=book.unlooked,
    )


def _of_reading(label: Label) -> list[tuple[ReadingRule, tuple[Item, ...]]]:
    """The rules that speak because of what was not recognised or what was left out, with the items behind them."""
    rules: list[tuple[ReadingRule, tuple[Item, ...]]] = []
    if not label.readable or label.read < label.of:
        items = label.unrecognised if label.readable else ()
        rules += [(rule, items) for rule in unread(label).rules]
    if label.readable and label.left_out and label.doubtful:
        rule = reading_rules()["list-cut-short" if label.cut_short else "left-out-doubtful"]
        rules.append((rule, label.doubtful))
    return rules


def allergic_to_words(verdict: Verdict, book: Rulebook, words: str) -> Verdict:
    """The verdict about something in general, refused on every day where its words name what the person reacts to."""
    query = _DENIED.sub(" ", fold(words))
    if verdict.refused == ALWAYS or not any(allergy.finds(query) for allergy in book.allergies):
        return verdict
    spoken = (reading_rules()["your-allergy"], (), ALWAYS, 0, 0)
    return replace(verdict, refused=ALWAYS, spoken=(*verdict.spoken, spoken))


def _allergic(label: Label, book: Rulebook, spoken: list[Spoken]) -> bool:
    """Whether the label holds something that the person reacts to."""
    held = book.watch.held(label)
    spoken.extend((reading_rules()["your-allergy"], items, ALWAYS, 0, 0) for _, items in held)
    return bool(held)


def reasons_of(verdict: Verdict) -> tuple[Reason, ...]:
    """Every rule that spoke on any day, the strictest first, then the longest, then as the tables have them.

    A person's rule delays several windows, so it may have spoken more than once about the same names: it stands once
    then, with all of its days.
    """
    spoken = verdict.spoken
    ranked, repeats = _ranked(
        tuple((rule.id, rule.at.line, refused, untold, careful) for rule, _, refused, untold, careful in spoken)
    )
    reasons = [Reason(spoken[place][0], effect, days, spoken[place][1]) for place, effect, days in ranked]
    if repeats:
        reasons = _joined(reasons)
        reasons.sort(key=lambda reason: (-reason.effect, -reason.days.last, reason.rule.at.line, reason.rule.id))
    return tuple(reasons)


@lru_cache(maxsize=1024)
def _ranked(spoken: tuple[tuple[str, int, int, int, int], ...]) -> tuple[tuple[tuple[int, Effect, Span], ...], bool]:
    """The effects of the rules that spoke, in the order of their reasons, each with the place of its rule.

    Of each rule: its id, its line, its days. Beside them stands whether a rule has the same effect twice. Products
    share the rules that speak about them, so this is worked out once for all that do.
    """
    effects = [
        (place, effect, days)
        for place, (_, _, refused, untold, careful) in enumerate(spoken)
        for effect, days in _effects(refused, untold, careful)
    ]
    effects.sort(key=lambda entry: (-entry[1], -entry[2].last, spoken[entry[0]][1], spoken[entry[0]][0]))
    repeats = len({(spoken[place][0], effect) for place, effect, _ in effects}) < len(effects)
    return tuple(effects), repeats


def _joined(reasons: list[Reason]) -> list[Reason]:
    """The same rule with the same effect because of the same names, once where its days overlap or touch.

    Days apart stay two reasons, so no day is claimed that no rule has. What speaks the longest lends its window, which
    makes the outcome the same in every order.
    """
    alike: dict[tuple[str, Effect, tuple[Item, ...]], list[Reason]] = {}
    for reason in sorted(reasons, key=lambda reason: (reason.days.first, -reason.days.last, repr(reason.rule))):
        same = alike.setdefault((reason.rule.id, reason.effect, reason.items), [])
        if same and reason.days.first <= same[-1].days.last + 1:
            longer = max(same[-1], reason, key=lambda reason: reason.days.last)
            same[-1] = longer._replace(days=Span(first=same[-1].days.first, last=longer.days.last))
        else:
            same.append(reason)
    return [reason for same in alike.values() for reason in same]


@lru_cache(maxsize=4096)
def _effects(refused: int, untold: int, careful: int) -> tuple[tuple[Effect, Span], ...]:
    """What a rule with these sets of days does, the strictest first, and on which days; there are few such rules."""
    if not (refused or untold or careful):
        return ((Effect.NOTE, Span(first=1, last=LAST_DAY)),)
    sets = ((Effect.REFUSE, refused), (Effect.CANNOT_TELL, untold), (Effect.CAREFUL, careful))
    return tuple((effect, _span(days)) for effect, days in sets if days & ALL_DAYS)


def _span(days: int) -> Span:
    days &= ALL_DAYS
    return Span(first=(days & -days).bit_length() - 1, last=days.bit_length() - 1)


def answer_on(verdict: Verdict, day: int) -> Answer:
    """One day (base 1) of a verdict, spelled out; below day 1 and after day 14 only what holds always speaks."""
    within = 1 <= day <= LAST_DAY
    always = verdict.refused == ALWAYS
    refused = verdict.refused if within or always else 0
    untold, careful = (verdict.untold, verdict.careful) if within else (0, 0)
    outside = () if within or always else _outside(verdict, day)
    untold = 1 << max(day, 0) if outside else untold
    ruling = ruling_on(max(day, 0), refused, untold, careful)
    reasons = outside + tuple(reason for reason in reasons_of(verdict) if _speaks(reason, verdict, day))
    strictest = reasons[0].effect if reasons else Effect.NOTE
    deciding = dict.fromkeys(item for reason in reasons if _decides(reason, reasons[0]) for item in reason.items)
    label = verdict.label
    return Answer(
        day=day,
        ruling=ruling,
        from_day=first_open(refused, untold, day) if within else None if always or outside else day,
        reasons=reasons,
        deciding=tuple(deciding),
        read=label.read if label else 0,
        of=label.of if label else 0,
        would_change=_would_change(label, strictest) if label and within else (),
    )


def _outside(verdict: Verdict, day: int) -> tuple[Reason, ...]:
    """Why nobody can tell before day 1 or after day 14: the label is unread, or a medicine is its prescriber's."""
    label = verdict.label
    items = tuple(item for mark in _PRESCRIBED for item in label.evidence.get(mark, ())) if label else ()
    medicine = bool(items) or any(_is_prescribed(rule) for rule, *_ in verdict.spoken)
    unread = "label-unreadable" if label is not None and not label.readable else ""
    if any(rule.id == _NAME_ALONE for rule, *_ in verdict.spoken):
        unread = _NAME_ALONE
    if not medicine and not unread:
        return ()
    rule = reading_rules()["prescriber-decides" if medicine else unread]
    return (
        Reason(
            rule=rule,
            effect=Effect.CANNOT_TELL,
            days=Span(first=max(day, 1), last=max(day, 1)),
            items=tuple(dict.fromkeys(items)),
        ),
    )


def _is_prescribed(rule: Rule) -> bool:
    """Whether something that people take or put on is a medicine that somebody prescribes."""
    if isinstance(rule, Window):
        return rule.shows in _PRESCRIBED
    if not isinstance(rule, Activity) or rule.group != _MEDICINE:
        return False
    return rule.shows in _PRESCRIBED or (rule.careful is not None and rule.careful.last == LAST_DAY)


def _decides(reason: Reason, first: Reason) -> bool:
    """Whether a reason is as strict as the strictest and holds as long: what it names has to go for a milder answer."""
    return reason.effect is first.effect > Effect.NOTE and reason.days.last == first.days.last


def _speaks(reason: Reason, verdict: Verdict, day: int) -> bool:
    if 1 <= day <= LAST_DAY:
        return day in reason.days
    refused_always = ((rule.id, items) for rule, items, refused, _, _ in verdict.spoken if refused == ALWAYS)
    return reason.effect is Effect.REFUSE and (reason.rule.id, reason.items) in refused_always


def _would_change(label: Label, strictest: Effect) -> tuple[AnswerChange, ...]:
    """What the person could add or correct that may change this answer."""
    answer_changes = []
    if not label.readable:
        answer_changes.append(AnswerChange(id="change-photograph-the-list"))
    elif label.read < label.of:
        names = ", ".join(item.printed for item in label.unrecognised[:5])
        answer_changes.append(AnswerChange(id="change-check-unread", names=names))
    if label.kind is None:
        answer_changes.append(AnswerChange(id="change-tell-the-kind"))
    if label.kind is Kind.SUNSCREEN and label.spf is None:
        answer_changes.append(AnswerChange(id="change-tell-the-spf"))
    if strictest is Effect.REFUSE and label.readable:
        answer_changes.append(AnswerChange(id="change-another-product"))
    return tuple(answer_changes)


def entries_for(book: Rulebook, kind: Kind | None) -> tuple[WindowEntry, ...]:
    """Every entry that could speak about a product of this kind; for tables and checks."""
    sheet = book.sheet(kind)
    return (*sheet.by_kind, *(entry for entries in sheet.by_mark.values() for entry in entries))
