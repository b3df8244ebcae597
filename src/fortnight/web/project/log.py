"""What is logged: one JSON object a line, with the time, the level, where from and the message, and no health data.

Addresses of pages are written by the name of their route, never with what a person typed into them.
"""

import datetime as dt
import json
import logging
import logging.config
import traceback
from typing import Any

from typing_extensions import override


class Line(logging.Formatter):
    """A record as one line of JSON."""

    @override
    def format(self, record: logging.LogRecord) -> str:
        """The line. Of an error, the kind and the places it came through; not its message, which may quote a person."""
        values: dict[str, Any] = {
            "at": dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "says": record.getMessage() if record.name.startswith("fortnight") else record.msg,
        }
        given = getattr(record, "facts", None)
        if isinstance(given, dict):
            values.update(given)
        if record.exc_info and record.exc_info[0]:
            values["error"] = record.exc_info[0].__name__
            frames = traceback.extract_tb(record.exc_info[2])
            values["through"] = [f"{frame.name}:{frame.lineno}" for frame in frames[-8:]]
        return json.dumps(values, ensure_ascii=False, default=str)


def configure(given: dict[str, Any]) -> None:
    """Set logging up: everything from "info" of our own, from "warning" of others; all of it with `debug`."""
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {"line": {"()": Line}},
            "handlers": {"err": {"class": "logging.StreamHandler", "formatter": "line"}},
            "root": {"handlers": ["err"], "level": "INFO" if given.get("debug") else "WARNING"},
            "loggers": {"fortnight": {"level": "INFO"}},
        }
    )
