"""Lines in, lines out, on as many cores as there are: the order is kept and the memory stays constant.

Lines go out in chunks to a pool of processes, of which only a few are under way at a time; whoever is slow holds the
reader back instead of filling the memory. A few hundred lines are answered here, since a process costs more than that.
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
        yield from _by_pool(chunks, answer, jobs)


def _chunks(numbered: Iterator[Numbered]) -> Iterator[list[Numbered]]:
    while chunk := list(islice(numbered, _CHUNK)):
        yield chunk


def _by_pool(chunks: Iterator[list[Numbered]], answer: Answer, jobs: int) -> Iterator[bytes]:
    """At most a few chunks a process are under way; the oldest is waited for first, which keeps the order."""
    # Forked where that can be, before anything is answered here: whatever an answer looks at is copied by each process
    # that looks at it, so that tables loaded here would be held once more than there are processes. What is loaded up
    # to now is shared; frozen, the collector does not touch it, and no page of it is copied for that.
    gc.collect()
    gc.freeze()
    context = get_context("fork" if hasattr(os, "fork") else "spawn")
    pool = ProcessPoolExecutor(jobs, mp_context=context)
    under_way: deque[Future[bytes]] = deque()
    try:
        for chunk in chunks:
            under_way.append(pool.submit(_answered, answer, chunk))
            if len(under_way) >= jobs * _UNDER_WAY:
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


def _answered(answer: Answer, chunk: list[Numbered]) -> bytes:
    return b"".join(answer(number, line) for number, line in chunk)
