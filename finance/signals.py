"""Facts, past participles, sent inside the transaction that made them true. They compute nothing; receivers.py enqueues.

Arguments beyond `sender` (the model): ids only (and the state that an id is in).
"""

from django.dispatch import Signal

document_received = Signal()  # document_id
document_read = Signal()  # document_id
document_processed = Signal()  # document_id
document_overdue = Signal()  # document_id, state: nobody picked it up, or who did is gone
export_requested = Signal()  # export_id
export_overdue = Signal()  # export_id: nobody picked it up, or who did is gone
files_released = Signal()  # (nothing): rows of PendingDeletion wait to be carried out
import_waits = Signal()  # import_id, state: the work of that state waits for somebody to do it
transactions_imported = Signal()  # workspace_id, import_id: many at once, in place of one `transaction_booked` for each
transaction_booked = Signal()  # workspace_id, transaction_id
