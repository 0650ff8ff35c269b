"""What a person can do about a finding: one sentence per code, told beside what was noticed."""

from __future__ import annotations

from collections.abc import Mapping

_ENTER = "Look at the page, and enter the {} by its value or by a box around it."
_COMPARE_TOTAL = "Compare the total with the page: enter it where it is wrong, else confirm the document."
_SEND_AGAIN = "Send the file again as said, or check the values against it and confirm."
_ASK_SENDER = "Ask the sender for a corrected e-invoice, or check the values and confirm."
_ASK_OPERATOR = "Ask the operator of this Quittance."
_NOTHING = "Nothing has to be done."

REMEDIES: Mapping[str, str] = {
    # missing values
    "total_missing": _ENTER.format("total"),
    "date_missing": _ENTER.format("date"),
    "currency_missing": "Choose the currency.",
    "vendor_missing": _ENTER.format("vendor"),
    # doubtful values
    "total_unconfirmed": _COMPARE_TOTAL,
    "total_unproven": _COMPARE_TOTAL,
    "total_doubtful": _COMPARE_TOTAL,
    "total_contradicted": _COMPARE_TOTAL,
    "total_without_tax": "Enter the total with tax, if it is printed; else confirm the one that was read.",
    "total_not_rounded": "Enter what was really paid, if the page shows a rounded total; else confirm.",
    "total_zero": _NOTHING,
    "totals_disagree": "Enter the one amount that was to be paid.",
    "paid_before": "Where that payment is booked, confirm: it is kept. Else enter 0 as prepaid and confirm: it is booked.",
    "prepaid_unconfirmed": "Enter as prepaid what was paid before, or 0.",
    "date_ambiguous": "Enter the date as year, month and day.",
    "dates_disagree": "Enter the date on which it was issued.",
    "date_doubtful": "Enter the date on which it was issued, or confirm the document.",
    "number_doubtful": "Enter the number of the document, or confirm the document.",
    "date_order_by_country": "Enter the date where day and month are the other way round.",
    "date_in_future": "Enter the right date, or confirm the document once that day has come.",
    "date_long_past": "Enter the date, even where it is right: that says so.",
    "currency_guessed": "Choose the currency, even where the guess is right: that says so.",
    "currency_inferred": "Choose another currency where this one is wrong.",
    "currency_contradicted": "Ask the sender which currency is right, then choose it.",
    "known_vendor": "Nothing is to be done. If it is another seller, enter its name.",
    "vendor_doubtful": "Enter the name of who sold it, or confirm the document.",
    "not_on_document": "Look for it on the page, and enter what stands there.",
    "readers_disagree": "Look at the page, and enter what stands there.",
    "value_malformed": "Enter the value, if the document has it.",
    "value_unreadable": "Enter the value as the document has it.",
    "text_layer_differs": "Look at the page, and enter what you see there.",
    "crops_not_checked": "Compare the total with the page, or ask the operator to install text recognition.",
    # direction, kind, several documents
    "direction_doubtful": "Say whether the document came in or went out, or enter who issued it as vendor.",
    "says_void": "Put it into the trash if it does not count; else enter the total.",
    "says_refund": "Enter the total with a minus if money came back.",
    "kind_doubtful": "Say what kind of document it is, then confirm.",
    "not_a_receipt": "Say what kind of document it is and check its values, or put it into the trash.",
    "never_booked": "Say what kind of document it is, if it is another; else nothing has to be done.",
    "nothing_to_book": _NOTHING,
    "card_slip": _NOTHING,
    "card_slip_alone": "Send the receipt that belongs to it, or confirm the slip.",
    "several_invoices": "Split the file and send its invoices one by one, or check the values of the first.",
    "statement_not_yet_read": "Import the statement as CSV or XLSX, or say that it is another kind of document.",
    "possible_duplicate": "Open the other document: merge the two, replace the older one, or keep both.",
    "copy": _NOTHING,
    "always_review": "Check the values and confirm, or change the booking policy of the workspace.",
    "differs_from_transaction": "Correct the transaction where it is wrong, or the document.",
    # files inside the file
    "enclosures_are_documents": _NOTHING,
    "enclosure_in_trash": "Restore it from the trash if it is to be booked.",
    "attachments_cut": "Send the other enclosed files one by one.",
    "attachment_unreadable": "Save the file inside the PDF and send it alone, if it matters.",
    # how the file was read
    "table_cut": _NOTHING,
    "tables_cut": _NOTHING,
    "pages_cut": _SEND_AGAIN,
    "mail_cut": _NOTHING,
    "einvoice_pages_cut": _NOTHING,
    "hidden_sheets": "Show the sheets and send the workbook again, if they matter.",
    "formula_without_value": _SEND_AGAIN,
    "tracked_changes": "Accept or reject the changes and send the letter again, if they matter.",
    "picture_unreadable": "Send the picture as a file of its own, if it matters.",
    "hidden_text": "Compare the values with what the page shows, and enter what is wrong.",
    "mail_hidden_text": _NOTHING,
    "text_layer_untrusted": _NOTHING,
    "language_unsupported": "Check the values, or ask the operator to install Tesseract's data for your languages.",
    "second_engine_missing": "Ask the operator to install the second text recognition, if you want two.",
    "too_many_scanned_pages": "Split the scan and send the parts, or check the values by hand.",
    # e-invoices
    "einvoice_invalid": "Check the values against the pages, or ask the sender for a valid e-invoice.",
    "einvoices_differ": "Check the values of the first, and send the other e-invoices alone.",
    "einvoice_page_mismatch": "Ask the sender which is right, and enter that.",
    "xml_forbidden": "Check the values against the pages, or ask the sender for an e-invoice without references.",
    # providers
    "provider_failed": "Check the values; reprocess the document later to have the provider asked again.",
    "provider_unavailable": "Check the values; reprocess the document once the provider is back.",
    "provider_refused": f"{_ASK_OPERATOR} The provider's key, credit or limits may have to be looked at.",
    "provider_reply_invalid": "Check the values; reprocess the document to have the provider asked again.",
    # what the ledger refused
    "period_locked": "Take the lock of the period away, or enter a later date; then confirm.",
    "already_booked": "Open the transaction that the document proves: there is nothing more to book.",
    "ledger_not_open": "Open the ledger of the workspace, then confirm.",
    "account_currency": "Choose an account in the currency of the document, then confirm.",
    "base_amount_missing": "Enter the exchange rate of that day, then confirm.",
    "rate_missing": "Enter the exchange rate of that day, then confirm.",
    "invalid_money": "Enter the amount and the currency again, then confirm.",
    "invalid_posting": "Check amounts and currency, then confirm.",
    "unbalanced": "Check total, tax and prepaid amount, then confirm.",
    "name_taken": "Enter the vendor as it is called in the ledger, then confirm.",
    "not_found": "Reprocess the document: what it was to be booked on is gone.",
    "busy": "Confirm it in a moment: somebody else was at it.",
}
_OF_FAMILIES = {"BR-": _ASK_SENDER, "PEPPOL-": _ASK_SENDER}  # the rules of e-invoices, by the ids of their standards
_ELSE = "Read what was noticed, check the values against the page, then confirm."


def remedy_of(code: str) -> str:
    """The sentence for a code; a general one for what the ledger refuses for a reason that has none of its own."""
    if code in REMEDIES:
        return REMEDIES[code]
    return next((remedy for beginning, remedy in _OF_FAMILIES.items() if code.startswith(beginning)), _ELSE)


def has_remedy(code: str) -> bool:
    """Whether there is a sentence for this very code, or for its family."""
    return code in REMEDIES or code.startswith(tuple(_OF_FAMILIES))
