"""A plugin in the place of pytest-django's, for tests that know nothing of Django: `-p no:django -p tests.plain`.

What pytest-django does around each test takes longer than most tests of the core do.
"""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Know the setting in pyproject.toml that is pytest-django's."""
    parser.addini("DJANGO_SETTINGS_MODULE", "the settings of the site, which nothing here reads")
