"""The wheel, built once, and environments with it: without extras, and with those of the site."""

from pathlib import Path

import pytest

from tests.install.environments import Environment, build, install


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this tree."""
    return build("wheel", tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="session")
def terminal(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Environment:
    """What `pip install fortnight` brings."""
    return install(wheel, tmp_path_factory.mktemp("terminal") / "venv")


@pytest.fixture(scope="session")
def site(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Environment:
    """What `pip install 'fortnight[site]'` brings: no photos of labels."""
    return install(wheel, tmp_path_factory.mktemp("site") / "venv", "site")
