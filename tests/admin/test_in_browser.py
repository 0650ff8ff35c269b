"""The page of a document in a real browser: boxes stand where the words are, and answer to pointer and keyboard.

`SCREENSHOT=docs/images/document.png` keeps the picture that README shows.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import ConsoleMessage, FloatRect, Locator, Page, sync_playwright

from tests.processes.house import House

pytestmark = pytest.mark.services

CHROMIUM = shutil.which("chromium")
SWITCHES = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
SAMPLE = "thermal_receipt.jpg"
MARGIN = 0.004  # by which a box is drawn larger than the words


@dataclass
class Desk:
    """A browser in which the demo's person is logged in, and what it complained about."""

    page: Page
    house: House
    complaints: list[str] = field(default_factory=list)

    def hear(self, said: ConsoleMessage) -> None:
        if said.type in ("error", "warning"):
            self.complaints.append(f"{said.text} at {said.location}")

    def open(self, path: str) -> None:
        self.page.goto(f"http://127.0.0.1:{self.house.port}{path}", wait_until="networkidle")


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with pytest.MonkeyPatch.context() as environment:
        environment.delenv("DATABASE_URL", raising=False)  # the demo is for the embedded profile
        with House(tmp_path_factory.mktemp("browser")) as house:
            house.manage("createcachetable")
            house.manage("collectstatic", "--no-input", "-v0")
            house.manage("demo")
            house.web(workers=1)
            yield house


@pytest.fixture(scope="module")
def desk(house: House) -> Iterator[Desk]:
    told = json.loads((house.var / "demo.json").read_text(encoding="utf-8"))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        desk = Desk(browser.new_page(viewport={"width": 1500, "height": 1000}), house)
        desk.page.on("console", desk.hear)
        desk.page.on("pageerror", lambda error: desk.complaints.append(str(error)))
        _log_in(desk, told["login"], told["password"])
        yield desk
        browser.close()


def _log_in(desk: Desk, login: str, password: str) -> None:
    desk.open("/admin/")
    desk.page.fill("input[name=username]", login)
    desk.page.fill("input[name=password]", password)
    desk.page.click("button[type=submit]")
    desk.page.wait_for_url("**/admin/")


@pytest.fixture
def opened(desk: Desk) -> Page:
    """The page of the receipt, its picture loaded."""
    ((document_id,),) = desk.house.sql("SELECT id FROM finance_document WHERE filename = %s", SAMPLE)
    desk.open(f"/admin/finance/document/{document_id}/change/")
    desk.page.wait_for_function("document.querySelector('.q-page img').naturalWidth > 0")
    return desk.page


def place(element: Locator) -> FloatRect:
    found = element.bounding_box()
    assert found is not None
    return found


def box_of(page: Page, name: str) -> Locator:
    return page.locator(f".q-box[data-target='field-{name}']")


def row_of(page: Page, name: str) -> Locator:
    return page.locator(f"tr[data-target='field-{name}']")


def test_each_evidence_box_stands_on_the_picture_where_its_words_are(desk: Desk, opened: Page) -> None:
    rows = desk.house.sql(
        "SELECT f.name, f.box FROM finance_extractedfield f JOIN finance_document d ON d.id = f.document_id"
        " WHERE d.filename = %s AND f.box IS NOT NULL",
        SAMPLE,
    )
    picture = place(opened.locator(".q-page img"))

    assert {"total", "date", "vendor"} <= {name for name, _box in rows}
    for name, box in rows:
        drawn = place(box_of(opened, name))
        left, top = (drawn["x"] - picture["x"]) / picture["width"], (drawn["y"] - picture["y"]) / picture["height"]
        right, bottom = left + drawn["width"] / picture["width"], top + drawn["height"] / picture["height"]
        expected = [float(side) for side in box]
        assert [left, top, right, bottom] == pytest.approx(
            [expected[0] - MARGIN, expected[1] - MARGIN, expected[2] + MARGIN, expected[3] + MARGIN], abs=0.004
        )


