"""What Lighthouse says of the main pages, on the real server with the demo: four scores a page, out of 100.

Run by scripts/lighthouse.sh, which brings Lighthouse and Chromium. Each page is asked three times and the middle score
of each kind counts, since a busy machine is slower now and then.
"""

import json
import os
import re
import statistics
import subprocess
import sys
import time
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

_PROMISED = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}
_ROUNDS = 3
_FLAGS = "--headless=new --no-sandbox --disable-gpu"


def _wait(base: str) -> None:
    for _ in range(100):
        try:
            build_opener().open(f"{base}/healthz", timeout=1)
        except (URLError, OSError):
            time.sleep(0.2)
        else:
            return
    raise SystemExit("The server did not start.")


def _post(browser: OpenerDirector, page: str, to: str, **fields: str) -> str:
    """Send a form of a page; the address that it leads to."""
    html = browser.open(page).read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', html)
    sent = urlencode({**fields, "csrfmiddlewaretoken": token[1] if token else ""}).encode()
    return str(browser.open(to, sent).url)


def _scores(tool: str, chromium: str, address: str, cookies: str, room: Path) -> dict[str, int]:
    headers = room / "headers.json"
    headers.write_text(json.dumps({"Cookie": cookies}), "utf-8")
    by_kind: dict[str, list[int]] = {kind: [] for kind in _PROMISED}
    for _ in range(_ROUNDS):
        report = room / "report.json"
        words = [tool, address, "--quiet", f"--chrome-flags={_FLAGS}", "--output=json", f"--output-path={report}"]
        if cookies:
            words.append(f"--extra-headers={headers}")
        categories = json.loads(_report(words, chromium, report))["categories"]
        for kind, scores in by_kind.items():
            scores.append(round(categories[kind]["score"] * 100))
    return {kind: round(statistics.median(scores)) for kind, scores in by_kind.items()}


def _report(words: list[str], chromium: str, report: Path) -> str:
    """The report, asked for once more where the browser did not start. What Lighthouse says of a failure is shown."""
    for last in (False, True):
        paths = {**os.environ, "CHROME_PATH": chromium}
        done = subprocess.run(words, check=False, capture_output=True, text=True, env=paths)
        if done.returncode == 0:
            break
        if last:
            sys.exit(f"Lighthouse could not look at {words[1]}:\n{done.stderr[-800:]}")
    return report.read_text("utf-8")


def main() -> int:
    """Print the scores; 1 when one is lower than promised."""
    tool, chromium, port, room = sys.argv[1], sys.argv[2], sys.argv[3], Path(sys.argv[4])
    base = f"http://localhost:{port}"
    command = [sys.executable, "-m", "fortnight.cli", "serve", "--port", port]
    with (room / "log").open("ab") as log:
        server = subprocess.Popen(command, stdout=log, stderr=log)
    try:
        _wait(base)
        jar = CookieJar()
        browser = build_opener(HTTPCookieProcessor(jar))
        _post(browser, f"{base}/", f"{base}/", when="yesterday", setting="clinic", needle_mm="1.0", zone="UTC")
        label = "Aqua, Glycerin, Squalane, Retinol, Parfum"
        answer = _post(browser, f"{base}/today/", f"{base}/may/", said=label)
        cookies = "; ".join(f"{cookie.name}={cookie.value}" for cookie in jar)
        pages = {"front page": ("/", ""), "today": ("/today/", cookies), "answer": (answer, cookies)}
        for name in ("shelf", "checkin", "normal", "photos", "before"):
            pages[name] = (f"/{name}/", cookies)
        worst = 0
        for name, (path, sent) in pages.items():
            address = path if path.startswith("http") else base + path
            scores = _scores(tool, chromium, address, sent, room)
            print(f"{name:12}" + "".join(f"  {kind} {score:3}" for kind, score in scores.items()))
            worst |= any(scores[kind] < least for kind, least in _PROMISED.items())
        return int(worst)
    finally:
        server.terminate()
        server.wait(timeout=20)


if __name__ == "__main__":
    sys.exit(main())
