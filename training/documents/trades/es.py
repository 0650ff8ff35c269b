"""Spanish: Spain, Mexico."""

from training.documents.names import Naming

NAMING = Naming(
    heads=(
        "Merizal",
        "Torca",
        "Almen",
        "Guada",
        "Pinar",
        "Zarza",
        "Olivar",
        "Quirom",
        "Breza",
        "Candel",
        "Solan",
        "Nieva",
        "Lumar",
        "Vento",
    ),
    tails=(
        "duero",
        "silla",
        "grana",
        "mora",
        "dales",
        "ría",
        "val",
        "tera",
        "nova",
        "quint",
        "sur",
        "berna",
        "flor",
        "mar",
        "doro",
    ),
    surnames=(
        "Quintarelo",
        "Zamarripa Lerdo",
        "Belmontano",
        "Arriezu",
        "Castroviel",
        "Peñaloza Rubí",
        "Goicoerrota",
        "Valdearcos",
        "Fontmajor",
        "Ibarguchi",
        "Merendero Sáez",
        "Lunarejo",
    ),
    given=(
        "Antonio",
        "María Jesús",
        "Joaquín",
        "Pilar",
        "Iker",
        "Lucía",
        "Ramón",
        "Nuria",
        "Álvaro",
        "Concepción",
        "Manuel",
        "Aitana",
    ),
    trades={
        "grocery": (
            "Supermercado",
            "Supermercados",
            "Alimentación",
            "Frutería",
            "Autoservicio",
            "Mercado",
            "Ultramarinos",
            "Charcutería",
            "Hipermercado",
            "Bodega",
        ),
        "bakery": ("Panadería", "Panadería Pastelería", "Horno", "Pastelería", "Obrador", "Confitería"),
        "restaurant": (
            "Restaurante",
            "Mesón",
            "Bar Restaurante",
            "Taberna",
            "Asador",
            "Marisquería",
            "Pizzería",
            "Casa",
            "Cervecería",
            "Sidrería",
        ),
        "cafe": ("Cafetería", "Café", "Café Bar", "Heladería", "Churrería", "Granja"),
        "petrol": ("Estación de Servicio", "Gasolinera", "E.S.", "Área de Servicio"),
        "pharmacy": ("Farmacia", "Parafarmacia", "Droguería", "Perfumería"),
        "hardware": ("Ferretería", "Bricolaje", "Materiales", "Suministros", "Pinturas", "Jardinería"),
        "clothing": ("Modas", "Zapatería", "Calzados", "Boutique", "Confecciones", "Tejidos"),
        "stationery": ("Papelería", "Librería", "Estanco", "Copistería", "Librería Papelería"),
        "clinic": ("Clínica Dental", "Clínica Veterinaria", "Óptica", "Fisioterapia", "Centro Médico"),
        "taxi": ("Taxi", "Radio Taxi", "Autos", "Taxis"),
        "parking": ("Parking", "Aparcamientos", "Aparcamiento"),
        "electronics": ("Electrónica", "Informática", "Telefonía", "Electrodomésticos", "Foto"),
    },
    firm_trades=(
        "Carpintería",
        "Instalaciones",
        "Artes Gráficas",
        "Consultores",
        "Ingeniería",
        "Transportes",
        "Servicios Informáticos",
        "Limpiezas",
        "Traducciones",
        "Reformas",
        "Rótulos",
        "Mantenimientos",
        "Asesores",
        "Diseño",
        "Electricidad",
        "Fontanería",
        "Construcciones",
        "Catering",
    ),
    pattern="{trade} {name}",
    kin=("e Hijos", "Hermanos", "y Cía", "Hnos.", "e Hijas", "y Asociados"),
    signs=("El {noun} {adjective}", "{noun} {adjective}", "Casa {name}", "El {adjective} {noun}", "Los Sabores del {noun}"),
    adjectives=("Dorado", "Viejo", "Alegre", "Nuevo", "Escondido", "Blanco", "Moderno", "Feliz"),
    nouns=("Molino", "Olivo", "Faro", "Rincón", "Mirlo", "Lagar", "Puerto", "Almendro", "Cántaro", "Jilguero"),
    branches=("Tienda {number}", "{town}", "Centro {number}", "C.C. {town}", "Sucursal {town}", "Tienda de {town}"),
    street_heads=(
        "de las Alfareras",
        "del Olmo Viejo",
        "Mayor de Torcasilla",
        "de la Aceña",
        "del Almirez",
        "de los Jilgueros",
        "Real de Zarza",
        "de la Fuente Clara",
    ),
    street_tails=("Calle {}", "C/ {}", "Avda. {}", "Plaza {}", "Paseo {}", "Ronda {}", "Camino {}"),
    town_heads=("Torca", "Villaz", "Fuente", "San Quirom", "Pinar", "Val", "Peña", "Alcor"),
    town_tails=("silla", "arcos del Río", "mora", "dales", "bermeja", "grana", "lencia", "tajo"),
)
SHOP_GOODS = {
    "grocery": """Leche entera 1L F85-145; Barra de pan F55-99; Huevos L 12 F199-349; Aceite oliva 1L F499-999;
        Manzana Fuji F179-289 kg; Plátano Canarias F189-299 kg; Jamón serrano F1490-2990 kg;
        Queso curado F1190-1990 kg; Agua mineral 1,5L F45-89; Cerveza lata 33cl S49-99; Vino tinto crianza S399-1190;
        Detergente líquido S499-1099; Papel higiénico 12 S349-699; Lavavajillas S119-289; Arroz redondo 1kg F109-199;
        Garbanzos F99-189; Atún claro 3x F249-449; Yogur natural 4 F79-159; Pechuga de pollo F599-899 kg;
        Tomate pera F149-289 kg; Patatas 3kg F249-449; Café molido F229-449; Galletas maría F109-229;
        Bolsa compra S5-15; Zumo naranja F129-289; Champú S199-499; Chocolate negro F119-259""",
    "bakery": """Barra rústica F90-160; Napolitana R120-190; Croissant R110-180; Empanada F250-450;
        Palmera chocolate R140-230; Hogaza F280-420; Tarta manzana R1290-2190; Café con leche R130-190;
        Ensaimada R150-290""",
    "restaurant": """Menú del día R1150-1690; Ración de croquetas R750-1150; Paella para 2 R2400-3600;
        Tortilla de patata R550-950; Chuletón R2900-4500; Ensalada mixta R650-950; Calamares a la romana R950-1390;
        Caña R150-250; Copa de Rioja R250-390; Agua 1L R190-290; Café solo R120-170; Flan casero R350-490;
        Pulpo a feira R1490-2190; Pan y aperitivo R100-180; Merluza a la plancha R1290-1890;
        Tinto de verano R220-350""",
    "cafe": """Café con leche R130-210; Cortado R120-180; Tostada tomate R150-280; Zumo natural R250-390;
        Chocolate con churros R350-550; Bocadillo jamón R350-550; Infusión R130-190; Helado 2 bolas R300-450;
        Pincho tortilla R180-290""",
    "petrol": """Gasolina 95 S139-179 l; Gasóleo A S129-175 l; Diésel Plus S145-189 l; Lavado completo S600-1100;
        Aceite motor 1L S890-1690; Refresco 50cl R150-250; Bocadillo R290-490""",
    "pharmacy": """Paracetamol 1g M120-290; Ibuprofeno 600 M190-390; Jarabe tos M590-990; Tiritas S190-490;
        Crema manos S390-890; Vitamina C S590-1190; Crema solar SPF50 S1190-2290; Pasta dental S290-590;
        Termómetro S690-1690""",
    "hardware": """Tornillos 4x40 S249-699; Pintura blanca 15L S2490-5990; Brocha S190-690; Cinta carrocero S190-390;
        Silicona S390-790; Bombilla LED S290-690; Regadera S590-1490; Sustrato 50L S490-990; Martillo S690-1890;
        Alargador 5m S790-1790; Candado S490-1290; Lija S90-290; Tacos 100 ud S290-590; Cuerda trenzada S60-190 m""",
    "clothing": """Camisa algodón S1990-4490; Bufanda S990-2490; Pantalón vaquero S2490-5990; Calcetines 3p S490-990;
        Impermeable S3990-8990; Cinturón piel S1490-3490; Zapatillas S3990-9990; Vestido lino S2990-6990""",
    "stationery": """Paquete folios A4 S349-649; Bolígrafo S60-190; Cuaderno A5 S199-499; Novela bolsillo B890-1290;
        Mapa carreteras B690-1190; Postal S50-120; Fotocopias S5-15; Sobres 50 S249-499; Rotulador S119-259""",
    "clinic": """Consulta Z3500-7500; Limpieza dental Z4500-7500; Vacuna perro S2500-4900;
        Lentes graduadas R4900-12900; Sesión fisioterapia Z3500-5500""",
    "taxi": """Carrera R550-3500; Trayecto aeropuerto R2500-4500; Suplemento equipaje R100-300; Espera R300-1200""",
    "parking": """Estancia S120-2200; Tarifa día S1200-2500; Aparcamiento 2 h S200-590""",
    "electronics": """Cable USB-C 2m S690-1790; Ratón inalámbrico S1290-3490; SSD 1TB S5990-10990;
        Funda móvil S890-2490; Auriculares S2490-12990; Cable HDMI S590-1690; Cargador 65W S1990-4490;
        Tarjeta memoria S1290-2990""",
}
FIRM_GOODS = {
    "firm": """Consultoría senior S5500-9500 h; Mano de obra S2800-4900 h; Silla de oficina S9900-24900;
        Impresión de folletos S14900-59900; Papel A4, caja S1690-2990 box; Mantenimiento mensual S4900-17900;
        Alojamiento web anual S7900-19900; Desplazamiento S25-45 km; Jornada de formación S45000-90000 day;
        Traducción jurada S3500-9500; Portes S790-2990; Revisión caldera S6900-12900; Cuadro eléctrico S19900-59900;
        Alquiler plataforma S14900-29900 day; Catering por persona R1290-2690; Cable UTP instalado S290-690 m;
        Licencia software S9900-39900; Limpieza de oficinas S24900-59900; Rótulo luminoso S34900-99900;
        Libro encuadernado B990-2490; Material vario S490-2990""",
}
