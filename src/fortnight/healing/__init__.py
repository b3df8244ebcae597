"""Is this normal? Signs that must not wait, and what to do about each."""
