"""What comes over the line for a page: its size as it was sent, all of it and its scripts."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Page

KB = 1024
ALL_KB, SCRIPT_KB = 100, 15


@dataclass
class Line:
    """What a page has loaded while it is `listening`."""

    kinds: dict[str, str] = field(default_factory=dict)
    loaded: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def listening(self, page: Page) -> Iterator["Line"]:
        """Count what comes meanwhile, as on a first visit: nothing is taken from what the browser has kept."""
        line = page.context.new_cdp_session(page)
        line.on("Network.responseReceived", lambda event: self.kinds.__setitem__(event["requestId"], event["type"]))
        line.on("Network.loadingFinished", self._ended)
        line.send("Network.enable")
        line.send("Network.setCacheDisabled", {"cacheDisabled": True})
        yield self
        line.detach()

    def _ended(self, event: dict[str, Any]) -> None:
        self.loaded[event["requestId"]] = event["encodedDataLength"]

    def wrong(self) -> list[str]:
        """What is over the budget of a first visit, and whether nothing was measured at all."""
        scripts = [size for one, size in self.loaded.items() if self.kinds.get(one) == "Script"]
        if not scripts:
            return ["no script was measured"]
        over = {
            f"{sum(self.loaded.values()) / KB:.1f} KB": sum(self.loaded.values()) > ALL_KB * KB,
            f"{sum(scripts) / KB:.1f} KB of scripts": sum(scripts) > SCRIPT_KB * KB,
        }
        return [words for words, is_over in over.items() if is_over]
