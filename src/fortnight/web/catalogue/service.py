"""A service with the Open Beauty Facts API: what it says about a barcode, taken as hearsay.

`GET <address>/api/v2/product/<number>.json?fields=...` answers with `status` 1 and a `product`, or with `status` 0
(nowadays with 404 as well) for a product it does not know. Whatever else comes back, comes late, comes large, wants to
send us elsewhere or speaks of another product is no answer. What is taken over is text: without control signs, cut to
length, never markup.
"""

import asyncio
import json
import unicodedata
from dataclasses import dataclass
from typing import Any

from fortnight import __version__
from fortnight.web.catalogue.numbers import barcode

FIELDS = ("code", "product_name", "product_name_en", "brands", "ingredients_text", "ingredients_text_en")
_MOST_BYTES = 512 * 1024
_CONNECT_SECONDS = 2.0
_READ_SECONDS = 3.0
# All of it together: a service that sends one letter at a time is too slow however steadily it does so.
_WHOLE_SECONDS = 5.0
_LONGEST_NAME = 120
_LONGEST_BRAND = 80
_LONGEST_LABEL = 24_000


class NoAnswerError(Exception):
    """The service could not be asked, or what it said was no answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceRecord:
    """What the service knows of a product. Texts may be empty, at least one of them is not."""

    name: str
    brand: str
    label: str


def fetch(address: str, number: str) -> ServiceRecord | None:
    """What the service at an address knows of a barcode, or None when it knows nothing. Raises: NoAnswerError."""
    import httpx

    try:
        body = asyncio.run(_body(httpx, f"{address}/api/v2/product/{number}.json"))
    except TimeoutError as error:
        raise NoAnswerError("too slow") from error
    except httpx.HTTPError as error:
        raise NoAnswerError(type(error).__name__) from error
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise NoAnswerError("no JSON") from error
    return _record_in(answer, number)


async def _body(httpx: Any, url: str) -> bytes:
    """The body of the answer, whole, within the limits. Raises: NoAnswerError, TimeoutError, httpx.HTTPError."""
    headers = {
        "User-Agent": f"Fortnight/{__version__}",
        "Accept": "application/json",
        # Unpacked sizes are not to be known beforehand, so nothing packed is taken.
        "Accept-Encoding": "identity",
    }
    timeout = httpx.Timeout(_READ_SECONDS, connect=_CONNECT_SECONDS)
    async with (
        asyncio.timeout(_WHOLE_SECONDS),
        httpx.AsyncClient(timeout=timeout, follow_redirects=False, headers=headers) as client,
        client.stream("GET", url, params={"fields": ",".join(FIELDS)}) as response,
    ):
        _check(response)
        body = bytearray()
        async for piece in response.aiter_raw(16 * 1024):
            body += piece
            if len(body) > _MOST_BYTES:
                raise NoAnswerError("too large")
    return bytes(body)


def _check(response: Any) -> None:
    if response.status_code not in (200, 404):
        raise NoAnswerError(f"status {response.status_code}")
    if "json" not in response.headers.get("Content-Type", ""):
        raise NoAnswerError("another type")
    if response.headers.get("Content-Encoding", "identity") != "identity":
        raise NoAnswerError("packed")


def _record_in(answer: Any, number: str) -> ServiceRecord | None:
    if not isinstance(answer, dict):
        raise NoAnswerError("no object")
    product = answer.get("product")
    if answer.get("status") in (0, "failure") or (not product and "status" in answer):
        return None
    if not isinstance(product, dict):
        raise NoAnswerError("no product")
    if barcode(_text(product.get("code", answer.get("code")), 20)) != number:
        raise NoAnswerError("another product")
    name = _text(product.get("product_name"), _LONGEST_NAME) or _text(product.get("product_name_en"), _LONGEST_NAME)
    label = _text(product.get("ingredients_text"), _LONGEST_LABEL)
    label = label or _text(product.get("ingredients_text_en"), _LONGEST_LABEL)
    brand = _text(product.get("brands"), _LONGEST_BRAND).partition(",")[0].strip()
    return ServiceRecord(name=name, brand=brand, label=label) if name or label else None


def _text(value: Any, longest: int) -> str:
    """A text without control and direction signs; "" for everything that is no text."""
    if not isinstance(value, str):
        return ""
    lines = (" ".join(_without_control_signs(line).split()) for line in value[: 2 * longest].splitlines())
    return "\n".join(filter(None, lines))[:longest].strip()


def _without_control_signs(line: str) -> str:
    # Unassigned and private signs, halves of signs, and those that steer the direction of text are not shown.
    return "".join(" " if unicodedata.category(sign)[0] == "C" else sign for sign in line)
