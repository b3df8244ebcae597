"""The products that come with Fortnight: three that the guide names, and for the demo a shelf of made-up ones.

Both are tables as anybody may send them, taken in by the same import. A table is taken in once; a later edition of it
updates its products, and one that somebody has undone stays undone. The made-up products belong to the demo: a clinic
of real people never gets them by itself.
"""

import hashlib
from importlib.resources import as_file, files

from django.db import IntegrityError

from fortnight.web.catalogue.importing import begin, take
from fortnight.web.catalogue.intake.reading import FileOptions
from fortnight.web.catalogue.models import CatalogueItem, Import
from fortnight.web.catalogue.report import Report

_FILES = {CatalogueItem.GUIDE: "guide.csv", CatalogueItem.HOUSE: "house.csv"}


def load(source: str) -> bool:
    """Take in a table that comes with Fortnight, where this edition of it was not; whether it was taken in now."""
    with as_file(files("fortnight.web.catalogue") / "data" / _FILES[source]) as path:
        edition = hashlib.sha256(path.read_bytes()).hexdigest()[:16]
        imports = Import.objects.filter(source=source, options__edition=edition)
        if imports.filter(state__in=(Import.DONE, Import.UNDONE)).exists():
            return False
        begun = imports.first() or begin(path, FileOptions(source, "EUR"))
        begun.options["edition"] = edition
        begun.save(update_fields=["options"])
        try:
            take(begun, path, report=Report())
        except IntegrityError:
            # Another process has begun in the same moment, and ends it.
            return False
    return True
