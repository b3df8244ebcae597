"""The screening that is kept: made once, renewed where something changed, with the answers that flipped and why."""

import datetime as dt

import pytest
from django.utils import timezone

from fortnight.guide.load import published_guide
from fortnight.labels.shown import Shown
from fortnight.verdicts.rulebook import rulebook
from fortnight.verdicts.screening import STANDARD, StoredReading, marks_for, screened
from fortnight.verdicts.stored import Screen
from fortnight.web.catalogue.models import CatalogueItem
from fortnight.web.screening import actions
from fortnight.web.screening.actions import renew
from fortnight.web.screening.models import OWN, Flip, Outcome, Screening
from fortnight.web.screening.queries import ProductFilter, flipped, search
from tests.web.catalogue_rows import product, shelf
from tests.web.guides import LATER, owner, version_with


@pytest.fixture
def rows(db: None) -> dict[str, CatalogueItem]:
    """A catalogue that was screened."""
    items = shelf()
    renew()
    return items


def marks(name: str, profile: str = "anyone", version: str = OWN) -> str:
    rows = Outcome.objects.filter(screening__version=version, screening__profile=profile)
    return rows.get(product__name=name).marks


def test_every_product_has_its_letters_for_each_standard_profile(rows: dict[str, CatalogueItem]) -> None:
    for profile, person in STANDARD.items():
        book = rulebook(published_guide(), person)
        readings = [StoredReading(row.name, Shown.from_text(row.shown)) for row in rows.values() if row.shown]
        for name, letters in screened(readings, book).items():
            assert marks(name, profile) == letters
    assert Outcome.objects.count() == len(rows) * len(STANDARD)


def test_what_has_no_label_on_file_cannot_be_told(rows: dict[str, CatalogueItem]) -> None:
    assert marks("Named Serum") == "u" * 14


def test_a_renewal_of_the_same_flips_nothing(rows: dict[str, CatalogueItem]) -> None:
    assert renew() == 0
    assert not Flip.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_version_that_is_published_flips_what_it_touches_and_is_named() -> None:
    shelf()
    renew()
    before = marks("Night Oil")
    version = version_with(owner(), LATER)
    assert marks("Night Oil") == "xxxxxxxxcccccc" != before
    (flip,), many = flipped(ProductFilter())
    assert (many, flip.before, flip.after, flip.rules) == (1, before, "xxxxxxxxcccccc", ["retinoid-returns"])
    assert Screening.objects.get(version=OWN, profile="anyone").guide == version.key


def test_only_what_a_rule_touches_is_judged_again(
    rows: dict[str, CatalogueItem], monkeypatch: pytest.MonkeyPatch
) -> None:
    version_with(owner(), LATER)
    judged: list[str] = []

    def noting(screen: Screen, reading: Shown) -> str:
        judged.append(reading.text)
        return marks_for(screen, reading)

    monkeypatch.setattr(actions, "marks_for", noting)
    renew()
    assert set(judged) == {rows["Night Oil"].shown}


def test_a_label_that_changed_flips_without_a_rule(rows: dict[str, CatalogueItem]) -> None:
    row = rows["Plain Moisturiser"]
    CatalogueItem.objects.filter(pk=row.pk).update(shown="moisturiser;;+3/3;retinoid@2")
    renew()
    assert marks("Plain Moisturiser").startswith("xxxxxx")
    assert Flip.objects.filter(product=row, rules=[]).count() == len(STANDARD)


@pytest.mark.django_db(transaction=True)
def test_an_import_has_its_products_judged_once_they_are_written() -> None:
    renew()
    product("New Oil", "Squalane, Retinol")
    actions.renew_soon()
    assert marks("New Oil")[0] == "x"
    assert search(ProductFilter()).many == 1


def test_what_is_no_longer_listed_is_no_longer_screened(rows: dict[str, CatalogueItem]) -> None:
    CatalogueItem.objects.filter(name="Night Oil").update(gone=timezone.now())
    renew()
    assert not Outcome.objects.filter(product__name="Night Oil").exists()
    assert search(ProductFilter()).of == len(rows) - 1


def test_a_renewal_that_is_under_way_elsewhere_is_left_alone(rows: dict[str, CatalogueItem]) -> None:
    Screening.objects.update(working=timezone.now())
    product("New Oil", "Squalane, Retinol")
    renew()
    assert not Outcome.objects.filter(product__name="New Oil").exists()
    Screening.objects.update(working=timezone.now() - dt.timedelta(hours=1))
    renew()
    assert Outcome.objects.filter(product__name="New Oil").exists()


def test_a_renewal_that_broke_off_is_ended_by_the_next_and_flips_nothing_twice(
    rows: dict[str, CatalogueItem], monkeypatch: pytest.MonkeyPatch
) -> None:
    version_with(owner(), LATER)
    with monkeypatch.context() as broken:
        broken.setattr(actions, "_end", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            renew()
    assert Flip.objects.count() == len(STANDARD)
    assert renew() == 0
    assert Flip.objects.count() == len(STANDARD)
    assert marks("Night Oil") == "xxxxxxxxcccccc"


def test_old_flips_and_versions_that_nobody_asks_for_are_forgotten(rows: dict[str, CatalogueItem]) -> None:
    old = timezone.now() - dt.timedelta(days=100)
    row = Screening.objects.get(version=OWN, profile="anyone")
    Flip.objects.create(screening=row, product=rows["Night Oil"], before="o" * 14, after="x" * 14, at=old)
    Screening.objects.create(version="published", profile="anyone", asked=old)
    renew()
    assert not Flip.objects.exists()
    assert set(Screening.objects.values_list("version", flat=True)) == {OWN}


def test_a_stored_line_that_no_name_of_now_knows_holds_nothing_up(rows: dict[str, CatalogueItem]) -> None:
    CatalogueItem.objects.filter(name="Night Oil").update(shown="face_oil;;+3/3;glitter@3")
    new = product("New Oil", "Squalane, Retinol")
    renew()
    assert marks("Night Oil") == "u" * 14
    assert marks(new.name)[0] == "x"
