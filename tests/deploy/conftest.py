"""The site that all of this stands before."""

from collections.abc import Iterator

import pytest

from tests.browser.server import Server
from tests.browser.site import Site
from tests.deploy.fronts import SITE
from tests.installed import shared


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The site as the settings of the how-to have it: behind one proxy with TLS."""
    folder = tmp_path_factory.mktemp("site")
    with Site(folder, shared(tmp_path_factory), FORTNIGHT_ADDRESS=f"https://{SITE}", FORTNIGHT_PROXIES="1") as server:
        yield server
