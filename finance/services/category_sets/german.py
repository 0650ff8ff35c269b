"""The ready sets in German, in the terms of household books, of the Einnahmenüberschussrechnung and of charts of accounts."""

from __future__ import annotations

from finance.models import SystemCategory
from finance.services.category_sets.shapes import CategorySet, Shape, Words

GENERAL = CategorySet(
    expenses={
        "Essen und Trinken": ("Lebensmittel", "Restaurants", "Cafés und Imbiss", "Alkohol und Tabak"),
        "Wohnen": ("Miete und Finanzierung", "Strom, Gas und Wasser", "Möbel und Hausrat", "Reparaturen und Garten"),
        "Mobilität": ("Kraftstoff", "Öffentlicher Verkehr", "Taxi und Fahrdienste", "Parken und Maut", "Wartung und Reparatur"),
        "Reisen": ("Flüge", "Bahn und Fernbus", "Übernachtungen", "Verpflegungsmehraufwand"),
        "Gesundheit": ("Ärzte und Zahnärzte", "Apotheke", "Fitness"),
        "Einkäufe": ("Kleidung", "Elektronik", "Bücher und Medien", "Geschenke"),
        "Freizeit": ("Kultur und Veranstaltungen", "Sport und Hobbys", "Streaming und Spiele"),
        "Büro": ("Bürobedarf", "Software und Cloud-Dienste", "Telefon und Internet", "Porto und Versand", "Hardware"),
        "Dienstleistungen": ("Werbekosten", "Rechts- und Steuerberatung", "Fremdleistungen", "Fortbildung"),
        "Finanzen": ("Nebenkosten des Geldverkehrs", "Zinsaufwendungen", "Versicherungen"),
        "Steuern und Abgaben": (),
        "Familie und Kinder": (),
        "Spenden": (),
        "Personal": ("Löhne und Gehälter", "Gesetzliche Sozialaufwendungen"),
        "Waren und Material": (),
        "Sonstige Ausgaben": (),
    },
    income={
        "Arbeit und Erlöse": ("Gehalt", "Erlöse aus Waren", "Erlöse aus Dienstleistungen"),
        "Zinsen und Dividenden": (),
        "Mieteinnahmen": (),
        "Steuererstattungen": (),
        "Sonstige Einnahmen": (),
    },
)

HOUSEHOLD = CategorySet(
    expenses={
        "Essen und Trinken": ("Lebensmittel", "Restaurants", "Cafés und Imbiss"),
        "Wohnen": ("Miete und Finanzierung", "Strom, Gas und Wasser", "Möbel und Hausrat", "Reparaturen und Garten"),
        "Kommunikation": ("Telefon und Internet", "Rundfunk und Porto"),
        "Mobilität": (
            "Kraftstoff",
            "Öffentlicher Verkehr",
            "Parken und Maut",
            "Wartung und Reparatur",
            "Kfz-Steuer und Versicherung",
        ),
        "Versicherungen": ("Krankenversicherung", "Haftpflicht und Hausrat", "Altersvorsorge"),
        "Gesundheit": ("Ärzte und Zahnärzte", "Apotheke", "Fitness"),
        "Familie und Kinder": ("Betreuung und Schule", "Taschengeld", "Haustiere"),
        "Einkäufe": ("Kleidung", "Elektronik", "Bücher und Medien", "Geschenke"),
        "Freizeit": ("Kultur und Veranstaltungen", "Sport und Hobbys", "Streaming und Spiele", "Urlaub"),
        "Finanzen": ("Kontoführung", "Kreditzinsen", "Steuern"),
        "Spenden": (),
        "Sonstige Ausgaben": (),
    },
    income={
        "Gehalt": (),
        "Kindergeld, Renten und Sozialleistungen": (),
        "Zinsen und Dividenden": (),
        "Mieteinnahmen": (),
        "Erhaltene Geschenke": (),
        "Steuererstattungen": (),
        "Sonstige Einnahmen": (),
    },
)

