"""Words that name a trade, in the languages of PRODUCT.md: what a shop or a firm calls itself (folded text)."""

from __future__ import annotations

import re

_LANGUAGES = {
    "English": """
        mart marts store stores shop shops market markets supermarket hypermarket minimarket grocer grocers grocery
        bakery baker bakers butcher butchers deli cafe coffee tea bar bistro pub grill kitchen diner restaurant
        steakhouse pizza burger burgers foods food seafood sushi noodle noodles pharmacy chemist clinic dental optical
        optician hotel inn motel resort hostel motor motors garage tyre tyres auto automotive petrol station parking
        electric electrical electronics hardware tools timber paint paints furniture florist flowers books bookshop
        stationery stationers printing press studio salon fashion boutique jewellers optics toys sports bikes cycles
        trading traders enterprise enterprises supply supplies supplier industries industrial marketing distribution
        distributors international holding holdings group company services service solutions systems software technology
        technologies consulting consultants works logistics transport freight cleaning plumbing heating roofing builders
        building construction engineering partners associates agency media design designs travel tours centre center
        house brothers sons wholesale retail outlet express
    """,
    "German": """
        markt kaufhaus laden handel handels handlung backerei konditorei metzgerei fleischerei gasthaus gasthof
        wirtshaus restaurant imbiss drogerie apotheke buchhandlung schreibwaren blumen mode schuhe optik tankstelle
        baumarkt werkstatt autohaus elektro sanitar heizung bau bauunternehmen gartenbau dienstleistungen beratung
        agentur verlag druckerei spedition vertrieb werke stadtwerke verein versicherung praxis kanzlei ingenieure
    """,
    "French": """
        boulangerie patisserie boucherie epicerie supermarche marche magasin librairie papeterie pharmacie fleuriste
        brasserie traiteur garage coiffure quincaillerie bricolage ets etablissements societe atelier ateliers conseil
        conseils transports menuiserie plomberie imprimerie cave fromagerie relais auberge
    """,
    "Spanish, Portuguese": """
        tienda supermercado mercado panaderia pasteleria carniceria farmacia libreria papeleria ferreteria cafeteria
        restaurante taberna floristeria zapateria taller talleres comercial distribuciones suministros servicios
        consultoria construcciones hermanos hijos padaria pastelaria talho livraria papelaria ferragens oficina loja
        comercio servicos construcoes irmaos filhos mercearia
    """,
    "Italian": """
        negozio supermercato panificio pasticceria macelleria salumeria libreria cartoleria ferramenta ristorante
        trattoria osteria pizzeria gelateria bottega officina officine forniture servizi consulenza costruzioni fratelli
        figli fioraio alimentari emporio tabacchi
    """,
    "Dutch": """
        winkel bakkerij slagerij slager supermarkt apotheek boekhandel kantoorboekhandel bloemen ijzerwaren eetcafe
        brouwerij handelsonderneming groothandel bouwbedrijf installatie schildersbedrijf adviesbureau drukkerij zonen
    """,
    "Polish": """
        sklep piekarnia cukiernia apteka ksiegarnia kwiaciarnia restauracja karczma bar hurtownia zaklad uslugi uslugowy
        handlowe przedsiebiorstwo firma spolka drukarnia warsztat biuro delikatesy
    """,
    "Malay": """
        kedai restoran pasaraya perniagaan syarikat perusahaan farmasi klinik kopitiam kopi borong runcit bengkel makan
        warung
    """,
}
_ENDS = """
    market markt mart shop store kauf bau werk werke haus handel backerei baeckerei apotheke drogerie druckerei brauerei
    restaurant restoran pharmacy hardware enterprise enterprises electric electronics bakkerij winkel handlung technik
    service services kitchen coffee
"""
_BEGINS = "restaur ristor restor pharma farma apothe pizz superm hyperm bakery backere technolog consult electr distrib"
_WORDS = frozenset(word for words in _LANGUAGES.values() for word in words.split())
_FROM_ENDS, _FROM_BEGINS = tuple(_ENDS.split()), tuple(_BEGINS.split())


def has_trade_word(folded: str) -> bool:
    """Whether one of the words is that of a trade, or is put together with one ("Baumarkt", "Buchhandlung")."""
    words = re.findall(r"[a-z]{3,}", folded)
    return any(word in _WORDS or word.endswith(_FROM_ENDS) or word.startswith(_FROM_BEGINS) for word in words)
