"""Scripts and styles as they are served: compressed, and named with a hash of their content, so that each can be kept.

Scripts import each other by a path beside their own (`./queue.js`). The same step that gives the files their names
writes those names into the imports. An import map would stand in the page, where our policy lets no script stand.
"""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class Statics(CompressedManifestStaticFilesStorage):
    """The manifest of whitenoise, with the imports of modules."""

    support_js_module_import_aggregation = True
