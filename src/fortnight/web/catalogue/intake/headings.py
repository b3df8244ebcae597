"""Which column of a table holds what, by its heading in several languages; what a person says goes before the guess."""

import re
from collections.abc import Mapping, Sequence

from fortnight.errors import UsageError, did_you_mean

_KNOWN = {
    "id": "id, sku, product id, item id, article number, art nr, artikelnummer, artnr, referencia, ref, reference, "
    "référence, código interno, item, número de artículo",
    "name": "name, title, product, product name, item name, nombre, producto, título, titulo, nombre del producto, "
    "produktname, artikelname, produkt, bezeichnung, artikel, artikelbezeichnung, nom, produit, nom du produit, nome, "
    "prodotto, naam, productnaam, désignation",
    "brand": "brand, marca, marke, marque, merk, manufacturer, hersteller, fabricante, fabricant, vendor, maker",
    "kind": "kind, kind of product, product kind, art, tipo",
    "category": "category, categories, type, product type, categoría, categoria, kategorie, warengruppe, catégorie, "
    "familia, department, google product category",
    "size": "size, content, contents, volume, tamaño, contenido, inhalt, füllmenge, größe, menge, contenance, taille, "
    "formato, net content, quantity printed",
    "label": "label, ingredients, inci, ingredient list, list of ingredients, ingredients text, ingredientes, "
    "inhaltsstoffe, ingrédients, ingredienti, zusammensetzung, composition, composición, ingrediënten, bestandteile",
    "description": "description, body, descripción, beschreibung, descrizione, omschrijving",
    "link": "link, url, product url, page, web, enlace, lien, produktlink, product link",
    "picture": "picture, image, image link, image url, photo, foto, imagen, bild, bild url, picture link",
    "markets": "markets, market, countries, country, mercados, países, land, länder, pays, ships to",
    "vegan": "vegan, vegano, vegana, végan",
    "named": "named by the guide",
    "barcode": "barcode, barcodes, ean, ean13, ean 13, ean code, gtin, gtin13, gtin 13, upc, código de barras, "
    "codigo de barras, strichcode, code barres, code-barres, codice a barre",
    "price": "price, price incl, retail price, rrp, pvp, precio, preis, verkaufspreis, prix, prezzo, prijs, prix ttc, "
    "precio con iva, bruttopreis, unit price, selling price",
    "currency": "currency, moneda, divisa, währung, devise, valuta, monnaie, price currency",
    "stock": "stock, availability, in stock, disponible, disponibilidad, existencias, bestand, lagerbestand, "
    "auf lager, verfügbarkeit, disponibilité, quantity, qty, on hand, voorraad",
    "shop": "shop, store, tienda, laden, boutique, negozio, seller, merchant",
    "variant": "variant, variant id, variante, variation id, id de variante",
}
FIELDS = tuple(_KNOWN)
_BY_HEADING = {heading.strip(): field for field, headings in _KNOWN.items() for heading in headings.split(",")}
# Of a heading with more words than these, such as "Price incl. VAT" or "INCI (full)".
_WITHIN = tuple(
    (re.compile(rf"\b{word}\b"), field)
    for word, field in (
        ("inci", "label"), ("ingred[a-zéè]+", "label"), ("inhaltsstoffe", "label"), ("ean", "barcode"),
        ("gtin", "barcode"), ("barcode", "barcode"), ("price", "price"), ("preis", "price"), ("precio", "price"),
        ("prix", "price"), ("prezzo", "price"), ("brand", "brand"), ("marca", "brand"), ("marke", "brand"),
        ("sku", "id"), ("image", "picture"), ("url", "link"), ("[a-zäöü]*name", "name"), ("stock", "stock"),
    )
)  # fmt: skip


def plain(heading: str) -> str:
    """A heading without case, signs and double blanks.

    >>> plain(" Price_incl.  VAT ")
    'price incl vat'
    """
    return re.sub(r"[\s_.:()/\[\]€$£-]+", " ", heading.replace("\ufeff", "").strip().strip("'\"")).strip().casefold()


def guessed(headings: Sequence[str], chosen: Mapping[str, str] | None = None) -> dict[str, int]:
    """The place of each field's column. Raises: UsageError for a field or a heading that is not there."""
    places = _chosen(headings, chosen or {})
    taken = set(places.values())
    for by in (_exactly, _within):
        for place, heading in enumerate(headings):
            field = by(plain(heading))
            if field and field not in places and place not in taken:
                places[field] = place
                taken.add(place)
    return places


def _exactly(heading: str) -> str:
    return _BY_HEADING.get(heading, "") or _BY_HEADING.get(heading.rstrip("s"), "")


def _within(heading: str) -> str:
    return next((field for pattern, field in _WITHIN if pattern.search(heading)), "")


def _chosen(headings: Sequence[str], chosen: Mapping[str, str]) -> dict[str, int]:
    places = {plain(heading): place for place, heading in reversed(list(enumerate(headings)))}
    chosen_places = {}
    for field, heading in chosen.items():
        if field not in _KNOWN:
            raise UsageError(f'"{field}" is nothing that a column can be', did_you_mean(field, FIELDS))
        if plain(heading) not in places:
            raise UsageError(
                f'there is no column "{heading}"', did_you_mean(heading, [name for name in headings if name])
            )
        chosen_places[field] = places[plain(heading)]
    return chosen_places
