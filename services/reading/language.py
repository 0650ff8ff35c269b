"""The language that a document is written in, by the words that papers about money are full of.

A trained identifier was tried (py3langid): receipts hold hardly a sentence, and it guessed; it also needs a writable folder.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import islice

from services.types import Page

SAMPLE_WORDS = 2_000
VOTES_NEEDED = 3
LEAD_NEEDED = 1.5  # times the votes of the second
WORDS: Mapping[str, frozenset[str]] = {
    language: frozenset(words.split())
    for language, words in {
        "en": "the and of for to your with invoice date total tax amount due payment receipt cash change thank you number",
        "de": "der die das und für mit von rechnung datum summe betrag mwst ust gesamt netto brutto steuer zu zahlen bar danke",
        "fr": "le la les et de des pour avec vous facture date montant total tva ttc ht payer merci numéro espèces du au",
        "es": "el la los y de para con por factura fecha importe total iva gracias número pago efectivo base cliente",
        "it": "il lo la gli e di per con fattura data importo totale iva grazie numero pagamento contanti imponibile scontrino",
        "nl": "de het een en van voor met factuur datum bedrag totaal btw bedankt nummer betaling contant te betalen klant",
        "pt": "o os e de para com por fatura data valor total iva obrigado número pagamento dinheiro cliente não nif",
        "pl": "i w na do z faktura data kwota razem vat dziękujemy numer płatność gotówka sprzedaż nip paragon brutto netto",
        "sv": "och att för med av faktura datum belopp summa moms tack nummer betalning kontant totalt kvitto",
        "da": "og for med af til faktura dato beløb i alt moms tak nummer betaling kontant kvittering",
        "ms": "dan untuk dengan di jalan tarikh jumlah tunai baki terima kasih cukai resit taman no sdn bhd",
    }.items()
}


def language_of(pages: Iterable[Page]) -> str:
    """Give the language as ISO 639-1, "" where the words do not tell."""
    return language_of_words(word.text for page in pages for word in page.words)


def language_of_words(texts: Iterable[str]) -> str:
    """Give the language of words as `language_of` does."""
    words = (text.strip(".,:;()").lower() for text in texts)
    counts = Counter(islice(filter(None, words), SAMPLE_WORDS))
    votes = Counter({language: sum(counts[word] > 0 for word in known) for language, known in WORDS.items()})
    (first, most), (_, second) = votes.most_common(2)
    return first if most >= VOTES_NEEDED and most >= LEAD_NEEDED * second else ""
