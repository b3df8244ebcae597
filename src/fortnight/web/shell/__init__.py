"""The frame of every page: the layout, its style sheets, the look of the clinic, headers, what a page cites."""
