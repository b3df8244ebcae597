"""What an operator types at Django's command line, in one process that stays: it has loaded Django once for them all.

A line of JSON comes in for each command, its words; a line goes out, what it printed. What fails ends the process.
"""

import io
import json
import os
import sys
from contextlib import redirect_stdout

import django
from django.core.management import call_command
from django.db import connections


def main() -> None:
    """Run commands until no more come."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fortnight.web.project.settings")
    django.setup()
    for line in sys.stdin:
        printed = io.StringIO()
        with redirect_stdout(printed):
            call_command(*json.loads(line))
        connections.close_all()
        sys.stdout.write(json.dumps(printed.getvalue()) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
