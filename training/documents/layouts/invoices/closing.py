"""What stands under the sums: how to pay, notes, bank accounts, slips."""

from __future__ import annotations

from services.types import DocumentKind
from training.documents.canvas import Align, Content, field
from training.documents.layouts.invoices.facts import Account, grouped
from training.documents.layouts.invoices.letterheads import legal_name_of, put
from training.documents.layouts.invoices.particulars import Manner, Pair, put_pairs
from training.documents.layouts.invoices.sheet import Area, Part, Sheet, wrapped
from training.documents.spec import PaymentMethod, to_cents
from training.documents.wordings.base import Variants


def put_text(sheet: Sheet, area: Area, text: str, *, scale: float = 1.0, grey: float = 0.0) -> float:
    """A sentence over as many rows as it takes."""
    style = sheet.style(scale, grey=grey)
    for row in wrapped(text, style, area.width):
        sheet.write(area.x0, area.y, row, style)
        area = area._replace(y=area.y + style.size * 1.38)
    return area.y


def how_to_pay(*, with_due: float = 0.4) -> Part:
    """The way of paying, the terms, when it is due, and what is saved by paying early."""

    def draw(sheet: Sheet, area: Area) -> float:
        if sheet.spec.kind is DocumentKind.CREDIT_NOTE and sheet.chance("no payment", 0.6):
            return area.y
        method = field(sheet.word(_method_variants(sheet)), "payment_method")
        area = area._replace(y=put(sheet, area, method, bold=sheet.chance("bold method", 0.3)))
        for text in _terms(sheet):
            area = area._replace(y=put_text(sheet, area, text))
        if sheet.spec.due_date and sheet.chance("due below", with_due):
            due = field(sheet.scene.date(sheet.spec.due_date), "due_date")
            return put(sheet, area, (sheet.label(sheet.words.due_date_labels), due))
        return area.y

    return draw


def _method_variants(sheet: Sheet) -> Variants:
    words = sheet.words
    return {
        PaymentMethod.TRANSFER: words.transfer_sentences,
        PaymentMethod.CARD: words.card_labels,
        PaymentMethod.CASH: words.cash_labels,
    }[sheet.spec.payment.method]


def _terms(sheet: Sheet) -> tuple[str, ...]:
    spec, facts = sheet.spec, sheet.facts
    if spec.payment.method is not PaymentMethod.TRANSFER or spec.kind is DocumentKind.CREDIT_NOTE:
        return ()
    days = (spec.due_date - spec.issued.date()).days if spec.due_date else 30
    terms = sheet.word(sheet.words.payment_terms).format(days=days) if sheet.chance("terms", 0.6) else ""
    saved = to_cents(spec.amount_due * facts.early_percent / 100)
    early = sheet.word(sheet.phrases.early_payment).format(
        percent=facts.early_percent, days=facts.early_days, amount=sheet.scene.money(saved)
    )
    return tuple(filter(None, (terms, early if sheet.chance("early payment", 0.25) else "")))


def tax_note() -> Part:
    """Why no tax is charged, on documents without tax; that prices contain it where they do."""

    def draw(sheet: Sheet, area: Area) -> float:
        spec = sheet.spec
        if not spec.tax:
            return put_text(sheet, area, sheet.word(sheet.phrases.tax_free), scale=0.95)
        if spec.prices_include_tax and sheet.chance("prices note", 0.7):
            return put_text(sheet, area, sheet.word(sheet.phrases.prices), scale=0.95)
        return area.y

    return draw


def notes(*, scale: float = 0.9) -> Part:
    """Small sentences of law and thanks."""

    def draw(sheet: Sheet, area: Area) -> float:
        if sheet.chance("small print", 0.12):
            return put_text(sheet, area, " ".join(sheet.words.legal_notes), scale=0.7, grey=0.3)
        for name, variants in (("legal", sheet.words.legal_notes), ("thanks", sheet.words.thanks)):
            if sheet.chance(f"note {name}", 0.45):
                area = area._replace(y=put_text(sheet, area, sheet.word(variants), scale=scale, grey=0.2))
        return area.y

    return draw


