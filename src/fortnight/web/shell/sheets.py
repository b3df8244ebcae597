"""Which style sheets a page has: those of the frame, and the part of every app whose templates the page is made of.

An app's part is `static/<app>/<app>.css`. What a template extends, includes and imports says which parts a page needs,
so nobody writes it down, and a page has its parts in the same order whichever way it came to them.
"""

from functools import cache
from typing import Any

from django.template import engines
from jinja2 import meta

from fortnight.web.ground.environment import OUR_APPS, WEB

# In the order of their layers, which the first one names.
FRAME = tuple(f"shell/{name}.css" for name in ("tokens", "base", "frame", "shapes", "forms", "strip"))
_PARTS = {app: f"{app}/{app}.css" for app in OUR_APPS if (WEB / app / "static" / app / f"{app}.css").is_file()}


@cache
def sheets_of(template: str) -> tuple[str, ...]:
    """The style sheets of a page, as names of static files in the order in which they are loaded."""
    apps = {name.partition("/")[0] for name in made_of(template)}
    return (*FRAME, *(part for app, part in _PARTS.items() if app in apps))


def made_of(template: str) -> set[str]:
    """A template, and all that it extends, includes and imports. What the layout draws in is dressed by the frame."""
    names, left = set[str](), [template]
    while left:
        name = left.pop()
        if name not in names:
            names.add(name)
            left += () if name.startswith("shell/") else _references(name)
    return names


@cache
def _references(template: str) -> tuple[str, ...]:
    engine: Any = engines["jinja2"]
    env = engine.env
    source, _, _ = env.loader.get_source(env, template)
    return tuple(name for name in meta.find_referenced_templates(env.parse(source)) if name)
