"""The jobs of the app, where the queue looks for them: they stand beside what they do."""

from fortnight.web.screening.actions import renew_later

__all__ = ["renew_later"]
