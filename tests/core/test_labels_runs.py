"""Long runs of blanks or of one sign are cut wherever they stand in a text, and nothing else is."""

import pytest

from fortnight.labels.runs import shortened

LIST = "Aqua, Glycerin, " * 160


@pytest.mark.parametrize("offset", range(1, 18))
def test_a_long_run_is_cut_wherever_it_begins(offset: int) -> None:
    front = "a" * offset
    assert shortened(f"{front}{' ' * 32}{LIST}") == f"{front}  {LIST}"
    assert shortened(f"{front}{'.' * 64}{LIST}") == f"{front}{'.' * 8}{LIST}"


def test_a_run_of_blanks_with_a_line_end_in_it_stays_a_line_end() -> None:
    assert shortened(f"{LIST}{' ' * 20}\n{' ' * 20}Retinol") == f"{LIST.rstrip()}\n\nRetinol"


def test_a_long_text_without_a_long_run_stays_as_it_is() -> None:
    text = f"{LIST}Retinol{'.' * 40}\n\n   Panthenol"
    assert shortened(text) == text
