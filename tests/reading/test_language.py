"""The language of documents, by papers as shops and offices print them."""

from __future__ import annotations

import pytest

from services.reading.language import language_of, language_of_words
from services.types import Box, Page, Word, WordSource

PAPERS = {
    "en": "ACME Ltd INVOICE No. 17 Date: 3 May 2026 Widgets 2 x 5.00 Subtotal VAT 2.00 Amount due Thank you!",
    "de": "Muster GmbH Rechnung Nr. 17 Datum: Schrauben 2 Stück Netto MwSt 19% 1,90 Gesamtbetrag",
    "fr": "Dupont SARL Facture n° 17 Date : Désignation Quantité Prix Vis 2 Total HT TVA 20% Total TTC",
    "es": "Ferretería López S.L. Factura nº 17 Fecha: Descripción Cantidad Base imponible IVA 21% Total Gracias",
    "it": "Rossi S.r.l. Fattura n. 17 Data: Descrizione Quantità Imponibile IVA 22% Totale Grazie",
    "nl": "Jansen B.V. Factuur 17 Factuurdatum: Omschrijving Aantal Subtotaal BTW 21% Totaal te betalen",
    "pt": "Silva Lda Fatura n.º 17 Data: Descrição Quantidade Preço IVA 23% Valor total Obrigado NIF 123456789",
    "pl": "Kowalski sp. z o.o. Faktura nr 17 Data wystawienia: Nazwa Ilość Cena Netto VAT Razem do zapłaty",
    "sv": "Svensson AB Faktura Fakturanummer 17 Fakturadatum Antal Pris Belopp Moms 25% Summa att betala Tack",
    "da": "Jensen ApS Faktura nr. 17 Dato Beskrivelse Antal Pris Moms 25% Beløb i alt til betaling Tak for købet kvittering",
    "nb": "Hansen AS Faktura Fakturanummer 17 Dato Beskrivelse Antall Pris Mva 25% Beløp å betale Takk for handelen",
    "fi": "Virtanen Oy Lasku Laskun numero 17 Päivämäärä Kuvaus Määrä Hinta Alv 24% Yhteensä maksettava Kiitos",
    "cs": "Novák s.r.o. Faktura číslo 17 Datum vystavení Popis Množství Cena Základ DPH 21% Celkem k úhradě Děkujeme",
    "sk": "Horváth s.r.o. Faktúra číslo 17 Dátum vystavenia Popis Množstvo Cena Základ DPH 20% Spolu na úhradu Ďakujeme",
    "hu": "Nagy Kft. Számla száma 17 Kelte Megnevezés Mennyiség Nettó ár ÁFA 27% Összesen fizetendő Köszönjük",
    "ro": "Popescu SRL Factură nr. 17 Data Descriere Cantitate Preț TVA 19% Valoare totală Total de plată Mulțumim",
    "tr": "Yılmaz A.Ş. Fatura No 17 Tarih Açıklama Miktar Birim fiyat KDV 18% Genel toplam Teşekkür ederiz",
    "id": "Toko Maju Struk No 17 Tanggal Barang Harga PPN Jumlah total Tunai Kembali 3.000 Terima kasih",
    "ms": "Kedai Buku Sdn Bhd Resit No 17 Tarikh Harga Cukai Jumlah Tunai Baki 3.00 Terima kasih sila datang lagi",
    "el": "Παπαδόπουλος ΑΕ ΤΙΜΟΛΟΓΙΟ 17 Ημερομηνία Ποσότητα Αξία ΦΠΑ 24% Σύνολο EUR",
    "ru": "ООО Ромашка Счёт № 17 от Наименование Количество Цена НДС 20% Итого к оплате RUB",
    "uk": "ТОВ Ромашка Рахунок № 17 від Найменування Кількість Ціна ПДВ Всього до сплати грн",
    "bg": "Роза ООД Фактура № 17 Дата Наименование Количество Единична цена ДДС Общо за плащане съгласно",
    "sr": "Ружа д.о.о. Рачун бр. 17 Датум Назив Количина Цијена ПДВ Укупно за плаћање дин",
    "he": "חשבונית מס 17 תאריך כמות מחיר מעמ סך הכל לתשלום",
    "ar": "فاتورة رقم 17 التاريخ الكمية السعر الضريبة المجموع",
    "fa": "فاکتور شماره 17 تاریخ پرداخت گروه",
    "th": "ใบเสร็จรับเงิน เลขที่ 17 วันที่ 03/05/2569 จำนวน ราคา ภาษี รวม บาท",
    "hi": "चालान संख्या 17 दिनांक मात्रा मूल्य कर कुल",
    "ko": "영수증 번호 17 날짜 수량 가격 부가세 합계 12000",
    "ja": "領収書 17 日付 2026年5月3日 リンゴ 消費税 合計 1200円 ありがとうございました",
    "zh": "发票 17 日期 2026年5月3日 数量 单价 税额 合计",
}


@pytest.mark.parametrize("language", list(PAPERS))
def test_papers_tell_their_language(language: str) -> None:
    assert language_of_words(PAPERS[language].split()) == language


@pytest.mark.parametrize("language", [language for language, paper in PAPERS.items() if paper.isascii() or paper[0].isascii()])
def test_capitals_and_signs_make_no_difference(language: str) -> None:
    shouted = [f"({word.upper()})," for word in PAPERS[language].split()]
    assert language_of_words(shouted) in {language, ""}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("12.50 3.00 15.50 2026-05-03", id="numbers"),
        pytest.param("ACME 12345 Springfield", id="names"),
        pytest.param("Total 12.00", id="one word of many languages"),
        pytest.param("Faktura moms dato og och for för", id="between two languages"),
    ],
)
def test_what_does_not_tell_is_not_guessed(text: str) -> None:
    assert language_of_words(text.split()) == ""


def test_a_foreign_name_does_not_make_the_language() -> None:
    assert language_of_words((PAPERS["de"] + " Παπαδόπουλος ΑΕ").split()) == "de"


def test_words_of_all_pages_count() -> None:
    halves = PAPERS["de"].split()[:8], PAPERS["de"].split()[8:]
    pages = [
        Page(number, 595, 842, "pt", tuple(Word(text, Box(0, 0, 1, 1), 0) for text in half), WordSource.TEXT)
        for number, half in enumerate(halves, start=1)
    ]
    assert language_of(pages) == "de"


def test_a_book_is_sampled() -> None:
    assert language_of_words(PAPERS["en"].split() * 100 + PAPERS["de"].split() * 10_000) == "en"
