"""`fortnight limits`: how much the site lets in, and the reference page of it."""

from typing import Annotated

import typer

Markdown = Annotated[bool, typer.Option("--markdown", help="Print docs/reference/limits.md.")]

_HEAD = """# Limits

Written by `make docs` from `src/fortnight/web/ground/limits.py`: change it there, not here.

How much is accepted. Anyone who reaches a limit is told so, and nothing saved before is lost. Limits on photos are in
`ground/photo_limits.py`.

"""
_BODIES = """
What one request may bring (`accounts/bodies.py`). The door refuses more before it reads it, files of whoever may not
send any, and what comes too slowly: a body has {patience:.0f} s, and {more:.0f} s more for each KB that has come.

| request | bytes at most | what it brings |
|---|---|---|
"""
_TAIL = """
An email is read in a process of its own, with {cpu} s of the processor and {memory} MB of memory. One that was begun
twice and not read to its end is set aside, whole, and the desk shows it.

Files are taken while they leave {free} MB of the disk free; after that photos are refused in words, and large emails
stay at the mail server, which brings them again. Words are stored as long as there is any room. Mail of unknown senders
that nobody has looked after in 180 days is put aside, unless it tells of a sign, and deleted 30 days later.
"""


def limits(markdown: Markdown = False) -> int:
    """List the limits of the site: for whom, and in which time."""
    from fortnight.web.ground.limits import DAY, HOUR, LEFT_FREE_BYTES, LIMITS, MAIL_READING

    period = {0: "in all", HOUR: "an hour", DAY: "a day"}
    if markdown:
        typer.echo(_HEAD, nl=False)
        typer.echo("| limit | most | by | what it counts |\n|---|---|---|---|")
    for limit in LIMITS:
        most = f"{limit.most:,} {period[limit.seconds]}"
        typer.echo(
            f"| `{limit.name}` | {most} | {limit.counted_by} | {limit.about} |"
            if markdown
            else f"{limit.name}: {most}, by {limit.counted_by}\n    {limit.about}"
        )
    _bodies(markdown=markdown)
    if markdown:
        memory = MAIL_READING.memory_bytes // 1024**2
        typer.echo(_TAIL.format(cpu=MAIL_READING.cpu_seconds, memory=memory, free=LEFT_FREE_BYTES // 1024**2), nl=False)
    return 0


def _bodies(*, markdown: bool) -> None:
    from fortnight.web.accounts.bodies import BODIES
    from fortnight.web.project.door import Limits

    if markdown:
        limits_of_bodies = Limits()
        more = 1024 / limits_of_bodies.least_rate
        typer.echo(_BODIES.format(patience=limits_of_bodies.patience, more=more), nl=False)
    for body in BODIES:
        row = f"| `{body.name}` | {body.most:,} | {body.about} |"
        typer.echo(row if markdown else f"{body.name}: {body.most:,} bytes a request\n    {body.about}")
