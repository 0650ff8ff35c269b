"""What documents that look like invoices, and are none, call themselves. They are drawn as invoices under these titles."""

from __future__ import annotations

from collections.abc import Mapping

from services.types import DocumentKind

K = DocumentKind
Titles = Mapping[DocumentKind, tuple[str, ...]]

TITLES: Mapping[str, Titles] = {
    "en": {
        K.QUOTE: ("Quotation", "Quote", "Estimate"),
        K.ORDER_CONFIRMATION: ("Order confirmation", "Order acknowledgement"),
        K.PRO_FORMA: ("Pro forma invoice", "Proforma invoice"),
        K.DELIVERY_NOTE: ("Delivery note", "Packing slip"),
        K.REMINDER: ("Payment reminder", "Final reminder"),
        K.SELF_BILLING: ("Self-billed invoice", "Self-billing invoice"),
    },
    "de": {
        K.QUOTE: ("Angebot", "Kostenvoranschlag"),
        K.ORDER_CONFIRMATION: ("Auftragsbestätigung", "Bestellbestätigung"),
        K.PRO_FORMA: ("Proforma-Rechnung", "Pro-forma-Rechnung"),
        K.DELIVERY_NOTE: ("Lieferschein",),
        K.REMINDER: ("Mahnung", "Zahlungserinnerung"),
        K.SELF_BILLING: ("Gutschriftsverfahren",),
    },
    "fr": {
        K.QUOTE: ("Devis", "Offre de prix"),
        K.ORDER_CONFIRMATION: ("Confirmation de commande",),
        K.PRO_FORMA: ("Facture pro forma", "Facture proforma"),
        K.DELIVERY_NOTE: ("Bon de livraison",),
        K.REMINDER: ("Rappel de paiement", "Relance"),
        K.SELF_BILLING: ("Autofacturation", "Autofacture"),
    },
    "es": {
        K.QUOTE: ("Presupuesto", "Cotización"),
        K.ORDER_CONFIRMATION: ("Confirmación de pedido",),
        K.PRO_FORMA: ("Factura proforma",),
        K.DELIVERY_NOTE: ("Albarán de entrega", "Albarán"),
        K.REMINDER: ("Recordatorio de pago",),
        K.SELF_BILLING: ("Autofactura",),
    },
    "it": {
        K.QUOTE: ("Preventivo",),
        K.ORDER_CONFIRMATION: ("Conferma d'ordine",),
        K.PRO_FORMA: ("Fattura proforma",),
        K.DELIVERY_NOTE: ("Documento di trasporto", "Bolla di consegna"),
        K.REMINDER: ("Sollecito di pagamento",),
        K.SELF_BILLING: ("Autofattura",),
    },
    "nl": {
        K.QUOTE: ("Offerte", "Prijsopgave"),
        K.ORDER_CONFIRMATION: ("Orderbevestiging",),
        K.PRO_FORMA: ("Proforma factuur", "Pro-forma factuur"),
        K.DELIVERY_NOTE: ("Pakbon", "Leveringsbon"),
        K.REMINDER: ("Betalingsherinnering", "Aanmaning"),
        K.SELF_BILLING: ("Zelffactuur",),
    },
    "pt": {
        K.QUOTE: ("Orçamento",),
        K.ORDER_CONFIRMATION: ("Confirmação de encomenda",),
        K.PRO_FORMA: ("Fatura proforma",),
        K.DELIVERY_NOTE: ("Guia de remessa", "Guia de transporte"),
        K.REMINDER: ("Lembrete de pagamento",),
        K.SELF_BILLING: ("Autofaturação",),
    },
    "pl": {
        K.QUOTE: ("Oferta", "Wycena"),
        K.ORDER_CONFIRMATION: ("Potwierdzenie zamówienia",),
        K.PRO_FORMA: ("Faktura pro forma", "Faktura proforma"),
        K.DELIVERY_NOTE: ("Dokument dostawy",),
        K.REMINDER: ("Wezwanie do zapłaty",),
        K.SELF_BILLING: ("Samofakturowanie",),
    },
    "ms": {
        K.QUOTE: ("Sebut harga",),
        K.ORDER_CONFIRMATION: ("Pengesahan pesanan",),
        K.PRO_FORMA: ("Invois proforma",),
        K.DELIVERY_NOTE: ("Nota hantaran", "Nota serahan"),
        K.REMINDER: ("Peringatan bayaran",),
        K.SELF_BILLING: ("Invois bil sendiri",),
    },
}
