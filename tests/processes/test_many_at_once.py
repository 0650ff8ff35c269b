"""Several people create, edit, throw away and restore, and one imports and undoes, all at once: no edit is lost, all adds up."""

from __future__ import annotations

import json
import random
import threading
import time
import uuid
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import pytest

from tests.processes.house import Answer, House
from tests.processes.servers import wait_until

pytestmark = pytest.mark.services

FINANCE = "/api/v1/finance/"
LASTS_S = 10
EDITORS = 3
SHARED = 6  # few enough that they meet
SEED = 20261121
MET = (("POST", 200), ("POST", 201), ("PATCH", 200), ("PATCH", 412), ("DELETE", 200))  # else the crowd was too thin


@dataclass
class Person:
    """A client with a key, and all that it was answered."""

    house: House
    key: str
    dice: random.Random
    answers: list[tuple[str, Answer]] = field(default_factory=list)
    edits: list[tuple[str, int, str]] = field(default_factory=list)  # id, version that it became, description

    def ask(self, method: str, path: str, *, version: int | None = None, **body: Any) -> Answer:
        headers = {"If-Match": f'"{version}"'} if version else {}
        told = json.dumps(body).encode() if method in ("POST", "PATCH") else None
        answer = self.house.call(method, FINANCE + path, key=self.key, body=told, headers=headers)
        self.answers.append((f"{method} {path.partition('/')[0]}", answer))
        return answer

    def create(self) -> Answer:
        return self.ask("POST", "transactions/", kind="expense", date="2026-11-10", amount="5.00", currency="EUR")

    def create_beside(self, _seen: dict[str, Any]) -> None:
        self.create()

    def edit(self, seen: dict[str, Any]) -> None:
        description = uuid.uuid4().hex
        amount = f"{self.dice.randint(1, 9)}.50"
        sums = {"amount": amount, "currency": "EUR"} if self.dice.random() < 0.5 else {}
        answer = self.ask("PATCH", f"transactions/{seen['id']}/", version=seen["version"], description=description, **sums)
        if answer.status == 200:
            assert answer.json()["version"] == seen["version"] + 1
            self.edits.append((seen["id"], seen["version"] + 1, description))

    def trash(self, seen: dict[str, Any]) -> None:
        self.ask("DELETE", f"transactions/{seen['id']}/", version=seen["version"])

    def restore(self, seen: dict[str, Any]) -> None:
        self.ask("POST", f"transactions/{seen['id']}/restore/", version=seen["version"])

    def meddle(self, ids: list[str], is_over: threading.Event) -> None:
        """At any time with any of the shared transactions, or with what an import has booked."""
        while not is_over.is_set():
            imported = [row["id"] for row in self.ask("GET", "transactions/?page_size=10").json()["results"]]
            seen = self.ask("GET", f"transactions/{self.dice.choice([*ids, *imported])}/")
            if seen.status != 200:
                continue
            there, likely = (self.restore, 12) if seen.json()["trashed_at"] else (self.trash, 3)
            (deed,) = self.dice.choices([self.edit, self.create_beside, there], weights=(6, 1, likely))
            deed(seen.json())

    def import_and_undo(self, account: str, is_over: threading.Event) -> int:
        """One statement after the other; how many were booked and taken back."""
        undone = 0
        while not is_over.is_set():
            statement = self.send_statement(account, number=undone)
            wait_until("the plan", lambda statement=statement: self.state(statement) == "ready", timeout_s=60)
            assert self.ask("POST", f"imports/{statement}/apply/", all_or_nothing=True).status == 200
            wait_until("the bookings", lambda statement=statement: self.state(statement) == "applied", timeout_s=60)
            assert self.ask("POST", f"imports/{statement}/undo/").status == 200
            wait_until("the undoing", lambda statement=statement: self.state(statement) == "undone", timeout_s=60)
            undone += 1
        return undone

    def send_statement(self, account: str, *, number: int) -> str:
        lines = [f"2026-11-{day:02},Shop {number}-{day},card,-{100 * (number + 1) + day}.37" for day in range(1, 21)]
        content = "\n".join(["Date,Payee,Description,Amount", *lines, ""])
        parts = {"account": ("", account), "file": ('; filename="bank.csv"\r\nContent-Type: text/csv', content)}
        body = "".join(
            f'--part\r\nContent-Disposition: form-data; name="{name}"{more}\r\n\r\n{told}\r\n'
            for name, (more, told) in parts.items()
        )
        form = "multipart/form-data; boundary=part"
        sent = self.house.call("POST", f"{FINANCE}imports/", key=self.key, body=f"{body}--part--\r\n".encode(), content_type=form)
        assert sent.status == 201, sent.body
        return str(sent.json()["id"])

    def state(self, statement: str) -> str:
        return str(self.ask("GET", f"imports/{statement}/").json()["state"])


def test_nobodys_edit_is_lost_and_the_ledger_adds_up(office: House) -> None:
    office.worker()
    owner = office.create_user("crowd@example.org", workspace="Crowd")
    people = [Person(office, owner["api_key"], random.Random(SEED + number)) for number in range(EDITORS + 1)]
    importer, editors = people[0], people[1:]
    shared = [importer.create().json()["id"] for _one in range(SHARED)]
    account = importer.ask("POST", "accounts/", name="Giro", kind="bank", currency="EUR").json()["id"]

    is_over = threading.Event()
    with ThreadPoolExecutor(len(people)) as pool:
        importing = pool.submit(importer.import_and_undo, account, is_over)
        meddling = [pool.submit(editor.meddle, shared, is_over) for editor in editors]
        time.sleep(LASTS_S)
        is_over.set()
        assert importing.result() >= 1
        for one in meddling:
            one.result()

    answers = [(what, answer) for person in people for what, answer in person.answers]
    assert [(what, answer.body) for what, answer in answers if answer.status >= 500 and answer.status != 503] == []
    assert all("retry-after" in answer.headers for _what, answer in answers if answer.status == 503)
    assert [(what, answer.body) for what, answer in answers if answer.status in (400, 401, 403)] == []
    met = Counter((what, answer.status) for what, answer in answers)
    assert all(met[f"{method} transactions", status] for method, status in MET), met

    edits = sorted(edit for person in people for edit in person.edits)
    assert len({(made, version) for made, version, _description in edits}) == len(edits)  # no two became the same version
    last = {made: description for made, _version, description in edits}
    kept = office.sql("SELECT id::text, description FROM finance_transaction WHERE id::text = ANY(%s)", list(last))
    assert dict(kept) == last
    office.manage("verify_ledger", "--workspace", owner["workspace_id"])
