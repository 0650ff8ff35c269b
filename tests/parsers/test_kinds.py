"""Kinds of documents by rules: each kind in nine languages, what only looks like one, and what is no document of money."""

from __future__ import annotations

import pytest

from services.parsers.candidates import lay_out
from services.parsers.kind import find_kind
from services.types import Cell, DocumentKind, Page, ReadDocument, Table, TableOrigin, WordSource
from tests.parsers.sheets import TODAY, document

K = DocumentKind
LANGUAGES = ("en", "de", "fr", "es", "it", "nl", "pt", "pl", "ms")
NAMES: dict[DocumentKind, tuple[str, ...]] = {
    K.INVOICE: ("Invoice", "Rechnung", "Facture", "Factura", "Fattura", "Factuur", "Fatura", "Faktura VAT", "Invois"),
    K.CREDIT_NOTE: (
        "Credit note", "Gutschrift", "Avoir", "Nota de abono", "Nota di credito", "Creditnota", "Nota de crédito",
        "Faktura korygująca", "Nota kredit",
    ),
    K.SELF_BILLING: (
        "Self-billing invoice", "Gutschriftsverfahren", "Autofacturation", "Autofactura", "Autofattura", "Zelffactuur",
        "Autofaturação", "Samofakturowanie", "Invois bil sendiri",
    ),
    K.REMINDER: (
        "Payment reminder", "Zahlungserinnerung", "Rappel de paiement", "Recordatorio de pago", "Sollecito di pagamento",
        "Betalingsherinnering", "Lembrete de pagamento", "Wezwanie do zapłaty", "Peringatan bayaran",
    ),
    K.QUOTE: (
        "Quotation", "Angebot", "Devis", "Presupuesto", "Preventivo", "Offerte", "Orçamento", "Wycena", "Sebut harga",
    ),
    K.ORDER_CONFIRMATION: (
        "Order confirmation", "Auftragsbestätigung", "Confirmation de commande", "Confirmación de pedido", "Conferma d'ordine",
        "Orderbevestiging", "Confirmação de encomenda", "Potwierdzenie zamówienia", "Pengesahan pesanan",
    ),
    K.PRO_FORMA: (
        "Pro forma invoice", "Proforma-Rechnung", "Facture pro forma", "Factura proforma", "Fattura proforma",
        "Pro-forma factuur", "Fatura pró-forma", "Faktura pro forma", "Invois proforma",
    ),
    K.DELIVERY_NOTE: (
        "Delivery note", "Lieferschein", "Bon de livraison", "Albarán", "Documento di trasporto", "Pakbon", "Guia de remessa",
        "Dokument dostawy", "Nota penghantaran",
    ),
    K.BANK_STATEMENT: (
        "Account statement", "Kontoauszug", "Relevé de compte", "Extracto de cuenta", "Estratto conto", "Rekeningafschrift",
        "Extrato de conta", "Wyciąg bankowy", "Penyata akaun",
    ),
    K.OTHER: (
        "Rental agreement", "Mietvertrag", "Contrat de bail", "Contrato de alquiler", "Contratto di locazione",
        "Huurovereenkomst", "Contrato de arrendamento", "Umowa najmu", "Perjanjian sewa",
    ),
}  # fmt: skip
TOTALS = ("Total", "Gesamtbetrag", "Total TTC", "Total", "Totale", "Totaal", "Total", "Razem", "Jumlah")
DUE = ("Due date", "Zahlbar bis", "Échéance", "Fecha de vencimiento", "Scadenza", "Vervaldatum", "Data de vencimento",
       "Termin płatności", "Tarikh akhir")  # fmt: skip
BALANCES = ("Opening balance", "Anfangssaldo", "Solde initial", "Saldo anterior", "Saldo iniziale", "Beginsaldo",
            "Saldo inicial", "Saldo początkowe", "Baki awal")  # fmt: skip
SLIPS = (
    ("MERCHANT COPY", "Approval code: 123456"), ("KUNDENBELEG", "Genehmigungs-Nr 123456"), ("TICKET CLIENT", "CARTE BANCAIRE"),
    ("COPIA CLIENTE", "Autorización 123456"), ("COPIA ESERCENTE", "Cod. autorizzazione 123456 AID A000"),
    ("KOPIE KAARTHOUDER", "Autorisatiecode 123456"), ("VIA CLIENTE", "Autorização 123456"),
    ("KOPIA KLIENTA", "Kod autoryzacji 123456"), ("SALINAN PELANGGAN", "Kod kelulusan 123456"),
)  # fmt: skip
RECEIPTS = (
    ("Cash", "Change", "Thank you"), ("Bar", "Rückgeld", "Vielen Dank"), ("Espèces", "Rendu", "Merci"),
    ("Efectivo", "Cambio", "Gracias"), ("Contanti", "Resto", "Grazie"), ("Contant", "Wisselgeld", "Kassabon"),
    ("Dinheiro", "Troco", "Recibo"), ("Gotówka", "Reszta", "Paragon fiskalny"), ("Tunai", "Baki", "Terima kasih"),
)  # fmt: skip

