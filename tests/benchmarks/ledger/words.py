"""The words of the descriptions, by how often they stand in them."""

COMMON = ("monthly", "order", "card")  # 10 %
SCARCE = ("subscription", "stationery", "maintenance", "insurance")  # 1 %
RARE = ("theodolite", "zugspitze", "marmalade", "bassoon", "quokka", "sextant")  # 1 of 50,000
PLAIN = ("payment", "purchase", "invoice", "delivery", "service", "weekly", "return", "ticket")
