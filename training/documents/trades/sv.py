"""Swedish."""

from training.documents.names import Naming

NAMING = Naming(
    heads=("Skog", "Ljung", "Torn", "Vass", "Rönn", "Gran", "Stork", "Myr", "Hasse", "Nordan", "Videt", "Snö", "Alva", "Frö"),
    tails=(
        "hulta",
        "vinkel",
        "markel",
        "backe",
        "viken",
        "ström",
        "gläntan",
        "by",
        "torpet",
        "ex",
        "ia",
        "näset",
        "lyckan",
        "bo",
    ),
    surnames=(
        "Ljungvassel",
        "Tornbackström",
        "Rönnhulter",
        "Storkenvik",
        "Granmarkel",
        "Myrholt",
        "Snögläntare",
        "Videtorp",
        "Al-Rashedi",
        "Frölyckander",
        "Hasselmyr",
        "Nordanbacke",
    ),
    given=("Lars", "Ingrid", "Björn", "Åsa", "Göran", "Märta", "Emil", "Karin", "Sven", "Amira", "Örjan", "Linnea"),
    trades={
        "grocery": ("Livs", "Matmarknad", "Närbutik", "Matbutik", "Stormarknad", "Frukt & Grönt", "Kiosk"),
        "bakery": ("Bageri", "Konditori", "Bageri & Konditori", "Stenugnsbageri"),
        "restaurant": ("Restaurang", "Krog", "Pizzeria", "Värdshus", "Lunchkök", "Grill", "Bistro"),
        "cafe": ("Kafé", "Café", "Kafferosteri", "Glassbar", "Fik"),
        "petrol": ("Bensin", "Bilservice", "Mack", "Drivmedel"),
        "pharmacy": ("Apotek", "Hälsokost", "Parfymeri"),
        "hardware": ("Järnhandel", "Bygghandel", "Färghandel", "Trädgård", "Verktyg", "Byggvaror"),
        "clothing": ("Kläder", "Skor", "Mode", "Herrmode"),
        "stationery": ("Bokhandel", "Papper & Kontor", "Böcker", "Kopiering"),
        "clinic": ("Tandläkare", "Djurklinik", "Optik", "Vårdcentral"),
        "taxi": ("Taxi", "Taxitrafik"),
        "parking": ("Parkering", "P-hus"),
        "electronics": ("Elektronik", "Data", "Telebutik", "Foto"),
    },
    firm_trades=(
        "Snickeri",
        "Tryckeri",
        "Konsult",
        "Rör",
        "El",
        "Åkeri",
        "Städ",
        "Översättning",
        "Bygg",
        "Data",
        "Skyltar",
        "Måleri",
        "Arkitekter",
        "Redovisning",
        "Catering",
        "Plåt",
    ),
    pattern="{name} {trade}",
    kin=("& Söner", "& Co", "Bröderna", "& Döttrar", "& Partner"),
    signs=("Den {adjective} {noun}", "{noun} & {noun}", "{name}s", "Gamla {noun}"),
    adjectives=("Glada", "Gyllene", "Gamla", "Blå", "Sneda", "Lilla", "Hungriga"),
    nouns=("Älgen", "Kvarnen", "Lyktan", "Grytan", "Ugglan", "Fyren", "Björken", "Gäddan", "Smedjan"),
    branches=("Butik {number}", "{town}", "Butik {town}", "Avd. {number}"),
    street_heads=("Ljung", "Stork", "Tornbacke", "Smeds", "Kvarn", "Garvar", "Björkgläntans ", "Fyr"),
    street_tails=("gatan", "vägen", "gränd", "stigen", "allén"),
    town_heads=("Storke", "Ljung", "Rönn", "Torn", "Nedre Myr", "Över"),
    town_tails=("hulta", "vassla", "köping", "torp", "fors", "näs"),
)
SHOP_GOODS = {
    "grocery": """Mjölk 1,5% 1L F99-169; Limpa rågbröd F199-349; Ägg 12-p F299-449; Smör 500g F449-699;
        Äpple Royal F199-329 kg; Bananer F189-279 kg; Hushållsost F799-1290 kg; Kaffe brygg F399-749;
        Kycklingfilé F999-1490 kg; Potatis fast F99-189 kg; Lättöl 6-p F399-699; Diskmedel S199-349;
        Toapapper 8 S349-649; Köttfärs F899-1390 kg; Tomater kvist F249-449 kg; Knäckebröd F149-289;
        Filmjölk F129-199; Pasta F119-249; Pant burk Z10-20; Bärkasse S30-70; Lösgodis F799-1190 kg;
        Leverpastej F139-249; Läsk 1,5L F179-279; Tandkräm S199-399; Ris jasmin F249-449; Glass F299-599;
        Lax port F1990-2990 kg""",
    "bakery": """Kanelbulle F250-390; Surdegslimpa F490-690; Wienerbröd F280-420; Prinsesstårta F2990-4490;
        Räksmörgås R890-1390; Kardemummabulle F280-420; Semla F390-590; Kaffe R250-390""",
    "restaurant": """Dagens lunch R990-1490; Köttbullar R1390-1890; Pytt i panna R1290-1690;
        Stekt strömming R1390-1790; Entrecôte R2690-3690; Starköl 40cl S690-950; Glas husets vin S790-1150;
        Lättöl R290-450; Kaffe R250-390; Toast Skagen R1290-1790; Pannkakor R690-990; Chokladtårta R690-990;
        Sallad R1090-1490; Pommes R390-590; Mineralvatten R290-450; Barnmeny R690-890""",
    "cafe": """Bryggkaffe R250-380; Cappuccino R390-520; Kanelbulle R290-420; Kladdkaka R390-590; Ciabatta R690-990;
        Te R290-390; Varm choklad R390-550; Smoothie R490-690""",
    "petrol": """Bensin 95 S169-209 l; Diesel S169-219 l; Etanol E85 S129-169 l; Biltvätt S1490-2490;
        Spolarvätska S490-890; Korv med bröd R290-390; Motorolja S1290-1990""",
    "pharmacy": """Alvedon 500mg S390-590; Ipren 400 S490-690; Nässpray S490-790; Plåster S290-590; Handkräm S490-990;
        D-vitamin F590-990; Solskydd SPF50 S1290-1990; Hostmedicin S590-990""",
    "hardware": """Träskruv 4x40 S490-990; Väggfärg 10L S3990-7990; Pensel S290-790; Maskeringstejp S290-590;
        Fogmassa S490-990; LED-lampa S390-890; Vattenkanna S990-1990; Såjord 40L S490-990; Hammare S990-2490;
        Skarvsladd S990-2290; Hänglås S790-1690; Slippapper S190-490; Plugg 100-p S390-790; Rep S90-250 m""",
    "clothing": """Skjorta S2990-5990; Halsduk S1490-3490; Jeans S3990-8990; Strumpor 3-p S790-1490;
        Regnjacka S4990-12990; Bälte S1990-3990; Löparskor S5990-12990; Klänning S3990-8990""",
    "stationery": """Kopieringspapper S490-790; Kulspetspenna S190-490; Anteckningsbok S390-990; Pocketbok B590-990;
        Karta B990-1590; Gratulationskort S290-490; Kopior S20-40; Kuvert 50-p S390-690;
        Överstrykningspenna S190-290""",
    "clinic": """Konsultation Z4900-9900; Tandhygienist Z6900-10900; Vaccination hund S4900-7900;
        Glasögonglas S9900-19900; Sjukgymnastik Z4900-7900""",
    "taxi": """Resa B990-5900; Flygtaxi B3990-6900; Väntetid B490-1500""",
    "parking": """Parkeringsavgift S190-2900; Dygnsbiljett S1490-3500; P-avgift 2 tim S390-990""",
    "electronics": """USB-C kabel 2m S990-2490; Trådlös mus S1990-4990; SSD 1TB S7990-13990; Mobilskal S1490-3490;
        Hörlurar S2990-15990; HDMI-kabel S990-2490; Laddare 65W S2990-5990; Minneskort S1990-3990""",
}
FIRM_GOODS = {
    "firm": """Konsulttimme S8900-14900 h; Arbete S4900-6900 h; Kontorsstol S19900-39900;
        Tryck av broschyrer S19900-79900; Kopieringspapper, kartong S2490-3990 box; Serviceavtal S5900-19900;
        Webbhotell år S9900-24900; Milersättning S25-45 km; Utbildningsdag S69000-129000 day;
        Översättning S4900-12900; Frakt S990-3990; Service värmepump S12900-22900; Elcentral S39900-89900;
        Hyra skylift S19900-39900 day; Catering per person R1490-2990; Nätverkskabel S390-890 m;
        Programlicens S12900-49900; Kontorsstädning S39900-79900; Ljusskylt S49900-129900; Inbunden bok B1990-3490;
        Förbrukningsmaterial S490-2990""",
}
