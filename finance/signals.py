"""Facts, past participles, sent inside the transaction that made them true. They compute nothing; receivers.py enqueues.

Arguments beyond `sender` (the model): ids only (and the state that an id is in).
"""

from django.dispatch import Signal

document_received = Signal()  # document_id
document_read = Signal()  # document_id
document_processed = Signal()  # document_id
document_overdue = Signal()  # document_id, state: nobody picked it up, or who did is gone
files_released = Signal()  # (nothing): rows of PendingDeletion wait to be carried out
transaction_booked = Signal()  # workspace_id, transaction_id
