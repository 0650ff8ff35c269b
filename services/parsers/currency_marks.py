"""How currencies are printed: ISO 4217 codes, symbols, and symbols that several currencies share."""

from __future__ import annotations

CODES = frozenset(
    [
        "AED",
        "ARS",
        "AUD",
        "BGN",
        "BHD",
        "BRL",
        "CAD",
        "CHF",
        "CLP",
        "CNY",
        "COP",
        "CZK",
        "DKK",
        "EGP",
        "EUR",
        "GBP",
        "HKD",
        "HUF",
        "IDR",
        "ILS",
        "INR",
        "ISK",
        "JOD",
        "JPY",
        "KRW",
        "KWD",
        "MAD",
        "MXN",
        "MYR",
        "NGN",
        "NOK",
        "NZD",
        "OMR",
        "PEN",
        "PHP",
        "PKR",
        "PLN",
        "QAR",
        "RON",
        "RSD",
        "RUB",
        "SAR",
        "SEK",
        "SGD",
        "THB",
        "TND",
        "TRY",
        "TWD",
        "UAH",
        "USD",
        "VND",
        "ZAR",
    ]
)
SYMBOLS = {
    "€": "EUR", "EURO": "EUR", "£": "GBP", "RM": "MYR", "S$": "SGD", "A$": "AUD", "AU$": "AUD", "C$": "CAD",
    "CA$": "CAD", "HK$": "HKD", "NT$": "TWD", "NZ$": "NZD", "US$": "USD", "R$": "BRL", "MX$": "MXN", "RP": "IDR",
    "₹": "INR", "₩": "KRW", "₺": "TRY", "₫": "VND", "₱": "PHP", "₽": "RUB", "฿": "THB", "₪": "ILS", "₦": "NGN",
    "ZŁ": "PLN", "KČ": "CZK", "FT": "HUF", "LEI": "RON", "FR": "CHF", "SFR": "CHF", "RMB": "CNY", "円": "JPY",
}  # fmt: skip
SHARED = {  # the first is the one meant without any other sign
    "$": ("USD", "SGD", "AUD", "CAD", "HKD", "NZD", "MXN", "TWD", "CLP", "ARS", "COP"),
    "¥": ("JPY", "CNY"), "KR": ("SEK", "NOK", "DKK", "ISK"), "RS": ("INR", "PKR"),
}  # fmt: skip
WHOLE_IN_PRINT = frozenset({"IDR", "HUF", "COP", "IRR", "LBP"})  # have cents by ISO 4217, and print none
ZERO_DECIMALS = frozenset(
    ["BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF"]
)
THREE_DECIMALS = frozenset(["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"])

_DOLLARS = r"(?:US|AU|CA|HK|NT|NZ|MX|[SACR])\$"
_SIGNS = r"[€$£¥₹₩₺₫₱₽฿₪₦円]|zł|Kč"
_WORDS = rf"(?<![A-Za-z])(?:{'|'.join(sorted(CODES))}|Euro|EURO|RMB|SFr|Rp|Rs|kr|Ft|lei|Fr)(?![A-Za-z])"
_RINGGIT = r"(?<![A-Za-z])RM(?![A-Za-z-])|RM(?= ?[0-9])"
MARK_PATTERN = rf"{_DOLLARS}|{_SIGNS}|{_WORDS}|{_RINGGIT}"  # a regular expression for any printed mark


def codes_of_mark(text: str) -> tuple[str, ...]:
    """The ISO codes that a printed mark may mean: one for "RM", several for "$", none for what is no mark."""
    mark = text.strip().upper().rstrip(".")
    if mark in SHARED:
        return SHARED[mark]
    code = SYMBOLS.get(mark) or (mark if mark in CODES else None)
    return (code,) if code else ()
