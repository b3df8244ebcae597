"""What else a person asks about: sport, sun, showers, make-up, food; judged by the same engine as products."""
