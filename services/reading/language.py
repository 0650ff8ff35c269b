"""The language that a document is written in, by its letters and by the words that papers about money are full of.

A trained identifier was tried (py3langid): receipts hold hardly a sentence, and it guessed; it also needs a writable folder.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import islice

from services.types import Page, WordSource

SAMPLE_WORDS = 2_000
PUNCTUATION = ".,:;()[]/*-–…!?\"'„“”«»"
VOTES_NEEDED = 1.5  # a word has one vote, which the languages that know it share
LEAD_NEEDED = 1.4  # times the votes of the second
SCRIPT_SHARE = 0.4  # of all letters; names and addresses are Latin everywhere
LAST_LATIN = "\u024f"
WORDS: Mapping[str, frozenset[str]] = {
    language: frozenset(words.split())
    for language, words in {
        "en": "the and of for to your with by on is at invoice date total subtotal tax amount due payment receipt cash change "
        "thank thanks you number quantity description price please paid balance item delivery",
        "de": "der die das und für mit von den im bei auf ihre wir rechnung rechnungsnummer datum summe betrag mwst ust gesamt "
        "netto brutto steuer zu zahlen bar danke vielen dank menge bezeichnung preis gesamtbetrag zahlbar lieferung "
        "rechnungsdatum kunde kundennummer stück eur-summe beleg filiale",
        "fr": "le la les et de des pour avec vous votre sur dans facture date montant total tva ttc ht payer merci numéro "
        "espèces du au quantité désignation prix échéance règlement client remise à",
        "es": "el la los las y de para con por su del factura fecha importe total iva gracias número pago efectivo base "
        "imponible cliente cantidad descripción precio vencimiento pagar compra venta",
        "it": "il lo la gli le e di per con del fattura data importo totale iva grazie numero pagamento contanti imponibile "
        "scontrino quantità descrizione prezzo scadenza cliente resto documento euro",
        "nl": "de het een en van voor met op factuur factuurnummer datum bedrag totaal btw bedankt nummer betaling contant te "
        "betalen klant aantal omschrijving prijs vervaldatum subtotaal bon pinnen uw wij incl excl",
        "pt": "o os as e de para com por do da fatura data valor total iva obrigado obrigada número pagamento dinheiro cliente "
        "não nif quantidade descrição preço vencimento troco contribuinte",
        "pl": "i w na do z od za faktura data kwota razem vat dziękujemy numer płatność gotówka sprzedaż nip paragon brutto "
        "netto ilość nazwa cena termin płatności sprzedawca nabywca zapłaty wystawienia suma ptu",
        "sv": "och att för med av till den på vi faktura fakturanummer datum belopp summa moms tack nummer betalning kontant "
        "totalt kvitto antal beskrivning pris förfallodatum betala köp varav kund",
        "da": "og for med af til på den vi faktura fakturanummer dato beløb i alt moms tak nummer betaling kontant kvittering "
        "antal beskrivelse pris forfaldsdato betales heraf kunde købt beløbet",
        "nb": "og for med av til på den vi faktura fakturanummer dato beløp mva takk nummer betaling kontant kvittering antall "
        "beskrivelse pris forfallsdato sum betales herav kunde å betale totalt",
        "fi": "ja lasku laskun päivämäärä summa yhteensä alv kiitos numero maksu käteinen kuitti määrä kuvaus hinta eräpäivä "
        "maksettava asiakas veroton verollinen laskunumero kpl sis",
        "cs": "a na za od do ve se je faktura datum částka celkem dph děkujeme číslo platba hotově množství popis cena "
        "splatnosti dodavatel odběratel základ daň úhradě účtenka vystavení ičo dič",
        "sk": "a na za od do je faktúra dátum suma spolu dph ďakujeme číslo platba hotovosť množstvo popis cena splatnosti "
        "dodávateľ odberateľ základ daň úhradu pokladničný doklad vystavenia ičo",
        "hu": "és a az számla dátum összeg összesen áfa köszönjük szám fizetés készpénz nyugta mennyiség megnevezés ár "
        "fizetendő határidő bruttó nettó vevő eladó kelte adószám db",
        "ro": "și si de la cu pentru din factura factură data suma total tva mulțumim multumim număr plată numerar cantitate "
        "descriere preț scadență furnizor client bon fiscal valoare lei cota",
        "tr": "ve ile için fatura tarih tarihi tutar toplam kdv teşekkür ederiz numarası no ödeme nakit miktar açıklama fiyat "
        "vade fiş genel ödenecek satıcı alıcı adet birim",
        "id": "dan untuk dengan di yang faktur tanggal jumlah total pajak terima kasih nomor pembayaran tunai kembali harga "
        "barang struk ppn dari tagihan jatuh tempo",
        "ms": "dan untuk dengan di yang jalan tarikh jumlah tunai baki terima kasih cukai resit taman no sdn bhd sila datang "
        "lagi harga invois bayaran perkhidmatan kedai",
    }.items()
}
LANGUAGES_WITH: Mapping[str, tuple[str, ...]] = {
    word: tuple(language for language, known in WORDS.items() if word in known) for word in frozenset().union(*WORDS.values())
}
SCRIPTS: Mapping[str, tuple[str, str]] = {  # the first and the last letter; of languages that have a script to themselves
    "el": ("\u0370", "\u03ff"),
    "he": ("\u0590", "\u05ff"),
    "hi": ("\u0900", "\u097f"),
    "th": ("\u0e00", "\u0e7f"),
    "ka": ("\u10a0", "\u10ff"),
    "hy": ("\u0530", "\u058f"),
    "ko": ("\uac00", "\ud7af"),
    "ja": ("\u3040", "\u30ff"),  # Kana; a page with them is Japanese however many Chinese signs it holds
    "zh": ("\u4e00", "\u9fff"),
    "ar": ("\u0600", "\u06ff"),
    "ru": ("\u0400", "\u04ff"),
}
MARKS: Mapping[str, tuple[tuple[str, frozenset[str]], ...]] = {  # letters that only one language of a script has
    "ru": (("uk", frozenset("іїєґ")), ("sr", frozenset("ђјљњћџ")), ("ru", frozenset("ыэё")), ("bg", frozenset("ъ"))),
    "ar": (("fa", frozenset("پچژگ")),),
}
KANA_SHARE = 0.1


def language_of(pages: Iterable[Page]) -> str:
    """Give the language as ISO 639-1, "" where the words do not tell. Pages that we set from an XML have labels of ours."""
    given = list(pages)
    own = [page for page in given if page.source is not WordSource.XML] or given
    return language_of_words(word.text for page in own for word in page.words)


def language_of_words(texts: Iterable[str]) -> str:
    """Give the language of words as `language_of` does."""
    sample = " ".join(islice(texts, SAMPLE_WORDS)).lower().split()
    words = [word for text in sample if (word := text.strip(PUNCTUATION))]
    return _by_letters(words) or _by_words(words)


def _by_words(words: Iterable[str]) -> str:
    """Each word that a document holds votes once, however often it stands there."""
    votes = dict.fromkeys(WORDS, 0.0)
    for word in set(words):
        languages = LANGUAGES_WITH.get(word, ())
        for language in languages:
            votes[language] += 1 / len(languages)
    (first, most), (_, second) = Counter(votes).most_common(2)
    return first if most >= VOTES_NEEDED and most >= LEAD_NEEDED * second else ""


def _by_letters(words: Iterable[str]) -> str:
    """The language of a script that is not the Latin one."""
    if all(map(str.isascii, words)):
        return ""
    letters = Counter({letter: count for letter, count in Counter("".join(words)).items() if letter.isalpha()})
    foreign = letters.total() - sum(count for letter, count in letters.items() if letter <= LAST_LATIN)
    if not foreign or foreign < SCRIPT_SHARE * letters.total():
        return ""
    shares = Counter(
        {
            language: sum(count for letter, count in letters.items() if first <= letter <= last) / foreign
            for language, (first, last) in SCRIPTS.items()
        }
    )
    if shares["ja"] >= KANA_SHARE:
        return "ja"
    (language, share), *_ = shares.most_common(1)
    return _told_apart(language, letters) if share > 1 / 2 else ""


def _told_apart(language: str, letters: Counter[str]) -> str:
    for other, marks in MARKS.get(language, ()):
        if any(letters[mark] for mark in marks):
            return other
    return language
