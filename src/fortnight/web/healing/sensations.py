"""The sensations of `healing/data/expected.toml` by the names in the addresses of their pages, and by what is felt.

Which sensation a feeling of the box is about stands in the data, as `feeling`; of several the first counts.
"""

from collections.abc import Mapping
from functools import cache

from fortnight.healing.expected_load import expected_rules
from fortnight.healing.expected_model import Sensation

_BEGINS = "usual-feels-"


def slug_of(sensation: Sensation) -> str:
    """The name of a sensation in the address of its page."""
    return sensation.id.removeprefix(_BEGINS)


@cache
def sensations() -> Mapping[str, Sensation]:
    """Every sensation by the name in its address."""
    return {slug_of(sensation): sensation for sensation in expected_rules().sensations}


def slug_for(feeling_id: str) -> str | None:
    """The name in the address of the page about what the box calls a feeling, or None where there is no such page.

    >>> slug_for("feels-peeling-skin"), slug_for("feels-tiredness")
    ('flaking', None)
    """
    return next((slug for slug, sensation in sensations().items() if sensation.feeling == feeling_id), None)
