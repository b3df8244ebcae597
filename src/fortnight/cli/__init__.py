"""The command line: one file a command; `main` runs it.

Exit codes: 0 yes or with care, 1 not now, 2 cannot tell, 3 usage error. Only this layer asks the clock, reads files and
writes to the terminal. A person's mistake is one line on standard error that says what to do, never a traceback.
"""

import sys

import typer

from fortnight.cli.app import app
from fortnight.cli.extras import missing_in_words
from fortnight.cli.terminal import hush, prepare
from fortnight.errors import FortnightError

WRONG_USE = 3


def main() -> None:
    """Run the command line and leave with its exit code."""
    prepare()
    try:
        with missing_in_words():
            code = app(prog_name="fortnight", standalone_mode=False)
    except FortnightError as error:
        code = _refused(str(error))
    except BrokenPipeError:
        hush()
        code = 0
    except OSError as error:
        code = _refused(f"{error.filename or 'the file'}: {error.strerror or error}. Check its name.")
    except UnicodeDecodeError as error:
        code = _refused(f"the file is not a text in UTF-8 (byte {error.start + 1}). Save it as UTF-8.")
    except (typer.Abort, KeyboardInterrupt):
        code = _refused("stopped.")
    except Exception as error:
        # Typer brings a click of its own, so its errors are told by what they can do: they know how to show themselves.
        if not hasattr(error, "format_message"):
            raise
        context = getattr(error, "ctx", None)
        code = _misused(str(error.format_message()), context.command_path if context else "fortnight")
    sys.exit(code if isinstance(code, int) else 0)


def _refused(why: str) -> int:
    sys.stderr.write(f"fortnight: {' '.join(why.split())}\n")
    return WRONG_USE


def _misused(why: str, command: str) -> int:
    """What the option parser has to say, and whose help says more; a group called with nothing gets its help."""
    if why.startswith("Usage:"):
        sys.stderr.write(f"{why}\n")
        return WRONG_USE
    return _refused(f"{why.rstrip('.')}. See {command} --help.")
