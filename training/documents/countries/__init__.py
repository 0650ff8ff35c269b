"""One module per country: how money, dates, taxes, addresses and firms look there. All names are invented."""
