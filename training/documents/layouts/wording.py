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
    tax_base: str  # stands between the rate and the amount that it is taken of
    tax_total: str
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
    tax_base="on",
    tax_total="VAT total",
    total="Total",
    bank="Please pay by bank transfer",
    tax_id="VAT registration",
    phone="Telephone",
    reference="Quote the invoice number with your payment.",
    units={"pc": "", "h": "h"},
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
    tax_base="auf",
    tax_total="MwSt gesamt",
    total="Gesamtbetrag",
    bank="Zahlung per Überweisung",
    tax_id="USt-IdNr.",
    phone="Telefon",
    reference="Bitte geben Sie bei der Zahlung die Rechnungsnummer an.",
    units={"pc": "Stk", "h": "Std"},
)
WORDINGS = {Language.ENGLISH: ENGLISH, Language.GERMAN: GERMAN}
