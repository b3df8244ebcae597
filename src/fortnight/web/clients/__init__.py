"""A clinic's clients at the desk: inviting them, one or many, and the roster of everyone in their fortnight."""
