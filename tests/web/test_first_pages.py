"""The first pages after a start: what they are made of is made once, however many people ask at the same time."""

import threading
from typing import Any

import pytest
from jinja2 import DictLoader, Environment

from fortnight.web.shell.jinja import environment


def test_a_template_is_compiled_once_however_many_ask_for_it_first(monkeypatch: pytest.MonkeyPatch) -> None:
    sources: list[str] = []
    fresh = environment(loader=DictLoader({"page.html": "{{ 1 }}"}), auto_reload=False)
    compiled, second = type(fresh).compile, threading.Event()

    def compile_slowly(self: Environment, source: str, *more: Any, **options: Any) -> Any:
        sources.append(source)
        # Whoever compiles first goes on once somebody else compiles too, or nobody does.
        second.wait(0.2) if len(sources) == 1 else second.set()
        return compiled(self, source, *more, **options)

    monkeypatch.setattr(type(fresh), "compile", compile_slowly)
    threads = [threading.Thread(target=fresh.get_template, args=("page.html",)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(sources) == 1
