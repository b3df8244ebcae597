"""How well a product fits a step, and what somebody's wishes leave of a catalogue."""
