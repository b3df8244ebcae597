"""A list that says itself that it is not the whole one: nobody can tell, in whatever words and language it says so."""

import pytest

from fortnight.guide.load import published_guide
from fortnight.labels.cut_short import cuts_in
from fortnight.labels.model import LeftOutAs
from fortnight.labels.read import read_label
from fortnight.labels.shown import shown_of
from fortnight.labels.vocabulary import vocabulary
from fortnight.person.model import Profile
from fortnight.verdicts.judge import reasons_of, weigh
from fortnight.verdicts.model import Ruling
from fortnight.verdicts.rulebook import rulebook
from tests.each import each

BOOK = rulebook(published_guide(), Profile())
MILD = (
    "Aqua, Glycerin, Squalane, Cetearyl Alcohol, Panthenol, Dimethicone, Caprylic/Capric Triglyceride, Allantoin, "
    "Betaine, Carbomer, Xanthan Gum, Tocopherol, Phenoxyethanol, Ethylhexylglycerin"
)


@each(
    "tail",
    [
        ", and 14 more ingredients - see more",
        " and twelve others",
        ", + 3 others",
        " +7 more",
        "... see full list",
        " …",
        ", ...",
        ", etc.",
        " & more!",
        ", among others",
        ", 9 others not shown",
        ", the rest is torn off",
        ", [illegible]",
        ", (continued overleaf)",
        " (partial list)",
        ". Show all ingredients",
        ". See pack for full list",
        ". Full list of ingredients on our website",
        ". Key ingredients only",
        " and other plant oils",
        ", y otros",
        ", y 6 ingredientes más",
        ", entre otros",
        ". Ver empaque para lista completa",
        ", (sigue en el reverso)",
        ", e outros",
        ". Lista completa na embalagem",
        ", et autres",
        ", et 8 autres ingrédients",
        ", …la suite au dos",
        ". Voir la liste complète sur l'étui",
        ", usw.",
        " u.v.m.",
        ", und 5 weitere Inhaltsstoffe",
        ". Vollständige Liste siehe Faltschachtel",
        ", ecc.",
        ", e altri 4 ingredienti",
        ", enz.",
        " en andere",
        ", itd.",
        " i inne składniki",
        ", m.m.",
        ", med flera, m.fl.",
        ", osv.",
        ", jne.",
        ", atd.",
        ", stb.",
        ", și altele",
        ", vb.",
        ", и др.",
        " и т. д.",
        ", и ещё 5 компонентов",
        ", κ.λπ.",
        ", وغيرها",
        ", ועוד",
        ", v.v.",
        ", dll.",
        ", dan lain-lain",
        " 등",
        "、など",
        "、その他",
        "等",
        ", इत्यादि",
        ", ฯลฯ",
        ". Полный состав на упаковке",
        ". 完整成分请见包装",
    ],
)
def test_a_list_that_says_that_more_follows_cannot_be_told(tail: str) -> None:
    label = read_label(MILD + tail, name="Plain Cream", category="Moisturiser")
    verdict = weigh(label, BOOK)
    assert set(verdict.rulings) == {Ruling.CANNOT_TELL}
    assert label.cut_short
    assert not shown_of(label).readable
    assert "list-cut-short" in {reason.rule.id for reason in reasons_of(verdict)}


@pytest.mark.parametrize("gap", ["...", "…", "[...]", "(…)"])
def test_a_gap_in_the_middle_of_a_list_cannot_be_told(gap: str) -> None:
    label = read_label(f"Aqua, Glycerin, {gap}, Panthenol, Phenoxyethanol")
    assert [label.text[part.start : part.end].strip() for part in label.left_out] == [gap]
    assert label.left_out[0].why is LeftOutAs.CUT_SHORT


@pytest.mark.parametrize(
    "text",
    [
        f"With hyaluronic acid, ceramides and more. Ingredients: {MILD}",
        f"Free from parabens, sulfates, etc. Ingredients: {MILD}",
        f"{MILD}. Free from parabens, silicones, etc.",
        f"Full list of ingredients: {MILD}",
        f"See the box for the full list of ingredients, or read on.\nIngredients: {MILD}",
        f"{MILD}. For the most complete and up-to-date list of ingredients, refer to the package.",
        f"{MILD}. La liste complète peut changer, voir la liste complète sur l'emballage.",
        f"{MILD}. Store in a cool place... Enjoy!",
        f"{MILD}. See carton for full list of precautions.",
        "Aqua... Glycerin... Panthenol... Phenoxyethanol",
    ],
)
def test_a_whole_list_with_such_words_around_it_stays_as_it_is(text: str) -> None:
    assert not read_label(text).cut_short
    assert set(weigh(read_label(text), BOOK).rulings) == {Ruling.YES}


def test_what_a_list_that_is_cut_short_does_show_is_still_read() -> None:
    label = read_label("Aqua, Retinol, Parfum, and 3 more")
    assert (label.read, label.of) == (3, 3)
    assert weigh(label, BOOK).rulings[0] is Ruling.NOT_YET


def test_no_name_that_we_know_reads_as_such_words() -> None:
    assert not [name for name in vocabulary().known if cuts_in(f"aqua, {name}")]
