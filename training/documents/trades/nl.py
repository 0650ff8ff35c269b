"""Dutch: the Netherlands, Flanders."""

from training.documents.names import Naming

NAMING = Naming(
    heads=(
        "Kwelder",
        "Vlonder",
        "Spreeuw",
        "Moer",
        "Zeggen",
        "Wissel",
        "Turf",
        "Lijster",
        "Buiten",
        "Kluit",
        "Duin",
        "Nova",
        "Vero",
        "Grutter",
    ),
    tails=("bergen", "stroom", "hoek", "man", "zicht", "horst", "vliet", "weg", "kamp", "lust", "ona", "markt", "beek", "dam"),
    surnames=(
        "van Kwelderhuizen",
        "de Spreeuwer",
        "Moerkapel",
        "ter Wisselburg",
        "van der Lijsterveen",
        "Kluitenaar",
        "Buitenwerf",
        "El Hadouchi",
        "Zeggelink",
        "Vlonderman",
        "Duinkerken-Pot",
        "Turfsteker",
    ),
    given=("Jan", "Marieke", "Pieter", "Anouk", "Sjoerd", "Fatima", "Wim", "Liesbeth", "Koen", "Truus", "Bas", "Yara"),
    trades={
        "grocery": (
            "Supermarkt",
            "Buurtsuper",
            "Versmarkt",
            "Groenten & Fruit",
            "Slagerij",
            "Kaashandel",
            "Avondwinkel",
            "Slijterij",
            "Foodmarkt",
        ),
        "bakery": ("Bakkerij", "Banketbakkerij", "Brood & Banket", "Warme Bakker"),
        "restaurant": (
            "Restaurant",
            "Eetcafé",
            "Brasserie",
            "Grand Café",
            "Pannenkoekenhuis",
            "Bistro",
            "Snackbar",
            "Eethuis",
            "Frituur",
        ),
        "cafe": ("Café", "Koffiehuis", "Koffiebranderij", "Lunchroom", "IJssalon", "Theehuis"),
        "petrol": ("Tankstation", "Tankshop", "Benzinestation", "Brandstoffen"),
        "pharmacy": ("Apotheek", "Drogisterij", "Drogist"),
        "hardware": ("Bouwmarkt", "Doe-het-zelf", "IJzerhandel", "Tuincentrum", "Verf & Behang", "Gereedschap", "Bouwmaterialen"),
        "clothing": ("Mode", "Schoenen", "Herenmode", "Textiel", "Kleding"),
        "stationery": ("Boekhandel", "Kantoorboekhandel", "Kantoorartikelen", "Copyshop", "Tabak & Lectuur"),
        "clinic": ("Tandartspraktijk", "Dierenkliniek", "Opticien", "Fysiotherapie"),
        "taxi": ("Taxi", "Taxicentrale", "Taxibedrijf"),
        "parking": ("Parkeren", "Parkeergarage", "Parking"),
        "electronics": ("Elektronica", "Computers", "Telecom", "Witgoed", "Foto"),
    },
    firm_trades=(
        "Timmerwerken",
        "Drukkerij",
        "Installatietechniek",
        "Advies",
        "Transport",
        "Automatisering",
        "Schoonmaakdiensten",
        "Vertalingen",
        "Hoveniers",
        "Bouw",
        "Kantoorinrichting",
        "Reclame",
        "Elektra",
        "Loodgieters",
        "Architecten",
        "Catering",
        "Verhuur",
        "Techniek",
    ),
    pattern="{trade} {name}",
    kin=("& Zonen", "en Zn.", "Gebr.", "& Dochters", "& Partners", "en Co."),
    signs=("De {adjective} {noun}", "De {noun}", "Bij {name}", "{noun} & {noun}", "In de {adjective} {noun}"),
    adjectives=("Gouden", "Oude", "Blauwe", "Dikke", "Vrolijke", "Kleine", "Rode", "Hongerige"),
    nouns=("Molen", "Reiger", "Karper", "Lantaarn", "Schaapskooi", "Snoek", "Ketel", "Kraai", "Boomgaard", "Ooievaar"),
    branches=("Filiaal {town}", "Filiaal {number}", "Vestiging {town}", "{town}", "Winkel {number}", "Filiaalnr. {number}"),
    street_heads=(
        "Kwelder",
        "Spreeuwen",
        "Oude Turf",
        "Lijster",
        "Ketelmakers",
        "Zeilmakers",
        "Boomgaard",
        "Vlonder",
        "Korenbloem",
        "Touwslagers",
    ),
    street_tails=("straat", "weg", "laan", "plein", "gracht", "kade", "dijk", "pad"),
    town_heads=("Kwelder", "Nieuw-Moer", "Zegge", "Spreeuwen", "Oud-Vlonder", "Turf", "Sint-Lijster"),
    town_tails=("dam", "veen", "drecht", "hoven", "kerke", "loo", "wijk"),
)
SHOP_GOODS = {
    "grocery": """Halfvolle melk F99-149; Volkoren brood F159-269; Jonge kaas F699-1199 kg; Eieren 10 st F199-349;
        Elstar appels F169-279 kg; Bananen F139-199 kg; Roomboter F219-339; Pindakaas F219-389; Hagelslag F179-299;
        Koffie snelfiltermaling F349-649; Bier krat 24x30 S1199-1799; Rode wijn S399-899; Afwasmiddel S99-229;
        Toiletpapier 8 S299-549; Kipfilet F699-1099 kg; Aardappelen 3kg F249-399; Tomaten tros F199-349 kg;
        Vla vanille F109-189; Karnemelk F89-149; Spaghetti F79-159; Frisdrank 1,5L F119-229; Chips naturel F119-219;
        Tandpasta S129-349; Draagtas S20-45; Statiegeld S15-25; Stroopwafels F139-259; Soepgroente F99-179;
        Wasmiddel S499-1099; Yoghurt F119-219""",
    "bakery": """Tarwebrood F239-329; Croissant F110-170; Saucijzenbroodje F190-260; Krentenbol F70-110;
        Appeltaart punt F290-420; Kaiserbroodje F50-80; Gevulde koek F170-240; Slagroomtaart F1590-2690""",
    "restaurant": """Dagmenu F1650-2290; Biefstuk friet F1990-2690; Uitsmijter F890-1290; Tomatensoep F550-790;
        Saté met frites F1590-2090; Pannenkoek spek F890-1290; Bitterballen 8 F690-990; Bier 25cl S290-390;
        Huiswijn glas S390-550; Cola F270-350; Koffie F240-320; IJscoupe F650-890; Mosselen F2190-2790;
        Zalmsalade F1390-1890; Kindermenu F690-990; Spa rood F260-340""",
    "cafe": """Cappuccino F280-390; Koffie verkeerd F290-390; Verse muntthee F320-420; Appelgebak F390-520;
        Tosti ham kaas F490-690; Verse jus F350-480; Broodje gezond F590-890; IJs 2 bollen F320-450""",
    "petrol": """Euro 95 E10 S179-219 l; Diesel S159-199 l; Euro 98 S195-235 l; Wasprogramma S900-1600;
        Motorolie 1L S990-1790; Ruitensproeier S390-690; Broodje kroket F290-420""",
    "pharmacy": """Paracetamol 500 F199-399; Ibuprofen 200 F249-499; Hoestdrank F599-899; Pleisters S249-499;
        Handcrème S299-799; Vitamine D F499-999; Zonnebrand SPF50 S899-1799; Tandenborstel S199-499;
        Neusspray F349-599""",
    "hardware": """Schroeven 4x40 S349-799; Muurverf wit 10L S2490-5490; Kwast S249-699; Schilderstape S249-449;
        Siliconenkit S399-799; LED-lamp E27 S299-699; Gieter S699-1499; Potgrond 40L S399-799; Hamer S799-1899;
        Verlengsnoer 5m S899-1999; Hangslot S599-1299; Schuurpapier S199-399; Pluggen 100 st S299-599;
        Touw per meter S60-190 m""",
    "clothing": """Overhemd S2495-4995; Wollen sjaal S1495-3495; Spijkerbroek S3995-8995; Sokken 3-pak S595-1295;
        Regenjas S4995-11995; Leren riem S1995-3995; Sportschoenen S4995-11995; Jurk linnen S3995-8995""",
    "stationery": """Kopieerpapier A4 S449-749; Balpen S99-349; Notitieboek A5 S349-899; Roman paperback F1299-2299;
        Wegenkaart F799-1299; Wenskaart S199-399; Kopieën zw S5-15; Enveloppen 50 S299-549; Markeerstift S129-249""",
    "clinic": """Consult Z2500-5500; Gebitsreiniging Z3500-6500; Vaccinatie hond S3500-5900;
        Brillenglazen S4900-14900; Behandeling fysio Z3200-4500""",
    "taxi": """Rit F850-4200; Rit luchthaven F3500-6500; Wachttijd F300-1500""",
    "parking": """Parkeerkosten S150-2900; Dagkaart S900-2500; Parkeren 2 uur S300-790""",
    "electronics": """USB-C kabel 2m S799-1999; Draadloze muis S1499-3999; SSD 1TB S5999-11999;
        Telefoonhoesje S999-2999; Koptelefoon S2999-14999; HDMI-kabel S699-1999; Oplader 65W S2499-4999;
        Geheugenkaart S1499-3499""",
}
FIRM_GOODS = {
    "firm": """Advies senior S7500-13500 h; Montage op locatie S4500-6500 h; Bureaustoel S14900-34900;
        Drukwerk folders S14900-69900; Kopieerpapier A4, doos S1890-3290 box; Onderhoudscontract S4900-19900;
        Webhosting per jaar S7900-19900; Reiskosten S23-45 km; Trainingsdag S65000-120000 day; Vertaling S3500-9500;
        Verzendkosten S695-2495; Onderhoud cv-ketel S8900-14900; Groepenkast S29900-69900;
        Huur hoogwerker S14900-29900 day; Buffet p.p. F1490-2890; Netwerkkabel gelegd S350-790 m;
        Softwarelicentie S9900-39900; Schoonmaak kantoor S29900-69900; Lichtreclame S39900-99900;
        Boek gebonden F1490-2990; Klein materiaal S495-2995; Grafisch ontwerp S25000-90000""",
}
