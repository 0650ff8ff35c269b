"""Malaysia: prices with GST (2015 to 2018) or SST, or, of most small shops, without any tax; cash is rounded to five sen."""

from dataclasses import replace
from decimal import Decimal

from training.documents.countries.base import Country, MoneyStyle
from training.documents.identities import loose_numbers_like
from training.documents.names import Registry
from training.documents.parties import customers, firms, shops
from training.documents.trades.base import articles
from training.documents.trades.ms import FIRM_GOODS, NAMING, SHOP_GOODS
from training.documents.wordings.en import ENGLISH
from training.documents.wordings.ms import MALAY

_MALAYSIAN_ENGLISH = replace(
    ENGLISH,
    receipt_titles=(
        "",
        "Tax Invoice",
        "Tax Invoice",
        "Simplified Tax Invoice",
        "Cash Bill",
        "Receipt",
        "Official Receipt",
        "Cash Sales",
        "Invoice",
        "Bill",
    ),
    invoice_titles=("Tax Invoice", "Invoice", "Cash Sales", "Delivery Order / Invoice"),
    receipt_number_labels=(
        "Receipt No",
        "Receipt #",
        "Bill No",
        "Invoice No",
        "Doc No",
        "Inv No",
        "CS No",
        "Trans No",
        "Ref No",
        "Slip No",
        "Bill#",
        "Tax Invoice No",
    ),
    tax_labels=("GST", "SST", "Service Tax", "Sales Tax", "Tax"),
    tax_total_labels=("Total GST", "GST Amount", "GST", "SST", "Total Tax", "Tax (RM)", "GST Payable"),
    rate_labels=("GST %", "Tax %", "Rate", "Tax Code"),
    net_labels=(
        "Total Excl. GST",
        "Total (Excluding GST)",
        "Amount (RM)",
        "Taxable Amount",
        "Total before GST",
        "Sub Total (Excl GST)",
    ),
    total_labels=(
        "Total",
        "TOTAL",
        "Total Amount",
        "Grand Total",
        "Total Incl. GST",
        "Total Sales (Inclusive GST)",
        "Net Total",
        "Total (RM)",
        "Total RM",
        "Total Payable",
        "Nett Total",
        "Total Inclusive GST",
        "Total Sales",
        "Rounded Total (RM)",
        "Amount Due",
        "Total Amt Incl. GST @ 6%",
    ),
    rounding_labels=("Rounding Adj", "Rounding", "Rounding Adjustment", "Round Adj", "RND ADJ", "Rounding (RM)", "Round Amt"),
    tax_id_labels=("GST ID", "GST No", "GST Reg No", "SST No", "GST ID No", "SST ID", "GST Registration No."),
    cash_labels=("Cash", "CASH", "Cash Received", "Payment", "Cash Tendered", "Tunai", "Paid Amount", "Cash (RM)"),
    change_labels=("Change", "CHANGE", "Change Due", "Baki", "Balance", "Change (RM)"),
    thanks=(
        "Thank You. Please Come Again",
        "Goods Sold Are Not Returnable",
        "Goods sold are not refundable",
        "Thank You!",
        "Terima Kasih Sila Datang Lagi",
        "Exchange within 7 days with receipt",
        "Please keep this receipt",
        "Have A Nice Day",
    ),
)
_REGISTRY = Registry(
    code="MY",
    legal_forms=(
        "Sdn Bhd",
        "Sdn. Bhd.",
        "SDN BHD",
        "S/B",
        "(M) Sdn Bhd",
        "(KL) Sdn Bhd",
        "Co. (M) Sdn Bhd",
        "(Johor) Sdn. Bhd.",
        "Marketing Sdn Bhd",
        "Corporation Sdn Bhd",
        "Enterprise",
        "Bhd",
        "PLT",
        "Trading",
    ),
    house="No. {number}, {street}",
    postcodes=("99###", "00###"),  # no state has 99 or 00
    phones=("03-5550 ####", "03-555#####", "07-555 ####", "+603 5550 ####", "016-555 ####", "04-5551###"),
    tax_id=loose_numbers_like("000999######", "009#########", "W99-1809-########", "B99-1808-########"),
    registration=loose_numbers_like(
        "99####-@", "(99####-@)", "Co. Reg. No: 99####-@", "0099####-@", "JM0999###-@", "2099010#####", "ROC No. 99####@"
    ),
    capital_share=0.75,
    city_forms=("{town}", "{town}, Selangor", "{town}, Johor", "{town}, Kuala Lumpur", "{town}, Perak", "{town}, Penang"),
)
_SHOP, _FIRM = articles(SHOP_GOODS | FIRM_GOODS, {"S": "6", "F": "6", "R": "6", "M": "0", "Z": "0"}, scale=Decimal("3.2"))
MALAYSIA = Country(
    code="MY",
    currency="MYR",
    words=(_MALAYSIAN_ENGLISH, _MALAYSIAN_ENGLISH, MALAY),
    money=MoneyStyle(".", ",", 2, ("RM", "RM", "MYR", "RM", "RM", "MYR", ""), is_symbol_first=True),
    rates=(Decimal(6), Decimal(0)),
    date_forms=(
        "%d/%m/%Y",
        "%d-%m-%Y",
        "%d/%m/%y",
        "%d %b %Y",
        "%d-%b-%Y",
        "%Y-%m-%d",
        "%d.%m.%Y",
        "%d-%m-%y",
        "%d %B %Y",
        "%d %b %y",
    ),
    time_forms=("%H:%M:%S", "%I:%M %p", "%H:%M", "%I:%M:%S %p"),
    shop=shops(NAMING, _REGISTRY),
    firm=firms(NAMING, _REGISTRY),
    customer=customers(NAMING, _REGISTRY),
    shop_goods=_SHOP,
    firm_goods=_FIRM,
    cash_step=Decimal("0.05"),
    has_service_charge=True,
    untaxed_share=0.4,
    tax_marks=(("6", ("SR", "S", "T", "*")), ("0", ("ZRL", "Z", "Z", ""))),
    price_step=Decimal("0.05"),
)
