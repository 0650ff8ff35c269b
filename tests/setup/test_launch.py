"""The parts of `make run` that can be looked at one by one; `test_fresh_clone` runs the whole."""

import json
import os
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from app_settings.launch.errors import LaunchError
from app_settings.launch.leftovers import leftovers_end
from app_settings.launch.processes import kept_running
from app_settings.launch.watch import announcement
from app_settings.launch.wishes import port_check, process_environment, single_launch

ROOT = Path(__file__).resolve().parents[2]
NOBODY = 65534
needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def test_the_last_lines_name_address_login_and_key(tmp_path: Path) -> None:
    demo = tmp_path / "demo.json"
    demo.write_text(json.dumps({"login": "demo@example.org", "password": "a b", "api_key": "qk_1"}))
    assert announcement(8123, demo) == (
        "Quittance is ready: http://127.0.0.1:8123/\nLogin: demo@example.org / a b\nAPI key: qk_1\n"
    )


def test_without_a_demo_no_credentials_are_told() -> None:
    assert announcement(8000, None) == "Quittance is ready: http://127.0.0.1:8000/\n"


def test_a_taken_port_is_refused_with_another_proposal(taken_port: int) -> None:
    with pytest.raises(LaunchError, match=f"Port {taken_port} cannot be had .*make run PORT={taken_port + 1}"):
        port_check(taken_port)


def test_a_port_that_is_no_port_is_refused() -> None:
    with pytest.raises(LaunchError, match="Port 70000 cannot be had"):
        port_check(70000)


def test_a_second_launch_over_the_same_data_is_refused(tmp_path: Path) -> None:
    with single_launch(tmp_path), pytest.raises(LaunchError, match="runs already"), single_launch(tmp_path):
        pass


def test_the_processes_find_our_interpreter_first(tmp_path: Path) -> None:
    environment = process_environment(tmp_path, 8123)
    assert environment["PATH"].split(os.pathsep)[0] == str(Path(sys.executable).parent)
    assert (environment["PORT"], environment["QUITTANCE_VAR"]) == ("8123", str(tmp_path))


def test_a_process_that_is_killed_is_started_again(tmp_path: Path) -> None:
    starts = tmp_path / "starts"
    command = kept_running(f'echo begun >> "{starts}"; kill -9 $(exec sh -c "echo \\$PPID")')
    loop = subprocess.Popen(["/bin/sh", "-c", command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_until(lambda: starts.exists() and len(starts.read_text().splitlines()) >= 2)
    finally:
        loop.kill()
        loop.wait()


def wait_until(probe: Callable[[], bool], timeout_s: float = 15) -> None:
    deadline = time.monotonic() + timeout_s
    while not probe():
        assert time.monotonic() < deadline, "not in time"
        time.sleep(0.05)


def test_secrets_are_made_once_and_for_the_owner_only(tmp_path: Path) -> None:
    var = tmp_path / "var"
    reading = "from app_settings.environment import secret; print(secret('SECRET_KEY'))"
    outer = {name: value for name, value in os.environ.items() if name not in {"SECRET_KEY", "DATABASE_URL"}}
    told = {
        subprocess.run(
            [sys.executable, "-c", reading],
            cwd=ROOT,
            env=outer | {"QUITTANCE_VAR": str(var)},
            umask=0o022,
            check=True,
            capture_output=True,
        ).stdout
        for _ in range(2)
    }
    assert len(told) == 1
    assert stat.S_IMODE((var / "secrets.json").stat().st_mode) == 0o600


def test_what_a_killed_launch_left_is_ended_by_the_next(tmp_path: Path) -> None:
    left = subprocess.Popen(["/bin/sh", "-c", kept_running("exec sleep 600")], start_new_session=True)
    born = psutil.Process(left.pid).create_time()
    (tmp_path / "processes.json").write_text(json.dumps([{"pid": left.pid, "born": born}]))
    wait_until(lambda: bool(psutil.Process(left.pid).children()))
    below = psutil.Process(left.pid).children()
    leftovers_end(tmp_path)
    left.wait(timeout=5)
    assert [process for process in below if process.is_running()] == []


def test_a_process_that_only_has_the_same_number_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "processes.json").write_text(json.dumps([{"pid": os.getpid(), "born": 1.0}]))
    leftovers_end(tmp_path)
    assert not (tmp_path / "processes.json").exists()


def test_an_interrupt_that_only_make_gets_is_noticed(tmp_path: Path) -> None:
    watching = (
        "import time; from app_settings.launch.watch import Parent; parent = Parent(); print('up', flush=True)\n"
        "while not parent.has_given_up(): time.sleep(0.05)\n"
    )
    (tmp_path / "watching.py").write_text(watching)
    (tmp_path / "Makefile").write_text(f"run:\n\t@exec '{sys.executable}' '{tmp_path / 'watching.py'}'\n")
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(["make", "--no-print-directory", "run"], cwd=tmp_path, env=environment, stdout=subprocess.PIPE) as make:
        assert make.stdout is not None
        assert make.stdout.readline() == b"up\n"
        make.send_signal(signal.SIGINT)
        assert make.wait(timeout=10) == -signal.SIGINT


@needs_root
def test_without_the_venv_package_a_user_is_told_its_name() -> None:
    source = (ROOT / "app_settings" / "virtual_environment.py").read_text(encoding="utf-8").replace("__main__", "imported")
    asking = "sys.modules['ensurepip'] = None\ntry:\n _venv_package_ensure()\nexcept SetupError as error:\n print(error)\n"
    said = subprocess.run(
        ["/usr/bin/python3", "-c", f"{source}\n{asking}".replace("Path(__file__)", "Path()")],
        user=NOBODY,
        group=NOBODY,
        extra_groups=[],
        cwd="/",
        env={"PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "-venv is missing. Install it as root (apt-get install python3" in said.stdout
