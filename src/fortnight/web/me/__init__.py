"""A person's own corner: what they tell about themself, treatments, links, browsers, their data and the way out."""
