"""A number in an address, a form or a stored key is read in one place, `accounts/numbers.py`: "²" is a digit."""

import ast
from pathlib import Path

from tests.repo.listing import below, nodes_of

SITE = Path("src/fortnight/web")
READ_HERE = "accounts/numbers.py"
# These ask whether a text is made of digits, and read no number that a visitor may make as long as they like.
TEXTS = {
    "catalogue/intake/formats/shopify.py",
    "catalogue/intake/formats/woocommerce.py",
    "catalogue/numbers.py",
    "ground/environment.py",
    "project/door.py",
    "reminders/push/endpoints.py",
}
ASKS = {"isdigit", "isdecimal", "isnumeric"}


def asking() -> set[str]:
    """The files of the site that ask whether a text is a number."""
    return {
        path.relative_to(SITE).as_posix()
        for path in below("src", suffix=".py")
        for node in (nodes_of(path) if path.is_relative_to(SITE) else ())
        if isinstance(node, ast.Attribute) and node.attr in ASKS
    }


def test_a_number_is_read_in_one_place() -> None:
    assert asking() - TEXTS == {READ_HERE}, "read it with whole_number of accounts/numbers.py"
    assert asking() >= TEXTS, "these ask no more: take them off the list"
