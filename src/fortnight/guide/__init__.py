"""What the guide says: stages, care, windows and activities, read from TOML into values.

Where a rule stands: stages and care in `data/guide.toml`, what a label shows and kinds of product in
`data/windows.toml`, the evidence's stricter defaults in `data/cautious.toml`, the rest of life in
`data/activities.toml`.
"""

from fortnight.guide.load import all_rules, published_guide, rule
from fortnight.guide.model import (
    LAST_DAY,
    Activity,
    Care,
    Duty,
    Guide,
    Layer,
    Promise,
    Rule,
    Span,
    Stage,
    Time,
    Where,
    Window,
)

__all__ = [
    "LAST_DAY",
    "Activity",
    "Care",
    "Duty",
    "Guide",
    "Layer",
    "Promise",
    "Rule",
    "Span",
    "Stage",
    "Time",
    "Where",
    "Window",
    "all_rules",
    "published_guide",
    "rule",
]
