"""Queries whose SQL is worked out once: what every request asks, each time with other values.

Django builds the SQL of a query anew each time it is asked, which takes several times as long as the database needs to
answer it by a key. `@prepared` marks a function that returns such a query. It is called once, with a placeholder for
each value; afterwards only the values are filled in. So the function may not look at its values, and what it returns
has the same shape whatever they are: none of them is None, a list or a part of a slice.

A value is handed to the database by its type, as the fields of our tables would do it: text, numbers, moments, dates
and UUIDs.
"""

import datetime as dt
import uuid
from collections.abc import Callable
from copy import copy
from functools import update_wrapper
from typing import Any, Generic, TypeVar, TypeVarTuple

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Expression, QuerySet, prefetch_related_objects
from typing_extensions import override

Values = TypeVarTuple("Values")
Row = TypeVar("Row")


class _Placeholder(Expression):
    """Stands in a query for the value with a number; a parameter of the SQL that is filled in later."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number

    @override
    def as_sql(self, compiler: Any, connection: Any) -> Any:
        return "%s", [self]


class _Asked:
    """What Django's readers of rows need of a query set, without a copy of the whole of one."""

    def __init__(self, fields: Any, model: Any, query: Any) -> None:
        self.query, self.model, self.db = query, model, DEFAULT_DB_ALIAS
        self._fields = fields
        self._known_related_objects: dict[str, Any] = {}


class PreparedQuery(Generic[*Values, Row]):
    """A query that is called with its values, and answers with its rows."""

    def __init__(self, build: Callable[[*Values], QuerySet[Any, Row]]) -> None:
        self._build = build
        self._rows: QuerySet[Any, Row] | None = None
        self._compiler: Any = None
        self._sql = ""
        self._parameters: tuple[Any, ...] = ()
        update_wrapper(self, build)

    def __call__(self, *values: *Values) -> list[Row]:
        """The rows. Raises: TypeError for a value whose type is not for a prepared query."""
        if self._compiler is None:
            self._prepare(len(values))
        connection = connections[DEFAULT_DB_ALIAS]
        adapted = [_adapted(value, connection) for value in values]
        sql, parameters = self._sql, self._parameters
        filled = tuple(adapted[part.number] if isinstance(part, _Placeholder) else part for part in parameters)
        # Django asks a query for its compiler, and that for the SQL; this one has it already.
        compiler = copy(self._compiler)
        compiler.connection = connection
        compiler.as_sql = lambda: (sql, filled)
        rows: Any = self._rows
        query = copy(rows.query)
        query.get_compiler = lambda *_args, **_named: compiler
        parts = vars(rows)
        answer: list[Any] = list(parts["_iterable_class"](_Asked(parts["_fields"], rows.model, query)))
        if parts["_prefetch_related_lookups"]:
            prefetch_related_objects(answer, *parts["_prefetch_related_lookups"])
        return answer

    def first(self, *values: *Values) -> Row | None:
        """The first row, or None."""
        return next(iter(self(*values)), None)

    def _prepare(self, count: int) -> None:
        build: Callable[..., QuerySet[Any, Row]] = self._build
        rows = build(*map(_Placeholder, range(count)))
        compiler: Any = rows.query.get_compiler(using=DEFAULT_DB_ALIAS)
        self._sql, self._parameters = compiler.as_sql()
        converters = compiler.get_converters([column for column, _, _ in compiler.select])
        compiler.get_converters = lambda _columns: converters
        # Last, since another thread may be looking: whoever sees a compiler finds all the rest in its place.
        self._rows, self._compiler = rows, compiler


prepared = PreparedQuery


def _adapted(value: Any, connection: Any) -> Any:
    match value:
        case str() | int():
            return value
        case dt.datetime():
            return connection.ops.adapt_datetimefield_value(value)
        case dt.date():
            return connection.ops.adapt_datefield_value(value)
        case uuid.UUID():
            return value if connection.features.has_native_uuid_field else value.hex
        case _:
            message = f"a prepared query takes text, numbers, moments, dates and UUIDs, not {type(value).__name__}"
            raise TypeError(message)
