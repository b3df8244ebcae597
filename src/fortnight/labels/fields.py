"""Labels that come out of a file: an object in JSON, the lines of a table with quoted cells.

What names a field, the signs between the fields, and the fields that hold a code, a number or nothing are no names;
they are blanked out in place and shown as left out. A field that holds anything that we know stays, whatever it is
called: "allergens": ["Linalool"] is part of the label.
"""

from fortnight.labels.folding import fold
from fortnight.labels.identify import identify
from fortnight.labels.patterns import pattern
from fortnight.labels.prose import is_column

_FIELD = pattern(
    r'"(?P<key>[^"\n]{1,40})"\s{0,5}:\s{0,5}'
    r'(?P<value>"[^"\n]*"|\[[^\[\]{}]*\]|-?\d[\d.,]*|true\b|false\b|null\b)?'
)
_MARK = pattern(r'"[^"\n]{1,40}"\s{0,5}:\s{0,5}(?:["\[\d{tfn-])')
_HEAD = pattern(r"\s{0,5}[\w \"#%/.-]{1,30}(?:[;|\t][\w \"#%/.-]{1,30})+\n")
_CELLS = {sign: pattern(rf'[ ]*(?:"(?:[^"]|"")*"|[^{sign}"\n]*)[ ]*') for sign in (";", "\t", "|", ",")}
_SIGNS = str.maketrans(dict.fromkeys('{}[]"', " "))
_LISTS = frozenset(
    {"inci", "inci_list", "inci list", "ingredients", "ingredient", "ingredients_text", "ingredient_list", "list"}
    | {"ingredients_list", "ingredientes", "ingredienti", "inhaltsstoffe", "zutaten", "composition", "composicion"}
    | {"sklad", "skladniki", "label", "text", "full_ingredients", "all_ingredients", "inactive", "active", "actives"}
    | {"成分", "全成分", "전성분", "состав", "المكونات", "contents", "formula", "ingredients list", "label_text"}
)
_TELLING = frozenset(
    {
        "function",
        "functions",
        "funktion",
        "funktionen",
        "fonction",
        "funcion",
        "funzione",
        "funcao",
        "functie",
        "funkcja",
    }
    | {
        "purpose",
        "role",
        "what it does",
        "zweck",
        "funkce",
        "funktio",
        "funkcio",
        "islev",
        "%",
        "percent",
        "percentage",
    }
    | {"w/w", "% w/w", "amount", "concentration", "anteil", "cas", "cas no", "cas number", "ec no", "ec number"}
)
"""Columns that tell of the name beside them."""
_NAMING = frozenset(
    {"name", "names", "nom", "nombre", "nome", "naam", "nazwa", "inci name", "inci-name", "substance", "stoff"}
)
_COLUMNS = (
    _LISTS
    | _NAMING
    | frozenset(
        {
            "id",
            "sku",
            "ean",
            "gtin",
            "upc",
            "asin",
            "code",
            "ref",
            "no",
            "nr",
            "name",
            "brand",
            "product",
            "title",
            "type",
        }
        | {
            "category",
            "kind",
            "price",
            "size",
            "volume",
            "lang",
            "language",
            "country",
            "url",
            "link",
            "date",
            "updated",
        }
        | {
            "pao",
            "spf",
            "stock",
            "qty",
            "quantity",
            "barcode",
            "batch",
            "lot",
            "item",
            "item_id",
            "product_id",
            "notes",
        }
        | _TELLING
        | {"#", "step", "phase", "fase", "pos", "position", "rank", "n", "num", "number"}
        | {
            "product_name",
            "allergens",
            "marke",
            "produkt",
            "artikel",
            "nombre",
            "marca",
            "nom",
            "marque",
            "source",
            "row",
        }
    )
)
_FEWEST = 2
_LONGEST_VALUE = 4000


def may_be_fields(piece: str) -> bool:
    """A quick no before the question whether a text is an object or a table with quoted cells."""
    if "\n" in piece and _HEAD.match(piece):
        return True
    return '"' in piece and (_MARK.search(piece) is not None or '";' in piece or '"\t' in piece or '"\n' in piece)


def without_fields(work: str) -> str:
    """The text without the names, the codes and the signs of its fields, as long as it was.

    >>> without_fields('{"sku":"B-1","inci":["Aqua","Glycerin"],"n":[]}').split()
    ['Aqua', ',', 'Glycerin']
    """
    if work.lstrip()[:1] in ("{", "["):
        return _without_object(work)
    return _without_table(work)


def _without_object(work: str) -> str:
    fields = list(_FIELD.finditer(work))
    if not fields:
        return work
    plain, at = [], 0
    for field in fields:
        plain.append(_joints(work[at : field.start()]))
        value = field["value"] or ""
        holds = _holds_names(field["key"], value)
        before = "\n".ljust(len(field[0]) - len(value))
        plain.append(before + (value.translate(_SIGNS) if holds else " " * len(value)))
        at = field.end()
    return "".join([*plain, _joints(work[at:])])


def _joints(between: str) -> str:
    """What stands between two fields: signs of the object, which are no names; anything else stays."""
    signs = all(sign in '{}[],;" \t\r\n' for sign in between)
    return "".join("\n" if sign == "\n" else " " for sign in between) if signs else between


def _holds_names(key: str, value: str) -> bool:
    """Whether a field holds a list, or anything that we know or that shows something."""
    if fold(key) in _LISTS or len(value) > _LONGEST_VALUE:
        return any(sign.isalpha() for sign in value)
    names = [name for part in value.translate(_SIGNS).split(",") for _, name in identify(part)]
    return any(name.inci is not None or name.cues for name in names)


def _is_strange(key: str, cell: str) -> bool:
    """Whether the cell beside a name tells no function and no number: anything may be meant."""
    return key in _TELLING and any(sign.isalpha() for sign in cell) and not is_column(cell)


def _without_table(work: str) -> str:
    head, _, body = work.partition("\n")
    sign = next((sign for sign in _CELLS if sign in head), ",")
    columns = _cells(head, sign)
    words = [fold(head[begin:end].strip(' "')) for begin, end in columns]
    if len(words) < _FEWEST or not all(word in _COLUMNS for word in words) or (sign == "," and '"' not in work):
        return work
    if _TELLING.intersection(words) and not _LISTS.intersection(words):
        words = ["list" if word in _NAMING else word for word in words]
    lines = [" " * len(head)]
    for line in body.split("\n"):
        cells = _cells(line, sign)
        plain = [" "] * len(line)
        for place, (begin, end) in enumerate(cells):
            key = words[place] if place < len(words) else "list"
            if _holds_names(key, line[begin:end]) or _is_strange(key, line[begin:end]):
                plain[begin:end] = line[begin:end].translate(_SIGNS)
                plain[end : end + 1] = sign if end < len(line) else ""
        lines.append("".join(plain))
    return "\n".join(lines)


def _cells(line: str, sign: str) -> list[tuple[int, int]]:
    """Where the cells of a line stand that a sign parts; one cell where the line is no row."""
    cells, at = [], 0
    while at <= len(line):
        cell = _CELLS[sign].match(line, at)
        end = cell.end() if cell else at
        cells.append((at, end))
        if end >= len(line) or line[end] != sign:
            break
        at = end + 1
    return cells if cells and cells[-1][1] >= len(line) else [(0, len(line))]
