"""All benchmarks in one run: `make bench`, or `make bench LABELS=file.jsonl` for labels of your own.

The labels are JSON lines with `label`, and `name` and `category` where there are any. Without a file our own small
case file is read, which is quick but kind to the reader: its labels are few and repeat their names.
"""

import json
import subprocess
import sys
from pathlib import Path

from bench import batch, footprint, pages, reading

_OWN = Path(__file__).parent.parent / "tests" / "cases" / "labels.jsonl"


def main() -> None:
    """Print every figure; exits with a message when the file cannot be read."""
    file = Path(sys.argv[1]) if len(sys.argv) > 1 and sys.argv[1] else _OWN
    try:
        lines = file.read_text("utf-8").splitlines()
        labels = [reading.Given.of(json.loads(line)) for line in lines if line.strip()]
    except (OSError, ValueError, KeyError) as error:
        sys.exit(f"{file}: {error}. Give a file of JSON lines with a label each: make bench LABELS=file.jsonl")
    print(f"{len(labels)} labels from {file.name}, one core\n")
    reading.run(labels)
    batch.run(labels)
    footprint.run(labels)
    pages.run(labels)
    sys.stdout.flush()
    # In processes of their own: each of them sets up the site on a folder that it throws away.
    for name in (
        "streams",
        "inbox",
        "figures",
        "guides",
        "catalogue",
        "screening",
        "routine",
        "leaflet",
        "reminders",
        "hostile",
        "kept",
    ):
        subprocess.run([sys.executable, "-m", f"bench.{name}"], check=True, stderr=subprocess.DEVNULL)


if __name__ == "__main__":
    main()
