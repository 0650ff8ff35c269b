"""French: France, Belgium, Switzerland, Québec."""

from training.documents.names import Naming

NAMING = Naming(
    heads=(
        "Lumi",
        "Carvé",
        "Tourne",
        "Grimou",
        "Fléche",
        "Mirab",
        "Pastou",
        "Querc",
        "Vallo",
        "Brindi",
        "Chante",
        "Sarmen",
        "Ondé",
        "Nova",
        "Alti",
        "Bosqu",
    ),
    tails=(
        "lère",
        "zac",
        "bulle",
        "moulin",
        "vigne",
        "tel",
        "range",
        "loup",
        "mont",
        "rive",
        "dor",
        "pin",
        "lis",
        "ette",
        "aria",
        "marché",
    ),
    surnames=(
        "Dubrelle",
        "Montcharnier",
        "Lafoucrière",
        "Perdrizet-Colas",
        "Garanchon",
        "Vauquelard",
        "Tressignies",
        "Le Gohébel",
        "Champarnaud",
        "Benyoucefi",
        "Cazaubielle",
        "Hautecroix",
    ),
    given=(
        "Jean-Marc",
        "Amélie",
        "Thierry",
        "Nadège",
        "Karim",
        "Solange",
        "Gérard",
        "Élodie",
        "Bastien",
        "Fatou",
        "Yves",
        "Mireille",
    ),
    trades={
        "grocery": (
            "Épicerie",
            "Supermarché",
            "Marché",
            "Primeurs",
            "Alimentation",
            "Halles",
            "Proxi",
            "Hypermarché",
            "Superette",
            "Fromagerie",
            "Cave",
        ),
        "bakery": ("Boulangerie", "Boulangerie Pâtisserie", "Pâtisserie", "Fournil", "Maison", "Au Fournil"),
        "restaurant": (
            "Restaurant",
            "Brasserie",
            "Bistrot",
            "Crêperie",
            "Pizzeria",
            "Auberge",
            "Le Comptoir",
            "Café-Restaurant",
            "Rôtisserie",
        ),
        "cafe": ("Café", "Salon de thé", "Bar", "Torréfaction", "Bar-Tabac", "Glacier"),
        "petrol": ("Station-service", "Relais", "Station", "Carburants"),
        "pharmacy": ("Pharmacie", "Parapharmacie", "Grande Pharmacie", "Pharmacie de la Gare"),
        "hardware": ("Quincaillerie", "Bricolage", "Jardinerie", "Matériaux", "Droguerie", "Outillage", "Peintures"),
        "clothing": ("Prêt-à-porter", "Chaussures", "Mode", "Boutique", "Confection"),
        "stationery": ("Librairie", "Papeterie", "Presse", "Librairie-Papeterie", "Maison de la Presse", "Reprographie"),
        "clinic": ("Cabinet dentaire", "Clinique vétérinaire", "Opticien", "Cabinet", "Optique"),
        "taxi": ("Taxi", "Taxis", "VTC", "Transports"),
        "parking": ("Parking", "Stationnement", "Parc"),
        "electronics": ("Électronique", "Informatique", "Téléphonie", "Électroménager", "Photo"),
    },
    firm_trades=(
        "Menuiserie",
        "Plomberie",
        "Imprimerie",
        "Conseil",
        "Électricité",
        "Informatique",
        "Transports",
        "Traduction",
        "Nettoyage",
        "Architecture",
        "Études",
        "Bureautique",
        "Maçonnerie",
        "Peinture",
        "Événementiel",
        "Paysages",
        "Ingénierie",
        "Signalétique",
    ),
    pattern="{trade} {name}",
    kin=("et Fils", "& Fils", "Frères", "& Cie", "et Filles", "& Associés"),
    signs=("Au {adjective} {noun}", "Le {adjective} {noun}", "Chez {name}", "Le {noun} {adjective}", "Aux Délices du {noun}"),
    adjectives=("Petit", "Vieux", "Grand", "Joli", "Bon", "Gai"),
    nouns=("Moulin", "Tilleul", "Pressoir", "Faisan", "Chaudron", "Marronnier", "Phare", "Grenier", "Panier", "Canotier"),
    branches=(
        "Magasin {number}",
        "{town}",
        "Agence de {town}",
        "Magasin de {town}",
        "Centre commercial {town}",
        "Point de vente {number}",
    ),
    street_heads=(
        "de la Tannerie",
        "des Trois Chaudrons",
        "du Vieux Pressoir",
        "des Marronniers",
        "de la Lanterne",
        "du Colombier",
        "des Vannières",
        "Saint-Querlain",
        "du Faisan",
    ),
    street_tails=("rue {}", "avenue {}", "place {}", "boulevard {}", "chemin {}", "impasse {}", "quai {}"),
    town_heads=("Saint-Quer", "Monté", "Villero", "Châtel", "Fonta", "La Roche-", "Bois-", "Lumi"),
    town_tails=("lain", "zac", "bulle", "gnon", "vigne", "tourne", "mieux", "sart"),
)
SHOP_GOODS = {
    "grocery": """Lait demi-écrémé 1L F95-159; Baguette F95-140; Beurre doux 250g F219-359; Pommes Golden F189-329 kg;
        Camembert F199-399; Liquide vaisselle S129-289; Eau minérale 6x1,5L F199-449; Vin rouge 75cl S399-1290;
        Jambon blanc 4tr F249-449; Yaourt nature x8 F159-299; Tomates grappe F249-399 kg; Poulet fermier F599-899 kg;
        Café moulu F299-599; Essuie-tout x4 S229-399; Pâtes coquillettes F89-179; Riz long 1kg F149-299;
        Oeufs plein air x12 F279-429; Chocolat noir F149-279; Bananes F149-219 kg; Courgettes F199-329 kg;
        Lessive liquide S599-1199; Sac réutilisable S10-80; Bière blonde 6x25 S399-699; Piles AA x4 S399-699;
        Huile d'olive F599-999; Sucre poudre 1kg F119-199; Moutarde F109-249; Biscuits sablés F129-289""",
    "bakery": """Baguette tradition F110-150; Croissant beurre F100-160; Pain au chocolat F110-170;
        Pain complet F240-390; Tarte aux pommes F320-1890; Éclair café F260-380; Quiche lorraine F350-490;
        Sandwich jambon R390-590; Flan F220-320""",
    "restaurant": """Menu du jour R1450-1990; Entrecôte frites R1890-2690; Soupe à l'oignon R690-990;
        Salade niçoise R1190-1690; Magret de canard R1790-2490; Moules marinières R1390-1890; Verre de Côtes S450-690;
        Demi pression S350-520; Carafe rosé S990-1490; Café R160-260; Crème brûlée R650-890; Île flottante R590-790;
        Eau gazeuse 1L R450-620; Plateau de fromages R790-1190; Croque-monsieur R890-1290; Menu enfant R890-1190""",
    "cafe": """Expresso R150-240; Café crème R290-430; Thé vert R320-460; Chocolat chaud R350-490;
        Jus d'orange pressé R390-550; Tartine beurre R250-390; Sirop à l'eau R250-350; Glace 2 boules R390-590;
        Croque salade R950-1290""",
    "petrol": """SP95-E10 S159-199 l; Gazole S155-199 l; SP98 S169-209 l; Lavage programme 3 S900-1400;
        Huile moteur 1L S990-1790; Lave-glace 5L S390-690; Sandwich R390-550; Boisson 50cl F190-290""",
    "pharmacy": """Paracétamol 1g M190-290; Ibuprofène 400 M240-420; Sirop toux M590-890; Pansements S290-590;
        Crème mains S490-990; Vitamine C S590-1190; Lait solaire SPF50 S990-1890; Dentifrice S290-590;
        Thermomètre S790-1790""",
    "hardware": """Vis à bois 4x40 S349-899; Peinture blanche 5L S2490-4990; Pinceau plat S290-890;
        Ruban masquage S249-499; Silicone S490-990; Ampoule LED E27 S290-790; Arrosoir 10L S890-1990;
        Terreau 40L S490-990; Marteau S890-2290; Rallonge 5m S990-2290; Cadenas S590-1490; Papier abrasif S190-490;
        Chevilles x100 S290-690; Corde tressée S90-250 m""",
    "clothing": """Chemise coton S1990-4990; Écharpe laine S1490-3490; Jean droit S2990-7990;
        Chaussettes x3 S490-1290; Imperméable S4990-12990; Ceinture cuir S1490-3990; Baskets S4990-11990;
        Robe lin S3490-8990""",
    "stationery": """Ramette A4 S399-799; Stylos bille x10 S249-599; Cahier A5 S199-599; Roman poche B690-1090;
        Carte routière B599-999; Carte postale S80-180; Photocopies N&B S10-30; Enveloppes x50 S299-599;
        Magazine B390-790""",
    "clinic": """Consultation Z2500-6000; Détartrage Z2892-6000; Vaccin chien S4500-7500;
        Verres correcteurs S4900-14900; Monture S6900-19900; Ostéopathie Z5500-7500""",
    "taxi": """Course R850-4800; Course aéroport R3500-6500; Attente R300-1500; Bagages R100-300; Péage R150-650""",
    "parking": """Stationnement S150-2500; Forfait journée S900-2500; Ticket horaire S100-600""",
    "electronics": """Câble USB-C 2m S799-1999; Souris sans fil S1499-3999; SSD 1 To S5999-11999;
        Coque téléphone S999-2999; Casque audio S2999-14999; Câble HDMI S699-1999; Chargeur 65W S2499-4999;
        Carte mémoire S1499-3499""",
}
FIRM_GOODS = {
    "firm": """Étude et conseil S6500-12500 h; Pose sur site S4200-6500 h; Chaise de bureau S12900-32900;
        Impression brochures S19900-79900; Papier A4, carton S1800-3200 box; Maintenance mensuelle S4900-19900;
        Hébergement web annuel S9900-24000; Déplacement S45-65 km; Formation, journée S65000-120000 day;
        Traduction S3500-9500; Livraison S950-3900; Entretien chaudière S9500-16500; Contrôle électrique S12000-28000;
        Location nacelle S18000-32000 day; Buffet par personne R1450-2900; Câble RJ45 posé S350-890 m;
        Licence logiciel S12000-48000; Nettoyage bureaux S29000-69000; Enseigne lumineuse S39000-120000;
        Ouvrage relié B1290-2890; Fournitures S990-3900; Création graphique S25000-90000""",
}
