"""Targets for fuzzing: every parser of foreign text, with texts made of the pieces that its grammar is made of.

`python -m tests.fuzz 600` (`make fuzz SECONDS=600`) draws other texts each time, for so many seconds in turns, and
prints what it tried; the first text that makes a parser raise is made as short as possible and shown.
"""

import itertools
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from tests.hostile import PARSERS, Parser

_ROUND = 200
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
    begins = int(time.time())
    tried = 0
    for number, target in zip(itertools.count(begins), itertools.cycle(TARGETS), strict=False):
        if time.monotonic() > until:
            break
        try:
            _round(target, number)
        except BaseException:
            sys.stderr.write(f"{target.name}: raised in round {number}, after {tried} texts\n")
            raise
        tried += _ROUND
    sys.stdout.write(f"{tried} texts, {len(TARGETS)} parsers, {seconds:.0f} s, from round {begins}: none raised\n")


if __name__ == "__main__":
    main()
