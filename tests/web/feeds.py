"""Small files of products in each format, of our own making, all about the same two products."""

import json

LABEL = "Aqua, Glycerin, Sodium Hyaluronate, Panthenol"
NUMBER = "4006381333931"
OTHER = "0036000291452"

CSV = f"""Marke;Produktname;Artikelnummer;Preis (brutto);Inhaltsstoffe;EAN;Auf Lager;Produktlink
Fenn & Oak;Dew Serum;fo-1;24,90 €;{LABEL};{NUMBER};ja;https://fenn.example/dew
Fenn & Oak;Quiet Cream;fo-2;19,00 €;"Aqua, Glycerin, Ceramide NP";{OTHER};0;https://fenn.example/quiet
"""

MERCHANT = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0"><channel><title>Fenn</title>
<item><g:id>fo-1</g:id><title>Dew Serum</title><g:brand>Fenn &amp; Oak</g:brand>
<link>https://fenn.example/dew</link>
<g:price>24.90 EUR</g:price><g:availability>in_stock</g:availability>
<g:gtin>{NUMBER}</g:gtin>
<g:product_detail><g:attribute_name>Ingredients</g:attribute_name>
<g:attribute_value>{LABEL}</g:attribute_value></g:product_detail></item>
<item><g:id>fo-2</g:id><g:title>Quiet Cream</g:title><g:brand>Fenn &amp; Oak</g:brand>
<g:link>https://fenn.example/quiet</g:link>
<g:description><![CDATA[<p>Soft.</p><p>Ingredients: Aqua, Glycerin, Ceramide NP</p>]]></g:description>
<g:price>29.00 EUR</g:price><g:sale_price>19.00 EUR</g:sale_price><g:availability>out of stock</g:availability>
<g:gtin>{OTHER}</g:gtin></item>
</channel></rss>
"""

ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom" xmlns:g="http://base.google.com/ns/1.0">
<entry><g:id>fo-1</g:id><title>Dew Serum</title><g:brand>Fenn &amp; Oak</g:brand>
<link href="https://fenn.example/dew"/>
<g:price>24.90 EUR</g:price><g:availability>in stock</g:availability>
<g:gtin>{NUMBER}</g:gtin><g:ingredients>{LABEL}</g:ingredients></entry>
<entry><g:id>fo-2</g:id><title>Quiet Cream</title><g:brand>Fenn &amp; Oak</g:brand>
<link href="https://fenn.example/quiet"/>
<summary>INCI: Aqua, Glycerin, Ceramide NP</summary>
<g:price>19.00 EUR</g:price><g:availability>out of stock</g:availability>
<g:gtin>{OTHER}</g:gtin></entry></feed>
"""

_TSV = (
    ("id", "title", "brand", "link", "image link", "price", "availability", "gtin", "ingredients"),
    ("fo-1", "Dew Serum", "Fenn & Oak", "https://fenn.example/dew", "", "24.90 EUR", "in stock", NUMBER, LABEL),
    ("fo-2", "Quiet Cream", "Fenn & Oak", "https://fenn.example/quiet", "", "19.00 EUR", "out of stock", OTHER,
     "Aqua, Glycerin, Ceramide NP"),
)  # fmt: skip
MERCHANT_TSV = "".join("\t".join(row) + "\n" for row in _TSV)

SHOPIFY = json.dumps(
    {
        "products": [
            {
                "id": 1,
                "title": "Dew Serum",
                "handle": "dew",
                "vendor": "Fenn & Oak",
                "product_type": "Serum",
                "tags": ["Vegan", "calm"],
                "body_html": f"<p>Calm.</p><h4>Ingredients</h4><p>{LABEL}</p>",
                "variants": [
                    {"id": 11, "title": "30 ml", "price": "24.90", "available": True, "barcode": NUMBER},
                    {"id": 12, "title": "100 ml", "price": "54.00", "available": False},
                ],
                "images": [{"src": "https://fenn.example/dew.jpg"}],
            },
            {
                "id": 2,
                "title": "Quiet Cream",
                "handle": "quiet",
                "vendor": "Fenn & Oak",
                "body_html": "<p>INCI: Aqua, Glycerin, Ceramide NP</p>",
                "variants": [
                    {"id": 21, "title": "Default Title", "price": "19.00", "available": False, "barcode": OTHER}
                ],
            },
        ]
    }
)

SHOPIFY_CSV = f"""\
Handle,Title,Body (HTML),Vendor,Type,Tags,Option1 Name,Option1 Value,Variant SKU,Variant Inventory Qty,\
Variant Price,Variant Barcode,Image Src,Ingredients (product.metafields.custom.ingredients)
dew,Dew Serum,<p>Calm.</p>,Fenn & Oak,Serum,"Vegan, calm",Size,30 ml,a,4,24.90,'{NUMBER},https://fenn.example/dew.jpg,"{LABEL}"
dew,,,,,,,100 ml,b,0,54.00,,,
quiet,Quiet Cream,,Fenn & Oak,,,Title,Default Title,c,0,19.00,{OTHER},,"Aqua, Glycerin, Ceramide NP"
"""

