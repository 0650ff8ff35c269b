"""The words of an A4 invoice, by language."""

from __future__ import annotations

from dataclasses import dataclass

from training.documents.spec import Language


@dataclass(frozen=True, slots=True)
class Wording:
    title: str
    number: str
    date: str
    service_date: str
    due_date: str
    head: tuple[str, str, str, str, str]  # description, quantity, unit price, rate, amount
    net: str
    tax: str
    total: str
    bank: str
    tax_id: str
    phone: str
    reference: str
    units: dict[str, str]


ENGLISH = Wording(
    title="Invoice",
    number="Invoice number",
    date="Invoice date",
    service_date="Date of supply",
    due_date="Due date",
    head=("Description", "Quantity", "Unit price", "VAT %", "Amount"),
    net="Net total",
    tax="VAT",
    total="Total",
    bank="Please pay to",
    tax_id="VAT registration",
    phone="Telephone",
    reference="Quote the invoice number with your payment.",
    units={"pc": "", "h": " h"},
)
GERMAN = Wording(
    title="Rechnung",
    number="Rechnungsnummer",
    date="Rechnungsdatum",
    service_date="Leistungsdatum",
    due_date="Zahlbar bis",
    head=("Bezeichnung", "Menge", "Einzelpreis", "MwSt %", "Betrag"),
    net="Nettobetrag",
    tax="MwSt",
    total="Gesamtbetrag",
    bank="Bankverbindung",
    tax_id="USt-IdNr.",
    phone="Telefon",
    reference="Bitte geben Sie bei der Zahlung die Rechnungsnummer an.",
    units={"pc": " Stk", "h": " Std"},
)
WORDINGS = {Language.ENGLISH: ENGLISH, Language.GERMAN: GERMAN}
