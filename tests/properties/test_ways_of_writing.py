"""However a list of names is written, it shows what the plain list shows, or its answer is no milder on any day.

Each way of writing is one function from names to a text: separators, capitals, joining words, brackets, footnotes,
bullets, claims of absence, headings and prose in eight languages, further lists, lost commas, HTML, torn words,
letters that look alike, tables, US Drug Facts. Refused and "cannot tell" are both a closed door here.
"""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fortnight.guide import published_guide
from fortnight.labels.cues import RESTRICTED
from fortnight.labels.read import read_label
from fortnight.labels.vocabulary import vocabulary
from fortnight.person import Profile
from fortnight.verdicts.judge import weigh
from fortnight.verdicts.model import Ruling
from fortnight.verdicts.rulebook import rulebook
from tests.examples import examples

Way = Callable[[list[str]], str]
BOOK = rulebook(published_guide(), Profile())
OPEN = {Ruling.YES: 0, Ruling.CAREFUL: 1}
CLOSED = 2

COMMON = [
    "Aqua", "Glycerin", "Squalane", "Panthenol", "Cetearyl Alcohol", "Butylene Glycol", "Dimethicone", "Allantoin",
    "Betaine", "Tocopherol", "Xanthan Gum", "Carbomer", "Phenoxyethanol", "Sodium Hyaluronate", "Niacinamide",
    "Glyceryl Stearate", "Caprylyl Glycol", "Sodium Hydroxide", "Isopropyl Myristate", "Stearic Acid",
]  # fmt: skip
TELLING = [
    "Retinol", "Retinyl Palmitate", "Glycolic Acid", "Salicylic Acid", "Lactic Acid", "Alcohol Denat.", "Parfum",
    "Limonene", "Linalool", "Citral", "Menthol", "Camphor", "Lavandula Angustifolia Oil", "Ascorbic Acid",
    "Hydroquinone",
    "Papain",
    "Benzoyl Peroxide", "Methylisothiazolinone", "DMDM Hydantoin", "Palmitoyl Tripeptide-1", "Geraniol", "Sulfur",
]  # fmt: skip
PLAIN_LETTERS = set("abcdefghijklmnopqrstuvwxyz ")
LISTED = sorted(
    {
        known.inci
        for known in vocabulary().known.values()
        if set(known.inci.lower()) <= PLAIN_LETTERS and len(known.inci) > 5 and len(known.inci.split()) <= 4
    }
)
DECIDING = [name for name in LISTED if vocabulary().known[name.lower()].cues & RESTRICTED]

names = st.one_of(*(st.sampled_from(some) for some in (COMMON, COMMON, TELLING, LISTED, DECIDING)))
lists = st.tuples(
    st.sampled_from(COMMON), st.lists(names, min_size=2, max_size=9, unique=True), st.sampled_from(COMMON)
).map(lambda parts: list(dict.fromkeys([parts[0], *parts[1], parts[2]])))
quick = examples(8)


def severities(text: str) -> list[int]:
    return [OPEN.get(ruling, CLOSED) for ruling in weigh(read_label(text), BOOK).rulings]


def joined(separator: str) -> Way:
    return separator.join


def plain(printed: list[str]) -> str:
    return ", ".join(printed)


def last_joined(word: str) -> Way:
    return lambda printed: f"{plain(printed[:-1])} {word} {printed[-1]}"


def in_capitals(printed: list[str]) -> str:
    return plain(printed).upper()


def in_small_letters(printed: list[str]) -> str:
    return plain(printed).lower()


def capital_and(printed: list[str]) -> str:
    return " AND ".join(printed).upper()


def bracketed_and(printed: list[str]) -> str:
    return " (AND) ".join(printed)


def all_in_brackets(printed: list[str]) -> str:
    return f"({plain(printed)})"


def in_a_complex(printed: list[str]) -> str:
    return f"{printed[0]}, Calming Complex ({plain(printed[1:])})"


def in_liposomes(printed: list[str]) -> str:
    return f"{printed[0]}, Liposomes [{plain(printed[1:])}]"


def with_footnotes(printed: list[str]) -> str:
    starred = (name + "*" * (place % 3) for place, name in enumerate(printed))
    return f"{', '.join(starred)}. *from organic farming **of natural origin"


