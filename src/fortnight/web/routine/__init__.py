"""What shall I use: a routine for one person, from their shelf and the catalogue."""
