"""Kind people and hostile traffic together against the real site, for as long as one likes."""
