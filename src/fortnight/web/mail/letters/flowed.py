"""Text of the form "flowed" (RFC 3676): lines that were wrapped for transport are joined again."""

from itertools import groupby

SIGNATURE = "-- "


def unflowed(text: str, *, delsp: bool = False) -> str:
    r"""The text as it was typed. With `delsp` the space at the end of a wrapped line was added by the wrapping.

    >>> unflowed("May I use \nit?\n> said \n> before\n-- \nIris")
    'May I use it?\n> said before\n-- \nIris'
    """
    out: list[str] = []
    for depth, lines in groupby(map(_split, text.split("\n")), key=lambda split_line: split_line[0]):
        marks = ">" * depth + (" " if depth else "")
        out += [marks + line for line in _joined([line for _, line in lines], delsp=delsp)]
    return "\n".join(out)


def _split(line: str) -> tuple[int, str]:
    bare = line.lstrip(">")
    return len(line) - len(bare), bare.removeprefix(" ")


def _joined(lines: list[str], *, delsp: bool) -> list[str]:
    out: list[str] = []
    goes_on = False
    for line in lines:
        flows = line.endswith(" ") and line != SIGNATURE
        text = line[:-1] if flows and delsp else line
        if goes_on and line != SIGNATURE:
            out[-1] += text
        else:
            out.append(text)
        goes_on = flows
    return out
