"""Numbered lists: "1. Aqua 2. Glycerin 3. Retinol", whose numbers stand for commas."""

from fortnight.labels.patterns import pattern

_NUMBER = pattern(r"(?<!\S)(\d{1,3})[.)](?=\s+\S)")
_NUMBERED = 2


def without_numbers(work: str) -> str:
    """A numbered list ("1. Aqua 2. Glycerin") with a semicolon for each number from the second on, as long as it was.

    >>> without_numbers("1. Aqua 2. Glycerin").replace(chr(0), "")
    '1. Aqua ; Glycerin'
    """
    wanted, at = 1, 0
    pieces: list[str] = []
    for number in _NUMBER.finditer(work):
        if int(number[1]) != wanted:
            continue
        if wanted > 1:
            pieces += [work[at : number.start(1)], ";".ljust(number.end() - number.start(1), "\x00")]
            at = number.end()
        wanted += 1
    return "".join([*pieces, work[at:]]) if wanted > _NUMBERED else work
