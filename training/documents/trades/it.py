"""Italian: Italy, Ticino."""

from training.documents.names import Naming

NAMING = Naming(
    heads=(
        "Pennas",
        "Tarla",
        "Verdo",
        "Quercin",
        "Lumar",
        "Bruscel",
        "Corbez",
        "Malvi",
        "Sarti",
        "Montev",
        "Fiordo",
        "Grani",
        "Ondal",
        "Zaffer",
    ),
    tails=("tra", "nella", "lino", "ggio", "dolo", "vento", "rana", "tello", "essa", "iera", "ano", "mare", "sole", "pan"),
    surnames=(
        "Pennastri",
        "Corbezzolo",
        "Malvisenti",
        "Dall'Onda",
        "Grassivento",
        "Quagliarotti",
        "Tortorellini",
        "De Brughis",
        "Zafferani",
        "Monteluppi",
        "Sartorighi",
        "Bellacqua",
    ),
    given=(
        "Giuseppe",
        "Marisa",
        "Luca",
        "Ornella",
        "Salvatore",
        "Chiara",
        "Bruno",
        "Ilaria",
        "Renato",
        "Assunta",
        "Davide",
        "Fatima",
    ),
    trades={
        "grocery": (
            "Alimentari",
            "Supermercato",
            "Supermercati",
            "Mercato",
            "Salumeria",
            "Ortofrutta",
            "Market",
            "Minimarket",
            "Gastronomia",
            "Enoteca",
        ),
        "bakery": ("Panificio", "Pasticceria", "Forno", "Panetteria", "Biscottificio"),
        "restaurant": (
            "Ristorante",
            "Trattoria",
            "Osteria",
            "Pizzeria",
            "Ristorante Pizzeria",
            "Locanda",
            "Hostaria",
            "Braceria",
        ),
        "cafe": ("Bar", "Caffè", "Bar Pasticceria", "Gelateria", "Caffetteria", "Bar Tabacchi"),
        "petrol": ("Stazione di Servizio", "Distributore", "Carburanti", "Area Servizio"),
        "pharmacy": ("Farmacia", "Parafarmacia", "Erboristeria", "Sanitaria"),
        "hardware": ("Ferramenta", "Colorificio", "Edilizia", "Bricolage", "Utensileria", "Casalinghi", "Vivai"),
        "clothing": ("Abbigliamento", "Calzature", "Moda", "Boutique", "Tessuti"),
        "stationery": ("Cartoleria", "Libreria", "Edicola", "Cartolibreria", "Copisteria"),
        "clinic": ("Studio Dentistico", "Ottica", "Clinica Veterinaria", "Poliambulatorio"),
        "taxi": ("Taxi", "Radiotaxi", "Autonoleggio"),
        "parking": ("Parcheggio", "Autorimessa", "Parcheggi", "Garage"),
        "electronics": ("Elettronica", "Informatica", "Telefonia", "Elettrodomestici"),
    },
    firm_trades=(
        "Falegnameria",
        "Impianti",
        "Tipografia",
        "Consulting",
        "Ingegneria",
        "Trasporti",
        "Informatica",
        "Pulizie",
        "Traduzioni",
        "Costruzioni",
        "Arredamenti",
        "Carpenteria",
        "Servizi",
        "Grafica",
        "Elettroimpianti",
        "Termoidraulica",
        "Catering",
        "Insegne",
    ),
    pattern="{trade} {name}",
    kin=("& Figli", "e Figli", "F.lli", "& C.", "Fratelli", "& Associati"),
    signs=("Al {noun} {adjective}", "Il {noun} {adjective}", "Da {name}", "Antico {noun}", "Il {adjective} {noun}"),
    adjectives=("Rosso", "Vecchio", "Felice", "Nuovo", "Verde", "Dorato", "Bianco", "Allegro"),
    nouns=("Mulino", "Gelso", "Faro", "Torchio", "Grillo", "Carretto", "Pozzo", "Merlo", "Cantuccio", "Melograno"),
    branches=("Filiale di {town}", "{town}", "Negozio {number}", "P.V. {number}", "Punto vendita {town}", "Sede di {town}"),
    street_heads=(
        "delle Lanterne",
        "del Mulino Vecchio",
        "dei Cordai",
        "San Quercino",
        "della Filanda",
        "dei Melograni",
        "Monte Luppi",
        "del Torchio",
    ),
    street_tails=("Via {}", "Viale {}", "Piazza {}", "Corso {}", "Vicolo {}", "Largo {}", "Strada {}"),
    town_heads=("Castel", "Monte", "San Quer", "Borgo", "Villa", "Rocca", "Tarla"),
    town_tails=("luppo", "nella", "verdolo", "sarto", "fiordo", "cino", "brusco", "malvito"),
)
SHOP_GOODS = {
    "grocery": """Latte intero 1L F119-179; Pane comune F249-399 kg; Uova fresche 6 F149-289;
        Parmigiano 24m F1690-2490 kg; Prosciutto crudo F1990-3490 kg; Mele Golden F169-279 kg;
        Pomodori ciliegino F249-429 kg; Pasta penne 500g F79-189; Passata pomodoro F79-169;
        Olio extravergine 1L F599-1199; Acqua naturale 6x1,5 S149-349; Vino rosso DOC S399-1290; Birra 66cl S119-219;
        Detersivo piatti S119-269; Carta igienica 8 S249-499; Caffè macinato S299-549; Yogurt bianco F69-149;
        Mozzarella F119-249; Tonno 3x80 F299-549; Biscotti frollini F149-299; Riso carnaroli F229-399;
        Petto di pollo F899-1290 kg; Banane F149-219 kg; Busta spesa S10-20; Shampoo S219-499;
        Cioccolato fondente F129-279; Zucchero 1kg F99-179; Gelato vaschetta F299-599""",
    "bakery": """Pane casereccio F299-490 kg; Focaccia F890-1390 kg; Cornetto crema R120-180;
        Pizza al taglio R250-450; Crostata F1290-2190; Cannolo R200-320; Pasticcini misti F2200-3200 kg;
        Grissini F249-399""",
    "restaurant": """Antipasto misto R990-1590; Spaghetti vongole R1290-1890; Pizza margherita R600-890;
        Tagliata di manzo R1690-2490; Insalata mista R450-650; Acqua minerale 0,75 R200-320;
        Vino della casa 1/2 R490-790; Tiramisù R500-690; Caffè R120-180; Gnocchi al pesto R990-1390;
        Frittura mista R1490-2190; Birra media R450-590; Bruschetta R450-690; Amaro R300-450;
        Bistecca alla brace R1890-3200; Patate al forno R400-550""",
    "cafe": """Caffè espresso R100-150; Cappuccino R140-200; Cornetto R120-180; Spremuta arancia R300-420;
        Tramezzino R250-400; Tè caldo R200-290; Gelato 2 gusti R250-400; Aperitivo R600-990;
        Panino prosciutto R400-600""",
    "petrol": """Benzina senza piombo S165-195 l; Gasolio S155-189 l; Lavaggio auto S800-1500;
        Olio motore 1L S990-1790; Liquido tergi S390-690; Bibita 50cl R200-300""",
    "pharmacy": """Paracetamolo 500 M390-690; Ibuprofene 400 M490-890; Sciroppo tosse M790-1190; Cerotti S290-590;
        Crema mani S490-990; Vitamina C S690-1290; Solare SPF50 S1290-2290; Dentifricio S290-590;
        Termometro S690-1690""",
    "hardware": """Viti legno 4x40 S249-699; Pittura bianca 14L S2490-5990; Pennello S190-690; Nastro carta S190-390;
        Silicone S390-790; Lampadina LED S290-690; Annaffiatoio S590-1490; Terriccio 50L S490-990; Martello S690-1890;
        Prolunga 5m S790-1790; Lucchetto S490-1290; Carta vetrata S90-290; Tasselli 100 pz S290-590;
        Corda nylon S60-190 m""",
    "clothing": """Camicia cotone S1990-4990; Sciarpa lana S1490-3490; Jeans uomo S2990-7990; Calze 3 paia S490-1290;
        Giacca pioggia S4990-12990; Cintura pelle S1490-3990; Scarpe running S4990-11990; Vestito lino S3490-8990""",
    "stationery": """Risma carta A4 S399-699; Penna a sfera S60-190; Quaderno A4 S149-399;
        Romanzo tascabile B990-1390; Carta stradale B790-1190; Cartolina S50-100; Fotocopie S10-20; Buste 50 S249-499;
        Evidenziatore S119-249""",
    "clinic": """Visita Z5000-12000; Igiene dentale Z6000-9000; Vaccino cane S3500-5500; Lenti da vista S4900-14900;
        Seduta fisioterapia Z3500-5500""",
    "taxi": """Corsa R850-3900; Corsa aeroporto R3000-5500; Supplemento bagaglio R100-300; Attesa R300-1200""",
    "parking": """Sosta S150-2500; Tariffa giornaliera S1200-2500; Sosta oraria S150-490""",
    "electronics": """Cavo USB-C 2m S790-1990; Mouse wireless S1490-3990; SSD 1TB S5990-11990;
        Cover telefono S990-2990; Cuffie S2990-14990; Cavo HDMI S690-1990; Caricatore 65W S2490-4990;
        Scheda memoria S1490-3490""",
}
FIRM_GOODS = {
    "firm": """Consulenza tecnica S5500-9900 h; Manodopera S2900-4900 h; Sedia ufficio S9900-27900;
        Stampa brochure S14900-69900; Carta A4, scatola S1690-2990 box; Canone manutenzione S4900-17900;
        Hosting annuale S7900-19900; Trasferta S35-60 km; Giornata formazione S45000-90000 day;
        Traduzione giurata S3500-9500; Spese di trasporto S790-2990; Manutenzione caldaia S7900-13900;
        Quadro elettrico S19900-59900; Noleggio piattaforma S14900-29900 day; Catering a persona R1290-2890;
        Cavo rete posato S290-690 m; Licenza software S9900-39900; Pulizia uffici S24900-59900;
        Insegna luminosa S34900-99900; Volume rilegato B990-2490; Materiale di consumo S490-2990""",
}
