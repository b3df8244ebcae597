"""Targets for fuzzing: every parser of foreign text, with texts made of the pieces that its grammar is made of.

`python -m tests.fuzz 600` (`make fuzz SECONDS=600`) draws other texts each time, for so many seconds in turns, and
prints what it tried and from which round on: `python -m tests.fuzz 600 1764500000` draws the same again. The first text
that makes a parser raise is made as short as possible and shown; it goes into `tests/fuzz_findings.toml`, which every
run of the tests reads. `make test` runs it for a minute beside the other checks.
"""

import itertools
import sys
import time
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from tests.hostile import PARSERS, Parser

FINDINGS = Path(__file__).with_name("fuzz_findings.toml")
_ROUND = 25
_SECONDS = 60.0
_WORDS = (
    "Aqua",
    "Retinol",
    "fever",
    "no ",
    "iris@example.org",
    "2026-11-20",
    "\r\n",
    "\n\n",
    "utf-8",
    "\ud83d",
    "é",
    "0",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A parser and the texts that it is given."""

    name: str
    read: Callable[[str], object]
    texts: st.SearchStrategy[str]


def _texts(parser: Parser) -> st.SearchStrategy[str]:
    pieces = st.sampled_from((*parser.shapes, *_WORDS))
    return st.lists(st.one_of(pieces, st.text(max_size=8)), max_size=40).map("".join)


TARGETS = tuple(Target(name=one.name, read=one.read, texts=_texts(one)) for one in PARSERS)


def findings() -> list[tuple[str, str]]:
    """The texts that once made a parser raise, or cost too much, each with the parser's name."""
    rows = tomllib.loads(FINDINGS.read_text("utf-8"))["finding"]
    return [(row["parser"], row["text"] * row.get("times", 1)) for row in rows]


def _round(target: Target, number: int) -> None:
    @seed(number)
    @settings(max_examples=_ROUND, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(target.texts)
    def reads(text: str) -> None:
        target.read(text)

    reads()


def main() -> None:
    """Go round all targets until the time is over."""
    seconds = float(sys.argv[1]) if sys.argv[1:] else _SECONDS
    until = time.monotonic() + seconds
    begins = int(sys.argv[2]) if sys.argv[2:] else int(time.time())
    tried = 0
    order = itertools.islice(itertools.cycle(TARGETS), begins % len(TARGETS), None)
    for number, target in zip(itertools.count(begins), order, strict=False):
        if time.monotonic() > until:
            break
        try:
            _round(target, number)
        except BaseException:
            sys.stderr.write(f"{target.name}: raised after {tried} texts; again: python -m tests.fuzz 60 {begins}\n")
            raise
        tried += _ROUND
    sys.stdout.write(f"{tried} texts, {len(TARGETS)} parsers, {seconds:.0f} s, from round {begins}: none raised\n")


if __name__ == "__main__":
    main()
