"""Portuguese: Portugal, Brazil."""

from training.documents.names import Naming

NAMING = Naming(
    heads=(
        "Lumi",
        "Quinta",
        "Alfaz",
        "Monto",
        "Ribal",
        "Cerej",
        "Sobra",
        "Pinho",
        "Faro",
        "Marul",
        "Tojal",
        "Vento",
        "Nora",
        "Brisa",
    ),
    tails=("eira", "seco", "ema", "velho", "tal", "inho", "dares", "rosa", "mel", "gal", "sol", "vale", "nova", "pão"),
    surnames=(
        "Sobralinho",
        "Quintanilheira",
        "Alfazema Pires",
        "Ribalonga",
        "Cerejeiro Dinis",
        "Montalvares",
        "Tojeiro Braga",
        "Figueiral",
        "Vale-Mourão",
        "Noronheira",
        "Pinhal Lopes",
        "Carrascal",
    ),
    given=(
        "Joaquim",
        "Maria do Céu",
        "Rui",
        "Teresa",
        "Nélson",
        "Graça",
        "Tiago",
        "Fernanda",
        "Adriano",
        "Luísa",
        "Célia",
        "Edmilson",
    ),
    trades={
        "grocery": (
            "Supermercado",
            "Supermercados",
            "Mercearia",
            "Minimercado",
            "Frutaria",
            "Talho",
            "Garrafeira",
            "Mercado",
            "Hipermercado",
        ),
        "bakery": ("Padaria", "Pastelaria", "Padaria e Pastelaria", "Confeitaria", "Panificadora"),
        "restaurant": (
            "Restaurante",
            "Churrasqueira",
            "Marisqueira",
            "Tasca",
            "Cervejaria",
            "Adega",
            "Pizzaria",
            "Snack-Bar",
            "Churrascaria",
        ),
        "cafe": ("Café", "Cafetaria", "Snack-Bar", "Gelataria", "Salão de Chá"),
        "petrol": ("Posto de Combustível", "Combustíveis", "Posto", "Área de Serviço"),
        "pharmacy": ("Farmácia", "Parafarmácia", "Drogaria", "Perfumaria"),
        "hardware": ("Ferragens", "Drogaria", "Materiais de Construção", "Bricolage", "Tintas", "Ferramentas"),
        "clothing": ("Modas", "Sapataria", "Calçado", "Boutique", "Confeções"),
        "stationery": ("Papelaria", "Livraria", "Livraria Papelaria", "Tabacaria", "Centro de Cópias"),
        "clinic": ("Clínica Dentária", "Clínica Veterinária", "Óptica", "Policlínica"),
        "taxi": ("Táxi", "Táxis", "Auto Táxi"),
        "parking": ("Estacionamento", "Parque", "Parques"),
        "electronics": ("Eletrónica", "Informática", "Telecomunicações", "Eletrodomésticos"),
    },
    firm_trades=(
        "Carpintaria",
        "Tipografia",
        "Consultoria",
        "Engenharia",
        "Transportes",
        "Informática",
        "Limpezas",
        "Traduções",
        "Construções",
        "Climatização",
        "Serralharia",
        "Publicidade",
        "Instalações Elétricas",
        "Canalizações",
        "Arquitetura",
        "Catering",
        "Mobiliário",
        "Manutenção",
    ),
    pattern="{trade} {name}",
    kin=("& Filhos", "e Filhos", "Irmãos", "& Cia", "Herdeiros", "& Irmão"),
    signs=("O {noun} {adjective}", "O {adjective} {noun}", "Casa {name}", "{noun} {adjective}", "Cantinho do {noun}"),
    adjectives=("Dourado", "Velho", "Alegre", "Novo", "Azul", "Feliz", "Encantado", "Manso"),
    nouns=("Moinho", "Farol", "Melro", "Sobreiro", "Cântaro", "Galo", "Pescador", "Lagar", "Pomar", "Barco"),
    branches=("Loja {number}", "Loja de {town}", "{town}", "Filial {town}", "Loja n.º {number}", "Centro Comercial {town}"),
    street_heads=(
        "das Oleiras",
        "do Moinho Velho",
        "da Alfazema",
        "dos Sobreiros",
        "do Farol Novo",
        "das Cerejeiras",
        "da Nora",
        "do Lagar",
    ),
    street_tails=("Rua {}", "Avenida {}", "Av. {}", "Largo {}", "Travessa {}", "Praça {}", "Estrada {}"),
    town_heads=("Vila ", "São ", "Quinta ", "Monte ", "Porto ", "Ribeira "),
    town_tails=("Sobralim", "Tojalense", "Alfazema", "Ribalém", "Noronha Velha", "Cerejais", "Quintanal"),
)
SHOP_GOODS = {
    "grocery": """Leite meio-gordo 1L F75-119; Pão de forma F119-229; Ovos classe M 12 F199-329;
        Azeite virgem 75cl F499-899; Maçã Royal F149-249 kg; Banana F109-179 kg; Queijo flamengo F749-1099 kg;
        Fiambre F899-1290 kg; Água 1,5L R35-79; Cerveja mini 6 S349-549; Vinho tinto 75cl R299-899;
        Detergente loiça S119-269; Papel higiénico 12 S349-649; Arroz agulha 1kg F109-179; Massa esparguete F79-149;
        Atum em óleo F99-189; Iogurte natural 4 F109-199; Frango inteiro F249-349 kg; Tomate F149-249 kg;
        Batata branca 3kg F249-399; Café moído S249-449; Bolacha maria R99-189; Saco reutilizável S10-50;
        Bacalhau seco F990-1590 kg; Sumo laranja S129-249; Champô S249-499; Chocolate S119-249; Manteiga F199-299;
        Laranja F99-179 kg""",
    "bakery": """Pão alentejano F150-280; Pastel de nata R110-160; Croissant misto R180-290; Bola de Berlim R130-200;
        Papo-seco F18-30; Broa de milho F150-240; Bolo de arroz R110-160; Galão R130-190; Torrada R150-240""",
    "restaurant": """Prato do dia R890-1290; Bacalhau à Brás R1190-1690; Bitoque R990-1490; Sopa de legumes R200-320;
        Frango no churrasco R990-1390; Polvo à lagareiro R1690-2290; Azeitonas e pão R150-290; Imperial S150-220;
        Jarro vinho casa S490-790; Água 0,5L R120-180; Café R80-120; Pudim caseiro R300-420; Arroz doce R290-390;
        Salada mista R350-490; Sardinhas assadas R1090-1490; Refrigerante S180-240""",
    "cafe": """Café R75-120; Meia de leite R130-180; Galão R140-190; Tosta mista R290-420; Sumo natural R250-350;
        Chá R120-190; Gelado 2 bolas R300-420; Pastel de nata R110-150; Sandes queijo R190-290""",
    "petrol": """Gasolina 95 S159-189 l; Gasóleo simples S149-179 l; Gasóleo aditivado S155-189 l;
        Lavagem auto S600-1000; Óleo motor 1L S890-1590; Sandes R250-390""",
    "pharmacy": """Paracetamol 1g M190-390; Ibuprofeno 400 M290-490; Xarope tosse M690-990; Pensos S249-499;
        Creme mãos S399-899; Vitamina C S599-1199; Protetor solar S1190-2190; Pasta dentes S249-549;
        Termómetro S690-1590""",
    "hardware": """Parafusos 4x40 S249-599; Tinta branca 15L S2490-5490; Trincha S190-590; Fita papel S190-390;
        Silicone S390-790; Lâmpada LED S290-690; Regador S590-1290; Substrato 50L S490-890; Martelo S690-1690;
        Extensão 5m S790-1690; Cadeado S490-1190; Lixa S80-250; Buchas 100 un S290-590; Corda S60-190 m""",
    "clothing": """Camisa algodão S1990-3990; Cachecol S990-2490; Calças ganga S2490-5990; Meias 3 pares S490-990;
        Impermeável S3990-8990; Cinto pele S1490-3490; Ténis S3990-8990; Vestido linho S2990-5990""",
    "stationery": """Resma papel A4 S349-599; Esferográfica S50-150; Caderno A5 S149-399; Romance bolso F890-1490;
        Mapa F590-990; Postal S40-100; Fotocópias S5-15; Envelopes 50 S249-449; Marcador S99-199""",
    "clinic": """Consulta Z3500-7000; Limpeza dentária Z4000-6500; Vacina cão S2500-4500; Lentes S4900-12900;
        Sessão fisioterapia Z2500-4500""",
    "taxi": """Serviço de táxi F500-2900; Serviço aeroporto F1500-3500; Bagagem F160-160; Espera F300-1200""",
    "parking": """Estacionamento S100-1900; Bilhete diário S900-1900; Parque 2 h S200-490""",
    "electronics": """Cabo USB-C 2m S690-1790; Rato sem fios S1290-3490; SSD 1TB S5990-10990;
        Capa telemóvel S890-2490; Auscultadores S2490-12990; Cabo HDMI S590-1690; Carregador 65W S1990-4490;
        Cartão memória S1290-2990""",
}
FIRM_GOODS = {
    "firm": """Consultoria sénior S4900-8900 h; Mão de obra S2200-3900 h; Cadeira escritório S8900-22900;
        Impressão folhetos S12900-49900; Papel A4, caixa S1690-2790 box; Contrato manutenção S4900-14900;
        Alojamento web anual S6900-17900; Deslocação S30-50 km; Dia de formação S39000-79000 day; Tradução S2900-8900;
        Portes de envio S590-2490; Revisão caldeira S5900-10900; Quadro elétrico S17900-49900;
        Aluguer plataforma S12900-24900 day; Catering por pessoa R1190-2490; Cabo rede instalado S250-590 m;
        Licença software S8900-34900; Limpeza escritório S19900-49900; Reclamo luminoso S29900-89900;
        Livro encadernado F990-2290; Material diverso S490-2490""",
}
