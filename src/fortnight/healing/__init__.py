"""Is this normal? The signs that must not wait, and the number to call; later what each day may look like."""

from fortnight.healing.load import all_rules, emergency_number
from fortnight.healing.model import Emergency, Sign, Urgency

__all__ = ["Emergency", "Sign", "Urgency", "all_rules", "emergency_number"]
