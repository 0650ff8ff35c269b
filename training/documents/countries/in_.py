"""India: GST in several rates, prices on bills before tax or with it."""

from dataclasses import replace
from decimal import Decimal

from stdnum.in_ import gstin

from training.documents.countries.base import Country, MoneyStyle
from training.documents.identities import numbers_like
from training.documents.names import Registry
from training.documents.parties import customers, firms, shops
from training.documents.trades.base import articles
from training.documents.trades.en import FIRM_GOODS, NAMING, SHOP_GOODS
from training.documents.wordings.en import ENGLISH

_INDIAN = replace(
    ENGLISH,
    receipt_titles=("Tax Invoice", "Bill of Supply", "Cash Memo", "Retail Invoice", "Bill", "", "Cash Bill", "GST Invoice"),
    invoice_titles=("Tax Invoice", "GST Invoice", "TAX INVOICE", "Bill of Supply"),
    receipt_number_labels=("Bill No", "Bill No.", "Invoice No", "Token No", "Memo No", "Receipt No", "KOT No"),
    tax_labels=("GST", "GST", "IGST", "Tax"),
    tax_total_labels=("Total GST", "GST Amount", "Total Tax", "Tax Amount", "GST"),
    rate_labels=("GST %", "Tax %", "Rate %"),
    net_labels=("Taxable Value", "Taxable Amount", "Net Amount", "Total before tax", "Taxable Amt"),
    total_labels=(
        "Total",
        "Grand Total",
        "Net Payable",
        "Bill Amount",
        "Total Amount",
        "Net Amount Payable",
        "Invoice Value",
        "Amount Payable",
    ),
    rounding_labels=("Round Off", "Rounded Off", "R/Off", "Round off (+/-)"),
    tax_id_labels=("GSTIN", "GSTIN No", "GST No", "GSTIN/UIN"),
    card_labels=("Card", "UPI", "Debit Card", "Credit Card", "Paytm", "Visa", "RuPay"),
    amount_labels=("Amount", "Amt", "Value", "Total", "Amount (Rs)"),
    thanks=(
        "Thank you, visit again",
        "Thank You!!! Visit Again",
        "Goods once sold will not be taken back",
        "Have a nice day",
        "E. & O. E.",
    ),
)
_NAMING = replace(
    NAMING,
    surnames=(
        "Venkatraghavan",
        "Deshpurkar",
        "Bhattacharjya",
        "Khandelkar",
        "Iyengaran",
        "Choudhari-Rao",
        "Sutaria",
        "Gurpreet Bedi",
        "Malhotrani",
        "Nambiarath",
    ),
    given=("Anand", "Sri Lakshmi", "Rohit", "Meena", "Arjun", "Shree", "Kavita", "Harpreet", "Om Prakash"),
    kin=("& Sons", "Brothers", "Bros", "& Co", "and Sons"),
    street_heads=("Gandhara", "Nehal", "Old Mill", "Kalyani", "Temple", "Station", "Lotus", "Chandra"),
    street_tails=(" Road", " Marg", " Street", " Nagar", " Main Road", " Cross"),
    town_heads=("Rajmund", "Kalyan", "Devapur", "Navsar", "Hosur", "Chandra"),
    town_tails=("apalli", "gadh", "abad", "pattana", "vadi"),
)
_REGISTRY = Registry(
    code="IN",
    legal_forms=("Pvt Ltd", "Pvt. Ltd.", "Private Limited", "LLP", "Enterprises", "Traders", "Limited", "Agencies"),
    house="{number}, {street}",
    postcodes=("99####", "99# ###"),  # zone 9 ends at 98 outside the army
    phones=("099999 #####", "+91 99999 #####", "044-2999 ####"),
    tax_id=numbers_like("29ZZZFZ####Z1Z^", gstin.is_valid),
    city_forms=("{town}", "{town}, Karnataka"),
)
_SHOP, _FIRM = articles(
    SHOP_GOODS | FIRM_GOODS, {"S": "18", "F": "5", "R": "5", "M": "12", "B": "0", "Z": "0"}, scale=Decimal(40)
)
INDIA = Country(
    code="IN",
    currency="INR",
    words=(_INDIAN,),
    money=MoneyStyle(".", ",", 2, ("Rs.", "Rs", "INR", "Rs.", "Rs", "INR", ""), is_symbol_first=True),
    rates=(Decimal(18), Decimal(12), Decimal(5), Decimal(0)),
    date_forms=("%d/%m/%Y", "%d-%m-%Y", "%d/%m/%y", "%d-%b-%Y", "%d-%b-%y", "%d %b %Y", "%d.%m.%Y"),
    time_forms=("%H:%M", "%I:%M %p", "%H:%M:%S"),
    shop=shops(_NAMING, _REGISTRY),
    firm=firms(_NAMING, _REGISTRY),
    customer=customers(_NAMING, _REGISTRY),
    shop_goods=_SHOP,
    firm_goods=_FIRM,
    cash_step=Decimal(1),
    untaxed_share=0.15,
    price_step=Decimal("0.5"),
)
