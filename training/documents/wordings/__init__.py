"""One module per language: the words that receipts and invoices print."""
