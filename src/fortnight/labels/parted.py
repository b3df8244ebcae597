r"""What parts names in texts that went through programs: a line end in letters, clasps back to back, a "#".

All of it gives way in place to what parts a list, so that every character keeps its offset.
"""

from fortnight.labels.patterns import pattern

_BREAK = pattern(r"\\r\\n|\\[nrt]")
_SURE_BREAK = pattern(r"\\[nrt](?=[^\W\d_a-z]|\\|\s|$)")
_BACK_TO_BACK = pattern(r"\}[ ;]?\{|\][ ;]?\[")
_CLASPS = pattern(r"[{}\[\]]")
_TOPIC = pattern(r"#(?=[^\W\d_])")
_FEWEST = 2


def may_be_parted(piece: str) -> bool:
    r"""Whether such signs part names in a piece of a text.

    >>> may_be_parted(r"Aqua\nGlycerin"), may_be_parted("{Aqua}{Glycerin}"), may_be_parted("#Aqua #Glycerin")
    (True, True, True)
    """
    if ("{" in piece or "[" in piece) and _BACK_TO_BACK.search(piece):
        return True
    return _has_breaks(piece) or piece.count("#") >= _FEWEST


def _has_breaks(text: str) -> bool:
    """Whether line ends are written in letters: before a capital letter, or more than one."""
    return "\\" in text and (_SURE_BREAK.search(text) is not None or len(_BREAK.findall(text)) >= _FEWEST)


def with_separators(text: str) -> str:
    """The text with line ends for those in letters and with semicolons for clasps and "#"; as long as it was.

    >>> with_separators("{Aqua}{Retinol}"), with_separators("#Aqua#Retinol")
    (';Aqua;;Retinol;', ';Aqua;Retinol')
    """
    if _has_breaks(text):
        text = _BREAK.sub(lambda match: "\n".ljust(len(match[0]), "\x00"), text)
    if _BACK_TO_BACK.search(text):
        text = _CLASPS.sub(";", text)
    return _TOPIC.sub(";", text) if len(_TOPIC.findall(text)) >= _FEWEST else text
