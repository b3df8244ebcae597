"""Lines in, lines out, on as many cores as there are: the order is kept and the memory stays constant.

Lines are answered in chunks, by this process and by others forked from it, so that as many processes are at work as
cores are used and none only hands out. A few chunks at a time are under way; whoever is slow holds the reader back
instead of filling the memory. A few hundred lines are answered here alone, since a process costs more than that.
"""

import gc
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice
from multiprocessing import get_context

from fortnight.errors import UsageError

Numbered = tuple[int, bytes]
"""A line with its number, from 1."""
Answer = Callable[[int, bytes], bytes]
"""What is written for a line: nothing for one that has no answer. It has to be picklable."""

_FEW = 400
_CHUNK = 100
_UNDER_WAY = 2
"""Chunks that another process has or waits for."""
_AHEAD = 8
"""Answered chunks that may wait for an older one."""


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def answers(lines: Iterable[bytes], answer: Answer, jobs: int) -> Iterator[bytes]:
    """The answers to the lines in their order, one or a chunk of them at a time, by `jobs` processes.

    Raises: UsageError where one of the processes is ended from outside.
    """
    numbered = enumerate(lines, 1)
    first = list(islice(numbered, _FEW))
    chunks = _chunks(chain(first, numbered))
    if jobs < 2 or len(first) < _FEW:
        for chunk in chunks:
            yield _answered(answer, chunk)
    else:
        yield from _by_several(chunks, answer, jobs)


def _chunks(numbered: Iterator[Numbered]) -> Iterator[list[Numbered]]:
    while chunk := list(islice(numbered, _CHUNK)):
        yield chunk


def _by_several(chunks: Iterator[list[Numbered]], answer: Answer, jobs: int) -> Iterator[bytes]:
    """This process and `jobs - 1` others answer; those have enough to do first, and this one takes what is left."""
    # The first chunk loads the tables and the rules, so that they are in memory once and shared by all that are forked.
    # Frozen, the collector does not touch them, and no page is copied for that.
    yield _answered(answer, next(chunks))
    gc.collect()
    gc.freeze()
    others = jobs - 1
    pool = ProcessPoolExecutor(others, mp_context=get_context("fork" if hasattr(os, "fork") else "spawn"))
    under_way: deque[Future[bytes]] = deque()
    try:
        for chunk in chunks:
            if sum(not future.done() for future in under_way) < others * _UNDER_WAY:
                under_way.append(pool.submit(_answered, answer, chunk))
            else:
                under_way.append(_here(answer, chunk))
            while under_way and (under_way[0].done() or len(under_way) > jobs * _AHEAD):
                yield under_way.popleft().result()
        while under_way:
            yield under_way.popleft().result()
    except BrokenProcessPool as error:
        raise UsageError(
            "A process was ended from outside, perhaps because memory ran out. What was written so far "
            "is complete. Start again with --jobs 1."
        ) from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _here(answer: Answer, chunk: list[Numbered]) -> Future[bytes]:
    """A chunk that this process has answered, to wait for its turn."""
    future: Future[bytes] = Future()
    future.set_result(_answered(answer, chunk))
    return future


def _answered(answer: Answer, chunk: list[Numbered]) -> bytes:
    return b"".join(answer(number, line) for number, line in chunk)
