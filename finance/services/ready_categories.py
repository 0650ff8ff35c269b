"""The ready set of categories that a new ledger starts with. All of them may be renamed, moved and archived."""

from __future__ import annotations

from finance.models import CategoryKind, SystemCategory

EXPENSES: dict[str, tuple[str, ...]] = {
    "Food and drink": ("Groceries", "Restaurants", "Coffee and snacks", "Alcohol and tobacco"),
    "Home": ("Rent and mortgage", "Electricity, gas and water", "Furniture and household", "Repairs and garden"),
    "Transport": ("Fuel", "Public transport", "Taxi and ride hailing", "Parking and tolls", "Vehicle upkeep"),
    "Travel": ("Flights", "Trains and coaches", "Hotels", "Daily allowances"),
    "Health": ("Doctors and dentists", "Pharmacy", "Fitness"),
    "Shopping": ("Clothing", "Electronics", "Books and media", "Gifts"),
    "Leisure": ("Events and culture", "Sports and hobbies", "Streaming and games"),
    "Office": ("Office supplies", "Software and cloud", "Telephone and internet", "Postage and delivery", "Hardware"),
    "Services": ("Advertising", "Legal and accounting", "Consulting and freelancers", "Training"),
    "Finance": ("Bank fees", "Interest paid", "Insurance"),
    "Taxes and duties": (),
    "Family and children": (),
    "Donations": (),
    "Staff": ("Salaries", "Social security"),
    "Goods and materials": (),
    "Other expenses": (),
}

INCOME: dict[str, tuple[str, ...]] = {
    "Earned income": ("Salary", "Sales of goods", "Sales of services"),
    "Interest and dividends": (),
    "Rental income": (),
    "Tax refunds": (),
    "Other income": (),
}

READY: dict[CategoryKind, dict[str, tuple[str, ...]]] = {CategoryKind.EXPENSE: EXPENSES, CategoryKind.INCOME: INCOME}

SYSTEM: dict[SystemCategory, str] = {
    SystemCategory.UNKNOWN: "Unknown",
    SystemCategory.ROUNDING: "Rounding",
    SystemCategory.EXCHANGE: "Exchange gain or loss",
    SystemCategory.OPENING_BALANCE: "Opening balance",
}
