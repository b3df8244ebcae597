"""The commands under one name; each imports what it needs when it is called, so that `--help` is quick."""

import typer

from fortnight.cli import check, demo, labels, may, plan, rules, serve, today, why

app = typer.Typer(
    name="fortnight",
    help=(
        "The two weeks after microneedling: what to do today, and may I use this, yet?\n\n"
        "Exit codes: 0 yes or with care, 1 not now, 2 cannot tell, 3 wrong use.\n\n"
        "This says what the published 14-day guide says, with the source of each rule. It is no medical advice: "
        "when something worries you, see a doctor."
    ),
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.command("plan")(plan.plan)
app.command("today")(today.today)
app.command("check")(check.check)
app.command("may")(may.may)
app.command("why")(why.why)
app.command("rules")(rules.rules)
app.command("serve")(serve.serve)
app.command("demo")(demo.demo)
app.add_typer(labels.app, name="labels")
