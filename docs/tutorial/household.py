"""March of a household. README.md beside this file tells the story; each `say` is one of its steps."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

from compare import compare
from quittance import Quittance, expect, say, wishes


def work_through(house: Quittance) -> None:
    say("1. Where the money is")
    giro = house.account("Giro", "bank", "EUR", "2350.00", "2026-03-01")
    savings = house.account("Savings", "bank", "EUR", "5000.00", "2026-03-01")
    cash = house.account("Cash", "cash", "EUR", "35.00", "2026-03-01")

    say("2. The receipts, as they come in")
    groceries, home, shoes = house.category("Groceries"), house.category("Household"), house.category("Clothing")
    market, store = (house.post("vendors/", name=name)["id"] for name in ("Corner Market", "Shoe House"))
    power = house.post("vendors/", name="City Power", default_category=house.category("Electricity"))["id"]
    said = {"currency": "EUR"}
    splits = [
        {"amount": "50.10", "category": groceries, "tax_rate": "7"},
        {"amount": "4.45", "category": home, "tax_rate": "19"},
        {"amount": "-0.25", "category": groceries, "memo": "deposit given back"},
    ]
    shopping = house.post(
        "transactions/", kind="expense", date="2026-03-03", amount="54.30", vendor=market, splits=splits, **said
    )
    bought = house.post(
        "transactions/",
        kind="expense",
        date="2026-03-09",
        amount="89.90",
        vendor=store,
        splits=[{"amount": "89.90", "category": shoes}],
        **said,
    )
    house.post("transactions/", kind="expense", date="2026-03-18", amount="78.50", vendor=power, **said)
    bread = [{"amount": "12.50", "category": groceries}]
    house.post("transactions/", kind="expense", date="2026-03-07", amount="12.50", account=cash, splits=bread, **said)
    expect("Giro before the bank has said anything", house.balance(giro), Decimal("2350.00"))

    say("3. Money that only moves, and money that comes back")
    house.post("transactions/", kind="transfer", date="2026-03-05", amount="100.00", from_account=giro, to_account=cash)
    house.post("transactions/", kind="transfer", date="2026-03-16", amount="300.00", from_account=giro, to_account=savings)
    back = [{"amount": "30.00", "category": shoes}]
    house.post(
        "transactions/",
        kind="refund",
        date="2026-03-13",
        amount="30.00",
        vendor=store,
        refunds=bought["id"],
        splits=back,
        **said,
    )

    say("4. The bank's list")
    statement = house.bank_statement("household_giro.csv", giro)
    verdicts = Counter(row["verdict"] for row in house.rows(statement))
    expect("rows that settle a receipt", verdicts["settles"], 4)
    expect("rows that are new", verdicts["new"], 4)
    expect("rows that may be what was entered by hand: a question", verdicts["ambiguous"], 2)
    house.is_the_same(statement, "Geldautomat")
    house.is_the_same(statement, "Sparkonto")
    house.book(statement)
    expect("the shopping is settled", house.get(f"transactions/{shopping['id']}/")["is_settled"], True)

    say("5. What the new rows were for")
    for row in house.rows(statement):
        if row["verdict"] == "new":
            name, kind = {
                "Acme GmbH": ("Salary", "income"),
                "Hausverwaltung Berg": ("Rent", "expense"),
                "Café Luna": ("Restaurants", "expense"),
            }[row["payee"]]
            house.sort_into(row, house.category(name, kind))

    say("6. The same list again, by mistake")
    again = house.book(house.bank_statement("household_giro.csv", giro))
    expect("what it adds", {name: count for name, count in again["counts"].items() if count}, {"duplicate": 10})

    say("7. Does the bank agree?")
    expect("Giro", house.balance(giro), Decimal("3600.90"))
    expect("the bank states the same, so it is", house.reconcile(giro, "2026-03-31", "3600.90"), "closed")
    expect("Savings", house.balance(savings), Decimal("5300.00"))
    expect("Cash", house.balance(cash), Decimal("122.50"))

    say("8. March is done: nobody changes it by accident")
    house.post("ledger/lock/", through="2026-03-31")

    say("9. What was it all for?")
    result = house.get("reports/income-statement/", **{"from": "2026-03-01", "to": "2026-03-31"})["totals"][-1]
    expect("what remains of March", result["total"]["amounts"], {"EUR": "1638.40"})


if __name__ == "__main__":
    asked = wishes()
    quittance = Quittance(asked.url, asked.key)
    work_through(quittance)
    say("10. Two programs, one result")
    compare(quittance, quittance.journal(asked.journal), "2026-03-01", "2026-03-31")
