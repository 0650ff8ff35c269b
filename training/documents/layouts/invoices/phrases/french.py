"""French phrases of invoices."""

from training.documents.layouts.invoices.phrases.base import Phrases

FRENCH = Phrases(
    sentences=("{title} n° {number} du {date}", "{title} {number} du {date}", "{title} N° {number} - {date}"),
    copy_marks=("COPIE", "DUPLICATA"),
    sellers=("Émetteur", "Vendeur", "Fournisseur", "Prestataire"),
    ship_to=("Adresse de livraison", "Livré à", "Livraison"),
    order_numbers=("N° de commande", "Commande", "Bon de commande"),
    order_dates=("Date de commande", "Commandé le"),
    delivery_notes=("Bon de livraison", "N° BL", "BL"),
    periods=("Période", "Période de facturation"),
    projects=("Chantier", "Projet", "Affaire"),
    references=("Votre référence", "Vos réf.", "Nos réf."),
    contacts=("Interlocuteur", "Contact", "Suivi par"),
    buyer_tax_ids=("N° TVA client", "Votre n° de TVA"),
    positions=("N°", "Pos.", "Ligne"),
    articles=("Réf.", "Référence", "Code article"),
    lists=("Fournitures", "Main d'œuvre", "Prestations", "Divers"),
    carried=("À reporter", "Report page suivante"),
    brought=("Report", "Report page précédente"),
    pages=("Page {page} sur {pages}", "Page {page}/{pages}", "p. {page} / {pages}"),
    salutations=("Madame, Monsieur,", "Bonjour,", "Cher client,"),
    openings=(
        "Nous vous prions de trouver ci-dessous le détail de nos prestations :",
        "Veuillez trouver le détail de votre commande :",
    ),
    early_payment=(
        "Escompte de {percent} % pour paiement sous {days} jours : {amount}",
        "Paiement sous {days} jours : {percent} % d'escompte, soit {amount}",
    ),
    tax_free=("TVA non applicable, art. 293 B du CGI.", "Autoliquidation de la TVA.", "Exonération de TVA."),
    included=("dont", "y compris"),
    in_words=("En toutes lettres", "Arrêté à la somme de"),
    digits=("zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf"),
    amounts_in=("Montants exprimés en {currency}", "Devise : {currency}", "Tous les montants sont en {currency}"),
    directors=("Gérant", "Directeur", "Présidente"),
    registers=("RCS", "SIREN", "SIRET"),
    holders=("Titulaire du compte", "Titulaire", "Bénéficiaire"),
    slips=("Talon de paiement", "Coupon à joindre au règlement"),
    purposes=("Référence à rappeler", "Communication"),
    prices=("Prix TTC.", "Les prix s'entendent toutes taxes comprises."),
)
