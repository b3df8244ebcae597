"""A mail as bytes in, a read letter out: nothing of Django, of the clock or of the network, and nothing that raises."""
