"""Brazil: prices with their taxes, which receipts seldom take apart; ten per cent service in restaurants."""

from dataclasses import replace
from decimal import Decimal

from stdnum.br import cnpj

from training.documents.countries.base import Country, MoneyStyle
from training.documents.identities import loose_numbers_like, numbers_like, spaced
from training.documents.names import Registry
from training.documents.parties import customers, firms, shops
from training.documents.trades.base import articles
from training.documents.trades.pt import FIRM_GOODS, NAMING, SHOP_GOODS
from training.documents.wordings.pt import PORTUGUESE

_BRAZILIAN = replace(
    PORTUGUESE,
    receipt_titles=(
        "Cupom Fiscal",
        "CUPOM FISCAL",
        "",
        "Cupom Fiscal Eletrônico",
        "Documento Auxiliar da NFC-e",
        "Recibo",
        "Comprovante de venda",
    ),
    invoice_titles=("Nota Fiscal", "Fatura", "Nota Fiscal de Serviços", "NOTA FISCAL"),
    number_labels=("Nº", "Nota Fiscal nº", "Número da nota", "NF nº", "Fatura nº"),
    receipt_number_labels=("COO", "Extrato nº", "NFC-e nº", "Cupom nº", "Nº", "CCF", "Pedido", "Comanda"),
    tax_labels=("ICMS", "Tributos", "ISS", "Imposto"),
    tax_total_labels=("Total de tributos", "Tributos totais", "Valor do ICMS", "Impostos", "Trib aprox"),
    rate_labels=("ICMS %", "Alíquota", "Aliq.", "ISS %"),
    total_labels=(
        "Total",
        "TOTAL R$",
        "Valor total R$",
        "TOTAL",
        "Valor a pagar R$",
        "Total a pagar",
        "Valor total",
        "Total geral",
        "Valor total da nota",
    ),
    net_labels=("Base de cálculo", "Valor líquido", "Base", "Total sem impostos"),
    cash_labels=("Dinheiro", "DINHEIRO", "Valor pago", "Valor recebido"),
    card_labels=("Cartão de Crédito", "Cartão de Débito", "PIX", "Cartão", "Crédito", "Débito", "Visa"),
    tax_id_labels=("CNPJ", "CNPJ:", "CNPJ", "C.N.P.J."),
    tip_labels=("Gorjeta", "Caixinha", "Gorjeta opcional"),
    service_charge_labels=("Taxa de serviço", "Serviço 10%", "Tx. serviço", "10% Serviço"),
    cashier_labels=("Operador", "Caixa", "Vendedor", "Garçom", "Atendente"),
    thanks=(
        "Obrigado, volte sempre!",
        "Agradecemos a preferência",
        "Volte sempre",
        "Trocas em até 7 dias com cupom",
        "Obrigado pela visita",
    ),
)
_REGISTRY = Registry(
    code="BR",
    legal_forms=("Ltda", "LTDA ME", "Ltda.", "S.A.", "EIRELI", "ME", "EPP", "Comércio Ltda"),
    house="{street}, {number}",
    postcodes=("00###-###", "99999-###"),
    phones=("(11) 5550-####", "(21) 5550-####", "11 5550 ####", "(11) 95550-####"),
    tax_id=numbers_like("999#####0001%%", cnpj.is_valid),
    tax_id_forms=(
        lambda number: f"{number[:2]}.{number[2:5]}.{number[5:8]}/{number[8:12]}-{number[12:]}" if number else "",
        str,
        spaced,
    ),
    registration=loose_numbers_like("IE 999.###.###.###", "IE: 999######", ""),
    city_forms=("{town}", "{town} - SP", "{town}/RJ", "{town} - MG"),
)
_SHOP, _FIRM = articles(
    SHOP_GOODS | FIRM_GOODS, {"S": "18", "F": "7", "R": "12", "M": "12", "B": "0", "Z": "5"}, scale=Decimal("4.5")
)
BRAZIL = Country(
    code="BR",
    currency="BRL",
    words=(_BRAZILIAN,),
    money=MoneyStyle(",", ".", 2, ("R$", "R$", "BRL", "R$", "R$", "BRL", ""), is_symbol_first=True),
    rates=tuple(Decimal(rate) for rate in ("18", "12", "7", "5", "0")),
    date_forms=("%d/%m/%Y", "%d/%m/%y", "%d-%m-%Y", "%d.%m.%Y"),
    time_forms=("%H:%M:%S", "%H:%M"),
    shop=shops(NAMING, _REGISTRY),
    firm=firms(NAMING, _REGISTRY),
    customer=customers(NAMING, _REGISTRY),
    shop_goods=_SHOP,
    firm_goods=_FIRM,
    has_service_charge=True,
    untaxed_share=0.3,
    tax_marks=(("18", ("T18,00%", "01", "T1")), ("12", ("T12,00%", "02", "T2")), ("7", ("T07,00%", "03", "T3"))),
)
