"""How our style sheets are kept: in layers, one place for each selector and each colour, classes with names."""

import re
from collections import Counter

from tests.repo.listing import ROOT, below

LONGEST_SHEET = 400
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_PART = re.compile(r"\s*([^{};]*)([{};])")
_SHORT_CLASS = re.compile(r"\.[a-z](?![\w-])")
_HEX = re.compile(r"#(?:[0-9a-f]{3}){1,2}\b", re.IGNORECASE)
_ENTITY = re.compile(r"&#x?[0-9a-f]+;", re.IGNORECASE)
TOKENS = "tokens.css"
# Black and white on paper, and the tones of skin and of what is drawn on it, which mean themselves in either scheme.
PRINTED = {"#000", "#bbb", "#fff", "#444"}
TONES = re.compile(r"\.tone-[IV]+ |\.drawn \.")


def sheets() -> dict[str, str]:
    """Our style sheets by path, without their comments."""
    return {path.as_posix(): _COMMENT.sub("", (ROOT / path).read_text("utf-8")) for path in below("src", suffix=".css")}


def rules(text: str) -> list[tuple[str, str]]:
    """Where each rule stands (its layers and conditions), and its selector."""
    found, around = list[tuple[str, str]](), list[str]()
    for words, sign in _PART.findall(text):
        if sign == "{":
            if not words.startswith("@"):
                found.append((" ".join(around), " ".join(words.split())))
            around.append(words)
        elif sign == "}":
            around.pop()
    return found


def test_there_are_style_sheets() -> None:
    assert len(sheets()) > 10


def test_no_style_sheet_is_longer_than_four_hundred_lines() -> None:
    long = {path: text.count("\n") for path, text in sheets().items() if text.count("\n") > LONGEST_SHEET}
    assert not long, f"split these by app or shape: {long}"


def test_every_rule_stands_in_a_layer() -> None:
    bare = [(path, selector) for path, text in sheets().items() for around, selector in rules(text) if not around]
    assert not bare, f"put these into @layer: {bare}"


def test_no_selector_stands_twice_in_the_same_place() -> None:
    every = Counter(rule for text in sheets().values() for rule in rules(text))
    twice = [rule for rule, times in every.items() if times > 1]
    assert not twice, f"put together what is said of one selector: {twice}"


def test_no_class_is_a_single_letter() -> None:
    short = {path: found for path, text in sheets().items() if (found := _SHORT_CLASS.findall(text))}
    assert not short, f"say what these are: {short}"


def test_colours_stand_in_the_tokens_alone() -> None:
    lines = ((path, line) for path, text in sheets().items() if not path.endswith(TOKENS) for line in text.splitlines())
    found = [(path, line) for path, line in lines if set(_HEX.findall(line)) - PRINTED and not TONES.search(line)]
    assert not found, f"name these colours in {TOKENS}: {found}"


def test_colours_of_pages_pictures_and_letters_are_those_of_the_tokens() -> None:
    tokens = set(_HEX.findall(next(text for path, text in sheets().items() if path.endswith(TOKENS))))
    paths = [path for suffix in (".html", ".svg", ".js", ".txt") for path in below("src", suffix=suffix)]
    every = {path.as_posix(): set(_HEX.findall(_ENTITY.sub("", (ROOT / path).read_text("utf-8")))) for path in paths}
    icons = {path: colours for path, colours in every.items() if path.endswith(".svg")}
    assert icons, "the icon was not read"
    foreign = {path: colours - tokens for path, colours in icons.items() if colours - tokens}
    assert not foreign, f"draw these in colours of {TOKENS}: {foreign}"
    written = {path: colours for path, colours in every.items() if colours and path not in icons}
    assert not written, f"take these from {TOKENS} by `palette` and `tint`: {written}"
