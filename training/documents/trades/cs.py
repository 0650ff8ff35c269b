"""Czech."""

from training.documents.names import Naming

NAMING = Naming(
    heads=("Krtin", "Bukov", "Jeřab", "Vlast", "Smrk", "Havran", "Lipov", "Ořech", "Doubr", "Medo", "Kolo", "Zvono"),
    tails=("ex", "ina", "ka", "tech", "stav", "mont", "pol", "servis", "hrad", "vit", "las", "mix"),
    surnames=(
        "Krtinský",
        "Bukovjan",
        "Jeřábkovec",
        "Havranický",
        "Lipovecká",
        "Ořechovský",
        "Smrčkovec",
        "Doubravník",
        "Medovičová",
        "Zvoníčkovec",
        "Vrabčák",
        "Hluchoněvová",
    ),
    given=("Jiří", "Jana", "Petr", "Lenka", "Zdeněk", "Věra", "Tomáš", "Hana", "Ondřej", "Božena", "Radek", "Alžběta"),
    trades={
        "grocery": ("Potraviny", "Večerka", "Supermarket", "Ovoce Zelenina", "Řeznictví", "Market", "Smíšené zboží"),
        "bakery": ("Pekařství", "Cukrárna", "Pekárna"),
        "restaurant": ("Restaurace", "Hospoda", "Pizzerie", "Hostinec", "Pivnice", "Bistro", "Jídelna"),
        "cafe": ("Kavárna", "Café", "Čajovna", "Zmrzlinárna"),
        "petrol": ("Čerpací stanice", "ČS", "Benzina"),
        "pharmacy": ("Lékárna", "Drogerie", "Zdravotnické potřeby"),
        "hardware": ("Železářství", "Stavebniny", "Barvy Laky", "Domácí potřeby", "Zahradnictví", "Nářadí"),
        "clothing": ("Oděvy", "Obuv", "Móda", "Textil"),
        "stationery": ("Papírnictví", "Knihkupectví", "Trafika", "Kancelářské potřeby"),
        "clinic": ("Zubní ordinace", "Veterinární klinika", "Oční optika"),
        "taxi": ("Taxi", "Taxislužba"),
        "parking": ("Parkoviště", "Parkovací dům"),
        "electronics": ("Elektro", "Počítače", "Mobily", "Elektronika"),
    },
    firm_trades=(
        "Truhlářství",
        "Tiskárna",
        "Poradenství",
        "Instalatérství",
        "Elektromontáže",
        "Doprava",
        "Úklid",
        "Překlady",
        "Stavby",
        "Software",
        "Reklama",
        "Malířství",
        "Projekce",
        "Účetnictví",
    ),
    pattern="{trade} {name}",
    kin=("a synové", "a spol.", "& syn", "a dcery", "bratři"),
    signs=("U {adjective} {noun}", "U {noun}", "Pod {adjective} {noun}"),
    adjectives=("Zlatého", "Starého", "Veselého", "Bílého", "Černého", "Malého"),
    nouns=("Kohouta", "Dubu", "Mlýna", "Jelena", "Kocoura", "Vola", "Soudku", "Zvonu"),
    branches=("Prodejna {number}", "Prodejna {town}", "Pobočka {town}", "{town}"),
    street_heads=("Bukovská", "Jeřabinová", "Zvonařská", "Krtinova", "Koželužská", "Medová", "Havraní"),
    street_tails=("{}", "{}", "nám. {}", "ul. {}"),
    town_heads=("Krtin", "Havran", "Bukov", "Lipov", "Dolní Jeřab", "Nová Zvon"),
    town_tails=("ice", "ov", "any", "ín", "iště"),
)
SHOP_GOODS = {
    "grocery": """Mléko polotučné 1L F69-119; Chléb konzumní F119-229; Rohlík F10-18; Máslo 250g F179-279;
        Vejce M 10ks F169-299; Eidam 30% F649-999 kg; Šunka nejv. jakosti F899-1490 kg; Jablka Gala F109-199 kg;
        Banány F109-179 kg; Brambory F59-119 kg; Rajčata F179-329 kg; Minerálka 1,5L S49-99; Pivo světlé 0,5 S59-119;
        Víno bílé S349-899; Jar na nádobí S149-299; Toaletní papír 8 S249-449; Káva mletá S349-699; Těstoviny F89-169;
        Rýže F119-199; Jogurt bílý F49-89; Kuřecí prsa F649-899 kg; Párky F399-649 kg; Čokoláda S99-189; Taška S15-40;
        Prací gel S699-1190; Rýžové chlebíčky F89-159; Smetana 12% F59-99""",
    "bakery": """Houska F15-25; Chléb žitný F159-289; Koláč tvarohový F79-139; Větrník F139-229;
        Závin jablečný F149-249; Kobliha F59-99; Bageta F89-149; Dort Medovník F1490-2490""",
    "restaurant": """Polední menu R590-790; Svíčková na smetaně R790-1090; Guláš s knedlíkem R690-890;
        Smažený sýr R650-850; Řízek R790-990; Polévka dne R190-290; Pivo 12° 0,5l S190-290; Kofola 0,4 R150-220;
        Káva R190-270; Palačinky R350-490; Voda 0,33 R150-220; Kachna pečená R990-1290; Hranolky R220-320;
        Víno 0,2l S290-450; Tatarák R990-1390; Salát R550-790""",
    "cafe": """Espresso R190-260; Cappuccino R240-330; Čaj R180-260; Dort řez R290-420; Zmrzlina R190-290;
        Limonáda R250-350; Toast R320-450; Panini R390-590""",
    "petrol": """Natural 95 S135-169 l; Nafta S135-169 l; LPG S69-89 l; Myčka S690-1290; Olej motor. S990-1690;
        Párek v rohlíku R150-250""",
    "pharmacy": """Paralen 500 F150-290; Ibalgin 400 F290-490; Sirup na kašel F490-790; Náplast S190-390;
        Krém na ruce S290-590; Vitamin C S390-690; Opalovací krém S890-1590; Zubní pasta S190-390""",
    "hardware": """Vruty 4x40 S199-499; Barva bílá 10kg S1490-3490; Štětec S120-390; Páska S120-290; Silikon S290-590;
        Žárovka LED S190-490; Konev S490-990; Substrát 50L S390-690; Kladivo S590-1290; Prodlužka S690-1390;
        Zámek S390-990; Brusný papír S50-150; Hmoždinky S190-390; Lano S40-120 m""",
    "clothing": """Košile S1490-2990; Šála S690-1490; Džíny S1990-3990; Ponožky 3ks S390-690; Bunda S2990-6990;
        Opasek S990-1990; Boty S2990-6990; Šaty S1990-4990""",
    "stationery": """Papír A4 S349-549; Propiska S40-120; Sešit A5 S50-150; Román Z690-1090; Mapa Z390-690;
        Pohled S40-80; Kopie A4 S5-15; Obálky S190-390; Zvýrazňovač S70-150""",
    "clinic": """Vyšetření Z1990-4990; Dentální hygiena Z2990-4990; Očkování psa S1490-2490; Brýlové čočky F2990-8990;
        Rehabilitace Z1990-3490""",
    "taxi": """Jízdné F490-2490; Jízda na letiště F1490-2990; Čekání F200-690""",
    "parking": """Parkovné S90-1190; Denní lístek S590-1290; Parkování 2 hod S150-390""",
    "electronics": """Kabel USB-C S490-1290; Myš S790-1990; SSD 1TB S4990-8990; Pouzdro S490-1490;
        Sluchátka S1490-7990; Kabel HDMI S390-990; Nabíječka S1290-2990; Karta 128GB S790-1990""",
}
FIRM_GOODS = {
    "firm": """Konzultace S3900-7900 h; Práce S1690-2990 h; Kancelářská židle S7900-17900; Tisk letáků S9900-34900;
        Papír A4, krabice S1490-2290 box; Paušál údržba S3900-11900; Webhosting rok S3900-11900; Doprava S25-40 km;
        Školení den S29900-59900 day; Překlad S1490-5900; Poštovné S390-990; Revize kotle S3900-7900;
        Rozvaděč S14900-39900; Pronájem plošiny S9900-17900 day; Catering na osobu F890-1690; Kabel UTP S150-390 m;
        Licence software S5900-24900; Úklid kanceláří S14900-34900; Světelná reklama S24900-59900;
        Kniha vázaná Z690-1690; Drobný materiál S290-1290""",
}
