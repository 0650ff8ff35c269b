"""The ready sets in English."""

from __future__ import annotations

from finance.models import SystemCategory
from finance.services.category_sets.shapes import CategorySet, Shape, Words

GENERAL = CategorySet(
    expenses={
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
    },
    income={
        "Earned income": ("Salary", "Sales of goods", "Sales of services"),
        "Interest and dividends": (),
        "Rental income": (),
        "Tax refunds": (),
        "Other income": (),
    },
)

HOUSEHOLD = CategorySet(
    expenses={
        "Food and drink": ("Groceries", "Restaurants", "Coffee and snacks"),
        "Home": ("Rent and mortgage", "Electricity, gas and water", "Furniture and household", "Repairs and garden"),
        "Communication": ("Telephone and internet", "Broadcasting and postage"),
        "Transport": ("Fuel", "Public transport", "Parking and tolls", "Vehicle upkeep", "Vehicle tax and insurance"),
        "Insurance": ("Health insurance", "Liability and household insurance", "Pension provision"),
        "Health": ("Doctors and dentists", "Pharmacy", "Fitness"),
        "Family and children": ("Childcare and school", "Pocket money", "Pets"),
        "Shopping": ("Clothing", "Electronics", "Books and media", "Gifts"),
        "Leisure": ("Events and culture", "Sports and hobbies", "Streaming and games", "Holidays"),
        "Finance": ("Bank fees", "Interest paid", "Taxes"),
        "Donations": (),
        "Other expenses": (),
    },
    income={
        "Salary": (),
        "Benefits and pensions": (),
        "Interest and dividends": (),
        "Rental income": (),
        "Gifts received": (),
        "Tax refunds": (),
        "Other income": (),
    },
)

PRACTICE = CategorySet(
    expenses={
        "Goods and materials": (),
        "Subcontractors": (),
        "Staff": ("Wages and salaries", "Social security", "Casual staff"),
        "Premises": ("Rent and service charges", "Electricity, gas and water", "Home office", "Cleaning and repairs"),
        "Vehicle": ("Fuel", "Vehicle upkeep", "Vehicle tax and insurance", "Parking and tolls"),
        "Travel": ("Fares", "Hotels", "Daily allowances"),
        "Advertising and entertaining": ("Advertising", "Business entertaining", "Gifts to customers"),
        "Office": ("Office supplies", "Postage and delivery", "Telephone and internet", "Software and cloud", "Small equipment"),
        "Services": ("Legal and consulting", "Bookkeeping and tax advice", "Training", "Books and journals"),
        "Insurance and dues": (),
        "Finance": ("Bank fees", "Interest paid"),
        "Depreciation": (),
        "Taxes": ("VAT paid", "Business tax"),
        "Private drawings": (),
        "Other expenses": (),
    },
    income={
        "Fees and sales": (),
        "Reimbursed expenses": (),
        "VAT refunded": (),
        "Sale of equipment": (),
        "Interest": (),
        "Private contributions": (),
        "Other income": (),
    },
)

COMPANY = CategorySet(
    expenses={
        "Cost of sales": ("Goods", "Materials", "Subcontractors", "Freight and duties"),
        "Staff": ("Wages and salaries", "Social security", "Pensions", "Temporary staff"),
        "Premises": ("Rent and service charges", "Electricity, gas and water", "Cleaning and repairs"),
        "Vehicles": ("Fuel", "Vehicle upkeep", "Leasing of vehicles", "Vehicle tax and insurance"),
        "Selling": ("Advertising", "Commissions", "Packaging and delivery", "Business entertaining"),
        "Travel": ("Fares", "Hotels", "Daily allowances"),
        "Administration": (
            "Office supplies", "Postage and delivery", "Telephone and internet", "Software and cloud", "Legal and consulting",
            "Bookkeeping, tax advice and audit", "Training", "Insurance and dues",
        ),
        "Depreciation": (),
        "Finance": ("Bank fees", "Interest paid", "Bad debts"),
        "Taxes": ("VAT paid", "Corporate income tax", "Business tax", "Other taxes"),
        "Other operating expenses": (),
    },
    income={
        "Sales": ("Sales of goods", "Sales of services"),
        "Other operating income": ("Sale of equipment", "Insurance claims", "Grants"),
        "VAT refunded": (),
        "Interest and dividends": (),
    },
)  # fmt: skip

ENGLISH = Words(
    clearing="Clearing",
    system={
        SystemCategory.UNKNOWN: "Unknown",
        SystemCategory.ROUNDING: "Rounding",
        SystemCategory.EXCHANGE: "Exchange gain or loss",
        SystemCategory.OPENING_BALANCE: "Opening balance",
    },
    sets={Shape.GENERAL: GENERAL, Shape.HOUSEHOLD: HOUSEHOLD, Shape.PRACTICE: PRACTICE, Shape.COMPANY: COMPANY},
)
