"""Templates keep the storeys of the site: a page is made of what its own app has, and of what stands below it."""

import re

from tests.repo.listing import below, text_of
from tests.repo.test_layers import CONTRACTS

STOREYS: list[str] = CONTRACTS["storeys"]["layers"]
HEIGHT = {app.strip(): len(STOREYS) - at for at, storey in enumerate(STOREYS) for app in re.split(r"[|:]", storey)}
_TEMPLATE = re.compile(r"{%-?\s*(?:include|extends|import|from)\s+[\"'](\w+)/")
_STATIC = re.compile(r"static\([\"'](\w+)/")


def references() -> set[tuple[str, str, str]]:
    """Each template that takes a piece or a static file from another app of ours: its path, its app, the other."""
    templates = [path for path in below("src", suffix="") if path.parts[2] == "web" and "templates" in path.parts]
    return {
        (str(path), path.parts[3], other)
        for path in templates
        for pattern in (_TEMPLATE, _STATIC)
        for other in pattern.findall(text_of(path) or "")
        if other in HEIGHT and other != path.parts[3]
    }


def test_templates_take_only_from_lower_storeys() -> None:
    every = references()
    assert len(every) > 50, "hardly any template was read"
    upwards = sorted((path, other) for path, app, other in every if HEIGHT[other] >= HEIGHT[app])
    assert not upwards, f"move these pieces down to where both may take them: {upwards}"
