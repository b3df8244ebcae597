"""`recall`: after an update, every stored answer is worked out again and whose answer has changed is told."""

from typing import Any

from django.core.management.base import BaseCommand

from fortnight.web.answers.edition import edition
from fortnight.web.shelf.actions import recall


class Command(BaseCommand):
    """Work out all answers of an earlier edition again. Run twice, the second time has nothing to do."""

    help = "Work out all answers again after an update of rules or names; people affected are told on Today."

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it and say how many."""
        products, changed = recall()
        self.stdout.write(f"Edition {edition()}: {products} answers worked out again, {changed} have changed.")
