"""Who writes: the name as a logo or in small print, with or without its address; title lines; sender lines."""

from __future__ import annotations

from training.documents.canvas import Align, Content, Span, field
from training.documents.layouts.invoices.sheet import Area, Part, Sheet, fitted, wrapped
from training.documents.spec import Party

CITY_FIRST = frozenset({"AU", "CA", "GB", "IE", "IN", "NZ", "US", "ZA"})


def town(party: Party) -> str:
    """Post code and city in the order of the country."""
    order = (party.city, party.postcode) if party.country in CITY_FIRST else (party.postcode, party.city)
    return " ".join(filter(None, order))


def sign_of(seller: Party) -> Span:
    """What stands large on the paper: the brand, or the legal name where there is none."""
    return field(seller.brand, "vendor") if seller.brand else legal_name_of(seller)


def legal_name_of(seller: Party) -> Span:
    labels = ("vendor_legal_name",) if seller.brand else ("vendor", "vendor_legal_name")
    return field(seller.name, *labels)


def tax_id_of(seller: Party) -> Span:
    return field(seller.tax_id_printed or seller.tax_id, "vendor_tax_id")


def edge(area: Area, align: Align) -> float:
    return {Align.LEFT: area.x0, Align.CENTRE: (area.x0 + area.x1) / 2, Align.RIGHT: area.x1}[align]


def put(
    sheet: Sheet,
    area: Area,
    content: Content,
    *,
    scale: float = 1.0,
    bold: bool = False,
    grey: float = 0.0,
    align: Align = Align.LEFT,
) -> float:
    """One row, made smaller where it is too wide."""
    style = fitted(content, sheet.style(scale, bold=bold, grey=grey), area.width)
    sheet.write(edge(area, align), area.y, content, style, align)
    return area.y + style.size * 1.38


def logo(*, scale: float = 2.2, align: Align = Align.LEFT, bold: bool = True, grey: float = 0.0) -> Part:
    """The sign in large letters."""

    def draw(sheet: Sheet, area: Area) -> float:
        sign = sign_of(sheet.spec.seller)
        if sheet.chance("upper sign", 0.2):
            sign = Span(sign.text.upper(), sign.labels)
        return put(sheet, area, sign, scale=scale, bold=bold, grey=grey, align=align)

    return draw


def legal_name(*, align: Align = Align.LEFT, scale: float = 1.0, bold: bool = False, always: bool = False) -> Part:
    """The legal name in a row of its own, where the sign is another or `always`."""

    def draw(sheet: Sheet, area: Area) -> float:
        seller = sheet.spec.seller
        if not (seller.brand or always):
            return area.y
        return put(sheet, area, legal_name_of(seller), scale=scale, bold=bold, align=align)

    return draw


def address(*, align: Align = Align.LEFT, scale: float = 0.9, grey: float = 0.2) -> Part:
    """Street and town of the seller in two rows."""

    def draw(sheet: Sheet, area: Area) -> float:
        seller = sheet.spec.seller
        style = fitted(max(seller.street, town(seller), key=len), sheet.style(scale, grey=grey), area.width)
        rows, pitch = tuple(filter(None, (seller.street, town(seller)))), style.size * 1.38
        x, y = edge(area, align), area.y + style.size
        return sheet.canvas.paragraph(x, y, rows, style, "vendor_address", pitch=pitch, align=align) + 0.4 * style.size

    return draw


def address_line(*, align: Align = Align.LEFT, scale: float = 0.9, grey: float = 0.2) -> Part:
    """Street and town of the seller in one row."""

    def draw(sheet: Sheet, area: Area) -> float:
        seller = sheet.spec.seller
        text = sheet.pick("address join", (", ", " · ", " - ", " | ")).join(filter(None, (seller.street, town(seller))))
        return put(sheet, area, field(text, "vendor_address"), scale=scale, grey=grey, align=align)

    return draw


def reaches(*, align: Align = Align.LEFT, scale: float = 0.85) -> Part:
    """Telephone, mail and web site, one under the other."""

    def draw(sheet: Sheet, area: Area) -> float:
        for text in reach_rows(sheet):
            area = area._replace(y=put(sheet, area, text, scale=scale, grey=0.25, align=align))
        return area.y

    return draw


def reach_rows(sheet: Sheet) -> tuple[str, ...]:
    phone = sheet.spec.seller.phone
    rows = (f"{sheet.label(sheet.words.phone_labels)} {phone}" if phone else "", sheet.facts.mail, sheet.facts.web)
    return tuple(row for index, row in enumerate(rows) if row and sheet.chance(f"reach {index}", 0.8))


def reach_line(*, align: Align = Align.LEFT, scale: float = 0.85) -> Part:
    """Telephone, mail and web site in one row."""

    def draw(sheet: Sheet, area: Area) -> float:
        rows = reach_rows(sheet)
        return put(sheet, area, "   ".join(rows), scale=scale, grey=0.25, align=align) if rows else area.y

    return draw


def tax_id(*, align: Align = Align.LEFT, scale: float = 0.85) -> Part:
    """The tax id of the seller with its label; nothing where it has none."""

    def draw(sheet: Sheet, area: Area) -> float:
        seller = sheet.spec.seller
        if not seller.tax_id:
            return area.y
        return put(sheet, area, (sheet.label(sheet.words.tax_id_labels), tax_id_of(seller)), scale=scale, align=align)

    return draw


def sender_line() -> Part:
    """Name and address of the seller in tiny letters above the window of the envelope."""

    def draw(sheet: Sheet, area: Area) -> float:
        seller = sheet.spec.seller
        place = field(sheet.pick("sender join", (", ", " · ", " - ")).join((seller.street, town(seller))), "vendor_address")
        content = (legal_name_of(seller), sheet.pick("sender dot", ("·", "-", "|", "•")), place)
        bottom = put(sheet, area, content, scale=0.7, grey=0.3)
        if sheet.chance("sender rule", 0.5):
            sheet.canvas.rule(area.x0, area.x1, bottom, width=0.4)
        return bottom + 3

    return draw


def title(
    *,
    scale: float = 2.0,
    align: Align = Align.LEFT,
    bold: bool = True,
    upper: bool = False,
    with_number: bool = False,
    grey: float = 0.0,
) -> Part:
    """What the document is, in large letters; `with_number` puts the number behind it."""

    def draw(sheet: Sheet, area: Area) -> float:
        text = sheet.title.upper() if upper else sheet.title
        content: Content = (text, number_of(sheet)) if with_number else text
        return put(sheet, area, content, scale=scale, bold=bold, align=align, grey=grey)

    return draw


def number_of(sheet: Sheet) -> Span:
    return field(sheet.spec.number, "invoice_number")


def copy_mark(*, align: Align = Align.RIGHT, share: float = 0.15) -> Part:
    """COPY, on some documents."""

    def draw(sheet: Sheet, area: Area) -> float:
        if not sheet.chance("copy", share):
            return area.y
        return put(sheet, area, sheet.word(sheet.phrases.copy_marks), scale=1.3, bold=True, grey=0.5, align=align)

    return draw


def sentence(variants: str, *, scale: float = 1.0, bold: bool = False) -> Part:
    """A sentence of the phrases by its name, wrapped."""

    def draw(sheet: Sheet, area: Area) -> float:
        style = sheet.style(scale, bold=bold)
        for row in wrapped(sheet.word(getattr(sheet.phrases, variants)), style, area.width):
            sheet.write(area.x0, area.y, row, style)
            area = area._replace(y=area.y + style.size * 1.38)
        return area.y

    return draw
