"""A page description and its values, made into a PDF (PDF/UA-1) or into pictures.

The descriptions stand in `data/*.typ` and hold no words of a language; what is to be read comes as JSON. Only the fonts
that the library carries are used, so that the same values make the same bytes on every machine.
"""

import datetime as dt
import io
import json
import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any

import segno
import typst

from fortnight.sources import shipped

Values = Mapping[str, Any]

_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]+")
_STRANGE = re.compile(r"[^\s\x20-\u024f\u0370-\u052f\u2010-\u2027\u20ac]")


def pdf(description: str, values: Values, printed: dt.datetime) -> bytes:
    """The PDF of a description (the name of a file in `data`), tagged and with its title and language.

    A name in letters that our fonts lack is set in a font of the machine; where that has none, each such letter becomes
    a question mark, since a document for every reader may hold no letter that cannot be shown. `printed` is an aware
    moment. Raises: typst.TypstError where the values do not fit the description.
    """
    try:
        return _set(description, values, printed, _fonts())
    except typst.TypstError:
        pass
    try:
        return _set(description, values, printed, _fonts_of_machine())
    except typst.TypstError:
        return _set(description, _replaced(values, _STRANGE, "?"), printed, _fonts())


def _set(description: str, values: Values, printed: dt.datetime, fonts: typst.Fonts) -> bytes:
    return typst.compile(
        _source(description),
        font_paths=fonts,
        ignore_system_fonts=True,
        sys_inputs=_inputs(values),
        pdf_standards=["ua-1"],
        timestamp=printed.astimezone(dt.UTC).replace(microsecond=0),
    )


def pictures(description: str, values: Values, dots_per_inch: int) -> list[bytes]:
    """The pages as PNG pictures, to be looked at. Raises: as `pdf`."""
    inputs = _inputs(values)
    compiler = typst.Compiler(_source(description), font_paths=_fonts(), ignore_system_fonts=True, sys_inputs=inputs)
    pages = compiler.compile(format="png", ppi=dots_per_inch) or b""
    return [pages] if isinstance(pages, bytes) else pages


def page_count(document: bytes) -> int:
    """How many pages a PDF of ours has."""
    pages = re.search(rb"/Type/Pages/Count (\d+)", document)
    return int(pages[1]) if pages else 0


@lru_cache(maxsize=16)
def qr_code(address: str) -> str:
    """An address as a QR code in SVG, with its quiet zone; error correction M: a fold on a corner does no harm.

    A site has one address of a plan for everybody, and choosing the mask of its code takes milliseconds.
    """
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(out, kind="svg", border=2, xmldecl=False, svgns=True)
    return out.getvalue().decode("ascii")


def _inputs(values: Values) -> dict[str, str]:
    return {"data": json.dumps(_replaced(values, _UNPRINTABLE, " "), ensure_ascii=False)}


def _replaced(value: Any, pattern: re.Pattern[str], by: str) -> Any:
    """A value with every match in its texts replaced."""
    match value:
        case str():
            return pattern.sub(by, value)
        case Mapping():
            return {key: _replaced(part, pattern, by) for key, part in value.items()}
        case list() | tuple():
            return [_replaced(part, pattern, by) for part in value]
        case _:
            return value


@cache
def _source(description: str) -> bytes:
    """The frame that all papers share, and the description itself."""
    files = ("frame", description)
    return "\n".join(shipped(f"exports/data/{name}.typ") for name in files).encode()


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False)


@cache
def _fonts_of_machine() -> typst.Fonts:
    return typst.Fonts()