def with_raised_signs(printed: list[str]) -> str:
    signed = (name + ("¹" if place % 2 else "†") for place, name in enumerate(printed))
    return f"{', '.join(signed)}\n† d'origine naturelle ¹ issu de l'agriculture biologique"


def starred_in_front(printed: list[str]) -> str:
    return " ".join(f"*{name}" for name in printed)


def hashed(printed: list[str]) -> str:
    return " ".join(f"#{name}" for name in printed)


def in_clasps(clasps: str) -> Way:
    return lambda printed: "".join(f"{clasps[0]}{name}{clasps[1]}" for name in printed)


def bullets(sign: str) -> Way:
    return lambda printed: "\n".join(f"{sign} {name}" for name in printed)


def numbered_lines(printed: list[str]) -> str:
    return "\n".join(f"{number}. {name}" for number, name in enumerate(printed, 1))


def numbered_in_a_row(printed: list[str]) -> str:
    return " ".join(f"{number}. {name}" for number, name in enumerate(printed, 1))


def claim_in_a_bracket(claim: str) -> Way:
    return lambda printed: f"{printed[0]} ({claim}), {plain(printed[1:])}"


def declared_in_a_bracket(declaration: str) -> Way:
    """The second name in a bracket behind the first, as how much of it, or that it is in it."""
    return lambda printed: plain([f"{printed[0]} ({declaration} {printed[1]})", *printed[2:]])


def claim_between(printed: list[str]) -> str:
    middle = len(printed) // 2
    return plain([*printed[:middle], "without parabens", *printed[middle:]])


def claim_before(claim: str) -> Way:
    return lambda printed: f"{claim} {plain(printed)}"


def claim_behind(claim: str) -> Way:
    return lambda printed: f"{plain(printed)}. {claim}"


def claim_and_the_last_name(printed: list[str]) -> str:
    return f"{plain(printed[:-1])}. Without parabens, with {printed[-1]}."


def headed(heading: str) -> Way:
    return lambda printed: f"{heading}{plain(printed)}"


def prose_before(prose: str) -> Way:
    return lambda printed: f"{prose}\n{plain(printed)}"


def prose_in_the_same_line(prose: str) -> Way:
    return lambda printed: f"{prose} {plain(printed)}"


def prose_behind(prose: str) -> Way:
    return lambda printed: f"{plain(printed)}. {prose}"


def prose_below(prose: str) -> Way:
    return lambda printed: f"{plain(printed)}\n\n{prose}"


def second_list(printed: list[str]) -> str:
    return f"Day Cream: Aqua, Glycerin, Squalane\n\nNight Cream: {plain(printed)}"


def list_before_another(printed: list[str]) -> str:
    return f"Ingredients: {plain(printed)}\n\nIngredients: Aqua, Glycerin, Squalane, Panthenol"


def some_commas_lost(printed: list[str]) -> str:
    return "".join(name + (" " if place % 3 else ", ") for place, name in enumerate(printed))


def spans(printed: list[str]) -> str:
    return "".join(f"<span>{name}</span>" for name in printed)


def linked_with_a_note(printed: list[str]) -> str:
    return ", ".join(f"<a href='#'>{name}</a><span>Humectant</span>" for name in printed)


def table_of_html(printed: list[str]) -> str:
    rows = "".join(f"<tr><td>{name}</td><td>Humectant</td></tr>" for name in printed)
    return f"<table>{rows}</table>"


def raised_numbers(printed: list[str]) -> str:
    return ", ".join(f"{name}<sup>1</sup>" for name in printed)


def table_with_tabs(printed: list[str]) -> str:
    rows = "\n".join(f"{name}\tSolvent\t{place}%" for place, name in enumerate(printed, 1))
    return f"Name\tFunction\tPercentage\n{rows}"


def table_with_bars(printed: list[str]) -> str:
    return "\n".join(f"{name} | Emollient" for name in printed)


def table_with_blanks(printed: list[str]) -> str:
    return "\n".join(f"{name}     Emollient" for name in printed)


def name_and_function(printed: list[str]) -> str:
    return "\n".join(f"{name}: Solvent" for name in printed)


