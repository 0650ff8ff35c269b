"""Exports as banks and people write them: what is guessed of them, and the first row that comes out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest

from services.errors import StatementFormatError
from services.statements.base import BadRow, Column, DateOrder, DecimalMark, Sign, StatementRow
from tests.statements.reading import guessed, table, understood

JAN_31 = date(2024, 1, 31)


@dataclass(frozen=True)
class Export:
    text: str
    first: StatementRow
    delimiter: str = ";"
    doubts: tuple[str, ...] = ()
    order: DateOrder = DateOrder.DMY


EXPORTS = {
    "a savings bank": Export(
        "Auftragskonto;Buchungstag;Valutadatum;Buchungstext;Verwendungszweck;Kundenreferenz (End-to-End);"
        "Beguenstigter/Zahlungspflichtiger;Kontonummer/IBAN;Betrag;Waehrung;Info\n"
        "DE1;31.01.24;01.02.24;KARTE;Einkauf;NOTPROVIDED;REWE;DE89370400440532013000;-1.012,50;EUR;gebucht\n"
        "DE1;01.02.24;01.02.24;LOHN;Januar;;ACME;DE89370400440532013000;1.234,56;EUR;gebucht",
        StatementRow(
            2, JAN_31, Decimal("-1012.50"), "EUR", date(2024, 2, 1), "REWE", "KARTE · Einkauf", iban="DE89370400440532013000"
        ),
    ),
    "a preamble, two names, the currency in the header": Export(
        "Girokonto;DE12 3456\n\nKontostand vom 31.01.2024:;1.234,56 EUR\n\n"
        "Buchungsdatum;Wertstellung;Zahlungspflichtige*r;Zahlungsempfänger*in;Verwendungszweck;Betrag (€)\n"
        "31.01.24;31.01.24;ISSUER;Netto;Kauf;-12,50",
        StatementRow(6, JAN_31, Decimal("-12.50"), "EUR", JAN_31, "Netto", "ISSUER · Kauf"),
    ),
    "two columns of the currency, and a balance": Export(
        "Buchung;Wertstellungsdatum;Auftraggeber/Empfänger;Buchungstext;Saldo;Währung;Betrag;Währung\n"
        "31.01.2024;31.01.2024;Rewe;Lastschrift;987,50;EUR;-12,50;EUR",
        StatementRow(2, JAN_31, Decimal("-12.50"), "EUR", JAN_31, "Rewe", "Lastschrift", balance=Decimal("987.50")),
    ),
    "a column of debit or credit words": Export(
        "Datum;Naam / Omschrijving;Tegenrekening;Af Bij;Bedrag (EUR);Mededelingen\n"
        "20240131;Albert Heijn;NL91ABNA0417164300;Af;12,50;Pas\n20240130;ACME;NL91ABNA0417164300;Bij;1200,00;Salaris",
        StatementRow(2, JAN_31, Decimal("-12.50"), "EUR", None, "Albert Heijn", "Pas", iban="NL91ABNA0417164300"),
        order=DateOrder.YMD,
    ),
    "S and H behind the amounts": Export(
        "Datum;Text;Umsatz\n31.01.2024;Rewe;12,50 S\n30.01.2024;Lohn;1.200,00 H",
        StatementRow(2, JAN_31, Decimal("-12.50"), description="Rewe"),
    ),
    "money out and money in, with signs of a currency": Export(
        'Account Name:|Flex\nAccount Balance:|£100.00\n\nDate|Transaction type|Description|Paid out|Paid in|Balance\n'
        "31 Jan 2024|Contactless|TESCO|£12.50||£87.50\n30 Jan 2024|Credit|ACME||£1,200.00|£100.00",
        StatementRow(5, JAN_31, Decimal("-12.50"), "GBP", description="Contactless · TESCO", balance=Decimal("87.50")),
        delimiter="|",
        order=DateOrder.YMD,
    ),
    "money out with a minus of its own, groups set apart by spaces": Export(
        "Date operation;Libelle operation;Debit;Credit\n31/01/2024;CARREFOUR;-1\u202f012,50;\n30/01/2024;VIR ACME;;1 200,00",
        StatementRow(2, JAN_31, Decimal("-1012.50"), description="CARREFOUR"),
    ),
    "month first": Export(
        "Details,Posting Date,Description,Amount,Type,Balance,Check or Slip #\n"
        "DEBIT,01/31/2024,TESCO,-12.50,ACH_DEBIT,87.50,\nCREDIT,01/02/2024,ACME,100.00,ACH_CREDIT,100.00,",
        StatementRow(2, JAN_31, Decimal("-12.50"), description="DEBIT · TESCO · ACH_DEBIT", balance=Decimal("87.50")),
        delimiter=",",
        order=DateOrder.MDY,
    ),
    "times, and a balance that shows the sign": Export(
        "Type,Started Date,Completed Date,Description,Amount,Fee,Currency,Balance\n"
        "CARD,2024-01-30 10:00:00,2024-01-31 11:00:00,Tesco,-12.50,0.00,GBP,87.50\n"
        "TOPUP,2024-02-03 10:00:00,2024-02-03 11:00:00,Top,10.00,0.00,GBP,97.50",
        StatementRow(
            2, JAN_31, Decimal("-12.50"), "GBP", date(2024, 1, 30), description="CARD · Tesco", balance=Decimal("87.50")
        ),
        delimiter=",",
        order=DateOrder.YMD,
    ),
    "a balance that shrinks by positive amounts": Export(
        "Date;Merchant;Amount;Balance\n31.01.2024;Aldi;3,00;97,00\n01.02.2024;Rewe;12,50;84,50\n02.02.2024;Back;-3,00;87,50",
        StatementRow(2, JAN_31, Decimal("-3.00"), payee="Aldi", balance=Decimal("97.00")),
    ),
    "a list of expenses": Export(
        "Date,Vendor,Category,Total,Notes\n2024-01-31,Tesco,Food,12.50,by card\n2024-01-05,Shell,Car,40.00,",
        StatementRow(2, JAN_31, Decimal("-12.50"), payee="Tesco", category="Food", notes="by card"),
        delimiter=",",
        doubts=("sign",),
        order=DateOrder.YMD,
    ),
    "no header at all": Export(
        "31.01.2024;Rewe;Einkauf am Freitag;-12,50\n30.01.2024;ACME;Lohn und Gehalt;1.200,00",
        StatementRow(1, JAN_31, Decimal("-12.50"), payee="Rewe", description="Einkauf am Freitag"),
        doubts=("columns",),
    ),
    "the bank's own ids": Export(
        "Fecha;Fecha valor;Concepto;Importe;Saldo;Referencia\n"
        "31/01/2024;31/01/2024;Mercadona;-12,50;87,50;A1\n30/01/2024;30/01/2024;Nomina;100,00;100,00;A2",
        StatementRow(
            2, JAN_31, Decimal("-12.50"), None, JAN_31, description="Mercadona", reference="A1", balance=Decimal("87.50")
        ),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", EXPORTS)
def test_exports_of_banks_are_understood(name: str) -> None:
    export = EXPORTS[name]
    rows = table(export.text, export.delimiter)
    guess = guessed(rows)
    first, *others = understood(rows, guess)
    assert first == export.first
    assert (guess.doubts, guess.mapping.date_order) == (export.doubts, export.order)
    assert all(isinstance(row, StatementRow) and row.amount for row in others)


def test_what_cannot_be_known_is_doubted() -> None:
    guess = guessed(table("Date;Payee;Amount\n01/02/2024;A;1.234\n03/04/2024;B;2.345"))
    assert guess.doubts == ("date_order", "decimal_mark", "sign")


def test_files_in_order_of_days_tell_day_from_month() -> None:
    days = ["05/02", "12/02", "01/03", "08/03", "02/04"]
    guess = guessed(table("Date;Amount\n" + "\n".join(f"{day}/2024;-1,50" for day in days)))
    assert (guess.mapping.date_order, guess.doubts) == (DateOrder.DMY, ())
    guess = guessed(table("Date;Amount\n" + "\n".join(f"{day[3:]}/{day[:2]}/2024;-1,50" for day in days)))
    assert (guess.mapping.date_order, guess.doubts) == (DateOrder.MDY, ())


def test_few_negative_amounts_leave_the_sign_open() -> None:
    rows = table("Date;Payee;Amount\n" + "\n".join(f"2024-01-1{day};A;{'-' if day == 5 else ''}1.50" for day in range(8)))
    assert guessed(rows).doubts == ("sign",)
    assert guessed(rows).mapping.sign is Sign.MONEY_IN


def test_references_that_repeat_are_no_ids() -> None:
    rows = table("Date;Amount;Reference\n2024-01-31;-1.50;RENT\n2024-02-29;-1.50;RENT")
    assert Column.REFERENCE not in guessed(rows).mapping.columns


def test_fees_and_original_amounts_are_not_the_booking() -> None:
    rows = table("Date;Original amount;Original currency;Fee;Amount\n2024-01-31;-10.00;USD;0.10;-9.20")
    assert understood(rows) == [StatementRow(2, JAN_31, Decimal("-9.20"))]


@pytest.mark.parametrize("text", ["", "a;b\nc;d", "Date;Payee\n2024-01-31;A", "Payee;Amount\nA;1.50"])
def test_what_is_no_list_of_bookings_is_refused(text: str) -> None:
    with pytest.raises(StatementFormatError):
        guessed(table(text))


def test_footer_is_told_as_one() -> None:
    rows = table("Date;Payee;Amount\n2024-01-31;A;-1.50\n\nTotal;;-1.50\n;Sum of all;-1.50")
    problems = [row.problems for row in understood(rows) if isinstance(row, BadRow)]
    assert [list(problem) for problem in problems] == [["row"], ["row"]]


def test_decimal_marks_are_told_by_groups() -> None:
    assert guessed(table("Date;Amount\n2024-01-31;-1,234.5\n2024-02-01;2")).mapping.decimal_mark is DecimalMark.POINT
    assert guessed(table("Date;Amount\n2024-01-31;-1.234.567\n2024-02-01;2")).mapping.decimal_mark is DecimalMark.COMMA
