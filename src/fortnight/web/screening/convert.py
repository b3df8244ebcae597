"""From a row of the catalogue to what is judged."""

from fortnight.labels.shown import Shown


def reading_of(line: str) -> Shown | None:
    """What a product's stored line says; None where no label is on file.

    A line that the names of now no longer know says nothing either, until its label has been read again.

    >>> reading_of("face_oil;;+3/3;glitter@3") is None
    True
    """
    if not line:
        return None
    try:
        return Shown.from_text(line)
    except ValueError:
        return None
