"""What every page stands in: the layout, the strip, dates in words, languages, headers."""
