"""The first section of docs/api.md, followed line by line in a shell against a running house."""

from __future__ import annotations

import re
import subprocess
import sys
from shlex import quote

from tests.processes.house import ROOT, House

GUIDE = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
SECTION = GUIDE.split("## From sign-up to the first upload\n")[1].split("\n## ")[0]
LINES = "\n".join(re.findall(r"```bash\n(.*?)```", SECTION, re.DOTALL))
TOLD = 'echo; echo "TOLD $WORKSPACE $ID $ACCESS $KEY"'


def followed(house: House) -> str:
    """What the shell prints; `set -e` and curl's `--fail` end it at the first line that does not work."""
    here = LINES.replace("http://127.0.0.1:8000", f"http://127.0.0.1:{house.port}")
    here = here.replace(".venv/bin/python", quote(sys.executable))
    script = f"set -euo pipefail\n{here.replace('curl -sS', 'curl -sS --fail-with-body')}\n{TOLD}\n"
    done = subprocess.run(
        ["bash", "-c", script], cwd=ROOT, env=house.env, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    return done.stdout


def test_the_guide_leads_from_sign_up_to_the_first_upload(office: House) -> None:
    office.create_user("host@example.org", workspace="Demo workspace")
    workspace, document, access, key = followed(office).splitlines()[-1].removeprefix("TOLD ").split()
    [(stored_in, filename)] = office.sql("SELECT workspace_id::text, filename FROM finance_document WHERE id = %s", document)
    assert (stored_in, filename) == (workspace, "german_receipt.jpg")
    sent_by_key = office.sql("SELECT filename FROM finance_document WHERE workspace_id = %s ORDER BY received_at", workspace)
    assert [name for (name,) in sent_by_key] == ["german_receipt.jpg", "invoice.pdf"]
    me = office.call("GET", "/api/v1/users/me/", headers={"Authorization": f"Bearer {access}"})
    assert me.json()["person"]["email"] == "bob@example.org"
    assert key.startswith("qk_")
