"""The order of reasons, which products with the same rules share: the strictest first, then the longest."""

import json
from pathlib import Path

from fortnight.guide.load import published_guide
from fortnight.labels.identify import forget
from fortnight.labels.read import read_label
from fortnight.person.model import Profile
from fortnight.verdicts.judge import reasons_of, weigh
from fortnight.verdicts.model import ALL_DAYS, Effect, Verdict
from fortnight.verdicts.rulebook import rulebook

LINES = (Path(__file__).parents[1] / "cases" / "labels.jsonl").read_text("utf-8").splitlines()
BOOKS = [
    rulebook(published_guide(), Profile()),
    rulebook(published_guide(), Profile(pregnant=True, rosacea=True, allergies=("almond",)), cautious=True),
]


def verdicts() -> list[Verdict]:
    labels = [read_label(row["label"], name=row["name"]) for row in map(json.loads, LINES)]
    return [weigh(label, book) for book in BOOKS for label in labels]


def spoken(verdict: Verdict) -> set[tuple[str, Effect]]:
    """The rules that spoke, each with every effect that it has on one of the fourteen days."""
    rules = set()
    for rule, _, refused, untold, careful in verdict.spoken:
        sets = ((Effect.REFUSE, refused), (Effect.CANNOT_TELL, untold), (Effect.CAREFUL, careful))
        effects = [effect for effect, days in sets if days & ALL_DAYS]
        rules |= {(rule.id, effect) for effect in (effects if refused or untold or careful else [Effect.NOTE])}
    return rules


def test_reasons_stand_in_their_order_and_none_is_lost() -> None:
    for verdict in verdicts():
        reasons = reasons_of(verdict)
        order = [(-reason.effect, -reason.days.last, reason.rule.at.line, reason.rule.id) for reason in reasons]
        assert order == sorted(order)
        assert {(reason.rule.id, reason.effect) for reason in reasons} == spoken(verdict)


def test_each_reason_keeps_the_names_of_its_own_rule() -> None:
    for verdict in verdicts():
        items = {(rule.id, items) for rule, items, *_ in verdict.spoken}
        assert all((reason.rule.id, reason.items) in items for reason in reasons_of(verdict))


def test_what_was_read_before_changes_no_answer() -> None:
    before = [(verdict.rulings, reasons_of(verdict)) for verdict in verdicts()]
    forget()
    assert [(verdict.rulings, reasons_of(verdict)) for verdict in verdicts()] == before
