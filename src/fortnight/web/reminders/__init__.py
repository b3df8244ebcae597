"""Reminders of a person's own day, by e-mail and on their devices: chosen by them, by their clock, ended by a tap."""
