"""The clinic's own guide: a draft that the staff change, versions that the owner publishes, and who goes by which."""
