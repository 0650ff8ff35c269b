"""Routes of the ledger and its documents, below /api/v1/finance/."""

from django.urls import path
from rest_framework.routers import SimpleRouter
from rest_framework_nested.routers import NestedSimpleRouter

from finance.views.comments import DocumentCommentViewSet, QuestionViewSet, TransactionCommentViewSet
from finance.views.document_parts import FieldViewSet, FindingViewSet, LineViewSet, PageViewSet
from finance.views.documents import DocumentViewSet
from finance.views.exports import ExportViewSet
from finance.views.imports import ImportMappingViewSet, ImportRowViewSet, ImportViewSet
from finance.views.ledger import AccountViewSet, CategoryViewSet, VendorViewSet
from finance.views.ledger_settings import LedgerSettingsViewSet
from finance.views.reports import ReportViewSet
from finance.views.transaction_documents import ProposedSplitViewSet, TransactionDocumentViewSet
from finance.views.transactions import TransactionViewSet

router = SimpleRouter()
router.register("documents", DocumentViewSet, basename="document")
router.register("transactions", TransactionViewSet, basename="transaction")
router.register("questions", QuestionViewSet, basename="question")
router.register("accounts", AccountViewSet, basename="account")
router.register("categories", CategoryViewSet, basename="category")
router.register("vendors", VendorViewSet, basename="vendor")
router.register("imports", ImportViewSet, basename="import")
router.register("import-mappings", ImportMappingViewSet, basename="import-mapping")
router.register("exports", ExportViewSet, basename="export")
router.register("reports", ReportViewSet, basename="report")

documents = NestedSimpleRouter(router, "documents", lookup="document")
documents.register("pages", PageViewSet, basename="document-page")
documents.register("fields", FieldViewSet, basename="document-field")
documents.register("lines", LineViewSet, basename="document-line")
documents.register("findings", FindingViewSet, basename="document-finding")
documents.register("comments", DocumentCommentViewSet, basename="document-comment")
documents.register("proposed-splits", ProposedSplitViewSet, basename="document-proposed-split")

transactions = NestedSimpleRouter(router, "transactions", lookup="transaction")
transactions.register("comments", TransactionCommentViewSet, basename="transaction-comment")
transactions.register("documents", TransactionDocumentViewSet, basename="transaction-document")

imports = NestedSimpleRouter(router, "imports", lookup="import")
imports.register("rows", ImportRowViewSet, basename="import-row")

ledger = [
    path("ledger/", LedgerSettingsViewSet.as_view({"get": "retrieve", "patch": "partial_update"}), name="ledger"),
    path("ledger/lock/", LedgerSettingsViewSet.as_view({"post": "lock"}), name="ledger-lock"),
    path("ledger/unlock/", LedgerSettingsViewSet.as_view({"post": "unlock"}), name="ledger-unlock"),
]

urlpatterns = [*router.urls, *documents.urls, *transactions.urls, *imports.urls, *ledger]
