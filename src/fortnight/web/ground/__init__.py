"""What every app may stand on: markup made harmless, processes for foreign data, and how much is let in."""
