"""Routes of the ledger and its documents, below /api/v1/finance/."""

from django.urls import path
from rest_framework.routers import SimpleRouter
from rest_framework_nested.routers import NestedSimpleRouter

from finance.views.accounts import AccountViewSet
from finance.views.balances import BalancesViewSet
from finance.views.categories import CategoryViewSet
from finance.views.comments import DocumentCommentViewSet, QuestionViewSet, TransactionCommentViewSet
from finance.views.document_einvoice import EInvoiceViewSet
from finance.views.document_parts import AttachmentViewSet, FieldViewSet, FindingViewSet, LineViewSet, PageViewSet
from finance.views.document_passwords import DocumentPasswordViewSet
from finance.views.document_tables import TableViewSet
from finance.views.documents import DocumentViewSet
from finance.views.duplicates import DuplicateViewSet
from finance.views.exports import ExportViewSet
from finance.views.imports import ImportMappingViewSet, ImportRowViewSet, ImportViewSet
from finance.views.labels import ProjectViewSet, TagViewSet
from finance.views.ledger_settings import LedgerSettingsViewSet
from finance.views.rates import NetWorthViewSet, OwnRateViewSet, RateViewSet
from finance.views.reconciliations import ReconciliationViewSet
from finance.views.reports import ReportViewSet
from finance.views.transaction_documents import ProposedSplitViewSet, TransactionDocumentViewSet
from finance.views.transactions import TransactionViewSet
from finance.views.vendors import VendorAliasViewSet, VendorViewSet

router = SimpleRouter()
router.register("documents", DocumentViewSet, basename="document")
router.register("document-passwords", DocumentPasswordViewSet, basename="document-password")
router.register("transactions", TransactionViewSet, basename="transaction")
router.register("questions", QuestionViewSet, basename="question")
router.register("accounts", AccountViewSet, basename="account")
router.register("categories", CategoryViewSet, basename="category")
router.register("vendors", VendorViewSet, basename="vendor")
router.register("projects", ProjectViewSet, basename="project")
router.register("tags", TagViewSet, basename="tag")
router.register("reconciliations", ReconciliationViewSet, basename="reconciliation")
router.register("imports", ImportViewSet, basename="import")
router.register("import-mappings", ImportMappingViewSet, basename="import-mapping")
router.register("duplicates", DuplicateViewSet, basename="duplicate")
router.register("exports", ExportViewSet, basename="export")
router.register("reports", ReportViewSet, basename="report")
router.register("own-rates", OwnRateViewSet, basename="own-rate")

documents = NestedSimpleRouter(router, "documents", lookup="document")
documents.register("pages", PageViewSet, basename="document-page")
documents.register("tables", TableViewSet, basename="document-table")
documents.register("einvoice", EInvoiceViewSet, basename="document-einvoice")
documents.register("attachments", AttachmentViewSet, basename="document-attachment")
documents.register("fields", FieldViewSet, basename="document-field")
documents.register("lines", LineViewSet, basename="document-line")
documents.register("findings", FindingViewSet, basename="document-finding")
documents.register("comments", DocumentCommentViewSet, basename="document-comment")
documents.register("proposed-splits", ProposedSplitViewSet, basename="document-proposed-split")

transactions = NestedSimpleRouter(router, "transactions", lookup="transaction")
transactions.register("comments", TransactionCommentViewSet, basename="transaction-comment")
transactions.register("documents", TransactionDocumentViewSet, basename="transaction-document")

vendors = NestedSimpleRouter(router, "vendors", lookup="vendor")
vendors.register("aliases", VendorAliasViewSet, basename="vendor-alias")

imports = NestedSimpleRouter(router, "imports", lookup="import")
imports.register("rows", ImportRowViewSet, basename="import-row")

ledger = [
    path("balances/", BalancesViewSet.as_view({"get": "retrieve"}), name="balances"),
    path("ledger/", LedgerSettingsViewSet.as_view({"get": "retrieve", "patch": "partial_update"}), name="ledger"),
    path("ledger/lock/", LedgerSettingsViewSet.as_view({"post": "lock"}), name="ledger-lock"),
    path("ledger/unlock/", LedgerSettingsViewSet.as_view({"post": "unlock"}), name="ledger-unlock"),
]

rates = [
    path("rates/", RateViewSet.as_view({"get": "retrieve"}), name="rate"),
    path("rates/state/", RateViewSet.as_view({"get": "state"}), name="rate-state"),
    path("rates/complete/", RateViewSet.as_view({"post": "complete"}), name="rate-complete"),
    path("net-worth/", NetWorthViewSet.as_view({"get": "retrieve"}), name="net-worth"),
    path("net-worth/series/", NetWorthViewSet.as_view({"get": "series"}), name="net-worth-series"),
]

urlpatterns = [*router.urls, *documents.urls, *transactions.urls, *vendors.urls, *imports.urls, *ledger, *rates]
