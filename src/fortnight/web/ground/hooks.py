"""How an app tells those above it, whom it does not know.

An app that has something to tell, or to ask, declares a hook in its `hooks.py`. Whoever stands above and wants to hear
of it joins in `ready` of its `apps.py`. So every import goes down, and one more listener changes nothing below it.
Listeners are called at once, in the transaction of who calls, in the order in which they joined; what one of them
raises reaches the caller and ends it.
"""

from collections.abc import Callable
from typing import Generic, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


class Hook(Generic[P, R]):
    """What others may join: called, it calls each listener and gives back their answers.

    >>> greeted: Hook[[str], str] = Hook()
    >>> greeted.join(str.upper)
    >>> greeted.join(str.upper)
    >>> greeted("hello")
    ['HELLO']
    """

    def __init__(self) -> None:
        self._listeners: list[Callable[P, R]] = []

    def join(self, listener: Callable[P, R]) -> None:
        """Have a listener called from now on; one that has joined already is called once."""
        if listener not in self._listeners:
            self._listeners.append(listener)

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> list[R]:
        """The answers of all listeners, in the order in which they joined; none where nobody listens."""
        return [listener(*args, **kwargs) for listener in self._listeners]
