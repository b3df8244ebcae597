"""`fortnight signs`: the signs that must not wait, what is heard in messages, and how well it is heard."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from fortnight.cli.options import AsJson, Country, Language, today_in

if TYPE_CHECKING:
    from fortnight.healing.hearing import Heard

app = typer.Typer(help="Warning signs: list, hear, score.")
Jsonl = Annotated[
    str | None, typer.Option("--jsonl", metavar="FILE|-", help='Many messages: objects {"id","text"}, one per line.')
]
Words = Annotated[str | None, typer.Option("--text", help="A message, to see what is heard in it.")]
MessagesFile = Annotated[
    Path, typer.Argument(metavar="FILE", help='JSON lines: {"id","lang","text","red","urgency","sign"}.')
]
Markdown = Annotated[bool, typer.Option("--markdown", help="Print docs/reference/signs.md.")]


@app.callback(invoke_without_command=True)
def signs(
    context: typer.Context,
    jsonl: Jsonl = None,
    text: Words = None,
    country: Country = "",
    language: Language = None,
    as_json: AsJson = False,
) -> int:
    """List the warning signs and who to call, or hear messages.

    With --country the numbers and lines are those of that country. One message is heard with --text, many with --jsonl,
    one object per line in and one per line out.
    """
    from fortnight.cli.calls import listed
    from fortnight.cli.terminal import tell, tell_json
    from fortnight.wording.load import known_language

    if context.invoked_subcommand is not None:
        return 0
    if jsonl is not None:
        _run(jsonl)
    elif text is not None:
        tell_json(_values(None, text))
    elif as_json:
        tell_json(_listed())
    else:
        tell(listed(country, today_in("local"), known_language(language or "")))
    return 0


def _listed() -> list[dict[str, str | None]]:
    from fortnight.healing.load import all_rules

    return [{"id": sign.id, "urgency": str(sign.urgency), "says": sign.says, "line": sign.line} for sign in all_rules()]


def _run(file: str) -> None:
    from fortnight.cli.batch import run
    from fortnight.cli.jobs import cores

    run(file, answered, cores())


def answered(number: int, line: bytes) -> bytes:
    """What is heard in a line of `--jsonl`."""
    from fortnight.cli.batch import answered as answer

    return answer(number, line, _wrong, lambda row: _values(row.get("id"), row["text"]))


def _wrong(row: object) -> str:
    from fortnight.cli.batch import wrong_text

    return wrong_text(row, "text", (), 'write {"id": ..., "text": ...}')


def _values(name: object, text: str) -> dict[str, Any]:
    from fortnight.healing.hearing import hear

    heard = hear(text)
    return {"id": name, **_heard(heard)}


def _heard(heard: "Heard") -> dict[str, Any]:
    return {
        "signs": [sign.id for sign in heard.signs],
        "urgency": heard.urgency,
        "sure": round(heard.sure, 3),
        "because": [
            {"start": evidence.start, "end": evidence.end, "words": evidence.words} for evidence in heard.because
        ],
        "ask": [sign.id for sign in heard.ask],
    }


@app.command("score")
def score(file: MessagesFile, as_json: AsJson = False, markdown: Markdown = False) -> int:
    """Count what is heard in hand-labelled messages.

    By urgency and by language, and separately for messages about brown and black skin. Misses and false alarms
    are listed.
    """
    from fortnight.cli.hearing_page import page
    from fortnight.cli.hearing_score import scored
    from fortnight.cli.labels import rows
    from fortnight.cli.terminal import tell, tell_json

    hearing_score = scored(rows(file, "text"))
    if as_json:
        tell_json(hearing_score.values())
    elif markdown:
        tell(page(hearing_score, file.as_posix()))
    else:
        tell(hearing_score.text())
    return 0


@app.command("train")
def train() -> int:
    """Retrain the recogniser by likeness on its corpus, and say how it does on families it has not seen."""
    from fortnight.cli.hearing_training import trained
    from fortnight.cli.terminal import tell

    tell(trained())
    return 0
