"""German phrases of invoices."""

from training.documents.layouts.invoices.phrases.base import Phrases

GERMAN = Phrases(
    sentences=("{title} Nr. {number} vom {date}", "{title} {number} vom {date}", "{title}-Nr. {number} / {date}"),
    copy_marks=("KOPIE", "Duplikat", "Zweitschrift"),
    sellers=("Rechnungssteller", "Verkäufer", "Lieferant", "Von"),
    ship_to=("Lieferanschrift", "Lieferadresse", "Lieferung an"),
    order_numbers=("Auftragsnummer", "Bestellnummer", "Auftrags-Nr.", "Bestell-Nr."),
    order_dates=("Auftragsdatum", "Bestelldatum", "Bestellt am"),
    delivery_notes=("Lieferschein-Nr.", "Lieferschein", "LS-Nr."),
    periods=("Abrechnungszeitraum", "Leistungszeitraum", "Zeitraum"),
    projects=("Projekt", "Bauvorhaben", "Objekt"),
    references=("Ihr Zeichen", "Ihre Referenz", "Unser Zeichen"),
    contacts=("Ansprechpartner", "Sachbearbeiter", "Bearbeiter"),
    buyer_tax_ids=("Ihre USt-IdNr.", "USt-IdNr. Kunde", "UID des Kunden"),
    positions=("Pos.", "Pos", "Nr."),
    articles=("Art.-Nr.", "Artikelnr.", "Artikel"),
    lists=("Material", "Arbeitszeit", "Leistungen", "Nebenkosten"),
    carried=("Übertrag", "Zwischensumme Seite", "Übertrag auf nächste Seite"),
    brought=("Übertrag", "Übertrag von voriger Seite"),
    pages=("Seite {page} von {pages}", "Seite {page}/{pages}", "Blatt {page} von {pages}"),
    salutations=("Sehr geehrte Damen und Herren,", "Guten Tag,", "Liebe Kundin, lieber Kunde,"),
    openings=(
        "vielen Dank für Ihren Auftrag. Wir berechnen Ihnen:",
        "für unsere Leistungen erlauben wir uns zu berechnen:",
        "wir stellen Ihnen folgende Positionen in Rechnung:",
    ),
    early_payment=(
        "Bei Zahlung innerhalb von {days} Tagen {percent} % Skonto = {amount}",
        "{percent} % Skonto bis {days} Tage, Skontobetrag {amount}",
    ),
    tax_free=(
        "Steuerschuldnerschaft des Leistungsempfängers (§ 13b UStG).",
        "Gemäß § 19 UStG wird keine Umsatzsteuer berechnet.",
        "Steuerfreie innergemeinschaftliche Lieferung.",
    ),
    included=("darin enthalten", "enthaltene", "davon"),
    in_words=("in Worten", "Betrag in Worten"),
    digits=("null", "eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun"),
    amounts_in=("Alle Beträge in {currency}", "Währung: {currency}", "Beträge in {currency}"),
    directors=("Geschäftsführer", "Geschäftsführung", "Inhaber"),
    registers=("Handelsregister", "Registergericht Oberquirlau", "HRB-Nr."),
    holders=("Kontoinhaber", "Empfänger"),
    slips=("Zahlschein", "Überweisungsbeleg", "Zahlungsabschnitt"),
    purposes=("Verwendungszweck", "Zahlungsreferenz"),
    prices=("Alle Preise enthalten die gesetzliche Mehrwertsteuer.", "Preise inkl. MwSt."),
)
