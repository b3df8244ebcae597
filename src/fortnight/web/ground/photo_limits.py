"""How large a photo may be; known to the site, which never decodes one, and to the process that does."""

MOST_BYTES = 12 * 1024 * 1024
MOST_PIXELS = 60_000_000
# No camera packs so many pixels into one byte; a picture that does holds nothing and is costly to unpack.
MOST_PIXELS_A_BYTE = 2000
LONGEST_SIDE = 2400
SHORTEST_SIDE = 120
