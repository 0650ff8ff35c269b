"""Wall (b): a foreign id of another workspace cannot be stored."""

from django.db import migrations

from utils.composite_keys import composite_key


class Migration(migrations.Migration):
    dependencies = [("finance", "0001_documents_and_ledger"), ("users", "0002_walls")]

    operations = [
        composite_key("finance_category", "parent_id", "finance_category"),
        composite_key("finance_document", "blob_id", "finance_blob"),
        composite_key("finance_documentpage", "document_id", "finance_document"),
        composite_key("finance_extraction", "document_id", "finance_document"),
        composite_key("finance_extractedfield", "document_id", "finance_document"),
        composite_key("finance_extractedfield", "extraction_id", "finance_extraction"),
        composite_key("finance_lineitem", "document_id", "finance_document"),
        composite_key("finance_finding", "document_id", "finance_document"),
        composite_key("finance_monthlysum", "account_id", "finance_account"),
        composite_key("finance_monthlysum", "category_id", "finance_category"),
        composite_key("finance_vendor", "default_category_id", "finance_category"),
        composite_key("finance_vendoralias", "vendor_id", "finance_vendor"),
        composite_key("finance_transaction", "vendor_id", "finance_vendor"),
        composite_key("finance_transaction", "settles_id", "finance_transaction"),
        composite_key("finance_transaction", "reverses_id", "finance_transaction"),
        composite_key("finance_posting", "transaction_id", "finance_transaction"),
        composite_key("finance_posting", "account_id", "finance_account"),
        composite_key("finance_posting", "category_id", "finance_category"),
        composite_key("finance_transactiondocument", "transaction_id", "finance_transaction"),
        composite_key("finance_transactiondocument", "document_id", "finance_document"),
    ]
