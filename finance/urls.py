"""Routes of the ledger and its documents, below /api/v1/finance/."""

from rest_framework.routers import SimpleRouter
from rest_framework_nested.routers import NestedSimpleRouter

from finance.views.document_parts import FieldViewSet, FindingViewSet, LineViewSet, PageViewSet
from finance.views.documents import DocumentViewSet
from finance.views.ledger import AccountViewSet, CategoryViewSet, VendorViewSet
from finance.views.transactions import TransactionViewSet

router = SimpleRouter()
router.register("documents", DocumentViewSet, basename="document")
router.register("transactions", TransactionViewSet, basename="transaction")
router.register("accounts", AccountViewSet, basename="account")
router.register("categories", CategoryViewSet, basename="category")
router.register("vendors", VendorViewSet, basename="vendor")

documents = NestedSimpleRouter(router, "documents", lookup="document")
documents.register("pages", PageViewSet, basename="document-page")
documents.register("fields", FieldViewSet, basename="document-field")
documents.register("lines", LineViewSet, basename="document-line")
documents.register("findings", FindingViewSet, basename="document-finding")

urlpatterns = [*router.urls, *documents.urls]
