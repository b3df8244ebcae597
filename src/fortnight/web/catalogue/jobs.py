"""The jobs of the app, where the queue looks for them: they stand beside what they do."""

from fortnight.web.catalogue.intaking import look_at, take_in

__all__ = ["look_at", "take_in"]
