"""Malaysia and Singapore: English, Malay and transcribed Chinese stand side by side on signs and in goods."""

from training.documents.names import Naming

NAMING = Naming(
    heads=(
        "Seri",
        "Bintang",
        "Mega",
        "Jaya",
        "Kim",
        "Hong",
        "Wira",
        "Teck",
        "Soon",
        "Tanjong",
        "Murni",
        "Lian",
        "Perdana",
        "Kurnia",
        "Yong",
        "Heng",
        "Delima",
        "Zamrud",
    ),
    tails=(
        " Selasih",
        " Zuat Leong",
        " Kenari",
        "mas",
        " Quan Tatt",
        " Cempaka",
        " Fatt Zeng",
        "tama",
        " Puncak Biru",
        " Kee Zoong",
        " Melur",
        "tex",
        " Bayu Emas",
        " Zuan Hinn",
    ),
    surnames=(
        "Tan Boon Zhwa",
        "Lim Ziew Kiat",
        "Rajendran Pillai",
        "Ahmad Fauzarin",
        "Ng Xoon Teik",
        "Siti Rohaya",
        "Wong Pak Zoy",
        "Kamarul Hisyam",
        "Subramaniam",
        "Zhong Ah Fook",
    ),
    given=("Kedai", "Pak", "Mak", "Uncle", "Ah", "Aunty"),
    trades={
        "grocery": (
            "Mini Market",
            "Supermarket",
            "Mart",
            "Pasaraya",
            "Grocer",
            "Trading",
            "Fresh Mart",
            "Kedai Runcit",
            "Cash & Carry",
            "Hypermart",
        ),
        "bakery": ("Bakery", "Cake House", "Bakeri", "Bakery & Cafe", "Confectionery"),
        "restaurant": (
            "Restaurant",
            "Restoran",
            "Kopitiam",
            "Seafood Restaurant",
            "Nasi Kandar",
            "Food Court",
            "Steamboat",
            "Bak Kut Teh",
            "Curry House",
            "Western Food",
        ),
        "cafe": ("Cafe", "Coffee House", "Kopi", "White Coffee", "Tea House", "Dessert"),
        "petrol": ("Petrol Station", "Stesen Minyak", "Service Station", "Filling Station"),
        "pharmacy": ("Pharmacy", "Farmasi", "Medical Hall", "Health Care", "Klinik & Farmasi"),
        "hardware": (
            "Hardware",
            "Hardware Trading",
            "Hardware & Machinery",
            "Electrical & Hardware",
            "Building Materials",
            "Home Deco",
            "Perniagaan",
            "Enterprise",
            "Paint Centre",
        ),
        "clothing": ("Fashion", "Boutique", "Butik", "Textile", "Shoes", "Garment Trading"),
        "stationery": (
            "Stationery",
            "Book Store",
            "Stationery & Books",
            "Kedai Buku",
            "Gift & Stationery",
            "Printing",
            "Photocopy Centre",
        ),
        "clinic": ("Clinic", "Klinik", "Dental Surgery", "Optical", "Klinik Pergigian"),
        "parking": ("Parking", "Car Park", "Parking Management"),
        "electronics": ("Computer", "Electronics", "Mobile", "Telecommunication", "IT Mall", "Audio"),
    },
    firm_trades=(
        "Engineering",
        "Trading",
        "Enterprise",
        "Auto Parts",
        "Machinery",
        "Printing",
        "Logistics",
        "Construction",
        "Marketing",
        "Air-Cond Service",
        "Plastic Industries",
        "Security Services",
        "Consultancy",
        "Solutions",
        "Lighting",
        "Packaging",
        "Signcraft",
        "Motor",
    ),
    pattern="{name} {trade}",
    kin=("& Sons", "Brothers", "Bersaudara", "Group", "& Co", "Holdings"),
    signs=(
        "{noun} {adjective}",
        "The {noun} House",
        "{noun} {noun}",
        "Old Town {noun}",
        "Restoran {noun} {adjective}",
        "Kedai {noun} {adjective}",
    ),
    adjectives=("Baru", "Emas", "Bahagia", "Maju", "Lama", "Permai", "Manis", "Sedap", "Sentosa", "Indah"),
    nouns=(
        "Kelapa",
        "Durian",
        "Nyonya",
        "Rempah",
        "Kampung",
        "Angsana",
        "Pandan",
        "Teratai",
        "Merpati",
        "Halia",
        "Serai",
        "Bamboo",
    ),
    branches=("{town} Branch", "Cawangan {town}", "Outlet {number}", "Branch {number}", "({town})", "Store {number}"),
    street_heads=(
        "Selasih",
        "Puncak Biru",
        "Kenari",
        "Cempaka",
        "Melur",
        "Bayu Emas",
        "Angsana",
        "Perindustrian Murni",
        "Zamrud",
        "Teratai",
        "SR",
    ),
    street_tails=(
        "Jalan {} 5",
        "Jalan {} 3/12",
        "Jalan {}",
        "Lorong {} 2",
        "Persiaran {}",
        "Lebuh {}",
        "Jalan {} 7/2B",
        "Jalan {} Satu",
    ),
    town_heads=("Taman ", "Bandar ", "Kampung ", "Pekan ", "Bukit ", "Sungai "),
    town_tails=("Selasih Indah", "Puncak Biru", "Kenari Jaya", "Zamrud", "Bayu Emas", "Melur", "Angsana Permai", "Teratai"),
)
SHOP_GOODS = {
    "grocery": """Beras Wangi 5kg Z699-1099; Gula Pasir 1kg Z70-99; Minyak Masak 2kg Z299-499;
        Telur Gred A 30s Z299-449; Fresh Milk 1L Z169-249; Roti Putih Z69-109; Instant Noodle 5s F109-189;
        Soy Sauce 640ml F149-259; Biskut Kering F119-249; Mineral Water 1.5L F49-79; Detergent Powder S399-799;
        Tissue 4 x 200 S199-349; Shampoo 340ml S299-599; Ikan Bilis Z999-1999 kg; Bawang Besar Z99-179 kg;
        Ayam Segar Z199-299 kg; Pisang Berangan Z99-169 kg; 3in1 Coffee 20s F349-599; Dish Wash Lime S149-299;
        Plastic Bag S5-10; Kicap Manis F129-219; Sardin Tin F149-249; Susu Pekat F79-129; Garam Halus Z30-59;
        Mosquito Coil S129-229; Ice Cream Tub F399-699""",
    "bakery": """Egg Tart F60-120; Butter Cake Slice F120-220; Sausage Bun F80-150; Kaya Puff F70-130;
        Birthday Cake 1kg F1299-2299; Wholemeal Loaf F129-249; Chicken Floss Bun F90-160; Donut Choc F60-110;
        Swiss Roll F249-399""",
    "restaurant": """Nasi Lemak Ayam R180-350; Teh Tarik R45-90; Roti Canai R35-60; Char Kuey Teow R190-320;
        Teh O Ais R40-80; Nasi Goreng Kampung R180-320; Sirap Bandung R60-110; Ikan Bakar R600-1400;
        Kangkung Belacan R250-450; Mee Goreng Mamak R160-260; Tom Yam Seafood R400-900; White Rice R40-60;
        Chinese Tea R25-60; Bak Kut Teh 2 pax R700-1400; Kopi O R40-70; Chicken Chop R350-650;
        Butter Prawns R800-1600; Barli Ais R60-110; Steamed Fish R1200-2400""",
    "cafe": """White Coffee R90-180; Kopi Ais R60-120; Cham C R60-110; Kaya Toast R70-140; Half Boiled Eggs 2 R70-120;
        Iced Latte R230-380; Matcha Latte R280-420; Cheese Cake R280-420; Lemon Tea R90-190; Waffle R350-590""",
    "petrol": """RON95 Z40-48 l; RON97 Z52-75 l; Diesel Z42-50 l; Engine Oil 4L S1800-4200;
        Mineral Water 600ml S30-60; Snack Bar S50-99; Ice 3kg S60-99""",
    "pharmacy": """Paracetamol 10s Z69-129; Minyak Angin Z119-249; Vitamin C 1000mg S699-1499; Cough Mixture Z249-499;
        Face Mask 50s S299-699; Plaster 20s S89-199; Eye Drops Z349-699; Body Lotion S449-899;
        Hand Sanitizer S199-399""",
    "hardware": """Wall Plug S6 S30-90; PVC Pipe 20mm S120-290; Cement 50kg S359-459; Wood Screw 1in S49-149;
        LED Bulb 12W S199-499; Extension Wire 3m S499-999; Paint Brush 2in S79-199; Silicone Clear S149-299;
        Hacksaw Blade S60-150; Padlock 50mm S349-899; Wire Mesh S159-399 m; Sand Paper #120 S25-60;
        Door Hinge 4in S149-349; Water Tap Brass S399-999; Masking Tape 1in S59-129; Nylon Rope S30-90 m;
        Thinner 1L S159-299""",
    "clothing": """T-Shirt Cotton S399-999; Baju Kurung S1999-4999; Jeans S1299-2999; Kids Shoes S699-1599;
        Socks 3 Pairs S199-399; Tudung Bawal S299-799; Belt S399-999; School Uniform S499-999; Sandal S399-1299""",
    "stationery": """A4 Paper 80gsm S249-399; Ball Pen Blue S20-69; Exercise Book Z30-79; Photostat A4 S2-5;
        Lamination A4 S50-99; Gift Wrapper S40-99; Correction Tape S89-199; Arch File S119-229;
        Colour Pencil 24s S299-699; Glue Stick S49-129; Stapler S199-499; Revision Book Z399-899""",
    "clinic": """Consultation Z699-1599; Medication Z499-1999; Scaling & Polishing Z1999-3499;
        Tooth Extraction Z1499-2999; Dressing Z499-999; Injection Z699-1299; Spectacle Lens S2999-7999""",
    "parking": """Parking Charges R30-299; Lost Ticket R449-699; Season Parking R1999-4499; Parking 2 Hrs R49-120""",
    "electronics": """USB Cable Type C S199-499; Power Bank S1299-2999; Wireless Mouse S699-1499;
        Toner Cartridge S1999-4999; Pen Drive 32GB S349-799; Tempered Glass S199-499; Earphone S299-999;
        HDMI Cable S249-599; Adapter 12V S399-899""",
}
FIRM_GOODS = {
    "firm": """Servis penghawa dingin S1999-4499; Brake pad set, front S1499-3999; Labour charges S999-1999 h;
        Banner printing S299-599 m; Carton box 18x12x12 S45-129; Consultancy fee S14900-49900;
        Transport charges S999-3999; Security guard, monthly S29900-49900; LED flood light 50W S1499-3499;
        Plastic resin S199-449 kg; Name card, box S599-1299 box; Signboard installation S9900-39900;
        Installation works S4900-19900; Website maintenance S4900-14900; Steel bar 10mm S399-799;
        Forklift rental S4900-9900 day; Software licence S9900-39900; Spare parts S499-4999; Servis kereta S1499-3999;
        Catering per pax R299-799""",
}
