"""Is this normal? The signs that must not wait, and whom to call; later what each day may look like."""

from fortnight.healing.load import all_rules, emergency_number
from fortnight.healing.model import CallList, Emergency, HelpLine, Purpose, Sign, Urgency

__all__ = [
    "CallList",
    "Emergency",
    "HelpLine",
    "Purpose",
    "Sign",
    "Urgency",
    "all_rules",
    "emergency_number",
]
