"""What can go wrong, and how it is said: what it is, where it stands, what to do about it.

Two things raise. Data that ships with Fortnight or that a clinic added (`DataError`), and a wrong call
or a wrong input of a person (`UsageError`). A text that a person typed for reading, such as a product's
label, never raises: it gives back problems.
"""

from collections.abc import Iterable


class FortnightError(Exception):
    """The base of every error that Fortnight raises on purpose.

    `what` says what is wrong, `fix` what to do about it, `where` the place of it (or nothing).

    >>> str(FortnightError("this is no day", "Write a number.", "course.toml:3"))
    'course.toml:3: this is no day. Write a number.'
    """

    def __init__(self, what: str, fix: str = "", where: str = "") -> None:
        place = f"{where}: " if where else ""
        end = "" if what.endswith((".", "?")) else "."
        super().__init__(f"{place}{what}{end} {fix}".rstrip())
        self.what = what
        self.fix = fix
        self.where = where


class DataError(FortnightError):
    """A shipped or a clinic's table is broken: the file, the line (base 1), what is wrong, the fix."""

    def __init__(self, file: str, line: int, what: str, fix: str) -> None:
        super().__init__(what, fix, f"{file}:{line}")
        self.file = file
        self.line = line


class UsageError(FortnightError):
    """A person's or a caller's input is wrong: a date that is none, a zone or a key that does not exist."""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The question that ends an error about a misspelt word, or a list of what there is.

    >>> did_you_mean("refused", ["refuse", "careful"])
    'Did you mean "refuse"?'
    >>> did_you_mean("zzz", ["refuse", "careful"])
    'One of: careful, refuse.'
    """
    choices = sorted(known)
    from difflib import get_close_matches

    near = get_close_matches(word, choices, n=1, cutoff=0.6)
    if near:
        return f'Did you mean "{near[0]}"?'
    if not choices:
        return "There is none to choose from."
    return f"One of: {', '.join(choices[:30])}{', ...' if len(choices) > 30 else '.'}"
