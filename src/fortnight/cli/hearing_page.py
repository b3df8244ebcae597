"""docs/reference/signs.md: how well each sign is heard in a file of messages of which the truth is known."""

from collections.abc import Sequence

from fortnight.cli.hearing_score import HearingScore, ScoredMessage
from fortnight.healing.load import all_rules
from fortnight.healing.model import Sign

_HEAD = """# How well each sign is heard

Written by `make docs` with `fortnight signs score {file} --markdown`:
change the recogniser or the messages, not this page.

The {total} messages of `{file}` are ours and nothing was learnt from them; {red} tell of a
danger, {calm} do not. The words that are listened for were chosen by people who know these messages, so new ones are
heard less well: [how danger is heard](../explanation/how-danger-is-heard.md) says how much less. Few messages prove
little: where all of ten are heard, one in four may still be missed.

"""
_BY_SIGN = """
## By sign

"Heard" counts messages that tell of the sign and are shown a card, whichever sign is on it; "named" those on whose card
the sign itself is. "First" counts the cards that the sign heads, and "right" those of them whose message does tell of
it: the others tell of another sign of the card, or of none.

| sign | how soon | heard, English | heard, Spanish | named | first | right |
|---|---|---|---|---|---|---|
"""


def page(score: HearingScore, file: str) -> str:
    """The page for a score. `file`: what the messages stand in, as the page says it."""
    red = sum(message.red for message in score.messages)
    total = len(score.messages)
    return "".join(
        (
            _HEAD.format(file=file, total=total, red=red, calm=total - red),
            _all_together(score),
            _BY_SIGN,
            *(_row(sign, score.messages) for sign in all_rules()),
            _named(
                "Messages that are missed",
                [message for message in score.messages if message.red and not message.raised],
            ),
            _named(
                "Harmless messages with a card",
                [message for message in score.messages if not message.red and message.raised],
            ),
        )
    ).removesuffix("\n")


def _all_together(score: HearingScore) -> str:
    lines = (f"| {what} | {heard} | {of} | {100 * heard / of:.1f} % |\n" for what, heard, of in score.counts())
    return "## All together\n\n| messages | heard | of | |\n|---|---|---|---|\n" + "".join(lines)


def _row(sign: Sign, messages: Sequence[ScoredMessage]) -> str:
    of_sign = [message for message in messages if message.sign == sign.id]
    headed = [message for message in messages if message.raised and message.heard.signs[0].id == sign.id]
    named = sum(sign.id in [heard.id for heard in message.heard.signs] for message in of_sign)
    cells = (
        f"`{sign.id}`",
        str(sign.urgency),
        *(_share([message for message in of_sign if message.language == language]) for language in ("en", "es")),
        f"{named} of {len(of_sign)}" if of_sign else "",
        str(len(headed)),
        str(sum(message.sign == sign.id for message in headed)),
    )
    return f"| {' | '.join(cells)} |\n"


def _share(messages: Sequence[ScoredMessage]) -> str:
    return f"{sum(message.raised for message in messages)} of {len(messages)}" if messages else ""


def _named(heading: str, messages: Sequence[ScoredMessage]) -> str:
    lines = "".join(f"- {message.id}{_about(message)}: {message.text}\n" for message in messages)
    return f"\n## {heading}\n\n{lines or 'None.' + chr(10)}"


def _about(scored_message: ScoredMessage) -> str:
    signs = scored_message.sign if scored_message.red else ", ".join(sign.id for sign in scored_message.heard.signs)
    return f" ({signs})" if signs else ""
