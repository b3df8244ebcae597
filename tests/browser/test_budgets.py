"""What a page costs on its first visit, as it comes over the line: 100 KB at most, 15 KB of it scripts."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext

from tests.browser.device import until
from tests.browser.every_page import PAGES, reach

KB = 1024
Device = Callable[..., BrowserContext]


@pytest.mark.parametrize("name", sorted(PAGES))
def test_a_first_visit_stays_within_its_budget(new_context: Device, name: str) -> None:
    context = new_context(service_workers="block")
    path = reach(context, name)
    page = context.new_page()
    line = context.new_cdp_session(page)
    kinds: dict[str, str] = {}
    loaded: dict[str, float] = {}

    def ended(event: dict[str, Any]) -> None:
        loaded[event["requestId"]] = event["encodedDataLength"]

    line.on("Network.responseReceived", lambda event: kinds.__setitem__(event["requestId"], event["type"]))
    line.on("Network.loadingFinished", ended)
    line.send("Network.enable")
    page.goto(path, wait_until="load")
    until(page, "document.readyState === 'complete'")
    scripts = sum(size for one, size in loaded.items() if kinds.get(one) == "Script")
    assert loaded, "nothing was measured"
    assert any(kind == "Script" for kind in kinds.values()), "no script was measured"
    assert sum(loaded.values()) <= 100 * KB, f"{name}: {sum(loaded.values()) / KB:.1f} KB"
    assert scripts <= 15 * KB, f"{name}: {scripts / KB:.1f} KB of scripts"
