"""The clinic that runs the house: its settings and their log, its team, who has looked, its figures and its word."""
