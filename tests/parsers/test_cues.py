"""Country, currency, kind, vendor, identifiers, payment: what single lines of a document give away."""

from __future__ import annotations

import pytest

from services.parsers.candidates import lay_out
from services.parsers.identifiers import card_last4, ibans, seller_iban
from services.parsers.kind import find_kind
from services.parsers.layout import document_rows
from services.parsers.number_codes import labelled_numbers
from services.parsers.payment import find_payment
from services.parsers.tax_ids import seller_tax_id, tax_ids
from services.types import DocumentKind
from tests.parsers.sheets import TODAY, document


@pytest.mark.parametrize(
    ("text", "code", "sure"),
    [
        ("Total RM 5.00", "MYR", True),
        ("Total 5,00 €", "EUR", True),
        ("Portland, OR 97204\nTotal $5.00", "USD", True),
        ("Total $5.00", "USD", False),
        ("PTE LTD Singapore\nTotal $5.00", "SGD", True),
        ("KEDAI SDN BHD\nJALAN SATU\nTotal $5.00", "MYR", True),
        ("KEDAI SDN BHD 519537\nTotal 5.00", "MYR", True),
        ("Zürich\nTotal CHF 11.40", "CHF", True),
        ("円 合計 ¥1,250", "JPY", True),
        ("Siret 123\nTotal TTC 5,00", "EUR", True),
    ],
)
def test_the_currency_is_printed_or_shown_by_the_country(text: str, code: str, sure: bool) -> None:
    found = lay_out(document(text), today=TODAY).currency
    assert found is not None
    assert (found.code, found.sure) == (code, sure)


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("KEDAI MAJU SDN BHD 519537\nTotal 5.00", "SDN BHD"),
        ("KEDAI SDN BHD\nJALAN SATU\nTotal $5.00", "SDN BHD"),
        ("Zürich Straße 5\nTotal 11.40", "Zürich"),
    ],
)
def test_an_inferred_currency_shows_the_words_that_it_comes_from(text: str, cue: str) -> None:
    found = lay_out(document(text), today=TODAY).currency
    assert found is not None
    assert found.span is not None
    assert (found.span.verbatim, found.is_printed) == (cue, False)


def test_a_currency_inferred_from_numbers_alone_is_not_sure() -> None:
    found = lay_out(document("Phone +60 3 1234\nTotal 5.00"), today=TODAY).currency
    assert found is not None
    assert (found.code, found.span, found.sure) == ("MYR", None, False)


def test_nothing_shows_no_currency() -> None:
    assert lay_out(document("Total 5.00"), today=TODAY).currency is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("TAX INVOICE\nTotal 5.00\nCASH 10.00\nCHANGE 5.00", DocumentKind.RECEIPT),
        ("CREDIT NOTE\nTotal 5.00", DocumentKind.CREDIT_NOTE),
        ("Mahnung\nBetrag 5,00", DocumentKind.REMINDER),
        ("Angebot\nSumme 5,00", DocumentKind.QUOTE),
        ("Pro-forma invoice\nTotal 5.00", DocumentKind.PRO_FORMA),
        ("Auftragsbestätigung\nSumme 5,00", DocumentKind.ORDER_CONFIRMATION),
        ("Lieferschein\n5 Stk", DocumentKind.DELIVERY_NOTE),
        ("Kontoauszug\nSaldo 5,00", DocumentKind.BANK_STATEMENT),
        ("MERCHANT COPY\nAPPROVAL CODE 1\nAID A0\nAmount 5.00", DocumentKind.CARD_SLIP),
    ],
)
def test_the_title_tells_the_kind(text: str, kind: DocumentKind) -> None:
    assert find_kind(lay_out(document(text), today=TODAY))[0] is kind


def test_a_page_of_office_paper_with_an_invoice_number_is_an_invoice() -> None:
    text = "Invoice\nInvoice number 17\nDue date 1 May 2022\nTotal 5.00"
    assert find_kind(lay_out(document(text, unit="pt"), today=TODAY))[0] is DocumentKind.INVOICE


def test_a_vat_id_with_wrong_check_digits_is_none() -> None:
    rows = document_rows(document("USt-IdNr. DE136695976\nDE136695977"))
    assert [found.value for found in tax_ids(rows) if found.checked] == ["DE136695976"]


def test_an_iban_is_cut_before_what_follows_it() -> None:
    rows = document_rows(document("IBAN DE89 3704 0044 0532 0130 00 BIC COBADEFF\nDE88 3704 0044 0532 0130 00"))
    assert [found.value for found in ibans(rows)] == ["DE89370400440532013000"]


