"""Many cases of a table as one test: each is tried, and the failure names every case that fails.

What pytest does around a test takes longer than most cases of the core do; a table of hundreds is not parted into
tests for that. Cases share what the test is given, so it is for tests that change nothing.
"""

import inspect
from collections.abc import Callable, Iterable
from typing import Any

Test = Callable[..., None]


def each(
    names: str | tuple[str, ...], cases: Iterable[Any], *, ids: Callable[[Any], str] = repr
) -> Callable[[Test], Test]:
    """Try a test with every case, as `pytest.mark.parametrize` has it, but as one test."""
    parameters = tuple(name.strip() for name in names.split(",")) if isinstance(names, str) else names
    rows = list(cases)
    assert rows, "a table without a case tests nothing"

    def decorate(test: Test) -> Test:
        def tried(**fixtures: Any) -> None:
            failures = []
            for case in rows:
                values = case if len(parameters) > 1 else (case,)
                try:
                    test(**fixtures, **dict(zip(parameters, values, strict=True)))
                except (AssertionError, ExceptionGroup) as failure:
                    failure.add_note(f"case: {ids(case)}")
                    failures.append(failure)
                except Exception as error:
                    error.add_note(f"case: {ids(case)}")
                    raise
            if failures:
                raise ExceptionGroup(f"{len(failures)} of {len(rows)} cases fail", failures)

        signature = inspect.signature(test)
        others = [parameter for name, parameter in signature.parameters.items() if name not in parameters]
        for name in ("__name__", "__qualname__", "__doc__", "__module__"):
            setattr(tried, name, getattr(test, name))
        tried.__dict__.update(test.__dict__, __signature__=signature.replace(parameters=others))
        return tried

    return decorate
