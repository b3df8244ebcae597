"""A corpus of mails of our own making, as mail programs write them; ids and addresses of ours are filled in."""

from pathlib import Path

FOLDER = Path(__file__).parent
BASE = "reply@clinic.example"
NAMES = sorted(path.stem for path in FOLDER.glob("*.eml"))


def mail(name: str, *, answers: str = "<nobody@example.org>", reply: str = BASE, key: str = "") -> bytes:
    """A mail of the corpus, as an answer to a letter of ours, sent to an address to reply to."""
    raw = (FOLDER / f"{name}.eml").read_bytes()
    filled = {b"{ID}": answers, b"{REPLY}": reply, b"{BASE}": BASE, b"{KEY}": key}
    for mark, said in filled.items():
        raw = raw.replace(mark, said.encode())
    return raw