Sure = tuple[DocumentKind, float]


def kind_of(text: str, unit: str = "pt") -> Sure:
    return find_kind(lay_out(document(text, unit=unit), today=TODAY))


def paper(title: str, place: int) -> str:
    """A page of office paper with a title, goods and a total."""
    return f"""
Larkspur Works
12 Heron Lane

{title}
2026-1178                          12.11.2026
{DUE[place]}                       26.11.2026

Blue enamel kettle        2        20.00       40.00
Garden bench              1       110.00      110.00
{TOTALS[place]}                                       150.00 EUR
"""


@pytest.mark.parametrize("kind", [kind for kind in NAMES if kind is not K.BANK_STATEMENT], ids=lambda kind: kind.value)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_title_names_the_kind(kind: DocumentKind, language: str) -> None:
    place = LANGUAGES.index(language)
    found, sureness = kind_of(paper(NAMES[kind][place], place))
    assert (found, sureness >= 0.7) == (kind, True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_statement_is_known_by_its_title(language: str) -> None:
    assert kind_of(statement(NAMES[K.BANK_STATEMENT][LANGUAGES.index(language)]))[0] is K.BANK_STATEMENT


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_statement_without_a_title_is_known_by_dates_amounts_and_balances(language: str) -> None:
    assert kind_of(statement(BALANCES[LANGUAGES.index(language)] + "   100.00"))[0] is K.BANK_STATEMENT


def statement(head: str) -> str:
    return f"""
Heron Bank
{head}

01.11.2026   Rent November            -900.00      1 200.00
03.11.2026   Larkspur Works            -40.00      1 160.00
05.11.2026   Salary                   2100.00      3 260.00
"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_receipt_of_a_till_is_a_receipt(language: str) -> None:
    place = LANGUAGES.index(language)
    paid, change, thanks = RECEIPTS[place]
    text = f"""
Larkspur Cafe
12.11.2026 10:15
Coffee                2.50
Cake                  4.00
{TOTALS[place]}                 6.50
{paid}               10.00
{change}              3.50
{thanks}
"""
    found, sureness = kind_of(text, unit="px")
    assert (found, sureness > 0.9) == (K.RECEIPT, True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_slip_of_a_card_terminal_is_no_receipt(language: str) -> None:
    copy, approval = SLIPS[LANGUAGES.index(language)]
    text = f"""
Larkspur Cafe
12.11.2026 10:15
VISA ************1234
EUR 6.50
{approval}
{copy}
"""
    assert kind_of(text, unit="px")[0] is K.CARD_SLIP


@pytest.mark.parametrize(
    "reference",
    ["Lieferschein-Nr: 4711", "Delivery note no.: 4711", "Angebot Nr.: 12", "Bon de livraison n° : 3", "Offerte: 2026-9",
     "Pedido: 12", "Albarán nº: 8", "Quotation: Q-12"],
)  # fmt: skip
def test_an_invoice_that_names_another_document_stays_one(reference: str) -> None:
    text = paper("Rechnung Nr. 2026-1178", 1).replace("Zahlbar bis", f"{reference}\nZahlbar bis")
    assert kind_of(text)[0] is K.INVOICE


@pytest.mark.parametrize("thing", ["Gutschrift Pfand        -0.25", "Oferta 2x1              3.00", "Menu of the day       9.50"])
def test_a_thing_that_was_bought_is_no_title(thing: str) -> None:
    text = f"""
Larkspur Cafe
12.11.2026 10:15
{thing}
Coffee                2.50
Total                12.00
Cash                 12.00
Thank you
"""
    assert kind_of(text, unit="px")[0] is K.RECEIPT


def test_a_sentence_about_an_offer_is_no_title() -> None:
    text = paper("Invoice", 0) + "\nThis quotation was accepted by you on the phone last week, many thanks\n"
    assert kind_of(text)[0] is K.INVOICE


MENU = """
Larkspur Cafe
Soup of the day       4.50
Grilled aubergine    11.00
Herring with apple   12.50
Lemonade              3.20
Coffee                2.80
"""
LETTER = """
Dear neighbour,
our house will be painted in the week after next, and there will be
scaffolding in the yard. Please move your bicycles before it begins.
With kind regards, the caretaker
"""


@pytest.mark.parametrize(("text", "unit"), [(MENU, "px"), (MENU, "pt"), (LETTER, "pt"), (LETTER, "px"), ("IMG", "px")])
def test_a_menu_a_letter_and_a_picture_with_a_word_are_other(text: str, unit: str) -> None:
    found, sureness = kind_of(text, unit)
    assert (found, 0.5 < sureness < 1) == (K.OTHER, True)


def test_a_blank_page_is_other() -> None:
    blank = ReadDocument("image/png", (Page(1, 800, 1200, "px", (), WordSource.RAPID),))
    assert find_kind(lay_out(blank, today=TODAY)) == (K.OTHER, 0.95)


@pytest.mark.parametrize(
    "media_type", ["application/x-ofx", "application/x-qif", "application/x-camt+xml", "application/x-mt940"]
)
def test_files_of_banks_are_statements(media_type: str) -> None:
    page = document("01.11.2026   -9.00").pages
    assert find_kind(lay_out(ReadDocument(media_type, page), today=TODAY)) == (K.BANK_STATEMENT, 1.0)


def table_of(*rows: str, origin: TableOrigin = TableOrigin.TEXT) -> ReadDocument:
    cells = tuple(tuple(map(Cell, row.split(";"))) for row in rows)
    return ReadDocument("text/csv", document("\n".join(rows)).pages, tables=(Table(1, cells, origin),))


@pytest.mark.parametrize(
    "header",
    ["Date;Description;Amount", "Buchungstag;Verwendungszweck;Betrag", "Fecha;Concepto;Importe", "Data;Descrizione;Importo"],
)
def test_a_table_of_dates_and_amounts_is_a_statement(header: str) -> None:
    found, sureness = find_kind(lay_out(table_of(header, "2026-11-02;Rent;-900.00", "2026-11-03;Tea;-4.50"), today=TODAY))
    assert (found, sureness >= 0.8) == (K.BANK_STATEMENT, True)


def test_words_of_banks_make_a_table_surer() -> None:
    plain = table_of("Date;Description;Amount", "2026-11-02;Rent;-900.00")
    told = table_of("Date;Payee;Amount;Balance", "2026-11-02;Rent;-900.00;100.00")
    assert find_kind(lay_out(told, today=TODAY))[1] > find_kind(lay_out(plain, today=TODAY))[1]


def test_a_price_list_is_no_statement() -> None:
    assert find_kind(lay_out(table_of("Item;Price", "Tea;4.50", "Coffee;5.00"), today=TODAY))[0] is not K.BANK_STATEMENT


def test_dated_items_of_an_invoice_are_no_statement() -> None:
    rows = "\n".join(f"0{day}.11.2026   Consulting          8 h      800.00" for day in range(1, 6))
    text = paper("Invoice", 0).replace("Garden bench", f"{rows}\nGarden bench")
    assert kind_of(text)[0] is K.INVOICE


@pytest.mark.parametrize(
    ("named", "kind"),
    [
        ("Quote 4711", K.QUOTE), ("Delivery note LS-9", K.DELIVERY_NOTE), ("Auftragsbestätigung", K.ORDER_CONFIRMATION),
        ("Reminder", K.REMINDER), ("Credit note", K.CREDIT_NOTE),
    ],
)  # fmt: skip
def test_beside_the_title_of_an_invoice_another_is_not_sure(named: str, kind: DocumentKind) -> None:
    assert kind_of(paper(f"Invoice R-2026/17\n{named}", 0)) == (kind, 0.5)
    assert kind_of(paper(named, 0))[1] >= 0.7


def test_a_title_of_two_kinds_is_not_sure() -> None:
    assert kind_of(paper("Delivery note / Invoice", 0)) == (K.DELIVERY_NOTE, 0.5)
    assert kind_of(paper("Lieferschein und Rechnung 17", 0)) == (K.DELIVERY_NOTE, 0.5)
    assert kind_of(paper("Pro-forma invoice", 0))[1] >= 0.7


def test_the_label_of_another_number_takes_nothing_from_an_invoice() -> None:
    assert kind_of(paper("Invoice R-2026/17\nDelivery note:  4711", 0))[0] is K.INVOICE