def torn(sign: str) -> Way:
    def tear(name: str) -> str:
        words = name.split(" ")
        longest = max(range(len(words)), key=lambda place: len(words[place]))
        if len(words[longest]) >= 7 and words[longest].isalpha():
            words[longest] = words[longest][:4] + sign + words[longest][4:]
        return " ".join(words)

    return lambda printed: plain([tear(name) for name in printed])


def wrapped_lines(printed: list[str]) -> str:
    lines, words = [""], plain(printed).split(" ")
    for word in words:
        if len(lines[-1]) + len(word) > 34:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n".join(lines)


def in_other_letters(latin: str, other: str) -> Way:
    return lambda printed: plain(printed).translate(str.maketrans(latin, other))


def percentages(printed: list[str]) -> str:
    return ", ".join(f"{name} ({place},5 %)" for place, name in enumerate(printed, 1))


def drug_facts(printed: list[str]) -> str:
    return (
        "Drug Facts\nActive ingredient\nZinc Oxide 10%\nPurpose\nSunscreen\nUses\nhelps prevent sunburn\nWarnings\n"
        f"For external use only\nInactive ingredients\n{plain(printed)}\nQuestions?\nCall 1-800-555-0100"
    )


def drug_facts_glued(printed: list[str]) -> str:
    return (
        "ACTIVE INGREDIENTZinc oxide 10%\nPURPOSESunscreen\nWARNINGSFor external use only\n"
        f"INACTIVE INGREDIENTS{plain(printed)}"
    )


def drug_facts_in_a_row(printed: list[str]) -> str:
    return (
        "Drug Facts Active ingredient Zinc Oxide 10% Purpose Sunscreen Uses helps prevent sunburn Warnings For "
        f"external use only. Inactive ingredients {plain(printed)} Questions? Call 1-800-555-0100"
    )


def actives_behind(printed: list[str]) -> str:
    return f"Inactive ingredients: {plain(printed)}. Active ingredient: Zinc Oxide 5%"


def each_gram(printed: list[str]) -> str:
    return f"Each gram contains {plain(printed)}."


def in_a_base(printed: list[str]) -> str:
    return f"1 g of this cream holds {printed[0]} in a base of {plain(printed[1:])}."


def may_contain(printed: list[str]) -> str:
    return f"{plain(printed[:-1])}. May contain: {printed[-1]}"


def underlined(printed: list[str]) -> str:
    return ", ".join(f"_{name}_" for name in printed)


def quoted(printed: list[str]) -> str:
    return ", ".join(f'"{name}"' for name in printed)


SEPARATORS = (",", " * ", " + ", " / ", " | ", " • ", " · ", " - ", " – ", "; ", ";", "\n", "\n\n", "\r\n", ". ", " . ",
              "\t", " & ", "<br>", "</li><li>", "、", " ... ", " : ")  # fmt: skip
JOINING = ("AND", "and", "UND", "und", "ET", "et", "Y", "y", "E", "e", "i", "en", "(AND)", "&")
HEADINGS = ("Ingredients", "Ingredientes", "Ingrédients", "Inhaltsstoffe", "Ingredienti", "Składniki", "Ingrediënten",
            "Composição", "INGREDIENTES", "INCI", "Zusammensetzung", "Skład", "Composición")  # fmt: skip
