"""The commands under one name; each imports what it needs when it is called, so that `--help` is quick."""

from typing import Annotated

import typer

import fortnight
from fortnight.cli import (
    advisor,
    ask,
    backup,
    calendar_file,
    catalogue,
    check,
    checkin,
    clients,
    demo,
    expected,
    keys,
    labels,
    leaflet,
    limits,
    mail,
    may,
    plan,
    routine,
    rules,
    serve,
    settings,
    signs,
    today,
    tour,
    usual,
    why,
)

_CODES = "Exit codes: 0 yes or with care, 1 not now, 2 cannot tell, 3 usage error."
_SIGN = "4: your words describe a warning sign; the card comes first."

app = typer.Typer(
    name="fortnight",
    help=(
        "The 2 weeks after microneedling: what to do today, and can I use this yet?\n\n"
        "This says what the published 14-day guide says, with the source of each rule. It is not medical "
        "advice: if something worries you, see a doctor."
    ),
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    epilog=f"{_CODES}\n\nStart with: fortnight tour, and for the site: fortnight demo --serve",
)


def _tell_version(value: object) -> None:
    if value:
        typer.echo(f"fortnight {fortnight.__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=_tell_version, help="Print the version, and end.")
    ] = False,
) -> None: ...


def _examples(*lines: str, after: str = "") -> str:
    """Examples for the end of a help page, a line each; the mark keeps them from being wrapped into one."""
    examples = "\n".join(f"  fortnight {line}" for line in lines)
    return f"\b\nExamples:\n{examples}\n\n{after}".rstrip()


app.command(
    "plan",
    epilog=_examples(
        "plan --treated 2026-11-20",
        "plan --treated 2026-11-20 --profile me.toml",
        "plan --treated 2026-11-20 --zone Europe/London --cautious",
    ),
)(plan.plan)
app.command(
    "today",
    epilog=_examples(
        "today --treated 2026-11-20",
        "today --treated 2026-11-20 --on 2026-11-27",
        "today --treated 2026-11-20 --profile me.toml --json",
    ),
)(today.today)
app.command(
    "check",
    epilog=_examples(
        'check cream.txt --name "Day Cream SPF 30" --treated 2026-11-20',
        'check --text "Aqua, Glycerin, Retinol" --kind serum --day 8',
        "check - --day 3 < label.txt",
        "check --jsonl shelf.jsonl > answers.jsonl",
        after=f"{_CODES} Without a day, and before the treatment, the code is that of day 1. "
        "With --jsonl it is 0 when the run finished.",
    ),
)(check.check)
app.command(
    "ask",
    epilog=_examples(
        'ask "can I go to the gym tomorrow" --treated 2026-11-20',
        'ask "¿puedo ponerme crema hidratante?" --day 1',
        "ask --jsonl questions.jsonl > answers.jsonl",
        after=f"{_CODES} {_SIGN} With --jsonl it is 0 when the run finished.",
    ),
)(ask.ask)
app.command(
    "may",
    epilog=_examples("may gym --treated 2026-11-20", 'may "hot shower" --day 2', after=f"{_CODES} {_SIGN}"),
)(may.may)
app.command(
    "expected",
    epilog=_examples("expected --day 3 --depth 1.5", "expected --day 3 --tone V --json"),
)(usual.expected)
app.command(
    "checkin",
    epilog=_examples(
        "checkin today.json",
        """checkin - <<< '{"day": 3, "pain": 2, "redness": "none"}'""",
        "checkin --jsonl checkins.jsonl > levels.jsonl",
        after="Exit codes: 0 as expected or keep an eye on it, 1 pause or tell the advisor, 3 usage error, "
        "4 a doctor today or call now. With --jsonl it is 0 when the run finished.",
    ),
)(checkin.checkin)
app.command(
    "routine",
    epilog=_examples(
        "routine shelf.jsonl",
        "routine shelf.jsonl --catalogue --budget 60 --skin dry",
        "routine shelf.jsonl --why daily-sunscreen",
    ),
)(routine.routine)
app.command(
    "calendar",
    epilog=_examples(
        "calendar --treated 2026-11-20 -o fortnight.ics",
        "calendar --treated 2026-11-20 --zone Europe/London --halves",
    ),
)(calendar_file.calendar)
app.command(
    "leaflet",
    epilog=_examples(
        "leaflet --treated 2026-11-20 -o leaflet.pdf",
        "leaflet --treated 2026-11-20 --profile me.toml --country GB",
    ),
)(leaflet.leaflet)
app.command("why", epilog=_examples("why retinoid-returns", "why deep-needles"))(why.why)
app.command("rules", epilog=_examples("rules", "rules --json", "rules --check"))(rules.rules)
app.command("tour", epilog=_examples("tour", "tour | less"))(tour.tour)
app.command("demo", epilog=_examples("demo --serve", "demo"))(demo.demo)
app.command("serve", epilog=_examples("serve", "serve --port 8080"))(serve.serve)
app.command("advisor", epilog=_examples("advisor noor@example.org --name Noor", "advisor noor@example.org --off"))(
    advisor.advisor
)
app.command("backup", epilog=_examples("backup fortnight-2026-11-23.tar.gz"))(backup.backup)
app.command("restore", epilog=_examples("restore fortnight-2026-11-23.tar.gz"))(backup.restore)
app.command("settings", epilog=_examples("settings"))(settings.settings)
app.command("limits", epilog=_examples("limits"))(limits.limits)
app.add_typer(
    clients.app,
    name="clients",
    epilog=_examples("clients export iris@example.org iris.json", "clients erase iris@example.org --yes"),
)
app.add_typer(keys.app, name="keys", epilog=_examples("keys rotate", "keys adopt"))
app.add_typer(
    mail.app,
    name="mail",
    epilog=_examples("mail receive --port 8024", "mail deliver < letter.eml", "mail fetch", "mail again"),
)
app.add_typer(
    catalogue.app,
    name="catalogue",
    epilog=_examples(
        "catalogue import products.csv --currency EUR --preview",
        'catalogue import products.csv --source "Linden shop" --map price="Price incl." --report refused.csv',
        "catalogue list hyaluronic",
        "catalogue undo",
        "catalogue screen --kind serum --day 3 --open",
    ),
)
app.add_typer(
    labels.app,
    name="labels",
    epilog=_examples(
        "labels score truth.jsonl --min-recall 99",
        "labels coverage shelf.jsonl --most 50",
        "labels answers expected.jsonl",
    ),
)
app.add_typer(expected.app, name="questions", epilog=_examples("questions score expected.jsonl"))
app.add_typer(
    signs.app,
    name="signs",
    epilog=_examples(
        "signs",
        'signs --text "my lips are swollen"',
        "signs --jsonl messages.jsonl",
        "signs score truth.jsonl",
    ),
)