def signature() -> Part:
    """A name under the letter."""

    def draw(sheet: Sheet, area: Area) -> float:
        return put(sheet, area._replace(y=area.y + 26), sheet.facts.director)

    return draw


def bank_rows(sheet: Sheet, account: Account, *labels: str) -> tuple[Pair, ...]:
    """Bank, IBAN or number of the account, and BIC."""
    has_iban = bool(sheet.spec.seller.iban)
    number = Pair(
        "IBAN" if has_iban else sheet.pick("account label", ("Account", "A/C No", "Acct")), field(account.iban, *labels)
    )
    bank = Pair(sheet.word(sheet.words.bank_labels), account.bank)
    bic = Pair(sheet.pick("bic", ("BIC", "SWIFT", "BIC/SWIFT")), account.bic)
    shown = (
        bank if sheet.chance("bank name", 0.7) else None,
        number,
        bic if has_iban and sheet.chance("bic shown", 0.7) else None,
    )
    return tuple(pair for pair in shown if pair)


def bank(manner: Manner = Manner.TABBED, *, second: float = 0.15, with_holder: float = 0.3) -> Part:
    """The seller's account, on some documents two of them."""

    def draw(sheet: Sheet, area: Area) -> float:
        facts, holder = sheet.facts, tuple[Pair, ...]()
        if sheet.chance("holder", with_holder):
            holder = (Pair(sheet.word(sheet.phrases.holders), legal_name_of(sheet.spec.seller)),)
        rows = (*holder, *bank_rows(sheet, facts.account, *_iban_labels(sheet)))
        if sheet.chance("purpose", 0.3):
            rows = (*rows, Pair(sheet.word(sheet.phrases.purposes), field(sheet.spec.number, "invoice_number")))
        bottom = put_pairs(sheet, area, rows, manner, scale=0.95)
        if not (facts.second_account.iban and sheet.chance("second bank", second)):
            return bottom
        return put_pairs(sheet, area._replace(y=bottom + 3), bank_rows(sheet, facts.second_account), manner, scale=0.95)

    return draw


def bank_line(*, align: Align = Align.LEFT) -> Part:
    """The account in one row."""

    def draw(sheet: Sheet, area: Area) -> float:
        return put(sheet, area, bank_content(sheet), scale=0.9, align=align)

    return draw


def bank_content(sheet: Sheet) -> Content:
    pieces: list[Content] = []
    for pair in bank_rows(sheet, sheet.facts.account, *_iban_labels(sheet)):
        pieces += [f"{pair.label}:", pair.value]
    return tuple(piece for piece in pieces if not isinstance(piece, tuple))


def _iban_labels(sheet: Sheet) -> tuple[str, ...]:
    return ("vendor_iban",) if sheet.spec.seller.iban else ()


def slip() -> Part:
    """A slip to cut off and pay with: payee, account, number and amount once more."""

    def draw(sheet: Sheet, area: Area) -> float:
        spec, words = sheet.spec, sheet.words
        sheet.canvas.rule(0, sheet.paper.width, area.y, dashed=True)
        area = area._replace(
            y=put(sheet, area._replace(y=area.y + 10), sheet.word(sheet.phrases.slips), scale=1.2, bold=True) + 3
        )
        pairs = (
            Pair(sheet.word(sheet.phrases.holders), legal_name_of(spec.seller)),
            Pair(
                "IBAN" if spec.seller.iban else "A/C",
                field(grouped(spec.seller.iban) or sheet.facts.account.iban, *_iban_labels(sheet)),
            ),
            Pair(sheet.word(sheet.phrases.purposes), field(spec.number, "invoice_number")),
            Pair(sheet.word(words.customer_number_labels), sheet.facts.customer_number),
        )
        half = area._replace(x1=area.x0 + 0.58 * area.width)
        bottom = put_pairs(sheet, half, pairs, Manner.TABBED)
        amounts = (Pair(sheet.word(words.amount_due_labels), sheet.money(spec.amount_due, "amount_due", with_currency=True)),)
        right = area._replace(x0=area.x0 + 0.64 * area.width)
        return max(bottom, put_pairs(sheet, right, amounts, Manner.ABOVE, scale=1.3))

    return draw
