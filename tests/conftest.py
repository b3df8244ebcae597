"""For every test: the laws see the same examples each time, so that a check says something about the change at hand.

`make fuzz` (and whoever sets EXAMPLES_TIMES) looks for new ones: what it finds becomes a case of its own.
"""

import gc
from collections.abc import Generator
from pathlib import Path
from typing import Protocol

import pytest
from hypothesis import settings

from tests.examples import TIMES

settings.register_profile("repeatable", derandomize=True, deadline=None)
if TIMES == 1:
    settings.load_profile("repeatable")
# A worker holds every test of its run; looking through all of them for garbage as often as Python does takes long.
gc.set_threshold(10_000, 50, 100)
LONGEST = Path(__file__).with_name("longest.txt").read_text("utf-8").splitlines()


@pytest.hookimpl(wrapper=True)
def pytest_collect_file() -> Generator[None, list[pytest.Collector], list[pytest.Collector]]:
    """Examples are looked for in `src` alone: a test has none, and looking takes as long as collecting its tests."""
    collectors = yield
    return [collector for collector in collectors if type(collector).__name__ != "DoctestModule"]


class Named(Protocol):
    """What has the address of a test."""

    nodeid: str


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[Named]) -> None:
    """Begin with the tests that take longest: one that is last makes a whole core wait for it.

    None of them commits, so each leaves to the others what it was given.
    """
    place = {name: number for number, name in enumerate(LONGEST)}
    items.sort(key=lambda item: place.get(item.nodeid.partition("[")[0], len(place)))
