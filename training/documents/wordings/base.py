"""The words of receipts and invoices in one language. Each is a choice of variants: a document draws one of them."""

from __future__ import annotations

from dataclasses import dataclass

Variants = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """`language` is ISO 639-1. Labels stand without colon; layouts add what they like. Upper case is up to the layout."""

    language: str
    receipt_titles: Variants  # "Receipt", "Tax Invoice"; "" for none
    invoice_titles: Variants
    number_labels: Variants  # of an invoice
    receipt_number_labels: Variants
    date_labels: Variants
    time_labels: Variants
    due_date_labels: Variants
    service_date_labels: Variants
    customer_labels: Variants  # "Bill to"
    customer_number_labels: Variants
    item_labels: Variants  # heads of columns
    quantity_labels: Variants
    unit_labels: Variants
    unit_price_labels: Variants
    discount_labels: Variants
    rate_labels: Variants
    amount_labels: Variants
    subtotal_labels: Variants
    net_labels: Variants
    tax_labels: Variants  # "VAT", "MwSt"
    tax_total_labels: Variants
    gross_labels: Variants  # head of the column in a tax table
    total_labels: Variants
    rounding_labels: Variants
    tip_labels: Variants
    service_charge_labels: Variants
    prepaid_labels: Variants
    amount_due_labels: Variants
    cash_labels: Variants
    card_labels: Variants
    change_labels: Variants
    transfer_sentences: Variants
    tax_id_labels: Variants
    phone_labels: Variants
    cashier_labels: Variants
    table_labels: Variants
    bank_labels: Variants
    thanks: Variants  # closing sentences
    headers: Variants  # greetings and slogans above or below the name
    legal_notes: Variants  # sentences at the foot of an invoice
    payment_terms: Variants  # may hold {days}
    units: tuple[tuple[str, str], ...]  # unit of Article → printed, such as ("pc", "Stk"); every unit of goods.UNITS
    credit_note_titles: Variants
    credited_number_labels: Variants  # of the invoice that a credit note corrects
    months: Variants  # twelve, as dates spell them
