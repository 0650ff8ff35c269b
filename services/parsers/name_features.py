"""What is told of a name that may be a party's: its looks, its place, its neighbours, its print. One set for both parties."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from services.parsers.candidates import Sheet
from services.parsers.folding import letters_and_digits, plain
from services.parsers.name_candidates import Named
from services.parsers.name_looks import looks_of
from services.parsers.party_cells import Cell, PartyCells, bare_key
from services.parsers.party_words import HOLDER_LABEL, NAME_LABEL, OWNER_LABEL
from services.parsers.vendor_words import LEGAL_FORM, SENDER_CUES

_OF_NEIGHBOUR = (
    "address", "postal", "house", "contact", "official_number", "title", "greeting", "legal_form", "trade_word", "label",
    "many_digits", "person", "few_letters", "capitals", "labelled", "form_only", "ends_in_comma",
)  # fmt: skip
_SHOWN = 1.5  # above 1: training keeps the weights of all fields small alike, and here many weak features count together
_HEAD = 14  # stretches
_BLOCK = 5  # rows of a block that are looked at


@dataclass(frozen=True, slots=True)
class Scene:
    """What the features of all names of a document have in common."""

    found: PartyCells
    rows_with_money: frozenset[int]
    rows_with_dates: frozenset[int]
    domains: frozenset[str]
    own: frozenset[str]
    worded: Mapping[int, int]  # order of a stretch → how many stretches with words of a heading stand before it
    heights: Sequence[float]  # of the first stretches, the tallest first
    has_recipient: bool
    forms: frozenset[int]  # the order of stretches near the top that have a legal form

    def print_of(self, cell: Cell) -> float:
        """Its height, as a multiple of the usual one."""
        return cell.height / max(self.found.usual_height, 1e-9)


def scene_of(sheet: Sheet, found: PartyCells, domains: frozenset[str], own_names: Iterable[str]) -> Scene:
    money = frozenset(amount.span.row.index for amount in sheet.amounts if amount.has_decimals)
    dated = frozenset(date.span.row.index for date in sheet.dates)
    own = frozenset(letters_and_digits(name) for name in own_names) - {""}
    worded, count = {}, 0
    for cell in found.cells:
        worded[cell.order] = count
        count += not cell.looks & {"few_letters", "many_digits", "small_letters_only", "title", "greeting"}
    first = sorted((c.height for c in found.cells[:14] if "few_letters" not in c.looks), reverse=True)
    addressed = any(cell.recipient_rank >= 0 for cell in found.cells)
    forms = frozenset(cell.order for cell in found.cells[:_HEAD] if "legal_form" in cell.looks)
    return Scene(found, money, dated, domains, own, worded, first, addressed, forms)


def features_of(named: Named, scene: Scene) -> dict[str, float]:
    """All that is shown, each with the same value."""
    first, last = named.cells[0], named.cells[-1]
    text = named.text
    names = {f"is_{look}" for look in looks_of(text)}
    names.add(f"cut_{named.how}")
    names |= {f"cell_{look}" for look in ("label", "labelled", "title", "contact") if look in first.looks}
    names |= set(_place(first, scene))
    names |= set(_print(named, scene))
    names |= set(_neighbours(first, last))
    names |= set(_party(first))
    names |= set(_named_elsewhere(text, named, scene))
    names |= set(_going_on(named))
    if "is_legal_form" not in names and scene.forms - {cell.order for cell in named.cells}:
        names.add("form_elsewhere")
    if scene.has_recipient:
        names |= {f"letter_{name}" for name in names if name.startswith(("nth_", "in_", "at_", "sender", "block_"))}
    return dict.fromkeys(names, _SHOWN)


def _place(cell: Cell, scene: Scene) -> Iterator[str]:
    before = scene.worded[cell.order]
    yield f"nth_{before}" if before < 4 else "nth_4_7" if before < 8 else "nth_8_15" if before < 16 else "nth_16_up"
    yield "at_first_page" if cell.row.page.number == 1 else "at_later_page"
    middle = (cell.box.x0 + cell.box.x1) / 2
    yield "at_left" if middle < 0.4 else "at_centre" if middle < 0.6 else "at_right"
    top = cell.box.y0
    yield "at_top" if top < 0.12 else "at_head" if top < 0.3 else "at_middle" if top < 0.8 else "at_foot"
    if cell.row.index in scene.rows_with_money:
        yield "in_row_with_money"
    if cell.row.index in scene.rows_with_dates:
        yield "in_row_with_date"
    if any(index < cell.row.index for index in scene.rows_with_money):
        yield "in_rows_after_money"
    if len(cell.row.cells) > 1:
        yield "in_row_of_columns"
    if cell.above is None:
        yield "block_begins"
    if cell.below is None:
        yield "block_ends"


def _print(named: Named, scene: Scene) -> Iterator[str]:
    times = scene.print_of(named.cells[0])
    steps = ((0.8, "small"), (1.12, "usual"), (1.35, "tall"), (1.9, "taller"))
    yield next((f"print_{name}" for step, name in steps if times < step), "print_huge")
    if scene.heights and named.cells[0].height >= scene.heights[0] * 0.98:
        yield "print_tallest"
    elif len(scene.heights) > 1 and named.cells[0].height >= scene.heights[1] * 0.98:
        yield "print_second"
    sure = min(span.confidence for span in named.spans)
    if sure < 0.9:
        yield "read_poorly" if sure < 0.75 else "read_unsurely"


def _neighbours(first: Cell, last: Cell) -> Iterator[str]:
    """Of the row over it, the row under it, and the block below."""
    yield from _looks_of("over", first.above)
    yield from _looks_of("under", last.below)
    yield from _looks_of("beside", first.left)
    below, cell = set[str](), last.below
    for _ in range(_BLOCK):
        if cell is None:
            break
        below |= cell.looks & {"address", "postal", "house", "contact", "official_number", "legal_form"}
        cell = cell.below
    yield from (f"block_{look}" for look in below)
    above = set[str]()
    cell = first.above
    for _ in range(_BLOCK):
        if cell is None:
            break
        above |= cell.looks & {"address", "postal", "contact", "official_number", "legal_form", "title", "trade_word"}
        cell = cell.above
    yield from (f"after_{look}" for look in above)


def _looks_of(where: str, cell: Cell | None) -> Iterator[str]:
    if cell is None:
        yield f"{where}_nothing"
        return
    looks = cell.looks
    yield from (f"{where}_{look}" for look in _OF_NEIGHBOUR if look in looks)
    if where == "beside" and NAME_LABEL.match(plain(cell.text.rstrip(" :"))):
        yield "beside_name_label"
    if where in {"beside", "over"} and HOLDER_LABEL.match(plain(cell.text)):
        yield "party_account_holder"


def _party(cell: Cell) -> Iterator[str]:
    for party, rank in (("seller", cell.seller_rank), ("recipient", cell.recipient_rank), ("delivery", cell.delivery_rank)):
        if rank >= 0:
            yield f"party_{party}"
            yield f"party_{party}_{rank}" if rank < 3 else f"party_{party}_later"
            beside = cell.left is not None and "label" in cell.left.looks
            if rank == 0 and not cell.is_key and not cell.looks & {"label", "few_letters", "many_digits", "official_number"}:
                yield f"party_{party}_first"
                if beside:
                    yield f"party_{party}_first_beside"
    folded = plain(cell.text)
    if HOLDER_LABEL.match(folded):
        yield "party_account_holder"
    if OWNER_LABEL.match(folded):
        yield "party_owner"
    around = (cell.above, cell.below, cell.below.below if cell.below else None)
    if any(near is not None and SENDER_CUES.search(plain(near.text)) for near in around):
        yield "sender_details"
    if cell.below is not None and {"postal", "address"} & cell.looks and "comma" not in cell.looks:
        yield "sender_line"


def _named_elsewhere(text: str, named: Named, scene: Scene) -> Iterator[str]:
    key = bare_key(text)
    core = bare_key(LEGAL_FORM.sub(" ", plain(text)))
    if scene.own & {key, core, *(bare_key(cell.text) for cell in named.cells)}:
        yield "own_name"
    if len(core) < 4:
        return
    if scene.found.keys.count(core) > sum(bare_key(cell.text).count(core) for cell in named.cells):
        yield "repeated"
    for domain in scene.domains:
        if domain == core:
            yield "domain_same"
        elif len(domain) > 3 and core.startswith(domain):
            yield "domain_begins"
        elif domain.startswith(core):
            yield "domain_goes_on"
        elif len(domain) > 4 and (domain in core or core in domain):
            yield "domain_inside"


def _going_on(named: Named) -> Iterator[str]:
    """Whether the row below belongs to it, or it belongs to the row above; and whether joined rows belong together."""
    first, last = named.cells[0], named.cells[-1]
    if last.below is not None and last.below.row.index == last.row.index + 1:
        yield from (f"goes_on_{sign}" for sign in _bonds(last, last.below))
    if first.above is not None and first.row.index == first.above.row.index + 1:
        yield from (f"continues_{sign}" for sign in _bonds(first.above, first))
    for one, other in zip(named.cells, named.cells[1:], strict=False):
        yield from (f"bond_{sign}" for sign in _bonds(one, other))
        if "address" in other.looks or "postal" in other.looks:
            yield "bond_address"


def _bonds(one: Cell, other: Cell) -> Iterator[str]:
    upper, lower = one.looks, other.looks
    if "ends_in_form" in upper:
        yield "after_form"
    if "ends_in_comma" in upper or ("open_bracket" in upper and "(" in one.text):
        yield "open_end"
    if "form_only" in lower:
        yield "form"
    elif "ends_in_form" in lower and "legal_form" not in upper:
        words = len(LEGAL_FORM.sub(" ", plain(other.text)).split())
        yield f"to_form_{min(words, 4)}"
    if "trade_word" in lower and "trade_word" not in upper and "one_word" in lower:
        yield "trade_word"
    if other.text[:1] == "(":
        yield "bracket"
    same = abs(one.height - other.height) < 0.15 * max(one.height, other.height)
    yield "same_print" if same else "other_print"
    if {"capitals"} & upper != {"capitals"} & lower:
        yield "other_case"
    head, tail = one.text.split()[:1], other.text.split()[:1]
    if head == tail and head and len(head[0]) > 3:
        yield "same_start"
