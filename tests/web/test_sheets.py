"""Style sheets: a page has those that dress what stands in it, and no others."""

import re
from functools import cache
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from fortnight.web.ground.environment import OUR_APPS, WEB
from fortnight.web.shell.sheets import made_of, sheets_of

_CLASS = re.compile(r"\.(-?[a-z_][\w-]*)", re.IGNORECASE)
_PRELUDE = re.compile(r"([^{}]+)\{")
_COMMA = re.compile(r",(?![^()]*\))")
_IN_TEMPLATE = re.compile(r'class="((?:\{\{.*?\}\}|\{%.*?%\}|[^"{])*)"')
_LINK = re.compile(r"static\('([^']+\.css)'\)")
_BODY = re.compile(r"block body_class %\}(.*?)\{%")
_CODE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")


def _template(path: Path) -> str:
    return path.relative_to(path.parents[1]).as_posix()


TEMPLATES = {_template(path): path for app in OUR_APPS for path in sorted((WEB / app).glob("templates/*/*.html"))}
PAGES = [name for name, path in TEMPLATES.items() if '{% extends "shell/layout.html" %}' in path.read_text("utf-8")]
# What is drawn apart and put into a page by a view. E-mail and the page for what is broken bring their own.
APART = [
    name
    for name in sorted(set(TEMPLATES) - {part for page in PAGES for part in made_of(page)})
    if not any(own in TEMPLATES[name].read_text("utf-8") for own in ('"mail/base.html"', "<!doctype"))
]
# The same word for two things, neither of which the other's rule can reach.
NAMESAKES = {"clinic/figures.html": "me/me.css: asked"}


def words_in(text: str) -> set[str]:
    """The classes that a template writes down, whichever way its conditions go."""
    return {word for value in _IN_TEMPLATE.findall(text) for word in re.findall(r"[\w-]+", _CODE.sub(" ", value))}


def body_classes(text: str) -> set[str]:
    """The classes that a page gives its body."""
    return {word for value in _BODY.findall(text) for word in value.split()}


@cache
def rules_of(sheet: str) -> frozenset[frozenset[str]]:
    """The classes that an element and those around it need, for each rule of a style sheet that asks for some."""
    file = finders.find(sheet)
    assert isinstance(file, str), f"{sheet} is nowhere"
    text = re.sub(
        r"/\*.*?\*/|:(?:not|where)\([^()]*(?:\([^()]*\)[^()]*)*\)",
        "",
        Path(file).read_text("utf-8"),
        flags=re.DOTALL,
    )
    selectors = (
        selector for prelude in _PRELUDE.findall(text) for selector in _COMMA.split(prelude) if "@" not in prelude
    )
    return frozenset(frozenset(_CLASS.findall(selector)) for selector in selectors) - {frozenset()}


def missing(name: str, texts: list[str]) -> list[str]:
    """The rules that would dress what stands in these texts, in sheets that the page does not load."""
    words = set().union(*map(words_in, texts), *map(body_classes, texts))
    loaded = {*sheets_of(name), *(sheet for text in texts for sheet in _LINK.findall(text))}
    others = {sheet for page in PAGES for sheet in sheets_of(page)} - loaded
    rules = ((sheet, rule) for sheet in sorted(others) for rule in rules_of(sheet) if rule <= words)
    return [line for sheet, rule in rules if (line := f"{sheet}: {' '.join(sorted(rule))}") != NAMESAKES.get(name)]


def test_there_are_pages() -> None:
    assert len(PAGES) > 60


@pytest.mark.parametrize("name", PAGES)
def test_a_page_loads_what_dresses_its_classes(name: str) -> None:
    unloaded = missing(
        name, [TEMPLATES[template].read_text("utf-8") for template in made_of(name) if template in TEMPLATES]
    )
    assert not unloaded, f"{name} writes classes of sheets that it does not load: {unloaded}"


@pytest.mark.parametrize("name", APART)
def test_what_is_drawn_apart_brings_what_dresses_its_classes(name: str) -> None:
    unloaded = missing(name, [TEMPLATES[name].read_text("utf-8")])
    assert not unloaded, f"{name} writes classes of sheets that it does not bring: {unloaded}"
