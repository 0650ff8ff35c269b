"""A layout of invoices: paper, type, what stands on the first page in order, and what runs along its foot."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from random import Random

from training.documents.canvas import Canvas
from training.documents.layouts.invoices.footers import later_heading, page_number
from training.documents.layouts.invoices.sheet import A4, HUMAN, SANS, SERIF, Paper, Part, Sheet, Typeface, nothing
from training.documents.scene import Scene


@dataclass(frozen=True, slots=True)
class Design:
    """`body` is drawn from the upper margin on; `footer` stands at the foot of every page, or only of the first one."""

    body: Part
    footer: Part = nothing
    paper: Paper = A4
    typeface: Typeface = SANS
    continuation: Part = field(default_factory=later_heading)
    footer_on_all: bool = True
    has_page_numbers: float = 0.4  # share of one-page documents; all longer ones have them

    def draw(self, scene: Scene) -> Canvas:
        sheet = Sheet(scene, _own_paper(scene, self.paper), _own_typeface(scene, self.typeface))
        sheet.continuation = self.continuation
        foot = sheet.page._replace(y=sheet.paper.height - sheet.paper.foot)
        height = sheet.height_of(self.footer, foot)
        sheet.floor = foot.y - height - (8 if height else 0)
        self.body(sheet, sheet.page)
        self._finish(sheet, foot.y - height)
        sheet.canvas.name_also("vendor_legal_name", "vendor")  # where no sign stands on the paper
        return sheet.canvas

    def _finish(self, sheet: Sheet, top_of_footer: float) -> None:
        count = sheet.canvas.page_count
        for number in range(1, count + 1):
            sheet.canvas.turn_to(number)
            if number == 1 or self.footer_on_all:
                self.footer(sheet, sheet.page._replace(y=top_of_footer))
            if count > 1 or sheet.chance("page number", self.has_page_numbers):
                page_number(sheet, number)


def _own_paper(scene: Scene, paper: Paper) -> Paper:
    """The paper with the margins of this document."""
    random = Random(f"{scene.seed} margins")
    return replace(paper, side=paper.side + random.uniform(-10, 14), top=paper.top + random.uniform(-8, 14))


def _own_typeface(scene: Scene, typeface: Typeface) -> Typeface:
    """The type of this document: often the design's own, a little larger or smaller."""
    random = Random(f"{scene.seed} type")
    kind = random.choice((typeface, typeface, typeface, SANS, SERIF, HUMAN))
    return replace(kind, size=round(kind.size * random.choice((0.92, 1.0, 1.0, 1.06)), 2))
