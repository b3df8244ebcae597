"""The desk: where a small team answers its clients, beside what it has to know about each."""
