"""Polish."""

from training.documents.names import Naming

NAMING = Naming(
    heads=(
        "Krzew",
        "Szpak",
        "Brzoz",
        "Wrzos",
        "Jagod",
        "Tarno",
        "Gawron",
        "Modrz",
        "Kalin",
        "Sosn",
        "Novo",
        "Pol",
        "Eko",
        "Mirt",
    ),
    tails=("owit", "ex", "polan", "owiak", "inka", "mar", "bud", "omix", "ewka", "dar", "hurt", "stal", "owka", "tex"),
    surnames=(
        "Krzewiński",
        "Szpakowiecka",
        "Brzozogaj",
        "Wrzosowicz",
        "Tarnobłocki",
        "Gawronkiewicz",
        "Modrzejnicka",
        "Kalinowiec",
        "Pstrągowski",
        "Jagodzianek",
        "Dzięciołek",
        "Sosnowiak",
    ),
    given=(
        "Andrzej",
        "Halina",
        "Krzysztof",
        "Małgorzata",
        "Zbigniew",
        "Agnieszka",
        "Paweł",
        "Ewa",
        "Łukasz",
        "Bożena",
        "Stanisław",
        "Kinga",
    ),
    trades={
        "grocery": (
            "Sklep Spożywczy",
            "Delikatesy",
            "Market",
            "Supermarket",
            "Sklep Ogólnospożywczy",
            "Warzywa i Owoce",
            "Sklep Mięsny",
            "Minimarket",
            "Alkohole",
        ),
        "bakery": ("Piekarnia", "Cukiernia", "Piekarnia Cukiernia", "Piekarnia Rodzinna"),
        "restaurant": (
            "Restauracja",
            "Karczma",
            "Pizzeria",
            "Bar Mleczny",
            "Gospoda",
            "Zajazd",
            "Bistro",
            "Kebab",
            "Pierogarnia",
        ),
        "cafe": ("Kawiarnia", "Cafe", "Lodziarnia", "Palarnia Kawy", "Herbaciarnia"),
        "petrol": ("Stacja Paliw", "Paliwa", "Stacja Benzynowa", "Auto-Gaz"),
        "pharmacy": ("Apteka", "Drogeria", "Zielarnia", "Punkt Apteczny"),
        "hardware": (
            "Sklep Metalowy",
            "Market Budowlany",
            "Narzędzia",
            "Farby i Lakiery",
            "Ogrodniczy",
            "Hurtownia Budowlana",
            "Artykuły Metalowe",
        ),
        "clothing": ("Odzież", "Obuwie", "Moda", "Butik", "Pasmanteria"),
        "stationery": ("Księgarnia", "Papierniczy", "Artykuły Biurowe", "Kiosk", "Ksero"),
        "clinic": ("Gabinet Stomatologiczny", "Przychodnia Weterynaryjna", "Optyk", "Przychodnia"),
        "taxi": ("Taxi", "Radio Taxi", "Przewozy"),
        "parking": ("Parking", "Parking Strzeżony", "Parkingi"),
        "electronics": ("Elektronika", "Komputery", "RTV AGD", "Serwis GSM"),
    },
    firm_trades=(
        "Stolarka",
        "Drukarnia",
        "Doradztwo",
        "Usługi Budowlane",
        "Transport",
        "Informatyka",
        "Usługi Sprzątające",
        "Biuro Tłumaczeń",
        "Projektowanie",
        "Instalacje",
        "Reklama",
        "Elektryka",
        "Hydraulika",
        "Biuro Rachunkowe",
        "Serwis",
        "Ogrody",
        "Meble",
        "Technika Biurowa",
    ),
    pattern="{trade} {name}",
    kin=("i Synowie", "i Wspólnicy", "i Syn", "Bracia", "i Córki"),
    signs=("Pod {adjective} {noun}", "U {name}", "{noun} i {noun}", "Pod {noun}"),
    adjectives=("Złotym", "Starym", "Wesołym", "Czerwonym", "Małym", "Zielonym", "Białym"),
    nouns=("Kogutem", "Dębem", "Młynem", "Bocianem", "Kasztanem", "Wiatrakiem", "Kotem", "Jeleniem", "Zamkiem"),
    branches=("Sklep nr {number}", "Oddział {town}", "Filia {town}", "Sklep {number}", "{town}"),
    street_heads=(
        "Szpakowa",
        "Brzozogajska",
        "Stary Młyn",
        "Garncarska",
        "Wrzosowa Polana",
        "Powroźnicza",
        "Kowalików",
        "Bociania",
        "Sosnowiakowa",
    ),
    street_tails=("ul. {}", "ul. {}", "al. {}", "pl. {}", "os. {}"),
    town_heads=("Krzew", "Szpako", "Brzozo", "Wrzoso", "Tarno", "Stara Mo", "Nowy Gaw"),
    town_tails=("gajno", "wiec", "błoto", "drzewo", "polany", "wice", "rzyn"),
)
SHOP_GOODS = {
    "grocery": """Mleko UHT 3,2% 1L F59-99; Chleb żytni F89-189; Masło extra F139-229; Jaja L 10szt F189-299;
        Ser gouda F559-899 kg; Szynka wiejska F699-1190 kg; Jabłka ligol F69-139 kg; Banany F109-169 kg;
        Pomidory F169-349 kg; Ziemniaki F49-99 kg; Woda niegaz. 1,5L S39-79; Piwo but. 0,5 S79-139;
        Wino czerwone S499-990; Płyn do naczyń S119-249; Papier toal. 8 S199-399; Kawa mielona S399-799;
        Cukier 1kg F79-129; Makaron świderki F69-139; Ryż biały F79-149; Jogurt nat. F39-79;
        Filet z kurczaka F399-599 kg; Kiełbasa śląska F499-799 kg; Śmietana 18% F49-99; Sok jabłkowy F89-169;
        Czekolada mleczna S89-149; Reklamówka S10-20; Proszek do prania S499-999; Szampon S249-499;
        Ogórki kiszone F149-279; Twaróg F119-199""",
    "bakery": """Bułka kajzerka F15-29; Chleb wiejski F129-249; Drożdżówka F79-149; Pączek F79-139;
        Sernik F899-1390 kg; Rogal F49-99; Szarlotka F799-1190 kg; Bagietka F79-149""",
    "restaurant": """Rosół z makaronem R290-490; Pierogi ruskie R550-890; Schabowy zestaw R690-1090;
        Żurek w chlebie R490-790; Golonka R990-1490; Placki ziemniaczane R490-790; Piwo 0,5l S290-420;
        Kompot R120-190; Herbata R150-250; Sernik R350-490; Woda 0,33 S130-190; Łosoś z grilla R1190-1690;
        Sałatka grecka R650-890; Pizza margherita R590-790; Frytki R220-350; Kawa czarna R220-320""",
    "cafe": """Espresso R190-270; Cappuccino R290-390; Latte R320-420; Herbata zimowa R350-450;
        Szarlotka na ciepło R390-520; Lody 3 gałki R350-490; Tost R350-490; Sok świeży R390-520""",
    "petrol": """ON S145-179 l; Pb 95 S145-179 l; Pb 98 S155-189 l; LPG S69-89 l; Myjnia program 3 S590-990;
        Olej silnik. 1L S890-1590; Płyn do spryskiw. S390-690; Hot dog R190-290; Kawa R190-290""",
    "pharmacy": """Paracetamol tabl. M159-290; Ibuprofen 400 M250-450; Syrop na kaszel M490-790; Plastry M190-390;
        Krem do rąk S250-590; Witamina C M290-690; Krem SPF50 S790-1690; Pasta do zębów S190-390;
        Termometr M590-1290""",
    "hardware": """Wkręty 4x40 S249-599; Farba biała 10L S1990-4490; Pędzel S190-490; Taśma malarska S190-390;
        Silikon S390-690; Żarówka LED S250-590; Konewka S490-990; Ziemia 50L S390-690; Młotek S690-1490;
        Przedłużacz 5m S790-1590; Kłódka S490-1090; Papier ścierny S60-190; Kołki 100szt S250-490; Lina S50-150 m""",
    "clothing": """Koszula bawełn. S1490-3490; Szalik S790-1990; Jeansy S1990-4990; Skarpety 3-pak S390-790;
        Kurtka S3490-8990; Pasek skórz. S990-2490; Buty sportowe S3490-7990; Sukienka S2490-5490""",
    "stationery": """Papier ksero A4 S349-549; Długopis S50-150; Zeszyt A5 S60-190; Powieść F690-990; Mapa F490-890;
        Kartka S90-190; Ksero A4 S5-15; Koperty 50 S249-449; Zakreślacz S90-190""",
    "clinic": """Konsultacja Z2500-5500; Skaling Z3500-5500; Szczepienie psa F1500-2500; Soczewki okul. F2900-9900;
        Fizjoterapia Z2500-3900""",
    "taxi": """Przejazd F390-1900; Kurs na lotnisko F1200-2500; Postój F200-900""",
    "parking": """Opłata parkingowa S90-990; Bilet dobowy S590-1290; Postój 2 h S150-390""",
    "electronics": """Kabel USB-C 2m S590-1490; Mysz bezprzew. S990-2990; Dysk SSD 1TB S4990-9990; Etui S590-1990;
        Słuchawki S1990-9990; Kabel HDMI S490-1490; Ładowarka 65W S1490-3490; Karta pamięci S990-2490""",
}
FIRM_GOODS = {
    "firm": """Konsultacje S3900-7900 h; Robocizna S1900-3500 h; Krzesło biurowe S7900-19900; Druk ulotek S9900-39900;
        Papier A4, karton S1490-2490 box; Abonament serwisowy S3900-12900; Hosting roczny S4900-14900;
        Dojazd S20-40 km; Dzień szkoleniowy S29900-69900 day; Tłumaczenie F1900-6900; Koszt wysyłki S390-1490;
        Przegląd kotła S4900-8900; Rozdzielnica S14900-39900; Wynajem podnośnika S9900-19900 day;
        Catering za osobę R990-1990; Kabel UTP z montażem S190-490 m; Licencja program S6900-29900;
        Sprzątanie biura S14900-39900; Kaseton świetlny S24900-69900; Książka F790-1990; Materiały drobne S290-1490;
        Projekt graficzny S14900-59900""",
}
