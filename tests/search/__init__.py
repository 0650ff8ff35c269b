"""Lists of transactions: words, filters, orders, facets."""
