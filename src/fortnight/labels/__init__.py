"""What is in the bottle: reading a label into items, traits, coverage and problems. Start at `read.py`."""