BEFORE = {
    "en": "Our gentle cream for your skin. Apply in the morning and evening.",
    "es": "Crema suave para tu piel. Aplicar por la mañana y por la noche.",
    "fr": "Une crème douce pour votre peau. Appliquer matin et soir sur le visage.",
    "de": "Eine sanfte Creme für Ihre Haut. Morgens und abends auf das Gesicht auftragen.",
    "it": "Una crema delicata per la tua pelle. Applicare mattina e sera sul viso.",
    "pt": "Um creme suave para a sua pele. Aplicar de manhã e à noite no rosto.",
    "pl": "Delikatny krem do skóry wrażliwej. Stosować rano i wieczorem na twarz.",
    "nl": "Een zachte crème voor uw huid. Breng 's ochtends en 's avonds aan op het gezicht.",
}
BEHIND = {
    "en": "Avoid contact with eyes. For external use only. Keep out of reach of children.",
    "es": "Evitar el contacto con los ojos. Uso externo. Mantener fuera del alcance de los niños.",
    "fr": "Éviter le contact avec les yeux. Usage externe. Tenir hors de portée des enfants.",
    "de": "Kontakt mit den Augen vermeiden. Nur zur äußerlichen Anwendung.",
    "it": "Evitare il contatto con gli occhi. Uso esterno. Tenere fuori dalla portata dei bambini.",
    "pt": "Evitar o contato com os olhos. Uso externo. Manter fora do alcance das crianças.",
    "pl": "Unikać kontaktu z oczami. Do użytku zewnętrznego.",
    "nl": "Vermijd contact met de ogen. Alleen voor uitwendig gebruik.",
    "in": "Best before 24 months. MRP Rs. 499 (incl. of all taxes). Net Qty: 50 g",
}
WAYS: dict[str, Way] = (
    {f"parted by {separator!r}": joined(separator) for separator in SEPARATORS}
    | {f"the last joined by {word}": last_joined(word) for word in JOINING}
    | {f"headed {heading}:": headed(f"{heading}: ") for heading in HEADINGS}
    | {f"headed {heading} without a colon": headed(f"{heading} ") for heading in HEADINGS}
    | {f"headed {heading} on a line": headed(f"{heading}\n") for heading in HEADINGS}
    | {f"prose before, {language}": prose_before(prose) for language, prose in BEFORE.items()}
    | {f"prose in the line, {language}": prose_in_the_same_line(prose) for language, prose in BEFORE.items()}
    | {f"prose behind, {language}": prose_behind(prose) for language, prose in BEHIND.items()}
    | {f"prose below, {language}": prose_below(prose) for language, prose in BEHIND.items()}
    | {f"bullets {sign}": bullets(sign) for sign in "-•*–·"}
    | {f"torn by {sign!r}": torn(sign) for sign in ("-\n", "- ", " - ", "\u00ad", "\u200b", " ")}
    | {f"in a bracket: {words}": declared_in_a_bracket(words)
       for words in ("2%", "with", "contains 5 %", "mit", "contiene", "avec 1%")}
    | {f"in a bracket: {claim}": claim_in_a_bracket(claim) for claim in ("free from palm oil", "ohne Mikroplastik")}
    | {f"a claim before: {claim}": claim_before(claim)
       for claim in ("Without parabens and sulfates.", "No added colour,", "Sans parabènes.", "Free from parabens:")}
    | {f"claimed behind: {claim}": claim_behind(claim) for claim in ("Free from parabens and dyes.", "Sin gluten.")}
    | {
        way.__name__.replace("_", " "): way
        for way in (
            in_capitals, in_small_letters, capital_and, bracketed_and, all_in_brackets, in_a_complex, in_liposomes,
            with_footnotes, with_raised_signs, starred_in_front, numbered_lines, numbered_in_a_row, claim_between,
            claim_and_the_last_name, second_list, list_before_another, some_commas_lost, spans, linked_with_a_note,
            table_of_html, raised_numbers, table_with_tabs, table_with_bars, table_with_blanks, name_and_function,
            wrapped_lines, percentages, drug_facts, drug_facts_glued, drug_facts_in_a_row, actives_behind, each_gram,
            in_a_base, may_contain, underlined, quoted,
        )
    }
    | {
        "a topic each": hashed,
        "in braces": in_clasps("{}"),
        "in square brackets": in_clasps("[]"),
        "line ends in letters": joined("\\n"),
        "all commas lost": joined(" "),
        "wide gaps for commas": joined("     "),
        "Cyrillic letters": in_other_letters("aeopcxAEOPCTBHKM", "аеорсхАЕОРСТВНКМ"),
        "Greek letters": in_other_letters("ov", "ον"),
        "accents": in_other_letters("oi", "óí"),
    }
)  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
@quick
@given(lists)
def test_no_way_of_writing_makes_an_answer_milder(way: str, printed: list[str]) -> None:
    """For lists of names of plain letters, the first and the last of them in every bathroom."""
    before, after = severities(plain(printed)), severities(WAYS[way](printed))
    days = [day for day, (one, other) in enumerate(zip(before, after, strict=True), 1) if other < one]
    assert not days, WAYS[way](printed)
