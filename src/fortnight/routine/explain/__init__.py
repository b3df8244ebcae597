"""Why this one: the reasons of each product, what came next, and both in words."""
