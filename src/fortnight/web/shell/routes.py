"""Addresses for scripts, by the names under which the site has them: one block in the page, and none in a script."""

from django.urls import get_resolver


def route(name: str) -> str:
    """The address of a page with its parts in braces, such as `/day/{day}/`. Raises: KeyError for an unknown name.

    >>> route("day"), route("today")
    ('/day/{day}/', '/today/')
    """
    # What Django keeps of a name: the ways to write its address, each with the names of its parts.
    ways = get_resolver().reverse_dict.getlist(name)
    if not ways:
        raise KeyError(name)
    address, parts = ways[0][0][0]
    return "/" + str(address) % {part: f"{{{part}}}" for part in parts}


def routes(*names: str) -> dict[str, str]:
    """Some addresses by their names, for the block `data-routes` of a page, which `shell/routes.js` reads."""
    return {name: route(name) for name in names}
