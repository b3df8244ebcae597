"""`fortnight catalogue`: a file looked at, taken in, listed and undone on the command line; mistakes say what to do."""

import csv
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from fortnight.cli import main
from fortnight.web.catalogue.models import CatalogueItem, Import
from fortnight.web.catalogue.shipped import load
from tests.web import feeds

Run = Callable[..., tuple[int, str, str]]
WRONG_USE = 3


@pytest.fixture
def run(db: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """The command in this process, on the rows of the test."""
    monkeypatch.setattr("fortnight.web.project.serve.prepare", lambda: None)

    def runner(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["fortnight", "catalogue", *words])
        with pytest.raises(SystemExit) as left:
            main()
        printed = capsys.readouterr()
        return int(left.value.code or 0), " ".join(printed.out.split()), " ".join(printed.err.split())

    return runner


@pytest.fixture
def feed(tmp_path: Path) -> str:
    """A file of two products and a line that is refused."""
    file = tmp_path / "linden.csv"
    file.write_text(feeds.CSV + "Fenn;;fo-3;;;;;\n", "utf-8")
    return str(file)


def test_a_preview_says_what_would_happen_and_writes_nothing(run: Run, feed: str) -> None:
    code, out, _ = run("import", feed, "--preview")
    assert code == 0
    assert "linden: nothing has been imported yet (CSV)." in out
    assert "new 2" in out
    assert "refused 1" in out
    assert "line 4: The name is missing. Enter the product name." in out
    assert not Import.objects.exists()


def test_a_file_is_taken_in_listed_and_undone(run: Run, feed: str) -> None:
    code, out, _ = run("import", feed, "--source", "Linden shop")
    assert code == 0
    assert "Linden shop: imported (CSV)." in out
    assert "2 of 2 readable" in out
    assert "2 on day 1, 0 from a later day" in out
    code, out, _ = run("list", "dew")
    assert "Fenn & Oak Dew Serum" in out
    assert "ccoooooooooooo" in out
    assert "1 of 1 products." in out
    assert "Linden shop" in run("imports")[1]
    code, out, _ = run("undo")
    assert (code, "2 products removed, 0 restored." in out) == (0, True)
    assert not CatalogueItem.objects.exists()


def test_the_last_import_that_is_undone_is_one_of_somebody_s(run: Run) -> None:
    load(CatalogueItem.GUIDE)
    code, _, err = run("undo")
    assert code == WRONG_USE
    assert "there is no such import" in err
    assert CatalogueItem.objects.count() == 3


def test_every_oddity_goes_into_the_report(run: Run, feed: str, tmp_path: Path) -> None:
    file = tmp_path / "report.csv"
    run("import", feed, "--report", str(file))
    with file.open(encoding="utf-8", newline="") as rows:
        table = list(csv.reader(rows))
    assert table == [
        ["line", "left out", "what", "fix"],
        ["4", "yes", "The name is missing.", "Enter the product name."],
    ]


def test_columns_and_the_currency_can_be_said(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "odd.csv"
    file.write_text("What;Costs;Price incl.\nDew;1,00;24,90\n", "utf-8")
    run("import", str(file), "--map", "name=What", "--map", "price=Price incl.", "--currency", "gbp")
    offer = CatalogueItem.objects.get().offers.get()
    assert (offer.price, offer.currency) == (2490, "GBP")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("import", "nowhere.csv"), "there is no file nowhere.csv"),
        (("import", "FEED", "--map", "price"), '"price" maps nothing'),
        (("import", "FEED", "--map", "price=Nothing"), 'there is no column "Nothing"'),
        (("import", "FEED", "--currency", "shells"), '"shells" is not a currency we know'),
        (("undo", "99"), "there is no such import"),
    ],
)
def test_a_mistake_is_one_line_that_says_what_to_do(run: Run, feed: str, words: tuple[str, ...], message: str) -> None:
    code, _, err = run(*(feed if word == "FEED" else word for word in words))
    assert code == WRONG_USE
    assert message in err
    assert "Traceback" not in err
    assert not CatalogueItem.objects.exists()
