"""Mexico: pesos, Spanish words of its own."""

from dataclasses import replace
from decimal import Decimal

from stdnum.mx import rfc

from training.documents.countries.base import Country, MoneyStyle
from training.documents.identities import numbers_like
from training.documents.names import Registry
from training.documents.parties import customers, firms, shops
from training.documents.trades.base import articles
from training.documents.trades.es import FIRM_GOODS, NAMING, SHOP_GOODS
from training.documents.wordings.es import SPANISH

_MEXICAN = replace(
    SPANISH,
    receipt_titles=("", "Ticket de venta", "Nota de venta", "Ticket", "Cuenta", "Recibo", "Comprobante de pago"),
    number_labels=("Folio", "Factura No.", "No. de factura", "Folio fiscal", "Serie y folio"),
    receipt_number_labels=("Folio", "Ticket", "No. ticket", "Transacción", "Orden", "Nota", "Venta", "TR#", "Cuenta"),
    total_labels=("Total", "TOTAL", "Total MXN", "Total a pagar", "Total M.N.", "Importe total", "Gran total"),
    net_labels=("Subtotal", "Importe", "Base", "Total sin IVA"),
    card_labels=("Tarjeta de débito", "Tarjeta de crédito", "Tarjeta", "TDD", "TDC", "Visa", "Mastercard"),
    tax_id_labels=("RFC", "R.F.C.", "RFC:"),
    cashier_labels=("Cajero", "Le atendió", "Mesero", "Vendedor", "Atendió", "Cajera"),
    thanks=(
        "Gracias por su compra",
        "Vuelva pronto",
        "Gracias por su preferencia",
        "¡Gracias, regrese pronto!",
        "No se aceptan devoluciones",
    ),
)
_REGISTRY = Registry(
    code="MX",
    legal_forms=("S.A. de C.V.", "SA DE CV", "S. de R.L. de C.V.", "S.A.P.I. de C.V.", "S.C.", "S.A."),
    house="{street} No. {number}",
    postcodes=("C.P. 00###", "CP 00###", "00###"),
    phones=("(55) 5555 01##", "55 5555 01##", "01 800 555 01##"),
    tax_id=numbers_like("XAX300101##^", lambda number: rfc.is_valid(number, validate_check_digits=True)),  # founded in 2030
    city_forms=("{town}", "{town}, CDMX", "{town}, Jal.", "{town}, N.L."),
)
_SHOP, _FIRM = articles(
    SHOP_GOODS | FIRM_GOODS, {"S": "16", "F": "0", "R": "16", "M": "0", "B": "0", "Z": "0"}, scale=Decimal(15)
)
MEXICO = Country(
    code="MX",
    currency="MXN",
    words=(_MEXICAN,),
    money=MoneyStyle(".", ",", 2, ("$", "$", "MXN", "$", "$", "MXN", ""), is_symbol_first=True),
    rates=tuple(Decimal(rate) for rate in ("16", "8", "0")),
    date_forms=("%d/%m/%Y", "%d/%m/%y", "%d-%m-%Y", "%d/%B/%Y", "%d-%b-%Y"),
    time_forms=("%H:%M:%S", "%H:%M", "%I:%M %p"),
    shop=shops(NAMING, _REGISTRY),
    firm=firms(NAMING, _REGISTRY),
    customer=customers(NAMING, _REGISTRY),
    shop_goods=_SHOP,
    firm_goods=_FIRM,
    has_tips=True,
    untaxed_share=0.12,
    tax_marks=(("16", ("A", "T", "*")), ("0", ("E", "", ""))),
)