@pytest.mark.parametrize(
    ("text", "value", "checked"),
    [
        ("MWST-Nr. CHE-123.456.788 MWST", "CHE123456788", True),
        ("Partita IVA: IT 00743110157", "IT00743110157", True),
        ("P.IVA e C.F. 00743110157", "00743110157", True),
        ("NIP: 526-000-12-46", "5260001246", True),
        ("A.B.N. : 51 824 753 556", "51824753556", True),
        ("VATRegNo: GB 220 4302 31", "GB220430231", True),
        ("SST ID: W10-1808-32000123", "W10180832000123", False),
        ("USt-IdNr. DE136695976 HRB 1234567", "DE136695976", True),
    ],
)
def test_a_tax_id_of_any_country_is_read_behind_its_label(text: str, value: str, checked: bool) -> None:
    found = seller_tax_id(lay_out(document(text), today=TODAY), ())
    assert found is not None
    assert (found.value, found.checked) == (value, checked)


def test_letters_read_for_digits_are_put_right_only_where_the_check_digits_agree() -> None:
    found = seller_tax_id(lay_out(document("VAT: DE1366959?6\nNIP: 526OOO1246"), today=TODAY), ())
    assert found is not None
    assert (found.value, found.repaired) == ("5260001246", True)


@pytest.mark.parametrize("text", ["Tax point 18/11/2021", "Tax Invoice 1-679-100", "Your VAT no. DE136695976", "GST Amt: 345.04"])
def test_dates_numbers_of_invoices_and_ids_of_the_buyer_are_no_tax_ids_of_the_seller(text: str) -> None:
    assert seller_tax_id(lay_out(document(text), today=TODAY), ()) is None


def test_our_own_numbers_are_not_the_sellers() -> None:
    sheet = lay_out(document("USt-IdNr. DE136695976\nIBAN DE89 3704 0044 0532 0130 00"), today=TODAY)
    assert seller_tax_id(sheet, ["DE 136695976"]) is None
    assert seller_iban(sheet, ["DE89370400440532013000"]) is None


def test_the_account_of_which_a_debit_is_taken_is_not_the_sellers() -> None:
    text = "Lastschrift von Ihrem Konto DE89 3704 0044 0532 0130 00\nIBAN: GB33BUKB20201555555555"
    found = seller_iban(lay_out(document(text), today=TODAY), ())
    assert found is not None
    assert found.value == "GB33BUKB20201555555555"


def test_an_account_with_a_letter_read_for_a_digit_is_marked_as_repaired() -> None:
    (found,) = ibans(document_rows(document("1BAN:DE89 37O4 0044 0532 0130 00")))
    assert (found.value, found.repaired) == ("DE89370400440532013000", True)


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("XXXX XXXX XXXX 4242", "4242"),
        ("400000******4242", "4242"),
        ("Karte endet auf 4242", "4242"),
        ("Visa ending in 4242", "4242"),
        ("#### #### #### 4242", "4242"),
        ("Tarjeta ....4242", "4242"),
        ("Total......4242", None),
    ],
)
def test_card_digits_stand_behind_a_mask_of_any_shape(text: str, digits: str | None) -> None:
    found = card_last4(document_rows(document(text)))
    assert (found.value if found else None) == digits


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Invoice No: CS-0017/18", "CS-0017/18"),
        ("INVOICE NO:18287/102/T0049", "18287/102/T0049"),
        ("Rechnungsnummer: RE-2024-0815", "RE-2024-0815"),
        ("Handelsrechnung (380) Nr. R18-31 vom 03.10.2018", "R18-31"),
        ("FACTURE N° : F-7719-04", "F-7719-04"),
        ("Invoice #4711", "4711"),
        ("Invoice Number\nA-100", "A-100"),
        ("INV#123456", "123456"),
        ("Fattura n. 12/A del 03.05.2024", "12/A"),
        ("Facture n° FA-2023/001", "FA-2023/001"),
        ("Customer no. 4711  Invoice no. 815", "815"),
        ("ReceiptNo18010500047", "18010500047"),
    ],
)
def test_an_invoice_number_is_found_by_its_label(text: str, number: str) -> None:
    assert next(labelled_numbers(document_rows(document(text)))).text == number


def test_card_digits_are_those_after_the_mask() -> None:
    found = card_last4(document_rows(document("VISA ************4242 EXP 12/24")))
    assert found is not None
    assert found.value == "4242"


@pytest.mark.parametrize(
    ("text", "method"),
    [
        ("Total 5.00\nCASH 10.00", "cash"),
        ("Total 5.00\nVISA 5.00", "card"),
        ("Summe 5,00\nBAR 10,00", "cash"),
        ("Summe 5,00\ngirocard 5,00", "card"),
        ("Rechnung\nBitte per Überweisung", "transfer"),
        ("Fattura\nPagamento: bonifico bancario", "transfer"),
        ("Facture\nRèglement par prélèvement", "direct_debit"),
        ("Factuur\nBetaald met iDEAL", "e_wallet"),
        ("Paragon\nSposób zapłaty: gotówka", "cash"),
        ("Resit\nBayaran: Touch n Go", "e_wallet"),
    ],
)
def test_the_words_beside_the_payment_tell_the_method(text: str, method: str) -> None:
    found = find_payment(lay_out(document(text), today=TODAY))
    assert found is not None
    assert found.method == method


def test_a_cashier_is_no_cash() -> None:
    assert find_payment(lay_out(document("Cashier 12\nCASH SALES\nTotal 5.00"), today=TODAY)) is None
