"""Letters on their way out: written, signed, threaded, sent, tried again, and what became of each."""
