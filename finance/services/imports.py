"""The use-cases of imports, one import for the faces; each stands in the file named after what it does."""

from finance.services.import_applying import import_apply, import_book
from finance.services.import_deciding import import_map, import_mapping_forget, import_row_decide
from finance.services.import_reading import import_read
from finance.services.import_receiving import import_receive
from finance.services.import_undoing import import_take_back, import_undo

__all__ = [
    "import_apply",
    "import_book",
    "import_map",
    "import_mapping_forget",
    "import_read",
    "import_receive",
    "import_row_decide",
    "import_take_back",
    "import_undo",
]
