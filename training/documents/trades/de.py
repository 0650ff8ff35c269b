"""German: Germany, Austria, Switzerland."""

from training.documents.names import Naming

NAMING = Naming(
    heads=(
        "Zwirbel",
        "Quarz",
        "Moosen",
        "Trudel",
        "Kringel",
        "Wunzen",
        "Flocken",
        "Pfuhl",
        "Korn",
        "Brumm",
        "Hagel",
        "Schnurz",
        "Firn",
        "Lerchen",
        "Dorn",
        "Wachtel",
        "Tann",
        "Ginster",
        "Nova",
        "Vitano",
        "Sono",
        "Alpo",
    ),
    tails=(
        "quell",
        "hupfer",
        "brammer",
        "lauber",
        "strunk",
        "wispel",
        "zirner",
        "mucker",
        "blum",
        "kamp",
        "horst",
        "rand",
        "ex",
        "tal",
        "ora",
        "markt",
    ),
    surnames=(
        "Zirnbichler",
        "Mohrenthal",
        "Quastenberg",
        "Hollerstedt",
        "Pfefferkorn-Lutz",
        "Wuttenbach",
        "Dreesemann",
        "Köttgenhoff",
        "Lindwurmer",
        "Ohlerich",
        "Grünspachtel",
        "Tschirnhofer",
        "Brüggenkötter",
        "Vahrenkamp",
        "Sölderer",
        "Yildizhan",
        "Nowaczik",
        "Heidmüllner",
    ),
    given=(
        "Hans",
        "Greta",
        "Ulrike",
        "Matthias",
        "Jürgen",
        "Anneliese",
        "Kemal",
        "Sabine",
        "Florian",
        "Heike",
        "Rainer",
        "Lukas",
        "Petra",
        "Ömer",
    ),
    trades={
        "grocery": (
            "Feinkost",
            "Hofmarkt",
            "Frischemarkt",
            "Naturkost",
            "Supermarkt",
            "Markt",
            "Lebensmittel",
            "Discount",
            "Getränkemarkt",
            "Bio-Laden",
            "Kiosk",
        ),
        "bakery": ("Backwaren", "Bäckerei", "Bäckerei Konditorei", "Backhaus", "Landbäckerei", "Backstube", "Brotmanufaktur"),
        "restaurant": (
            "Gasthaus",
            "Restaurant",
            "Ristorante",
            "Gasthof",
            "Wirtshaus",
            "Brauhaus",
            "Imbiss",
            "Grillstube",
            "Steakhaus",
            "Weinstube",
        ),
        "cafe": ("Café", "Kaffeehaus", "Kaffeerösterei", "Eiscafé", "Espressobar", "Konditorei"),
        "petrol": ("Tankstelle", "Tankcenter", "Autohof", "Mineralöle", "Tank & Wasch"),
        "pharmacy": ("Apotheke", "Drogerie", "Sanitätshaus", "Drogeriemarkt"),
        "hardware": ("Baumarkt", "Eisenwaren", "Heimwerkermarkt", "Gartencenter", "Farben", "Werkzeuge", "Baustoffe", "Holzland"),
        "clothing": ("Moden", "Schuhe", "Textilhaus", "Bekleidung", "Trachten", "Modehaus"),
        "stationery": ("Schreibwaren", "Buchhandlung", "Bücher", "Bürobedarf", "Papeterie", "Copyshop"),
        "clinic": ("Zahnarztpraxis", "Tierarztpraxis", "Praxis", "Optik", "Physiotherapie", "Augenoptik"),
        "taxi": ("Taxi", "Taxiunternehmen", "Funktaxi", "Mietwagen"),
        "parking": ("Parkhaus", "Parkhausbetriebe", "Parkraum", "Tiefgarage"),
        "electronics": ("Elektronik", "Computer", "Elektro", "Technikmarkt", "Telekom-Shop", "Foto"),
    },
    firm_trades=(
        "Bürotechnik",
        "Messebau",
        "Gartenbau",
        "Drucksachen",
        "Sanitär & Heizung",
        "Elektrotechnik",
        "IT-Service",
        "Consulting",
        "Gebäudereinigung",
        "Tischlerei",
        "Logistik",
        "Übersetzungen",
        "Software",
        "Ingenieurbüro",
        "Malerbetrieb",
        "Spedition",
        "Werbeagentur",
        "Metallbau",
        "Catering",
    ),
    pattern="{trade} {name}",
    kin=("& Söhne", "& Co.", "& Partner", "Gebr.", "& Sohn", "und Töchter", "Nachf."),
    signs=("Zum {adjective} {noun}", "{noun}", "Beim {name}", "{name}s {noun}", "Am {adjective} {noun}"),
    adjectives=("goldenen", "alten", "schiefen", "wilden", "blauen", "letzten", "roten", "fröhlichen", "kleinen", "stillen"),
    nouns=(
        "Kranich",
        "Hirschen",
        "Anker",
        "Brunnen",
        "Kessel",
        "Ochsen",
        "Turm",
        "Hecht",
        "Speicher",
        "Krug",
        "Löwenzahn",
        "Dachs",
    ),
    branches=(
        "Filiale {town}",
        "Filiale {number}",
        "Markt {number}",
        "Fil. {number}",
        "{town}",
        "Betriebsstätte {town}",
        "Station {number}",
    ),
    street_heads=(
        "Kiesel",
        "Fuchsbau",
        "Zwirnmühlen",
        "Stellwerk",
        "Hopfen",
        "Krähen",
        "Seiler",
        "Alte Gerber",
        "Linnen",
        "Torfstecher",
        "Quitten",
        "Böttcher",
    ),
    street_tails=("steig", "weg", "straße", "gasse", "str.", "platz", "allee", "ring", "damm", "Hinter der {}mauer", "Am {}feld"),
    town_heads=(
        "Oberquir",
        "Wunzen",
        "Bad Moosen",
        "Kringel",
        "Zwirn",
        "Unterpfuhl",
        "Flocken",
        "Sankt Quarz",
        "Mucker",
        "Neu-Dorn",
    ),
    town_tails=("felde", "hagen", "stein", "au", "rode", "bach", "lingen", "büttel", "weiler"),
)
SHOP_GOODS = {
    "grocery": """Landmilch 1,5% F119-189; Roggenbrot 750g F289-459; Butter 250g F199-319; Äpfel Boskoop F199-399 kg;
        Spülmittel S95-249; Apfelschorle 6x1L S389-579; Kaffee gemahlen F499-899; Bergkäse am Stück F1490-2690 kg;
        Küchenrolle 4er S249-399; Grauburgunder 0,75 S599-1190; Bio Eier 10er F299-399; Bananen F119-199 kg;
        Tomaten Rispe F249-399 kg; H-Sahne F79-129; Nudeln Spirelli F89-179; Pfand 0,25 S25-25;
        Mineralwasser still S59-99; Waschmittel flüssig S499-999; Zahncreme S95-249; Hackfleisch gem. F799-1199 kg;
        Joghurt natur F49-119; Kartoffeln 2,5kg F249-399; Schokolade Vollmilch F109-199; Pils 20x0,5 S1299-1799;
        Tragetasche S20-50; Katzenfutter S79-149""",
    "bakery": """Brötchen F35-60; Dinkelbrot F390-590; Laugenbrezel F89-160; Croissant F149-240;
        Käsekuchen Stk F280-420; Mohnschnecke F210-290; Kaffee groß S290-390; Roggenmisch 1kg F399-540;
        Butterbreze F180-260""",
    "restaurant": """Wiener Schnitzel R1690-2690; Tagessuppe R490-790; Rostbraten R2190-2990; Käsespätzle R1190-1590;
        Gemischter Salat R590-890; Pils 0,5l S420-560; Apfelschorle 0,4l S350-490; Riesling 0,2l S590-850;
        Mineralwasser 0,75 S550-750; Apfelstrudel R590-850; Espresso S220-320; Currywurst Pommes R790-1190;
        Forelle Müllerin R1890-2590; Kinderteller R690-990""",
    "cafe": """Cappuccino S320-450; Milchkaffee S350-480; Tasse Kaffee S260-350; Sachertorte R390-590;
        Kännchen Tee S420-550; Frühstück klein R690-1190; Eisbecher R690-1050; Heiße Schokolade S380-490;
        Apfelkuchen R320-450""",
    "petrol": """Super E10 S159-199 l; Diesel S149-199 l; Super 95 S164-209 l; Autowäsche Komfort S990-1690;
        Motoröl 5W30 S1299-2199; Scheibenreiniger S399-799; Kaffee to go S220-350; Schokoriegel S129-199""",
    "pharmacy": """Ibuprofen 400 20 St S399-799; Nasenspray 10ml S299-549; Hustensaft S699-1199; Pflaster S249-499;
        Handcreme S299-699; Vitamin C Pulver S499-999; Sonnenmilch LSF50 S899-1799; Zahnseide S149-349;
        Wundsalbe 50g S499-999""",
    "hardware": """Spanplattenschr. 4x40 S349-899; Dispersionsfarbe 10L S2499-5999; Flachpinsel 50 S249-699;
        Malerkrepp S199-499; Silikon transp. S399-899; LED-Lampe E27 S299-799; Gießkanne 10L S799-1999;
        Blumenerde 40L S399-899; Schlosserhammer S799-1999; Kabeltrommel 25m S2499-4999; Vorhängeschloss S599-1499;
        Schleifpapier S199-499; Dübel S8 100St S299-599; Seil geflochten S90-250 m""",
    "clothing": """Baumwollhemd S1999-4999; Wollschal S1499-3499; Jeans gerade S2999-7999; Socken 3er Pack S499-1299;
        Regenjacke S4999-12999; Ledergürtel S1499-3999; Laufschuhe S4999-11999; Leinenkleid S3499-8999""",
    "stationery": """Kopierpapier A4 S399-799; Kugelschreiber S99-399; Notizbuch A5 S299-899; Wanderkarte B799-1499;
        Roman Taschenbuch B999-1499; Glückwunschkarte S199-450; Kopien s/w S5-20; Briefumschläge 50 S249-599;
        Textmarker S99-249""",
    "clinic": """Beratung Z2500-6500; Prof. Zahnreinigung Z6500-11000; Impfung Hund S3500-6500; Sehtest S1500-2900;
        Brillenglas S4900-14900; Krankengymnastik Z2200-3900; Massage 20 Min. S2200-3500""",
    "taxi": """Fahrpreis F650-4800; Fahrt Flughafen F2500-6500; Wartezeit F300-1500; Gepäckzuschlag F100-300""",
    "parking": """Parkgebühr S150-2500; Tagesticket S800-2500; Parkdauer 2 Std S200-600; Kurzparker S100-500""",
    "electronics": """USB-C Kabel 2m S799-1999; Funkmaus S1499-3999; SSD 1TB S5999-11999; Handyhülle S999-2999;
        Kopfhörer S2999-14999; HDMI-Kabel S699-1999; Netzteil 65W S2499-4999; Speicherkarte S1499-3499""",
}
FIRM_GOODS = {
    "firm": """Drehstuhl Modell Kranich S18900-32900; Stellwand mit Stoffbezug S9900-17900;
        Montage vor Ort S5400-7200 h; Katalog, gebunden B1190-2490; Schreibtischleuchte S4990-9990;
        Anlieferung S2500-4900; Beratung Senior S9500-14500 h; Webhosting jährlich S9900-24000;
        Gestaltung Broschüre S25000-90000; Kopierpapier A4, Karton S1800-3200 box; Heizungswartung S8500-16500;
        Elektroprüfung DGUV S12000-28000; Anfahrtspauschale S2500-6500; Fahrtkosten S35-60 km;
        Schulungstag S45000-95000 day; Wartungsvertrag monatlich S4900-19900; Lektorat S3500-6000 h;
        Containermiete S18000-32000; Buffet pro Person R1250-2900; Kabel CAT7 verlegt S350-890 m;
        Softwarelizenz 1 Jahr S12000-48000; Kleinmaterial S990-3900""",
}
