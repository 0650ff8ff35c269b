"""The little that the two stories need to speak with a running Quittance: a key, JSON, and patience with the workers."""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import httpx

HERE = Path(__file__).parent
PATIENCE_S = 120


class Quittance:
    """Calls below /api/v1/finance/. What is refused ends the story with the sentence that says why."""

    def __init__(self, url: str, key: str) -> None:
        self._client = httpx.Client(base_url=url, headers={"Authorization": f"Api-Key {key}"}, timeout=60)

    def get(self, path: str, **query: str) -> Any:
        return self._told(self._client.get(_at(path), params=query))

    def post(self, path: str, **body: Any) -> Any:
        return self._told(self._client.post(_at(path), json=body))

    def patch(self, path: str, **body: Any) -> Any:
        return self._told(self._client.patch(_at(path), json=body))

    def send(self, path: str, file: Path, **beside: str) -> Any:
        return self._told(self._client.post(_at(path), files={"file": (file.name, file.read_bytes())}, data=beside))

    def fetch(self, path: str) -> bytes:
        answer = self._client.get(_at(path))
        self._told(answer)
        return answer.content

    def all(self, path: str, **query: str) -> Iterator[Any]:
        """The rows of a list, page after page."""
        page = self.get(path, page_size="100", **query)
        while True:
            yield from page["results"]
            if not page["next"]:
                return
            page = self._told(self._client.get(_at(page["next"])))

    def wait(self, path: str, *states: str) -> Any:
        """Ask until a worker has brought the thing into one of the states."""
        deadline = time.monotonic() + PATIENCE_S
        while True:
            thing = self.get(path)
            if thing["state"] in states:
                return thing
            if thing["state"] == "failed" or time.monotonic() > deadline:
                raise SystemExit(f"{path} is {thing['state']}: {thing}")
            time.sleep(0.2)

    def category(self, name: str, kind: str = "expense") -> str:
        """The id of a category; it is made if there is none of that name."""
        found = [row["id"] for row in self.all("categories/") if row["name"] == name and row["kind"] in (kind, "system")]
        return str(found[0] if found else self.post("categories/", name=name, kind=kind)["id"])

    def account(self, name: str, kind: str, currency: str, opening: str, day: str) -> str:
        """The id of a new account with what was in it at the beginning."""
        said = {"name": name, "kind": kind, "currency": currency, "opening_balance": opening, "opening_date": day}
        return str(self.post("accounts/", **said)["id"])

    def balance(self, account: str, currency: str = "EUR") -> Decimal:
        return Decimal(self.get(f"accounts/{account}/")["balance"].get(currency, "0"))

    def bank_statement(self, file: str, account: str) -> dict[str, Any]:
        """Send the bank's list of movements; nothing is booked yet. Each row comes with what is going to become of it."""
        sent = self.send("imports/", HERE / file, account=account)
        return dict(self.wait(f"imports/{sent['id']}/", "ready"))

    def is_the_same(self, statement: dict[str, Any], payee: str) -> None:
        """Answer the question of a row that might be something entered by hand: yes, it is."""
        for row in self.rows(statement):
            if row["payee"] == payee and row["verdict"] == "ambiguous":
                path = f"imports/{statement['id']}/rows/{row['id']}/"
                self.patch(path, decision="twin", transaction=row["candidates"][0], version=row["version"])

    def sort_into(self, row: dict[str, Any], category: str) -> None:
        """Say what a booked row was for, all of its amount."""
        version = self.get(f"transactions/{row['transaction']}/")["version"]
        share = {"amount": row["amount"].removeprefix("-"), "category": category}
        self.post(f"transactions/{row['transaction']}/splits/", splits=[share], version=version)

    def book(self, statement: dict[str, Any]) -> dict[str, Any]:
        """Say yes to the rows of a statement, all or none."""
        self.post(f"imports/{statement['id']}/apply/", all_or_nothing=True)
        return dict(self.wait(f"imports/{statement['id']}/", "applied"))

    def reconcile(self, account: str, day: str, stated: str) -> str:
        """Hold what is booked against the balance that the bank states; it is refused when the two are not the same."""
        opened = self.post("reconciliations/", account=account, date=day, stated_balance=stated)
        return str(self.post(f"reconciliations/{opened['id']}/close/")["state"])

    def rows(self, statement: dict[str, Any]) -> list[dict[str, Any]]:
        return list(self.all(f"imports/{statement['id']}/rows/"))

    def journal(self, file: Path) -> Path:
        """The whole ledger as a journal of hledger."""
        export = self.post("exports/", format="hledger")
        ready = self.wait(f"exports/{export['id']}/", "ready")
        file.write_bytes(self.fetch(ready["file_url"]))
        return file

    @staticmethod
    def _told(answer: httpx.Response) -> Any:
        if answer.is_error:
            raise SystemExit(f"{answer.request.method} {answer.request.url}: {answer.status_code} {answer.text}")
        return answer.json() if "json" in answer.headers.get("Content-Type", "") else None


def _at(path: str) -> str:
    """The ledger's routes are named from here; what an answer leads to is a whole path."""
    return path if path.startswith(("/", "http")) else f"/api/v1/finance/{path}"


def say(step: str) -> None:
    print(f"· {step}")


def expect(what: str, found: object, expected: object) -> None:
    """Compare what Quittance says with what the story says; the first difference ends it."""
    if found != expected:
        raise SystemExit(f"{what} is {found}, and should be {expected}.")
    print(f"    {what}: {found}")


def wishes() -> argparse.Namespace:
    """The words of the command line, the same for both stories."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--url", default="http://127.0.0.1:8000")
    parser.add_argument("--key", required=True, help="an API key of a member of the workspace")
    parser.add_argument("--journal", type=Path, required=True, help="where the journal is written")
    return parser.parse_args()
