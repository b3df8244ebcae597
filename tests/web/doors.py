"""Where somebody without a plan is led from a page of somebody's own."""

from urllib.parse import urlencode


def closed(path: str) -> str:
    """The front page, which says why and knows the page that was asked for."""
    return f"/?{urlencode({'next': path})}"
