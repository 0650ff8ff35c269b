"""What invoices say beyond the words that receipts need too."""

from __future__ import annotations

from dataclasses import dataclass

from training.documents.wordings.base import Variants


@dataclass(frozen=True, slots=True)
class Phrases:
    """The phrases of one language, each a choice of variants; labels stand without colon. Braces name what is put in."""

    sentences: Variants  # the whole heading of an invoice: {title} {number} {date}
    copy_marks: Variants
    sellers: Variants  # head of the party that bills
    ship_to: Variants
    order_numbers: Variants
    order_dates: Variants
    delivery_notes: Variants
    periods: Variants
    projects: Variants
    references: Variants
    contacts: Variants
    buyer_tax_ids: Variants
    positions: Variants
    articles: Variants  # head of the column of article numbers
    lists: Variants  # heads of groups of lines
    carried: Variants  # the sum at the foot of a page
    brought: Variants  # the same at the head of the next one
    pages: Variants  # {page} {pages}
    salutations: Variants
    openings: Variants
    early_payment: Variants  # {percent} {days} {amount}
    tax_free: Variants
    included: Variants  # before a tax that the total contains
    in_words: Variants
    digits: Variants  # zero to nine
    amounts_in: Variants  # {currency}
    directors: Variants
    registers: Variants
    holders: Variants  # of a bank account
    slips: Variants  # head of a slip to pay with
    purposes: Variants  # what to write on a payment
    balances: Variants  # what was open before this invoice
    received: Variants  # what was paid of it
    prices: Variants  # a sentence that tells that prices contain the tax
