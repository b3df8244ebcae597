"""Fortnight: the two weeks after microneedling, as dated answers for one person.

It reads the label of a product, counts the day of the fortnight, and says what the published guide
says about the two together: yes, with care, not yet (and from when), not this time, or that it cannot
tell. Every answer names the rules it stands on. The core is pure: no clock, no network, no framework.
"""

__version__ = "0.1.0"
