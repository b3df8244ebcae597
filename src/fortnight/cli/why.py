"""`fortnight why`: the rule behind an answer, with its source and the line where it stands."""

from typing import Annotated

import typer
from rich.text import Text

from fortnight.cli.reference import days_of, every_rule, what_of
from fortnight.cli.screen import console, indented
from fortnight.errors import UsageError, did_you_mean
from fortnight.guide.model import Rule
from fortnight.sources import sources

RuleId = Annotated[str, typer.Argument(metavar="RULE-ID", help="As an answer names it, such as retinoid-returns.")]


def why(rule_id: RuleId) -> int:
    """The rule behind an answer: its words, its days, its sources, its file and line.

    Example: fortnight why retinoid-returns
    """
    rules = [rule for rule in every_rule() if rule.id == rule_id]
    if not rules:
        raise UsageError(f'there is no rule "{rule_id}"', did_you_mean(rule_id, {rule.id for rule in every_rule()}))
    show(rules[0])
    return 0


def show(rule: Rule) -> None:
    """One rule on the screen."""
    out = console()
    out.print(Text(rule.id, "bold"))
    indented(out, f"{rule.says}")
    out.print()
    for word, value in (
        ("applies to", what_of(rule)),
        ("days", days_of(rule)),
        ("reviewed", rule.reviewed.isoformat()),
    ):
        if value:
            indented(out, f"{word}: {value}")
    indented(out, f"place: {rule.place}")
    for source_id in rule.sources:
        source = sources()[source_id]
        year = f", {source.year}" if source.year else ""
        address = f", {source.address}" if source.address else ""
        kind = source.evidence.replace("_", " ")
        indented(out, f"source ({kind}): {source.title}, {source.publisher}{year}{address}")
    out.print(Text(f"  stands in: src/fortnight/{rule.at.text}"), soft_wrap=True)
