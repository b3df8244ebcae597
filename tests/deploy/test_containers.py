"""The container files without a container: each step against this repository, each service of the compose file by hand.

No image is built here: that takes a network and an engine. What the files name has to be there, the packages have to
build from nothing but what is copied, and the services have to work together as they are set.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest
import yaml

from fortnight import __version__
from fortnight.web.ground.environment import VARIABLES
from tests.browser.server import ROOT, Server
from tests.deploy.fronts import DEPLOY, SITE, Front, in_front, program
from tests.deploy.visitor import Visitor, with_a_plan

Service = dict[str, Any]
HOST = {"FORTNIGHT_HOST": SITE, "POSTGRES_PASSWORD": "f00d"}


def instructions() -> list[tuple[str, str]]:
    """The instructions of the Containerfile in order, each with what stands behind it."""
    text = re.sub(r"\\\n\s*", "", (DEPLOY / "Containerfile").read_text())
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return [(line.partition(" ")[0], line.partition(" ")[2]) for line in lines]


def last(name: str) -> str:
    """What the last instruction of a name says, which is the one that holds."""
    return [rest for instruction, rest in instructions() if instruction == name][-1]


def copied() -> list[str]:
    """What is copied out of the repository into the image."""
    return [
        source
        for name, rest in instructions()
        if name == "COPY" and not rest.startswith("--from")
        for source in rest.split()[:-1]
    ]


def interpolated(value: str, host: dict[str, str]) -> str:
    """A value of the compose file, filled in with what the operator sets. Raises: KeyError for what has to be set."""

    def filled(match: re.Match[str]) -> str:
        name, has_default, default = match["name"], match["default"] is not None, match["default"] or ""
        return host.get(name, default) if has_default else host[name]

    return re.sub(r"\$\{(?P<name>\w+)(?::\?[^}]*|:-(?P<default>[^}]*))?\}", filled, value)


@pytest.fixture(scope="module")
def services() -> dict[str, Service]:
    """The services of the compose file."""
    read: dict[str, Service] = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
    return read["services"]


@pytest.fixture(scope="module")
def database() -> Iterator[str]:
    """A PostgreSQL of the suite, for as long as the tests run."""
    command = ["sh", "scripts/postgres.sh", "sh", "-c", 'echo "$FORTNIGHT_TEST_DATABASE"; read -r _']
    settings = {**os.environ, "PYTHON_OF_TESTS": sys.executable}
    with subprocess.Popen(
        command, cwd=ROOT, env=settings, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        os.environ["PGPASSWORD"] = address.partition("@")[0].rpartition(":")[2]
        subprocess.run(client(address, "createdb", "--username=fortnight", "fortnight"), check=True)
        yield address.replace("/postgres", "/fortnight")
        del os.environ["PGPASSWORD"]
        process.stdin.close()


def client(database: str, *command: str) -> list[str]:
    """A command of the service `database`, as it is run beside the PostgreSQL of the suite."""
    place = re.search(r"@([\d.]+):(\d+)/", database)
    assert place
    return [program(command[0]), f"--host={place[1]}", f"--port={place[2]}", *command[1:]]


@pytest.fixture(scope="module")
def front(
    services: dict[str, Service], database: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Server, Front]]:
    """The three services as processes: PostgreSQL, the site with the settings of the file, Caddy before it."""
    settings = {name: interpolated(value, HOST) for name, value in services["site"]["environment"].items()}
    settings["FORTNIGHT_DATABASE"] = re.sub("^postgresql://.*", database, settings["FORTNIGHT_DATABASE"])
    with (
        Server(tmp_path_factory.mktemp("site"), **settings) as server,
        in_front("caddy", tmp_path_factory.mktemp("caddy"), server.port) as before,
    ):
        yield server, before


def test_what_the_image_is_made_of_is_in_the_repository_and_not_left_out() -> None:
    rules = [line for line in (ROOT / ".dockerignore").read_text().splitlines() if line and not line.startswith("#")]
    assert rules[0] == "*"
    assert copied()
    for source in copied():
        assert (ROOT / source).exists(), source
        assert any(fnmatch(source, rule.removeprefix("!")) for rule in rules if rule.startswith("!")), source


def test_the_wheel_is_built_from_nothing_but_what_is_copied(tmp_path: Path) -> None:
    for source in copied():
        (tmp_path / source).parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / source).is_dir():
            shutil.copytree(ROOT / source, tmp_path / source, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / source, tmp_path / source)
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", "out"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    with zipfile.ZipFile(tmp_path / f"out/fortnight-{__version__}-py3-none-any.whl") as wheel:
        names = set(wheel.namelist())
    assert {"fortnight/web/shell/static/shell/shell.js", "fortnight/web/locale/es/LC_MESSAGES/django.mo"} <= names


def test_every_package_of_the_image_is_checked_by_its_hash() -> None:
    installs = [rest for name, rest in instructions() if name == "RUN" and "pip install" in rest]
    assert ["--require-hashes" in rest or "--no-deps" in rest for rest in installs] == [True, True]


def test_the_image_serves_as_somebody_without_rights_and_writes_only_its_data() -> None:
    user, _ = last("USER").split(":")
    assert int(user) >= 1000
    assert f"--uid {user} " in last("RUN")
    for folder in json.loads(last("VOLUME")):
        assert folder in last("RUN")


def test_the_image_begins_with_a_command_that_there_is() -> None:
    (name,) = json.loads(last("ENTRYPOINT"))
    assert f'{name} = "fortnight.cli:main"' in (ROOT / "pyproject.toml").read_text()
    command = json.loads(last("CMD"))
    printed = subprocess.run(
        [sys.executable, "-m", "fortnight.cli", command[0], "--help"], capture_output=True, text=True, check=True
    )
    options = [word for word in command if word.startswith("--")]
    assert [option for option in options if option not in printed.stdout] == []
    assert command[-1] == last("EXPOSE")


def test_the_compose_file_builds_what_is_here_and_mounts_what_is_here(services: dict[str, Service]) -> None:
    build = services["site"]["build"]
    assert (DEPLOY / build["context"]).resolve() == ROOT
    assert (ROOT / build["dockerfile"]).is_file()
    for service in services.values():
        for volume in service["volumes"]:
            source, target, *_ = volume.split(":")
            assert source.isalpha() or (DEPLOY / source).is_file()
            assert target.startswith("/")
    assert services["site"]["command"] == json.loads(last("CMD"))


def test_the_compose_file_sets_what_fortnight_listens_to(services: dict[str, Service]) -> None:
    assert set(services["site"]["environment"]) <= {variable.name for variable in VARIABLES}


@pytest.mark.parametrize("name", HOST)
def test_the_compose_file_does_not_start_without_a_name_and_a_password(services: dict[str, Service], name: str) -> None:
    lacking = {key: value for key, value in HOST.items() if key != name}
    with pytest.raises(KeyError):
        [interpolated(value, lacking) for value in services["site"]["environment"].values()]
    assert f"${{{name}:?" in (DEPLOY / "compose.yaml").read_text()


def test_only_the_proxy_can_be_reached_from_outside(services: dict[str, Service]) -> None:
    assert [name for name, service in services.items() if "ports" in service] == ["proxy"]
    assert set(services["proxy"]["networks"]) & set(services["database"]["networks"]) == set()


def test_the_services_serve_a_plan_together(front: tuple[Server, Front]) -> None:
    server, caddy = front
    page = Visitor(caddy).get("/")
    assert "How long were the needles?" in page.text
    assert "strict-transport-security" in page.headers
    assert with_a_plan(caddy).message("Is this redness usual?") == 201
    assert not server.database.exists()


def test_the_health_check_of_the_image_knows_a_site_from_none(front: tuple[Server, Front]) -> None:
    port = front[0].port
    command = json.loads(last("HEALTHCHECK").partition(" CMD ")[2])
    assert command[0] == "python3"
    assert f":{last('EXPOSE')}/" in command[-1]

    def checked(at: int) -> int:
        code = command[-1].replace(f":{last('EXPOSE')}/", f":{at}/")
        return subprocess.run([sys.executable, *command[1:-1], code], capture_output=True, check=False).returncode

    assert checked(port) == 0
    assert checked(1) != 0


def test_the_check_of_the_database_is_a_command_that_there_is(services: dict[str, Service], database: str) -> None:
    kind, *command = services["database"]["healthcheck"]["test"]
    assert kind == "CMD"
    assert subprocess.run(client(database, *command), capture_output=True, check=False).returncode == 0


def documented(page: str, name: str) -> list[str]:
    """A command of the service `database` as a page of the how-to writes it, without what is sent where."""
    text = (ROOT / "docs/how-to" / page).read_text()
    line = re.search(rf"^    docker compose exec (?:--no-TTY )?database ({name} [^<>\n]*)", text, re.MULTILINE)
    assert line, f"{page} has no {name}"
    return line[1].split()


def test_the_rows_go_back_to_a_dump_by_the_commands_of_the_how_to(
    front: tuple[Server, Front], database: str, tmp_path: Path
) -> None:
    server, caddy = front
    visitor = with_a_plan(caddy)
    assert visitor.message("before the upgrade") == 201
    dump = tmp_path / "rows.dump"
    with dump.open("wb") as rows:
        subprocess.run(client(database, *documented("run-in-containers.md", "pg_dump")), stdout=rows, check=True)
    assert visitor.message("after the upgrade") == 201
    server.stop()
    for name in ("dropdb", "createdb"):
        subprocess.run(client(database, *documented("upgrade.md", name)), check=True)
    with dump.open("rb") as rows:
        subprocess.run(client(database, *documented("upgrade.md", "pg_restore")), stdin=rows, check=True)
    server.start()
    page = visitor.get("/advisor/").text
    assert "before the upgrade" in page
    assert "after the upgrade" not in page
