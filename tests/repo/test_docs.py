"""The documentation is whole: every page is linked, every link leads somewhere, every room is on the map."""

import re
from pathlib import Path

import pytest

from tests.repo.listing import ROOT, below, listed

DOCS = ROOT / "docs"
PAGES = below("docs", suffix=".md")
DECISIONS = [path for path in PAGES if path.parent.name == "decisions"]
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
MAP = (ROOT / "CONTRIBUTING.md").read_text("utf-8").partition("## Where things are")[2].partition("## Style")[0]


def links(page: Path) -> list[str]:
    """Where the links of a page lead that stay in the repository, relative to it."""
    text = re.sub(r"^```.*?^```", "", (ROOT / page).read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    return [link for link in LINK.findall(text) if "://" not in link and not link.startswith("mailto:")]


@pytest.mark.parametrize("page", [*PAGES, *(Path(path.name) for path in ROOT.glob("*.md"))], ids=str)
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    assert [link for link in links(page) if not (ROOT / page.parent / link).exists()] == []


def test_the_index_links_every_page() -> None:
    linked = {(DOCS / link).resolve() for link in links(Path("docs/index.md"))}
    pages = {ROOT / path for path in listed() if path.parts[0] == "docs" and path.suffix in {".md", ".json"}}
    assert {str(page.relative_to(DOCS)) for page in pages - linked} == {"index.md"}


@pytest.mark.parametrize("page", DECISIONS, ids=lambda page: page.stem[:4])
def test_a_decision_says_its_number_its_status_and_its_date(page: Path) -> None:
    title, blank, status, *_ = (ROOT / page).read_text("utf-8").splitlines()
    assert title.startswith(f"# {int(page.stem[:4])}. ")
    assert blank == ""
    assert re.fullmatch(r"(Accepted|Proposed|Rejected|Replaced by \[\d+\]\(\S+\)) on \d{4}-\d\d-\d\d\.", status)


def test_decisions_are_numbered_without_a_gap() -> None:
    assert [int(page.stem[:4]) for page in DECISIONS] == list(range(1, len(DECISIONS) + 1))


def test_the_map_names_every_room() -> None:
    paths = listed()
    core = {path.parts[2].removesuffix(".py") for path in paths if path.parts[:2] == ("src", "fortnight")}
    apps = {path.parts[3] for path in paths if path.parts[:3] == ("src", "fortnight", "web") and len(path.parts) > 4}
    tests = {path.parts[1] for path in paths if path.parts[0] == "tests" and len(path.parts) > 2}
    folders = {path.parts[0] for path in paths if len(path.parts) > 1 and not path.parts[0].startswith(".")}
    rooms = core - {"__init__", "py.typed", "sources.toml"} | apps - {"locale"} | folders - {"src"}
    named = set(re.findall(r"\w[\w.]*", MAP))
    assert sorted(rooms - named - {"constraints.txt"}) == []
    assert sorted(name for name in tests if f"tests/{name}" not in MAP) == []
