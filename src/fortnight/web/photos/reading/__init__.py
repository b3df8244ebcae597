"""The process that looks at photos: everything heavy is loaded here only, and nothing here knows Django or a network.

`fortnight.web.photos.reading.process` is the side of the site: it starts `python -m fortnight.web.photos.reading`,
asks it over pipes, and lives on when that process does not.
"""
