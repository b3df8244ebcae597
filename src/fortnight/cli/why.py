"""`fortnight why`: the rule behind an answer, with its source and the line where it stands."""

from typing import Annotated

import typer

RuleId = Annotated[str, typer.Argument(metavar="RULE-ID", help="The id in an answer, such as retinoid-returns.")]


def why(rule_id: RuleId) -> int:
    """Show the rule behind an answer, and its sources.

    Its words, what it applies to, its days, who says so, and the file and line that it stands in.
    """
    from fortnight.cli.reference import every_rule, show_rule
    from fortnight.errors import UsageError, did_you_mean

    rules = {rule.id: rule for rule in every_rule()}
    if rule_id not in rules:
        near = did_you_mean(rule_id, rules)
        fix = near if near.startswith("Did") else "fortnight rules lists all of them."
        raise UsageError(f'there is no rule "{rule_id}"', fix)
    show_rule(rules[rule_id])
    return 0