PRACTICE = CategorySet(
    expenses={
        "Wareneinkauf und Material": (),
        "Fremdleistungen": (),
        "Personalkosten": ("Löhne und Gehälter", "Gesetzliche Sozialaufwendungen", "Aushilfslöhne"),
        "Raumkosten": (
            "Miete und Nebenkosten", "Strom, Gas und Wasser", "Häusliches Arbeitszimmer", "Reinigung und Instandhaltung",
        ),
        "Kfz-Kosten": ("Kraftstoff", "Kfz-Reparaturen", "Kfz-Steuer und Versicherung", "Parken und Maut"),
        "Reisekosten": ("Fahrtkosten", "Übernachtungskosten", "Verpflegungsmehraufwand"),
        "Werbung und Bewirtung": ("Werbekosten", "Bewirtungskosten", "Geschenke an Geschäftsfreunde"),
        "Büro": ("Bürobedarf", "Porto", "Telefon und Internet", "Software und Lizenzen", "Geringwertige Wirtschaftsgüter"),
        "Beratung und Fortbildung": (
            "Rechts- und Beratungskosten", "Buchführungs- und Abschlusskosten", "Fortbildungskosten", "Fachliteratur",
        ),
        "Versicherungen und Beiträge": (),
        "Finanzierung": ("Nebenkosten des Geldverkehrs", "Zinsaufwendungen"),
        "Absetzung für Abnutzung": (),
        "Steuern": ("Gezahlte Umsatzsteuer", "Gewerbesteuer"),
        "Privatentnahmen": (),
        "Sonstige Betriebsausgaben": (),
    },
    income={
        "Honorare und Erlöse": (),
        "Weiterberechnete Auslagen": (),
        "Erstattete Umsatzsteuer": (),
        "Verkauf von Anlagevermögen": (),
        "Zinserträge": (),
        "Privateinlagen": (),
        "Sonstige Betriebseinnahmen": (),
    },
)  # fmt: skip

COMPANY = CategorySet(
    expenses={
        "Materialaufwand": ("Wareneingang", "Roh-, Hilfs- und Betriebsstoffe", "Fremdleistungen", "Bezugsnebenkosten"),
        "Personalaufwand": ("Löhne und Gehälter", "Gesetzliche Sozialaufwendungen", "Altersversorgung", "Leiharbeit"),
        "Raumkosten": ("Miete und Nebenkosten", "Strom, Gas und Wasser", "Reinigung und Instandhaltung"),
        "Fahrzeugkosten": ("Kraftstoff", "Kfz-Reparaturen", "Kfz-Leasing", "Kfz-Steuer und Versicherung"),
        "Vertrieb": ("Werbekosten", "Verkaufsprovisionen", "Kosten der Warenabgabe", "Bewirtungskosten"),
        "Reisekosten": ("Fahrtkosten", "Übernachtungskosten", "Verpflegungsmehraufwand"),
        "Verwaltung": (
            "Bürobedarf", "Porto", "Telefon und Internet", "Software und Lizenzen", "Rechts- und Beratungskosten",
            "Buchführungs-, Abschluss- und Prüfungskosten", "Fortbildungskosten", "Versicherungen und Beiträge",
        ),
        "Abschreibungen": (),
        "Finanzaufwand": ("Nebenkosten des Geldverkehrs", "Zinsaufwendungen", "Forderungsverluste"),
        "Steuern": ("Gezahlte Umsatzsteuer", "Körperschaftsteuer", "Gewerbesteuer", "Sonstige Steuern"),
        "Sonstige betriebliche Aufwendungen": (),
    },
    income={
        "Umsatzerlöse": ("Erlöse aus Waren", "Erlöse aus Dienstleistungen"),
        "Sonstige betriebliche Erträge": ("Erlöse aus Anlageverkäufen", "Versicherungsentschädigungen", "Zuschüsse"),
        "Erstattete Umsatzsteuer": (),
        "Zinserträge und Beteiligungen": (),
    },
)  # fmt: skip

GERMAN = Words(
    clearing="Verrechnung",
    system={
        SystemCategory.UNKNOWN: "Ungeklärt",
        SystemCategory.ROUNDING: "Rundungsdifferenzen",
        SystemCategory.EXCHANGE: "Kursdifferenzen",
        SystemCategory.OPENING_BALANCE: "Anfangsbestand",
    },
    sets={Shape.GENERAL: GENERAL, Shape.HOUSEHOLD: HOUSEHOLD, Shape.PRACTICE: PRACTICE, Shape.COMPANY: COMPANY},
)
