"""A whole Quittance in real processes: its own database, broker, web, workers and beat, in a temporary folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import urllib.error
import urllib.request
import uuid
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit, urlunsplit

import psycopg2

from tests.processes.servers import Redis, Server, free_port, wait_until
from tests.processes.templates import copy_database, copy_folder
from users.limits.budgets import Limited
from utils.embedded_postgres.server import EmbeddedPostgres

ROOT = Path(__file__).resolve().parent.parent.parent
FINAL = ("booked", "filed", "needs_review", "needs_password", "unreadable", "quarantined", "failed")


@dataclass(frozen=True)
class Answer:
    """An HTTP answer: status, headers (lower case) and the body's bytes."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)


def run_manage(env: Mapping[str, str], *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
    """Run a command of manage.py; one that fails is an AssertionError with what it said."""
    command = [sys.executable, "manage.py", *arguments]
    done = subprocess.run(command, cwd=ROOT, env=dict(env), capture_output=True, text=True, timeout=300, check=False)
    if check and done.returncode:
        raise AssertionError(f"{arguments} exited {done.returncode}: {done.stdout[-3000:]}{done.stderr[-3000:]}")
    return done


class House:
    """Use as a context manager; everything that it starts ends with it.

    With DATABASE_URL in the environment it makes a database of its own on that server, else an embedded Postgres.
    `redis_url=None` is the filesystem broker; `extra` is added to the environment of every process.
    """

    def __init__(self, folder: Path, *, redis_url: str | None = None, extra: Mapping[str, str] | None = None) -> None:
        self.folder = folder
        self.var = folder / "var"
        self.logs = folder / "log"
        self.logs.mkdir(parents=True, exist_ok=True)
        self.port = free_port()
        self.servers: list[Server] = []
        self._embedded: EmbeddedPostgres | None = None
        self._outer_url = os.environ.get("DATABASE_URL", "")
        self._database = f"house_{uuid.uuid4().hex[:12]}"
        self.redis_url = redis_url
        self.env = self._environment(redis_url, extra or {})

    def _environment(self, redis_url: str | None, extra: Mapping[str, str]) -> dict[str, str]:
        outer = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "REDIS_URL")}
        env = {**outer, "QUITTANCE_VAR": str(self.var), "PORT": str(self.port), "LOG_FORMAT": "json", "PYTHONPATH": str(ROOT)}
        env |= {f"THROTTLE_{what.name}": "1000000000/min" for what in Limited}
        env |= {"SECRET_KEY": "s" * 60, "API_KEY_PEPPER": "p" * 60, "JWT_SIGNING_KEY": "j" * 60, "ENCRYPTION_KEYS": "e" * 60}
        env["ALLOWED_HOSTS"] = "127.0.0.1"
        if redis_url:
            env["REDIS_URL"] = redis_url
        if self._outer_url:
            parts = urlsplit(self._outer_url)
            env["DATABASE_URL"] = urlunsplit(parts._replace(path=f"/{self._database}"))
        return env | dict(extra)

    def __enter__(self) -> Self:
        if self._outer_url:
            copy_database(self._outer_url, self._database, self._migrate_database)
        else:
            copy_folder(self.var, self._migrate_folder)
            self._embedded = EmbeddedPostgres(self.var, is_durable=False)
            self._embedded.start()
        return self

    def _migrate_database(self, name: str) -> None:
        url = urlunsplit(urlsplit(self._outer_url)._replace(path=f"/{name}"))
        self.manage("migrate", "-v0", extra={"DATABASE_URL": url})

    def _migrate_folder(self, var: Path) -> None:
        server = EmbeddedPostgres(var, is_durable=False)
        server.start()
        bare = {name: value for name, value in self.env.items() if name != "DATABASE_URL"}
        run_manage(bare | {"QUITTANCE_VAR": str(var)}, "migrate", "-v0")
        server.stop()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        for server in reversed(self.servers):
            server.stop(timeout_s=20)
        if self._embedded:
            self._embedded.stop()
        else:
            self._on_outer_server(f'DROP DATABASE "{self._database}" WITH (FORCE)')

    def _on_outer_server(self, statement: str) -> None:
        with closing(psycopg2.connect(self._outer_url)) as link:
            link.autocommit = True
            with link.cursor() as cursor:
                cursor.execute(statement)

    def sql(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        """Run one statement on the house's database, committed at once."""
        with closing(psycopg2.connect(**self._link())) as link, link, link.cursor() as cursor:
            cursor.execute(statement, values)
            return cursor.fetchall() if cursor.description else []

    @contextmanager
    def holding(self, statement: str, *values: Any) -> Iterator[None]:
        """Keep the locks that one statement takes until the block ends: others wait for them at just that place."""
        with closing(psycopg2.connect(**self._link())) as link, link, link.cursor() as cursor:
            cursor.execute(statement, values)
            yield

    def waiting(self) -> int:
        """How many connections wait for a lock."""
        statement = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
        return int(self.sql(statement)[0][0])

    def _link(self) -> dict[str, Any]:
        if self._outer_url:
            return {"dsn": self.env["DATABASE_URL"]}
        told = json.loads((self.var / "postgres.json").read_text(encoding="utf-8"))
        return {"host": told["host"], "port": told["port"], "user": told["user"], "dbname": told["name"]}

    def manage(
        self, *arguments: str, check: bool = True, extra: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        return run_manage(self.env | dict(extra or {}), *arguments, check=check)

    def create_user(self, email: str, *, workspace: str = "Test", role: str = "owner") -> dict[str, str]:
        """What `manage.py create_user` prints: ids, password, api_key."""
        done = self.manage("create_user", email, "--workspace", workspace, "--role", role, "--api-key")
        return dict(json.loads(done.stdout.strip().splitlines()[-1]))

    @cached_property
    def key(self) -> str:
        """The API key of the house's first owner."""
        return self.create_user("alice@example.org")["api_key"]

    @property
    def broker_url(self) -> str:
        return self.redis_url or "filesystem://localhost"

    @property
    def broker_options(self) -> dict[str, Any]:
        """Kombu's options to reach the broker from outside."""
        folder = self.var / "broker"
        queue, control = str(folder / "queue"), str(folder / "control")
        return {} if self.redis_url else {"data_folder_in": queue, "data_folder_out": queue, "control_folder": control}

    def start(self, name: str, *command: str, extra: Mapping[str, str] | None = None) -> Server:
        log = self.logs / f"{name}-{len(self.servers)}.log"
        server = Server(name, [sys.executable, "-m", *command], cwd=ROOT, env=self.env | dict(extra or {}), log=log)
        self.servers.append(server)
        return server

    def web(self, *, workers: int = 2, threads: int = 4) -> Server:
        arguments = [
            "gunicorn",
            "app_settings.wsgi",
            "-b",
            f"127.0.0.1:{self.port}",
            "-w",
            str(workers),
            "--threads",
            str(threads),
        ]
        server = self.start("web", *arguments)
        wait_until("the web process", lambda: self._is_ready(server), timeout_s=60)
        return server

    def _is_ready(self, server: Server) -> bool:
        if server.process.poll() is not None:
            raise AssertionError(f"web ended: {server.text()[-3000:]}")
        try:
            return self.get("/readyz").status == 200
        except OSError:
            return False

    def worker(
        self,
        queues: str = "ocr,default",
        *,
        app: str = "app_settings",
        pool: str = "threads",
        extra: Mapping[str, str] | None = None,
    ) -> Server:
        """A Celery worker; ready when it says so."""
        name = f"{queues.replace(',', '-')}-{len(self.servers)}@house"
        server = self.start(
            "worker", "celery", "-A", app, "worker", "-Q", queues, "-c", "1", "-P", pool, "-n", name, "-l", "info", extra=extra
        )
        wait_until("the worker", lambda: self._is_at_work(server), timeout_s=60)
        return server

    def _is_at_work(self, server: Server) -> bool:
        if server.process.poll() is not None:
            raise AssertionError(f"worker ended: {server.text()[-3000:]}")
        return "@house ready." in server.text()

    def end_work(self) -> None:
        """kill -9 of all workers and beats; what they left is put away, so that the next test finds no work."""
        for server in [server for server in self.servers if server.name in ("worker", "beat")]:
            server.kill_tree()
            self.servers.remove(server)
        for message in (self.var / "broker" / "queue").glob("*"):
            message.unlink()
        self.sql(
            "UPDATE finance_document SET state = 'failed', lease_until = NULL, next_call_at = NULL WHERE NOT state = ANY(%s)",
            list(FINAL),
        )

    def beat(self) -> Server:
        schedule = str(self.folder / f"beat-{len(self.servers)}")
        return self.start("beat", "celery", "-A", "app_settings", "beat", "-s", schedule, "-l", "info")

    def redis(self) -> Redis:
        server = Redis(self.folder)
        self.servers.append(server)
        return server

    def get(self, path: str, *, key: str = "") -> Answer:
        return self.call("GET", path, key=key)

    def call(
        self,
        method: str,
        path: str,
        *,
        key: str = "",
        body: bytes | None = None,
        content_type: str = "application/json",
        timeout_s: float = 60,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}{path}", data=body, method=method, headers=dict(headers or {})
        )
        if key:
            request.add_header("Authorization", f"Api-Key {key}")
        if body is not None:
            request.add_header("Content-Type", content_type)
        try:
            with urllib.request.urlopen(request, timeout=timeout_s) as response:  # noqa: S310  (loopback)
                return Answer(response.status, {k.lower(): v for k, v in response.headers.items()}, response.read())
        except urllib.error.HTTPError as error:
            with error:
                return Answer(error.code, {k.lower(): v for k, v in error.headers.items()}, error.read())

    def upload(self, content: bytes, filename: str, *, key: str, headers: Mapping[str, str] | None = None) -> Answer:
        boundary = uuid.uuid4().hex
        disposition = f'Content-Disposition: form-data; name="file"; filename="{filename}"'
        head = f"--{boundary}\r\n{disposition}\r\nContent-Type: application/octet-stream\r\n\r\n"
        body = head.encode() + content + f"\r\n--{boundary}--\r\n".encode()
        return self.call(
            "POST",
            "/api/v1/finance/documents/",
            key=key,
            body=body,
            content_type=f"multipart/form-data; boundary={boundary}",
            headers=headers,
        )

    def put(self, content: bytes, filename: str = "document.pdf") -> str:
        """Upload as the first owner, to 201; the new document's id."""
        answer = self.upload(content, filename, key=self.key)
        assert answer.status == 201, answer.body
        return str(answer.json()["id"])

    def state(self, document_id: str) -> str:
        return str(self.sql("SELECT state FROM finance_document WHERE id = %s", document_id)[0][0])

    def wait_final(self, document_ids: Iterable[str], *, timeout_s: float = 120) -> dict[str, str]:
        """The end states of the documents, as soon as all have one."""
        wanted = list(document_ids)

        def all_final() -> dict[str, str] | None:
            states = {
                str(row[0]): str(row[1])
                for row in self.sql("SELECT id, state FROM finance_document WHERE id::text = ANY(%s)", wanted)
            }
            return states if len(states) == len(wanted) and all(state in FINAL for state in states.values()) else None

        return wait_until(f"the end of {len(wanted)} documents", all_final, timeout_s=timeout_s, every_s=0.2)
