"""What is logged: one JSON object a line, with the time, the level, where from and the message, and no health data.

Addresses of pages are written by the name of their route, never with what a person typed into them. What other
libraries say is written as the pattern of their message, without what they fill in, and where they make no pattern only
the place in their code is: the filled-in words may be a person's.
"""

import datetime as dt
import json
import logging
import logging.config
import traceback
from pathlib import Path
from typing import Any

from typing_extensions import override

from fortnight.web.ground.request_log import NUMBER

_OURS = "fortnight."
_FRAMES = 8


class JsonFormatter(logging.Formatter):
    """A record as one line of JSON."""

    @override
    def format(self, record: logging.LogRecord) -> str:
        """The line. For an error, its kind and traceback; not its message, which may quote a person."""
        values: dict[str, Any] = {
            "at": dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "says": _says(record),
        }
        facts = getattr(record, "facts", None)
        if isinstance(facts, dict):
            values.update(facts)
        request = getattr(record, "request", None)
        if number := getattr(request, "META", {}).get(NUMBER):
            values["number"] = number
        if record.exc_info and record.exc_info[0]:
            values["error"] = record.exc_info[0].__name__
            frames = traceback.extract_tb(record.exc_info[2])[-_FRAMES:]
            values["through"] = [f"{Path(frame.filename).stem}.{frame.name}:{frame.lineno}" for frame in frames]
        return json.dumps(values, ensure_ascii=False, default=str)


def _says(record: logging.LogRecord) -> str:
    if record.name.startswith(_OURS):
        return record.getMessage()
    return str(record.msg) if record.args else f"{record.module}.{record.funcName}:{record.lineno}"


def configure(options: dict[str, Any]) -> None:
    """Set up logging: our own from "info", others' from "warning"; with `debug`, theirs from "info" as well."""
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {"line": {"()": JsonFormatter}},
            "handlers": {"err": {"class": "logging.StreamHandler", "formatter": "line"}},
            "root": {"handlers": ["err"], "level": "INFO" if options.get("debug") else "WARNING"},
            # A page that is refused or not found has its own line, by its route and status.
            "loggers": {"fortnight": {"level": "INFO"}, "django.request": {"level": "ERROR"}},
        }
    )
