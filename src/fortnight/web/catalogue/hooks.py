"""What the catalogue tells those who judge it."""

from fortnight.web.ground.hooks import Hook

catalogue_changed: Hook[[], object] = Hook()
"""Many products have changed at once: an import has ended or was undone, or all labels were read again."""
