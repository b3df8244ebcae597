"""Is this normal? The red-flag card; later the check-ins."""
