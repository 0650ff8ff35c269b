"""The first quarter of a freelancer with a client in dollars. README.md beside this file tells the story."""

from __future__ import annotations

from decimal import Decimal

from compare import compare
from quittance import Quittance, expect, say, wishes


def work_through(house: Quittance) -> None:
    say("1. Where the money is")
    business = house.account("Business", "bank", "EUR", "4000.00", "2026-01-01")
    dollars = house.account("Dollars", "bank", "USD", "500.00", "2026-01-01")
    cash = house.account("Cash", "cash", "EUR", "100.00", "2026-01-01")
    clearing = next(row["id"] for row in house.all("accounts/") if row["kind"] == "clearing")

    say("2. Invoices that were sent: one in euros, one in dollars")
    consulting = house.category("Consulting", "income")
    studio, northwind = (house.post("vendors/", name=name)["id"] for name in ("Studio Blau", "Northwind Inc"))
    share = [{"amount": "2380.00", "category": consulting, "tax_rate": "19", "tax_amount": "380.00"}]
    said = {"date": "2026-01-27", "currency": "EUR", "vendor": studio, "description": "Invoice 2026-01"}
    house.post("transactions/", kind="income", amount="2380.00", splits=share, **said)
    legs = [
        {"account": clearing, "amount": "1500.00", "currency": "USD", "base_amount": "1290.00"},
        {"category": consulting, "amount": "-1500.00", "currency": "USD", "base_amount": "-1290.00"},
    ]
    invoice = house.post("transactions/", kind="income", date="2026-01-15", vendor=northwind, description="INV-7", postings=legs)

    say("3. Costs, with the tax in them")
    spend(house, "2026-01-12", "119.00", "Cloudware", "Software", "19", "19.00")
    spend(house, "2026-02-05", "84.00", "Deutsche Bahn", "Travel", "7", "5.50")
    stamps = spend(house, "2026-01-08", "20.00", "Post", "Office", account=cash)
    spend(house, "2026-02-10", "49.00", "Hosting Ltd", "Software", account=dollars, currency="USD")
    said = {"from_account": dollars, "to_account": business, "to_amount": "257.40"}
    house.post("transactions/", kind="transfer", date="2026-03-10", amount="300.00", **said)

    say("4. The dollar invoice is paid, and arrives as euros")
    house.post(f"transactions/{invoice['id']}/settle/", account=business, date="2026-02-16", amount="1272.45")

    say("5. The bank's list")
    statement = house.bank_statement("freelancer_business.csv", business)
    house.is_the_same(statement, "Own dollar account")
    verdicts = {row["payee"]: row["verdict"] for row in house.rows(statement)}
    expect("the dollar invoice", verdicts.pop("Northwind Inc"), "twin")
    expect("the other invoice", verdicts.pop("Studio Blau"), "settles")
    expect("the transfer", verdicts.pop("Own dollar account"), "twin")
    expect("what only the bank knows", [payee for payee, verdict in verdicts.items() if verdict == "new"], ["Hausbank"])
    house.book(house.get(f"imports/{statement['id']}/"))
    fee = next(row for row in house.rows(statement) if row["payee"] == "Hausbank")
    house.sort_into(fee, house.category("Bank fees"))

    say("6. Does the bank agree?")
    expect("Business", house.balance(business), Decimal("7696.95"))
    expect("the bank states the same, so it is", house.reconcile(business, "2026-03-31", "7696.95"), "closed")
    expect("Dollars", house.balance(dollars, "USD"), Decimal("151.00"))
    expect("what is still open", house.get(f"accounts/{clearing}/")["balance"].get("USD", "0.00"), "0.00")

    say("7. January is closed, and then a mistake is found in it")
    house.post("ledger/lock/", through="2026-01-31")
    house.post(f"transactions/{stamps}/reverse/", date="2026-02-01")
    spend(house, "2026-02-01", "2.00", "Post", "Office", account=cash)
    expect("Cash", house.balance(cash), Decimal("98.00"))

    say("8. The quarter is done")
    house.post("ledger/lock/", through="2026-03-31")
    days = {"from": "2026-01-01", "to": "2026-03-31", "every": "quarter"}
    rows = {row["name"]: row for row in house.get("reports/categories/", **days)["rows"]}
    expect("Consulting", rows["Consulting"]["cells"][0]["amounts"], {"EUR": "2380.00", "USD": "1500.00"})
    expect("lost by exchange", exchange(rows), {"EUR": "17.55"})


def spend(
    house: Quittance, day: str, amount: str, vendor: str, category: str, rate: str = "", tax: str = "", **beside: str
) -> str:
    """Book a cost; the id of the transaction."""
    share = {"amount": amount, "category": house.category(category)}
    if rate:
        share |= {"tax_rate": rate, "tax_amount": tax}
    found = [row["id"] for row in house.all("vendors/") if row["name"] == vendor]
    said = {"currency": "EUR", "vendor": found[0] if found else house.post("vendors/", name=vendor)["id"], **beside}
    return str(house.post("transactions/", kind="expense", date=day, amount=amount, splits=[share], **said)["id"])


def exchange(rows: dict[str, dict[str, object]]) -> object:
    """What the category of the ledger itself says, whatever it is called in this workspace."""
    return next(row["cells"][0]["amounts"] for name, row in rows.items() if name.startswith("Exchange"))  # type: ignore[index]


if __name__ == "__main__":
    asked = wishes()
    quittance = Quittance(asked.url, asked.key)
    work_through(quittance)
    say("9. Two programs, one result")
    compare(quittance, quittance.journal(asked.journal), "2026-01-01", "2026-03-31")
