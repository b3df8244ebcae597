"""The conversation of a person with the skin advisor: the same on the site, on the desk and by e-mail."""
