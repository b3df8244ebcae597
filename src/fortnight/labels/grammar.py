"""The naming system of INCI as a grammar: a name that no list holds is known by how it is built.

A name is asked, in this order: is it a colour index number; is it a plant, alga, fungus or microbe with a part and a
form ("Camellia Sinensis Leaf Extract", "Cucumber Fruit Extract"); is it put together from the stems of chemical
names ("PEG-8 Dimethicone", "Sodium Lauroyl Oat Amino Acids", "Acetyl Hexapeptide-8")? Whole words only. Marketing
words are in no list, so that "Luminol Complex 4" stays what it is: not known. Known is not the same as approved.
"""

from functools import cache

from fortnight.labels.patterns import pattern
from fortnight.sources import shipped

_DIGIT = pattern(r"\d")
"""What every colour and every numbered name holds."""
_COLOUR = pattern(
    r"(ci|c\.i\.) ?\d{5}(:\d)?( \(?nano\)?)?|(ext\. )?(fd&c|d&c) [a-z]+ (no\.? ?)?\d+( \w+ lake|"
    r" lake)?|(red|yellow|blue|green|orange|violet|black|brown) (no\.? ?)?\d{1,2}( lake)?|"
    r"pigment \w+ \d+"
)
_NUMBERED = pattern(
    r"(bis-)?(peg|ppg|polyquaternium|quaternium|polysorbate|polysilicone|poloxamer|poloxamine|"
    r"nylon|ceramide|bis-peg|polybutene"
    r"|steareth|ceteareth|laureth|oleth|ceteth|trideceth|coceth|beheneth|deceth|isoceteth|"
    r"isosteareth|glycereth|sorbeth|pareth"
    r"|choleth|talloweth|trilaureth|cetoleth|myreth|arachideth|butoxyheneth|polyglycerin|"
    r"phytosterols?|sd alcohol)[- ]\d+[a-z]?m?(-[a-z])?"
)
_PEPTIDE_WORD = pattern(r"(di|tri|tetra|penta|hexa|hepta|octa|nona|deca|undeca|oligo|poly)peptides?")
_NUMBER_WORD = pattern(r"[cnx]?\d+[a-z]?")
_LATIN = pattern(r"(a|us|um|is|ii|ae|i|ensis|ense|es|ys|ix|on|or|ns|os|x)$")
_LETTER_WORDS = frozenset(
    [
        "sh",
        "rh",
        "sr",
        "sp",
        "hh",
        "fd",
        "il",
        "dna",
        "rna",
        "a",
        "b",
        "c",
        "d",
        "e",
        "k",
        "n",
        "o",
        "p",
        "r",
        "s",
        "t",
        "x",
        "l",
        "h",
        "dl",
        "ii",
        "iii",
        "iv",
        "va",
        "vp",
        "ma",
        "pg",
        "np",
        "ap",
        "ns",
        "ng",
        "ag",
        "as",
        "eop",
        "eos",
        "nf",
        "usp",
        "mu",
        "nu",
        "di",
        "iu",
        "pc",
        "pe",
        "ch",
        "cl",
        "se",
        "nd",
        "sm",
        "no",
        "tbhq",
        "pca",
        "pva",
    ]
)
_JOINTS = pattern(r"[ /\-,+]+")
_LONGEST_PLANT = 9
_TREATED = frozenset({"hydrolyzed", "fermented", "hydrogenated"})


class _GrammarWords:
    """The word lists of `naming.toml`."""

    __slots__ = ("common", "forms", "genera", "stems")

    def __init__(self) -> None:
        import tomllib

        tables = tomllib.loads(shipped("labels/data/naming.toml"))
        self.forms = frozenset(tables["forms"].split())
        self.common = frozenset(tables["common_parts"].split())
        self.genera = frozenset(tables["genera"].split())
        self.stems = frozenset(tables["stems"].split())


@cache
def naming_words() -> _GrammarWords:
    """The word lists, read once."""
    return _GrammarWords()


def is_colour_index(folded: str) -> bool:
    """Whether a folded name is a colour by its number: "ci 77891", "fd&c yellow no. 5", "red 28 lake"."""
    return _DIGIT.search(folded) is not None and _COLOUR.fullmatch(folded) is not None


def follows_naming_system(bare: str) -> bool:
    """Whether a folded name without brackets is built as the naming system of INCI builds names.

    >>> follows_naming_system("camellia sinensis leaf extract"), follows_naming_system("luminol complex 4")
    (True, False)
    """
    if not bare or len(bare) > 160:
        return False
    if _DIGIT.search(bare) and (_COLOUR.fullmatch(bare) or _NUMBERED.fullmatch(bare)):
        return True
    return _is_organism(bare) or _is_chemical(bare)


def _is_organism(bare: str) -> bool:
    words = bare.replace("/", " ").replace("-", " ").split()
    lists = naming_words()
    if not 2 <= len(words) <= _LONGEST_PLANT:
        return False
    named = words[0] in lists.genera or (words[0] in _TREATED and words[1] in lists.genera)
    if not (named or words[-1] in lists.forms) or not all(map(str.isalpha, words)):
        return False
    if words[0] in lists.genera:
        return words[-1] in lists.forms or (len(words) <= 3 and bool(_LATIN.search(words[-1])))
    if named:
        return len(words) >= 3
    return words[-1] in lists.forms and all(word in lists.common or word in lists.forms for word in words[:-1])


def _is_chemical(bare: str) -> bool:
    words = _JOINTS.split(bare)
    lists = naming_words()
    heads = 0
    for word in words:
        if word in lists.stems or _PEPTIDE_WORD.fullmatch(word):
            heads += 1
        elif not (
            not word
            or word in _LETTER_WORDS
            or _NUMBER_WORD.fullmatch(word)
            or word in lists.common
            or word in lists.forms
        ):
            return False
    return heads >= 1 and (len(words) >= 2 or (heads == len(words) and len(bare) >= 8))