WOO_CSV = f"""ID,Type,SKU,"GTIN, UPC, EAN, or ISBN",Name,Published,Description,"In stock?",Stock,\
"Regular price","Sale price",Categories,Tags,Images,Parent,Brands,\
"Attribute 1 name","Attribute 1 value(s)","Meta: ingredients"
1,variable,dew,{NUMBER},Dew Serum,1,,1,,,,"Skin > Serum",Vegan,\
https://fenn.example/dew.jpg,,Fenn & Oak,Size,"30 ml, 100 ml","{LABEL}"
2,simple,quiet,{OTHER},Quiet Cream,1,\
"Ingredients: Aqua, Glycerin, Ceramide NP",0,,29,19,Cream,,,,Fenn & Oak,,,
11,variation,dew-30,,Dew Serum - 30 ml,1,,1,,24.90,,,,,id:1,,Size,30 ml,
12,variation,dew-100,,Dew Serum - 100 ml,1,,0,,54.00,,,,,dew,,Size,100 ml,
"""

WOO_JSON = json.dumps(
    [
        {
            "id": 1,
            "name": "Dew Serum",
            "permalink": "https://fenn.example/dew",
            "sku": "dew",
            "global_unique_id": NUMBER,
            "price": "24.90",
            "stock_status": "instock",
            "categories": [{"name": "Serum"}],
            "tags": [{"name": "Vegan"}],
            "brands": [{"name": "Fenn & Oak"}],
            "images": [{"src": "https://fenn.example/dew.jpg"}],
            "meta_data": [{"key": "_ingredients", "value": LABEL}],
        },
        {
            "id": 2,
            "name": "Quiet Cream",
            "permalink": "https://fenn.example/quiet",
            "sku": "quiet",
            "prices": {"price": "1900", "currency_code": "EUR", "currency_minor_unit": 2},
            "is_in_stock": False,
            "brands": [{"name": "Fenn & Oak"}],
            "attributes": [
                {"name": "EAN", "terms": [{"name": OTHER}]},
                {"name": "INCI", "terms": [{"name": "Aqua"}, {"name": "Glycerin"}, {"name": "Ceramide NP"}]},
            ],
        },
    ]
)

_DEW = {
    "@type": "Product",
    "name": "Dew Serum",
    "sku": "fo-1",
    "brand": {"@type": "Brand", "name": "Fenn & Oak"},
    "gtin13": NUMBER,
    "image": ["https://fenn.example/dew.jpg"],
    "url": "https://fenn.example/dew",
    "additionalProperty": [{"@type": "PropertyValue", "name": "Ingredients", "value": LABEL}],
    "offers": [
        {
            "@type": "Offer",
            "price": 24.9,
            "priceCurrency": "EUR",
            "availability": "https://schema.org/InStock",
            "sku": "11",
        },
        {
            "@type": "Offer",
            "price": 54,
            "priceCurrency": "EUR",
            "availability": "http://schema.org/OutOfStock",
            "sku": "12",
        },
    ],
}
_QUIET = {
    "@type": ["Product"],
    "name": "Quiet Cream",
    "sku": "fo-2",
    "brand": "Fenn & Oak",
    "gtin": OTHER,
    "description": "Soft. Ingredients: Aqua, Glycerin, Ceramide NP",
    "offers": {
        "@type": "AggregateOffer",
        "lowPrice": "19.00",
        "priceCurrency": "EUR",
        "availability": "https://schema.org/OutOfStock",
    },
}
LINKED = json.dumps({"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "Fenn"}, _DEW, _QUIET]})
PAGE = f"""<!doctype html><html><head><title>Fenn</title>
<script type="application/ld+json">{json.dumps({"@context": "https://schema.org", **_DEW})}</script>
<script type="application/ld+json">{json.dumps({"@type": "ItemList", "itemListElement": [{"item": _QUIET}]})}</script>
</head><body>Hello</body></html>
"""

_FACTS = (
    {"code": NUMBER, "product_name": "Dew Serum", "brands": "Fenn & Oak,Fenn", "quantity": "30 ml", "lang": "en",
     "ingredients_text": LABEL, "countries_tags": ["en:spain", "en:united-kingdom"], "labels_tags": ["en:vegan"]},
    {"code": OTHER, "product_name_es": "Quiet Cream", "lang": "es", "brands": "Fenn & Oak",
     "ingredients_text_es": "Aqua, Glycerin, Ceramide NP"},
)  # fmt: skip
FACTS = "".join(json.dumps(one) + "\n" for one in _FACTS)
FACTS_CSV = (
    "code\turl\tproduct_name\tbrands\tquantity\tingredients_text\tcountries_tags\tlabels_tags\n"
    f"{NUMBER}\thttps://facts.example/1\tDew Serum\tFenn & Oak,Fenn\t30 ml\t{LABEL}"
    "\ten:spain,en:united-kingdom\ten:vegan\n"
    f"{OTHER}\thttps://facts.example/2\tQuiet Cream\tFenn & Oak\t\tAqua, Glycerin, Ceramide NP\t\t\n"
)

# By the name of the format; and whether it tells prices.
ALL = {
    "csv": (CSV, True),
    "merchant-xml": (MERCHANT, True),
    "merchant-tsv": (MERCHANT_TSV, True),
    "shopify-json": (SHOPIFY, True),
    "shopify-csv": (SHOPIFY_CSV, True),
    "woocommerce-csv": (WOO_CSV, True),
    "woocommerce-json": (WOO_JSON, True),
    "json-ld": (LINKED, True),
    "json-ld-page": (PAGE, True),
    "beauty-facts-jsonl": (FACTS, False),
    "beauty-facts-csv": (FACTS_CSV, False),
}
