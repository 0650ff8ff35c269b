"""`make run` as a newcomer meets it: a fresh clone, in a folder with a space, as root and as a user, twice.

The clone is of what is committed. It installs everything anew, so it needs the package index and some minutes.
"""

import http.client
import json
import os
import shutil
import signal
import stat
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest

from tests.processes.servers import free_port

ROOT = Path(__file__).resolve().parents[2]
NOBODY = 65534
FIRST_RUN_S = 900
SECOND_RUN_S = 10
END_S = 40
OF_OUR_OWN = (
    "DATABASE_URL",
    "REDIS_URL",
    "SECRET_KEY",
    "API_KEY_PEPPER",
    "JWT_SIGNING_KEY",
    "ENCRYPTION_KEYS",
    "QUITTANCE_VAR",
    "AWS_STORAGE_BUCKET_NAME",
)

pytestmark = [pytest.mark.services, pytest.mark.timeout(FIRST_RUN_S + 300)]


@dataclass
class Run:
    """One `make run`, from the command to the end after Ctrl-C."""

    lines: list[str]
    seconds: float
    answers: dict[str, int]
    left: list[str]


class Clone:
    """A checkout of its own in `folder`, owned by `user` (a user id)."""

    def __init__(self, folder: Path, user: int) -> None:
        self.folder = folder / "a folder" / "quittance"
        self.port = free_port()
        self._user = user
        self._credentials = {"user": user, "group": user, "extra_groups": []} if user != os.geteuid() else {}
        self._env = {name: value for name, value in os.environ.items() if name not in OF_OUR_OWN} | {
            "HOME": str(folder),
            "PORT": str(self.port),
            "PATH": "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin",
            "GIT_CONFIG_COUNT": "1",
            "GIT_CONFIG_KEY_0": "safe.directory",
            "GIT_CONFIG_VALUE_0": "*",
        }
        subprocess.run(["git", "clone", "--quiet", "--no-local", str(ROOT), str(self.folder)], env=self._env, check=True)
        if self._credentials:
            subprocess.run(["chown", "-R", f"{user}:{user}", str(folder)], check=True)

    def run(self, within_s: float) -> Run:
        log = self.folder.parent / f"run-{time.monotonic_ns()}.log"
        begun = time.monotonic()
        with log.open("wb") as output:
            make = subprocess.Popen(
                ["make", "--no-print-directory", "run"],
                cwd=self.folder,
                env=self._env,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
                **self._credentials,
            )
            try:
                lines = self._ready_lines(make, log, begun + within_s)
                seconds = time.monotonic() - begun
                answers = {path: self._status(path) for path in ("/readyz", "/healthz", "/api/v1/schema/")}
                os.killpg(make.pid, signal.SIGINT)
                make.wait(timeout=END_S)
            finally:
                if make.poll() is None:
                    os.killpg(make.pid, signal.SIGTERM)
                    make.wait(timeout=END_S)
        return Run(lines, seconds, answers, self.processes())

    def _ready_lines(self, make: subprocess.Popen[bytes], log: Path, deadline: float) -> list[str]:
        while "\nAPI key: " not in (text := log.read_text(encoding="utf-8")) or not text.endswith("\n"):
            assert make.poll() is None, f"make run ended: {text}"
            assert time.monotonic() < deadline, f"make run is not ready in time: {text}"
            time.sleep(0.1)
        return text.splitlines()[-3:]

    def _status(self, path: str) -> int:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request("GET", path)
            return connection.getresponse().status
        finally:
            connection.close()

    def processes(self) -> list[str]:
        """Every process that works in the clone or was told of it."""
        mine = str(self.folder)
        return [
            f"{process.pid} {' '.join(process.info['cmdline'] or [])}"
            for process in psutil.process_iter(["cmdline", "cwd"])
            if mine in (process.info["cwd"] or "") or any(mine in word for word in process.info["cmdline"] or [])
        ]

    def mode(self, name: str) -> int:
        return stat.S_IMODE((self.folder / "var" / name).stat().st_mode)


@pytest.fixture(scope="module", params=["root", "a user"] if os.geteuid() == 0 else ["a user"])
def clone(request: pytest.FixtureRequest) -> Iterator[Clone]:
    folder = Path(tempfile.mkdtemp(prefix="quittance-clone-"))
    is_other = os.geteuid() == 0 and request.param == "a user"
    try:
        yield Clone(folder, NOBODY if is_other else os.geteuid())
    finally:
        shutil.rmtree(folder)


@pytest.fixture(scope="module")
def first(clone: Clone) -> Run:
    return clone.run(FIRST_RUN_S)


@pytest.fixture(scope="module")
def second(clone: Clone, first: Run) -> Run:
    return clone.run(FIRST_RUN_S)


def test_the_last_lines_are_address_login_and_key(clone: Clone, first: Run) -> None:
    told = json.loads((clone.folder / "var" / "demo.json").read_text(encoding="utf-8"))
    assert first.lines == [
        f"Quittance is ready: http://127.0.0.1:{clone.port}/",
        f"Login: {told['login']} / {told['password']}",
        f"API key: {told['api_key']}",
    ]


def test_it_serves_when_it_says_so(first: Run) -> None:
    assert first.answers == {"/readyz": 200, "/healthz": 200, "/api/v1/schema/": 200}


def test_ctrl_c_leaves_no_process(first: Run, second: Run) -> None:
    assert (first.left, second.left) == ([], [])


def test_the_second_run_is_quick(second: Run) -> None:
    assert second.seconds < SECOND_RUN_S


def test_the_second_run_says_the_same(first: Run, second: Run) -> None:
    assert second.lines == first.lines


@pytest.mark.parametrize("name", ["demo.json", "secrets.json"])
def test_credentials_are_for_the_owner_only(clone: Clone, second: Run, name: str) -> None:
    assert clone.mode(name) == 0o600
