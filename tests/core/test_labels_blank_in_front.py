"""A blank in front of a stretch is no part of a name: what was met with it is not worked out again without it."""

import pytest

from fortnight.labels.identify import forget, identify

STRETCHES = [
    "Glycerin",
    "Zyrmolin Extract",
    "Glycerine and Retinol",
    "Pitera (Galactomyces Ferment Filtrate)",
    "Phenoxyethanoi",
    "Linalool*",
    "no parabens",
    "Toluene-2",
    "Aqua/Water/Eau",
]


@pytest.mark.parametrize("stretch", STRETCHES)
def test_a_stretch_is_read_the_same_with_and_without_a_blank_in_front(stretch: str) -> None:
    forget()
    alone = identify(stretch)
    forget()
    behind_a_blank = identify(f" {stretch}")
    assert identify(stretch) == alone
    assert behind_a_blank == tuple((offset + 1, name) for offset, name in alone)
    forget()
    assert identify(stretch) == alone
    assert identify(f" {stretch}") == behind_a_blank
