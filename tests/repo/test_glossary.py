"""The glossary has each word once, and a word for which the code has a class is that class's name."""

import ast
import re
from functools import cache

from tests.repo.listing import ROOT, below, nodes_of

ENTRY = re.compile(r"^- \*\*(.+?)\*\*:", re.MULTILINE)
# Words whose class has a longer name, because the short one is another's or Django's.
CLASSES = {
    "catalogue": "CatalogueItem",
    "change": "GuideChange",
    "check-in": "SkinCheckIn",
    "comparison": "RuleComparison",
    "photo of the course": "CoursePhoto",
    "private link": "Link",
    "received mail": "Received",
    "tick": "TickEvent",
    "version": "GuideVersion",
}
# Words of pages, of data and of functions, that no class is named after.
NO_CLASS = {
    *("access log", "advisor", "answer promise", "cautious layer", "cautious plan", "closed time", "common name"),
    *("deciding", "desk", "edition", "everyday name", "followed routine", "fortnight", "hint", "lead", "look"),
    *("mark", "message topic", "milder", "move", "name promise", "naming system", "near-miss", "open minutes"),
    *("out-of-hours reply", "own guide", "own rule", "owner", "product source", "red", "remark", "renewal", "right"),
    *("roster", "runner-up", "shelf", "snoozed", "standard profile", "storey", "strip", "tag", "unattended"),
    *("unknown sender", "visitor", "words of a rule"),
}


def words() -> list[str]:
    """The words that the glossary explains, in its order."""
    return ENTRY.findall((ROOT / "docs" / "reference" / "glossary.md").read_text("utf-8"))


@cache
def classes() -> set[str]:
    """The names of all classes of ours."""
    return {
        node.name for path in below("src", suffix=".py") for node in nodes_of(path) if isinstance(node, ast.ClassDef)
    }


def class_called(word: str) -> str:
    """The class that is named after a word, whether there is one or not: "left out" is LeftOut."""
    return CLASSES.get(word) or "".join(part.capitalize() for part in re.split(r"[ -]", word))


def test_the_glossary_has_each_word_once_and_in_order() -> None:
    assert words() == sorted(set(words()), key=str.casefold)
    assert len(words()) > 100


def test_a_word_of_the_glossary_is_the_name_of_its_class() -> None:
    of_a_class = [word for word in words() if word not in NO_CLASS]
    assert {word: class_called(word) for word in of_a_class if class_called(word) not in classes()} == {}


def test_what_is_listed_beside_the_glossary_is_in_it_and_true() -> None:
    assert NO_CLASS | CLASSES.keys() <= set(words())
    assert {word for word in NO_CLASS if class_called(word) in classes()} == set()
