"""Common names in Turkish, Czech, Hungarian, Romanian, the Nordic languages and Dutch are read, strict ones too."""

import pytest

from fortnight.guide import published_guide
from fortnight.labels.model import Trait
from fortnight.labels.read import read_label
from fortnight.person import Profile
from fortnight.verdicts.judge import weigh
from fortnight.verdicts.model import Ruling
from fortnight.verdicts.rulebook import rulebook
from tests.each import each

BOOK = rulebook(published_guide(), Profile())
LISTS = {
    "tr": "Su, gliserin, shea yağı, setearil alkol, jojoba yağı, pantenol, ksantan gam, sodyum hiyalüronat, allantoin",
    "cs": "Voda, rostlinný glycerin, bambucké máslo, slunečnicový olej, včelí vosk, xanthanová guma, benzoan sodný",
    "hu": "Víz, növényi glicerin, napraforgóolaj, sheavaj, cetil-alkohol, méhviasz, xantángumi, nátrium-hialuronát",
    "ro": "Apă, glicerină vegetală, unt de shea, ulei de floarea soarelui, ceară de albine, gumă xantan",
    "sv": "Vatten, vegetabilisk glycerin, sheasmör, solrosolja, bivax, xantangummi, natriumhyaluronat, kaliumsorbat",
    "da": "Vand, vegetabilsk glycerin, sheasmør, solsikkeolie, bivoks, xanthangummi, natriumhyaluronat, kaliumsorbat",
    "no": "Vann, glyserin, sheasmør, solsikkeolje, bivoks, xantangummi, natriumhyaluronat, kaliumsorbat, sitronsyre",
    "fi": "Vesi, glyseriini, sheavoi, auringonkukkaöljy, mehiläisvaha, ksantaanikumi, natriumhyaluronaatti",
    "nl": "Gezuiverd water, plantaardige glycerine, sheaboter, zonnebloemolie, bijenwas, xanthaangom, citroenzuur",
}
STRICT = {
    "tr": "denatüre alkol; parfüm; a vitamini; lavanta yağı; benzoil peroksit; hidrokinon; mentol; çay ağacı yağı",
    "cs": "denaturovaný alkohol; vonné látky; vitamin a; levandulový olej; benzoylperoxid; síra; čajovníkový olej",
    "hu": "denaturált alkohol; illatanyag; a-vitamin; levendulaolaj; benzoil-peroxid; hidrokinon; teafaolaj; mentol",
    "ro": "alcool denaturat; parfumuri; vitamina a; ulei de lavandă; peroxid de benzoil; ulei de mentă; camfor",
    "sv": "denaturerad alkohol; parfym; a-vitamin; lavendelolja; bensoylperoxid; svavel; pepparmyntsolja; kamfer",
    "da": "denatureret alkohol; parfume; a-vitamin; lavendelolie; benzoylperoxid; svovl; pebermynteolie; kamfer",
    "no": "denaturert alkohol; parfyme; a-vitamin; lavendelolje; benzoylperoksid; svovel; peppermynteolje; kamfer",
    "fi": "denaturoitu alkoholi; hajusteet; a-vitamiini; laventeliöljy; bentsoyyliperoksidi; rikki; teepuuöljy",
    "nl": "gedenatureerde alcohol; geurstoffen; vitamine a; lavendelolie; benzoylperoxide; zwavel; pepermuntolie",
}
OPEN = (Ruling.YES, Ruling.CAREFUL)


@pytest.mark.parametrize("language", LISTS)
def test_common_names_are_read(language: str) -> None:
    for text in (LISTS[language], LISTS[language].upper(), LISTS[language].title()):
        label = read_label(text, name="Night Cream")
        assert label.unrecognised == ()
        assert weigh(label, BOOK).rulings[0] in OPEN


@each(("language", "strict"), [(tongue, name) for tongue in STRICT for name in STRICT[tongue].split("; ")])
def test_a_restricted_common_name_is_found(language: str, strict: str) -> None:
    for text in (f"{LISTS[language]}, {strict}", f"{LISTS[language].upper()}, {strict.upper()}"):
        label = read_label(text, name="Night Cream")
        assert label.unrecognised == ()
        assert weigh(label, BOOK).rulings[0] not in OPEN


def test_vitamin_c_in_turkish_is_vitamin_c() -> None:
    assert (
        Trait.VITAMIN_C
        in read_label("Su, gliserin, sodyum askorbil fosfat, ksantan gam", name="C vitaminli serum").traits
    )
