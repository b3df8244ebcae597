"""Which product of the catalogue is open on which day, for some sorts of people and any version of the guide."""
