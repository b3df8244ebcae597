"""Prices in words: an amount in the smallest unit of its currency as people of a language write it."""

from decimal import Decimal

from babel.numbers import format_currency
from django.utils import translation

from fortnight.web.catalogue.intake.prices import decimals_of
from fortnight.web.catalogue.models import Offer


def said_price(offer: Offer) -> str:
    """A price in the reader's language, or nothing where there is none."""
    if offer.price is None:
        return ""
    amount = Decimal(offer.price).scaleb(-decimals_of(offer.currency))
    return format_currency(amount, offer.currency, locale=(translation.get_language() or "en").replace("-", "_"))
