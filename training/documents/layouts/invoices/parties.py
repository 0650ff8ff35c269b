"""Whom it is for, where it is sent, and the tables that name both parties."""

from __future__ import annotations

from training.documents.canvas import Align, Span, field
from training.documents.layouts.invoices.letterheads import edge, legal_name_of, put, reach_rows, tax_id_of, town
from training.documents.layouts.invoices.sheet import Area, Part, Sheet, fitted, wrapped
from training.documents.spec import Party
from training.documents.wordings.base import Variants


def recipient(
    *, labelled: bool = True, scale: float = 1.0, bold_name: bool = False, align: Align = Align.LEFT, with_tax_id: float = 0.3
) -> Part:
    """The buyer's block; nothing for a document without one."""

    def draw(sheet: Sheet, area: Area) -> float:
        buyer = sheet.spec.buyer
        if buyer is None:
            return area.y
        if labelled:
            area = area._replace(y=_block_label(sheet, area, sheet.words.customer_labels, align))
        if sheet.chance("attention", 0.15):
            area = area._replace(y=put(sheet, area, sheet.facts.contact, scale=scale, align=align))
        area = area._replace(y=name_rows(sheet, area, field(buyer.name, "customer"), scale=scale, bold=bold_name, align=align))
        bottom = place_rows(sheet, area, buyer, scale=scale, align=align)
        return (
            _buyer_tax_id(sheet, area._replace(y=bottom), buyer, align) if sheet.chance("buyer tax id", with_tax_id) else bottom
        )

    return draw


def _block_label(sheet: Sheet, area: Area, variants: Variants, align: Align) -> float:
    return put(sheet, area, sheet.label(variants), scale=0.9, bold=sheet.chance("bold block labels", 0.6), align=align) + 1


def _buyer_tax_id(sheet: Sheet, area: Area, buyer: Party, align: Align) -> float:
    if not buyer.tax_id:
        return area.y
    content = (sheet.label(sheet.phrases.buyer_tax_ids), buyer.tax_id_printed or buyer.tax_id)
    return put(sheet, area, content, scale=0.9, align=align)


def name_rows(
    sheet: Sheet, area: Area, name: Span, *, scale: float = 1.0, bold: bool = False, align: Align = Align.LEFT
) -> float:
    """A name, wrapped where it is too wide."""
    style = sheet.style(scale, bold=bold)
    rows, pitch = wrapped(name.text, style, area.width), style.size * 1.38
    style = fitted(max(rows, key=len), style, area.width)
    x, y = edge(area, align), area.y + style.size
    return sheet.canvas.paragraph(x, y, rows, style, *name.labels, pitch=pitch, align=align) + pitch - style.size


def place_rows(sheet: Sheet, area: Area, party: Party, *, scale: float = 1.0, align: Align = Align.LEFT) -> float:
    for text in filter(None, (party.street, town(party))):
        area = area._replace(y=put(sheet, area, text, scale=scale, align=align))
    return area.y


def ship_to(share: float = 0.6) -> Part:
    """Where it was delivered: another address of the buyer, on some documents."""

    def draw(sheet: Sheet, area: Area) -> float:
        buyer = sheet.spec.buyer
        if buyer is None or not sheet.chance("ship to", share):
            return area.y
        party = buyer if sheet.chance("same address", 0.5) else sheet.facts.ship_to
        area = area._replace(y=_block_label(sheet, area, sheet.phrases.ship_to, Align.LEFT))
        area = area._replace(y=name_rows(sheet, area, Span(party.name)))
        return place_rows(sheet, area, party)

    return draw


def seller_block(*, labelled: bool = True, bold_name: bool = True, with_tax_id: bool = True, with_reaches: float = 0.5) -> Part:
    """The seller as a party of the invoice: name, address, tax id."""

    def draw(sheet: Sheet, area: Area) -> float:
        seller = sheet.spec.seller
        if labelled:
            area = area._replace(y=_block_label(sheet, area, sheet.phrases.sellers, Align.LEFT))
        area = area._replace(y=name_rows(sheet, area, legal_name_of(seller), bold=bold_name))
        area = area._replace(y=_seller_place(sheet, area, seller))
        if with_tax_id and seller.tax_id:
            content = (sheet.label(sheet.words.tax_id_labels), tax_id_of(seller))
            area = area._replace(y=put(sheet, area, content, scale=0.95))
        for row in reach_rows(sheet) if sheet.chance("seller reaches", with_reaches) else ():
            area = area._replace(y=put(sheet, area, row, scale=0.9))
        return area.y

    return draw


def _seller_place(sheet: Sheet, area: Area, seller: Party) -> float:
    style = sheet.style()
    rows = tuple(row for text in (seller.street, town(seller)) if text for row in wrapped(text, style, area.width))
    style = fitted(max(rows, key=len), style, area.width)
    pitch = style.size * 1.38
    return sheet.canvas.paragraph(area.x0, area.y + style.size, rows, style, "vendor_address", pitch=pitch) + pitch - style.size
