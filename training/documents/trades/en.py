"""English: Ireland, Britain, North America, Australia, and beside other languages in Asia."""

from training.documents.names import Naming

NAMING = Naming(
    heads=(
        "Brindle",
        "Quiller",
        "Marrow",
        "Thistle",
        "Wobber",
        "Pennow",
        "Larkle",
        "Cobbet",
        "Tuffle",
        "Ormsk",
        "Grims",
        "Hollen",
        "Fenwor",
        "Dabber",
        "Skell",
        "Yarrow",
        "Plover",
        "Ember",
        "Kestle",
        "Nimbo",
        "Zephra",
        "Vantor",
        "Lumi",
        "Corvo",
    ),
    tails=(
        "wick",
        "dunnet",
        "mossley",
        "ferrow",
        "gillock",
        "stow",
        "hampnel",
        "tarrick",
        "well",
        "by",
        "dale",
        "ton",
        "lo",
        "xa",
        "ria",
        "mart",
    ),
    surnames=(
        "Thornquist",
        "Penhallock",
        "Abbermarle",
        "Quayle-Dunnet",
        "Fennimoor",
        "Oakenshaw",
        "Trimblett",
        "Wexcombe",
        "O'Harrigan",
        "McTavert",
        "Dunsmuir",
        "Blackwold",
        "Hazelwrigg",
        "Pottersby",
        "Greelish",
        "Vanderhook",
        "Sandoval-Reed",
        "Kirkbrindle",
        "Mulqueensey",
    ),
    given=(
        "Eleanor",
        "Rory",
        "Siobhan",
        "Marcus",
        "Priya",
        "Dermot",
        "Angela",
        "Tom",
        "Nadia",
        "Keith",
        "Maeve",
        "Oliver",
        "Grace",
        "Stanley",
    ),
    trades={
        "grocery": (
            "Provisions",
            "Foods",
            "Supermarket",
            "Food Store",
            "Fresh Market",
            "Express",
            "Mini Mart",
            "Grocers",
            "Convenience",
            "Superstore",
            "Foodhall",
        ),
        "bakery": ("Bakery", "Bread Co.", "Artisan Bakery", "Bakehouse", "Patisserie", "Cakes"),
        "restaurant": (
            "Restaurant",
            "Kitchen",
            "Bistro",
            "Grill",
            "Diner",
            "Bar & Grill",
            "Steakhouse",
            "Trattoria",
            "Noodle House",
            "Seafood",
        ),
        "cafe": ("Café", "Coffee", "Coffee Roasters", "Tea Rooms", "Espresso Bar", "Coffee House"),
        "petrol": ("Service Station", "Filling Station", "Fuels", "Gas & Go", "Motor Services", "Petroleum"),
        "pharmacy": ("Pharmacy", "Chemist", "Dispensing Chemist", "Drugs", "Health & Beauty"),
        "hardware": (
            "Hardware",
            "Hardware & Home",
            "DIY",
            "Building Supplies",
            "Tools",
            "Garden Centre",
            "Timber & Tools",
            "Paint & Paper",
        ),
        "clothing": ("Clothing", "Fashions", "Shoes", "Outfitters", "Menswear", "Apparel"),
        "stationery": ("Stationery", "Books", "Office Supplies", "Books & Gifts", "Newsagent", "Print & Copy"),
        "clinic": ("Clinic", "Dental", "Veterinary Surgery", "Opticians", "Physiotherapy"),
        "taxi": ("Taxis", "Cabs", "Car Hire", "Chauffeurs", "Cab Service"),
        "parking": ("Parking", "Car Park", "Parking Services", "Car Parks"),
        "electronics": ("Electronics", "Computers", "Phones", "Digital", "Camera Exchange"),
    },
    firm_trades=(
        "Joinery",
        "Print Works",
        "Signmakers",
        "Office Supply",
        "Consulting",
        "Engineering",
        "Catering",
        "Web Design",
        "Plumbing & Heating",
        "Electrical",
        "Logistics",
        "Translations",
        "Landscaping",
        "Software",
        "Cleaning Services",
        "Architects",
        "Media",
        "Plant Hire",
    ),
    pattern="{name} {trade}",
    kin=("& Sons", "& Daughters", "Bros", "& Co.", "Brothers", "and Sons", "& Partners"),
    signs=("The {adjective} {noun}", "The {noun}", "{adjective} {noun}", "{name}'s", "The {noun} & {noun}"),
    adjectives=(
        "Tuppenny",
        "Hungry",
        "Plaid",
        "Crooked",
        "Little",
        "Whistling",
        "Wandering",
        "Quiet",
        "Salty",
        "Green",
        "Lucky",
        "Old",
    ),
    nouns=(
        "Thimble",
        "Heron",
        "Lantern",
        "Pantry",
        "Anchor",
        "Walnut",
        "Fox",
        "Harbour",
        "Wheelbarrow",
        "Spoon",
        "Larder",
        "Teapot",
        "Otter",
    ),
    branches=(
        "{town}",
        "Store {number}",
        "{town} Branch",
        "Store No. {number}",
        "Branch: {town}",
        "#{number}",
        "{town} Retail Park",
    ),
    street_heads=(
        "Lanternpost",
        "Old Thimble",
        "Pepperwell",
        "Hobnail",
        "Gooseberry",
        "Cobnut",
        "Tanyard",
        "Millrace",
        "Saddler's",
        "Crowfoot",
        "Winding",
        "Larkspur",
    ),
    street_tails=(" Row", " Street", " Lane", " Quay", " Road", " Avenue", " Drive", " Parade", " Close", " Walk"),
    town_heads=("Tindle", "Marrow", "Quen", "Wither", "Dab", "Ballyq", "Kilmo", "Carrigw", "Sedge", "Oxen", "Harrow", "Pim"),
    town_tails=("bury", "combe", "by", "mouth", "ham", "stead", "wick", "ford", "port", "field"),
)
SHOP_GOODS = {
    "grocery": """Whole Milk 2L F149-229; Sliced Pan F139-249; Bananas Loose F119-199 kg; Free Range Eggs 12 F299-449;
        Cheddar Mature F349-699; Washing Up Liquid S99-249; Kitchen Roll 2pk S189-349; Ground Coffee 227g F349-699;
        Sparkling Water S59-139; Chicken Fillets F699-1199 kg; Dishwasher Tabs S499-1299; Basmati Rice 1kg F199-449;
        Gala Apples F199-349 kg; Carrots 1kg F79-149; Pasta Penne F89-199; Chopped Tomatoes F59-119;
        Red Wine 75cl S799-1499; Crisps Salted S129-289; Butter Unsalted F249-399; Natural Yoghurt F119-249;
        Tea Bags 80s F249-499; Toilet Tissue 9pk S399-799; Tuna Chunks F99-199; Orange Juice 1L S149-329;
        Carrier Bag S10-70; Batteries AA 4pk S399-799""",
    "bakery": """Sourdough Loaf F380-650; Croissant F180-320; Scone with Jam F220-390; Sausage Roll F250-420;
        Cinnamon Bun F280-420; Baguette F160-320; Victoria Sponge F1450-2600; Flat White S290-420""",
    "restaurant": """Fish and Chips R1350-1950; Soup of the Day R590-890; House Burger R1290-1890;
        Caesar Salad R950-1450; Sirloin Steak R2200-3400; Side of Fries R350-550; Glass of Merlot S590-950;
        Pint of Lager S480-720; Sticky Toffee Pudding R650-890; Sparkling Water 750ml R390-550;
        Prawn Linguine R1450-2100; Mushroom Risotto R1250-1790; Espresso R220-350; Kids Pasta R650-850""",
    "cafe": """Flat White R290-420; Cappuccino R290-450; Americano R250-390; Pot of Tea R220-350;
        Blueberry Muffin R260-390; Toastie Ham & Cheese R550-850; Oat Milk Extra R30-60; Carrot Cake R320-480;
        Avocado Toast R790-1190""",
    "petrol": """Unleaded 95 S139-189 l; Diesel S145-199 l; Premium Unleaded S159-209 l; Screenwash 5L S499-899;
        Car Wash Gold S700-1400; Engine Oil 1L S999-1899; Chewing Gum S120-220; Sandwich Chicken S350-550""",
    "pharmacy": """Paracetamol 500mg 24 M199-399; Ibuprofen 200mg M249-499; Cough Syrup M599-999;
        Plasters 40s S299-599; Hand Cream S399-999; Vitamin D3 S699-1499; Sun Lotion SPF50 S999-1999;
        Toothpaste S249-599; Thermometer Digital S799-1999""",
    "hardware": """Wood Screws 4x40 S349-899; Picture Hooks S179-349; Emulsion White 5L S1999-3999;
        Paint Brush 2in S299-899; Masking Tape S199-499; Silicone Sealant S499-999; LED Bulb 9W S299-799;
        Watering Can S1290-2490; Potting Compost 50L S499-999; Claw Hammer S899-2499; Extension Lead 5m S999-2499;
        Padlock 40mm S599-1499; Sandpaper Asst S249-499; Rope per metre S90-250 m""",
    "clothing": """Cotton Shirt S1999-4999; Wool Scarf S1499-3499; Denim Jeans S2999-7999; Ankle Socks 3pk S499-1299;
        Rain Jacket S4999-12999; Leather Belt S1499-3999; Running Shoes S4999-11999; Linen Dress S3499-8999""",
    "stationery": """A4 Paper Ream S399-799; Ballpoint Pens 10pk S249-599; Notebook A5 S299-899; Road Atlas B999-1999;
        Paperback Novel B799-1099; Greeting Card S199-450; Colour Copies A4 S20-90; Envelopes DL 50 S299-599;
        Highlighter Set S349-699""",
    "clinic": """Consultation Z4500-8500; Dental Check-up Z3500-7000; Scale and Polish Z5500-9000;
        Eye Examination Z2500-4500; Vaccination Z2500-6000; X-Ray Small Z1500-4000;
        Physio Session 45min Z4500-7500""",
    "taxi": """Fare R650-4800; Airport Pick-up R2500-6500; Waiting Time R300-1500; Luggage R100-400; Toll S150-550""",
    "parking": """Parking 2 hrs S200-700; Parking Fee S150-2500; Day Ticket S800-2800; Short Stay S100-600""",
    "electronics": """USB-C Cable 2m S799-1999; Wireless Mouse S1499-3999; SSD 1TB S5999-11999; Phone Case S999-2999;
        Headphones S2999-14999; HDMI Lead S699-1999; Charger 65W S2499-4999; Memory Card 128GB S1499-3499""",
}
FIRM_GOODS = {
    "firm": """Letterpress cards, box of fifty S2400-5200; Oak shelving, planed S6800-14500;
        Fitting on site S4200-6500 h; Window lettering S9500-18500; Illustrated handbook B1250-2850;
        Delivery and packing S950-2400; Consulting, senior S9500-16000 h; Web hosting, yearly S9900-24000;
        Design of brochure S25000-90000; Copy paper A4, carton S1800-3200 box; Boiler service S8500-14500;
        Electrical inspection S12000-28000; Travel S45-70 km; Training day S45000-95000 day;
        Maintenance contract, monthly S4900-19900; Office chair S12900-34900; Proofreading S3500-6000 h;
        Skip hire 8 yd S18000-32000; Catering, buffet per person R1250-2900; Cable CAT6, installed S350-890 m;
        Software licence, annual S12000-48000; Translation EN-FR S5500-24000""",
}