def test_pointing_at_a_field_lights_its_box_and_leaving_ends_it(opened: Page) -> None:
    row_of(opened, "total").hover()
    assert "is-lit" in str(box_of(opened, "total").get_attribute("class"))

    row_of(opened, "date").hover()
    assert "is-lit" not in str(box_of(opened, "total").get_attribute("class"))
    assert "is-lit" in str(box_of(opened, "date").get_attribute("class"))


def test_a_field_is_reached_by_keyboard(opened: Page) -> None:
    row_of(opened, "vendor").focus()

    assert "is-lit" in str(box_of(opened, "vendor").get_attribute("class"))


def test_pointing_at_a_box_lights_its_field(opened: Page) -> None:
    box_of(opened, "date").hover()

    assert "is-lit" in str(row_of(opened, "date").get_attribute("class"))


def marked(page: Page) -> list[float]:
    return [float(page.locator(f".q-marking input[name={side}]").input_value()) for side in ("x0", "y0", "x1", "y1")]


def shares(page: Page, drawn: FloatRect) -> list[float]:
    picture = place(page.locator(".q-page img"))
    left, top = (drawn["x"] - picture["x"]) / picture["width"], (drawn["y"] - picture["y"]) / picture["height"]
    return [left, top, left + drawn["width"] / picture["width"], top + drawn["height"] / picture["height"]]


def test_a_place_is_pointed_at_by_drawing_and_by_clicking_a_box(opened: Page) -> None:
    opened.locator(".q-marking > summary").click()
    box_of(opened, "date").scroll_into_view_if_needed()
    date = place(box_of(opened, "date"))
    opened.mouse.move(date["x"] - 2, date["y"] - 2)
    opened.mouse.down()
    opened.mouse.move(date["x"] + date["width"] + 2, date["y"] + date["height"] + 2, steps=4)
    opened.mouse.up()
    assert marked(opened) == pytest.approx(shares(opened, date), abs=0.02)
    assert shares(opened, place(opened.locator(".q-drawn"))) == pytest.approx(marked(opened), abs=0.01)

    box_of(opened, "vendor").scroll_into_view_if_needed()
    vendor = place(box_of(opened, "vendor"))
    opened.mouse.click(vendor["x"] + vendor["width"] / 2, vendor["y"] + vendor["height"] / 2)
    assert marked(opened) == pytest.approx(shares(opened, vendor), abs=0.01)


def test_a_place_that_is_typed_is_drawn(opened: Page) -> None:
    opened.locator(".q-marking > summary").click()
    for side, share in (("x0", "0.1"), ("y0", "0.2"), ("x1", "0.5"), ("y1", "0.3")):
        opened.locator(f".q-marking input[name={side}]").fill(share)
    assert shares(opened, place(opened.locator(".q-drawn"))) == pytest.approx([0.1, 0.2, 0.5, 0.3], abs=0.01)


def test_the_boxes_follow_when_the_window_gets_narrow(opened: Page) -> None:
    before = place(box_of(opened, "total"))["width"] / place(opened.locator(".q-page img"))["width"]
    opened.set_viewport_size({"width": 480, "height": 900})
    after = place(box_of(opened, "total"))["width"] / place(opened.locator(".q-page img"))["width"]
    opened.set_viewport_size({"width": 1500, "height": 1000})

    assert after == pytest.approx(before, abs=0.01)


def test_it_can_be_kept_as_a_picture(opened: Page, tmp_path: Path) -> None:
    kept = Path(os.environ.get("SCREENSHOT", tmp_path / "document.png"))
    kept.parent.mkdir(parents=True, exist_ok=True)
    row_of(opened, "total").hover()
    opened.screenshot(path=kept)

    assert kept.stat().st_size > 50_000


@pytest.mark.parametrize(
    "path", ["/admin/", "/admin/finance/document/", "/admin/finance/document/work/", "/admin/finance/document/add/"]
)
def test_the_lists_open_in_the_browser(desk: Desk, path: str) -> None:
    desk.open(path)

    assert desk.page.locator("#content").is_visible()


def test_the_browser_complained_about_nothing(desk: Desk, opened: Page) -> None:
    assert desk.complaints == []
