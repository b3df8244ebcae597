"""Pages that belong to nobody: the front page, what is shown offline, the manifest, health."""
