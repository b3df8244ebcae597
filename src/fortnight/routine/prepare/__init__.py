"""From a catalogue to candidates: an index once for all, the prefilter, what can be left out, what nothing fills."""
