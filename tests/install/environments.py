"""Environments as pip would make them from the wheel, without a network: what is declared, and nothing else.

The wheel is unpacked; each package that it declares, and what that needs in turn, is linked from the environment in
which the tests run. So a module that nobody declared is missing here, as it would be on another machine.
"""

import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from importlib.metadata import Distribution, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]


def build(kind: str, folder: Path) -> Path:
    """Build the wheel or the sdist into a folder, with the build backend that is locked with everything else."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (built,) = folder.iterdir()
    return built


def metadata_of(wheel: Path) -> Message:
    """What the wheel says about itself."""
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        return message_from_bytes(archive.read(name))


def distributions(wheel: Path, *extras: str) -> tuple[Distribution, ...]:
    """The packages that pip would install beside the wheel, for it and these extras, each once."""
    own = str(metadata_of(wheel)["Name"])
    requires = {own: [str(line) for line in metadata_of(wheel).get_all("Requires-Dist", [])]}
    waiting, visited = [(own, extra) for extra in ("", *extras)], set[tuple[str, str]]()
    while waiting:
        name, extra = waiting.pop()
        if (name, extra) in visited:
            continue
        visited.add((name, extra))
        lines = requires.setdefault(name, distribution(name).requires or [] if name != own else [])
        waiting += _needed(lines, extra)
    return tuple(distribution(name) for name in sorted({name for name, _ in visited} - {own}))


def _needed(lines: list[str], extra: str) -> Iterator[tuple[str, str]]:
    for requirement in map(Requirement, lines):
        if requirement.marker is None or requirement.marker.evaluate({"extra": extra}):
            name = str(canonicalize_name(requirement.name))
            yield name, ""
            yield from ((name, further) for further in sorted(requirement.extras))


@dataclass(frozen=True, slots=True)
class Environment:
    """An environment with the wheel in it."""

    folder: Path

    @property
    def python(self) -> str:
        """Its Python."""
        return str(self.folder / "bin/python")

    def run(self, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
        """Run its Python; nothing of the caller's environment reaches it."""
        environment = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "HOME": str(self.folder), **settings}
        command = [self.python, *arguments]
        return subprocess.run(
            command,
            cwd=self.folder,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            stdin=subprocess.DEVNULL,
        )

    def fortnight(self, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
        """Run a command of Fortnight."""
        return self.run("-m", "fortnight.cli", *arguments, **settings)


def install(wheel: Path, folder: Path, *extras: str) -> Environment:
    """An environment with the wheel, what it declares and what these extras declare."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True, capture_output=True)
    environment = Environment(folder)
    code = "import sysconfig; print(sysconfig.get_path('purelib'))"
    packages = Path(environment.run("-c", code).stdout.strip())
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(packages)
    for package in distributions(wheel, *extras):
        for name in {file.parts[0] for file in package.files or ()} - {"..", "__pycache__"}:
            link = packages / name
            if not link.exists():
                link.symlink_to(Path(str(package.locate_file(name))).resolve())
    return environment
