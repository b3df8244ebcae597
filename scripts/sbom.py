"""What cyclonedx-py has written, as we keep it: the site as the component in question, and no addresses.

The hashes stand in requirements/run.txt and would be half a megabyte here; where packages come from is a setting of the
machine, so the addresses that cyclonedx-py takes for granted go as well.
"""

import json
import re
import sys
from pathlib import Path
from typing import Any

DROPPED = {"bom-ref", "description", "externalReferences"}
VERSION = re.compile(r'^__version__ = "([^"]+)"', re.MULTILINE)


def own_version() -> str:
    """The version of Fortnight in this tree."""
    text = Path("src/fortnight/__init__.py").read_text("utf-8")
    return VERSION.findall(text)[0]


def slim(whole: dict[str, Any], version: str) -> dict[str, object]:
    """The bill of materials without what changes by machine; `version` is Fortnight's own."""
    components = [
        {"bom-ref": part["purl"]} | {key: value for key, value in part.items() if key not in DROPPED}
        for part in whole["components"]
    ]
    root = {"bom-ref": "fortnight", "name": "fortnight", "type": "application", "version": version}
    return {
        "bomFormat": whole["bomFormat"],
        "specVersion": whole["specVersion"],
        "version": 1,
        "metadata": {"component": root},
        "components": sorted(components, key=lambda part: part["bom-ref"]),
        "dependencies": [{"ref": "fortnight", "dependsOn": sorted(part["bom-ref"] for part in components)}],
    }


sys.stdout.write(
    json.dumps(slim(json.loads(Path(sys.argv[1]).read_text("utf-8")), own_version()), indent=1, ensure_ascii=False)
    + "\n"
)
