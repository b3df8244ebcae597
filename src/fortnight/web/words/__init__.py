"""The words of the site: rules, dates, kinds, countries and the strip, in the reader's language."""
