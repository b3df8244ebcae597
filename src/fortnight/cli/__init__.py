"""The command line: one file a command; `main` runs it.

Exit codes: 0 yes or with care, 1 not now, 2 cannot tell, 3 wrong use. Only this layer asks the clock, reads files and
writes to the terminal. A person's mistake is one line on standard error that says what to do, never a traceback.
"""

import os
import sys

from fortnight.cli.app import app
from fortnight.errors import FortnightError

WRONG_USE = 3


def main() -> None:
    """Run the command line and leave with its exit code."""
    import click

    try:
        code = app(standalone_mode=False)
    except click.exceptions.Abort:
        sys.exit(WRONG_USE)
    except click.ClickException as error:
        error.show()
        sys.exit(WRONG_USE)
    except FortnightError as error:
        sys.stderr.write(f"fortnight: {error}\n")
        sys.exit(WRONG_USE)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:
        sys.stderr.write(f"fortnight: {error.filename or 'file'}: {error.strerror or error}. Check its name.\n")
        sys.exit(WRONG_USE)
    sys.exit(code if isinstance(code, int) else 0)
