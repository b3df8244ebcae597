"""`fortnight rules`: every rule in a table, as JSON, as the reference page; and the check of all data."""

from pathlib import Path
from typing import Annotated, Any

import typer

from fortnight.cli.options import AsJson

Markdown = Annotated[bool, typer.Option("--markdown", help="Print docs/reference/rules.md.")]
Check = Annotated[bool, typer.Option("--check", help="Check all data and list everything that is wrong.")]
Cases = Annotated[Path | None, typer.Option("--cases", help="Print docs/reference/cases.md from a folder of cases.")]
Language = Annotated[str, typer.Option("--language", metavar="xx", help="List the words that a language lacks.")]


def rules(
    as_json: AsJson = False,
    markdown: Markdown = False,
    check: Check = False,
    language: Language = "",
    cases: Cases = None,
) -> int:
    """Show all rules: ids, what they apply to, days, source."""
    from fortnight.cli.reference import page
    from fortnight.cli.terminal import tell, tell_json

    if cases:
        from fortnight.cli.cases import page_of_cases

        tell(page_of_cases(cases).removesuffix("\n"))
        return 0
    if language:
        return _tell_missing(language)
    if check:
        return _check()
    if markdown:
        tell(page().removesuffix("\n"))
    elif as_json:
        tell_json(_values())
    else:
        _table()
    return 0


def _check() -> int:
    """All data, then what is missing: 1 where that is anything."""
    from fortnight.cli.missing import missing
    from fortnight.cli.terminal import tell

    summary = checked()
    lines = missing()
    tell("\n".join([*lines, f"Missing: {len(lines)}."]) if lines else summary)
    return 1 if lines else 0


def _tell_missing(language: str) -> int:
    """What a language lacks: 1 where that is anything. Raises: UsageError for what is no code of a language."""
    from fortnight.cli.missing import missing_in
    from fortnight.cli.terminal import tell
    from fortnight.errors import UsageError

    if not (language.isascii() and language.isalpha() and language.islower() and 2 <= len(language) <= 3):
        raise UsageError(f'"{language}" is no language code', "Write two or three small letters, such as fr.")
    lines = missing_in(language)
    tell("\n".join([*lines, f"{language}: {len(lines)} missing." if lines else f"{language}: complete."]))
    return 1 if lines else 0


def _values() -> list[dict[str, Any]]:
    from fortnight.cli.reference import days_of, every_rule, what_of

    return [
        {
            "id": rule.id,
            "applies_to": what_of(rule),
            "days": days_of(rule),
            "says": rule.says,
            "sources": list(rule.sources),
            "place": rule.place,
            "why": rule.why,
            "why_sources": list(rule.why_sources),
            "why_place": rule.why_place,
            "reviewed": rule.reviewed.isoformat(),
            "stands_in": f"src/fortnight/{rule.at.text}",
        }
        for rule in every_rule()
    ]


def checked() -> str:
    """Load every table and say how much there is. Raises: DataError at the first thing that is wrong."""
    from fortnight.cli.reference import every_rule
    from fortnight.errors import DataError
    from fortnight.healing.lines import every_line
    from fortnight.healing.load import emergency_numbers
    from fortnight.labels.abroad import names_abroad
    from fortnight.labels.cues import cue_patterns
    from fortnight.labels.kinds import kind_of
    from fortnight.labels.read import read_label
    from fortnight.labels.vocabulary import vocabulary
    from fortnight.sources import sources
    from fortnight.wording.load import sentences

    words, entries = vocabulary(), every_rule()
    seen: dict[str, str] = {}
    for rule in entries:
        if rule.id in seen:
            raise DataError(rule.at.file, rule.at.line, f'"{rule.id}" is in {seen[rule.id]} as well', "Rename one.")
        seen[rule.id] = rule.at.text
        for source in (*rule.sources, *rule.why_sources):
            if source not in sources():
                raise DataError(rule.at.file, rule.at.line, f'no source "{source}"', "Add it to sources.toml.")
    cue_patterns(), kind_of("Cream"), sentences(), read_label("Aqua")
    count = len({substance.inci for substance in words.known.values()})
    names = f"{count} names with {len(words.synonyms)} synonyms, {len(names_abroad())} in other alphabets"
    calls = f"{len(emergency_numbers())} emergency numbers, {len(every_line())} lines"
    lasts = f"The first lines expire after {min(line.expires for line in every_line())}: check them before."
    return f"{lasts}\n{len(entries)} rules, {len(sources())} sources, {calls}, {names}: all in order."


def _table() -> None:
    from rich.table import Table

    from fortnight.cli.display import console
    from fortnight.cli.reference import days_of, sections, what_of

    out = console()
    for heading, entries in sections():
        table = Table(
            title=heading, title_justify="left", box=None, pad_edge=False, header_style="dim", title_style="bold"
        )
        for column in ("rule", "applies to", "days", "source"):
            table.add_column(column, overflow="fold")
        for rule in entries:
            table.add_row(rule.id, what_of(rule), days_of(rule), rule.sources[0])
        out.print(table)
        out.print()
