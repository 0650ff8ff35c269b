"""Two entries of INSTALLED_APPS: the system checks of the house, and the admin with the operator scope."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.core import checks

from app_settings.checks import (
    check_deployment,
    check_models,
    check_ocr,
    check_public_url,
    check_secrets,
    check_signup,
    check_storage,
    check_times,
    check_tokens,
)
from app_settings.web_checks import check_limits, check_origins, check_proxies


class HouseConfig(AppConfig):
    """Registers the system checks."""

    name = "app_settings"

    def ready(self) -> None:
        for check in (
            check_models,
            check_ocr,
            check_public_url,
            check_secrets,
            check_signup,
            check_storage,
            check_times,
            check_tokens,
            check_origins,
            check_proxies,
        ):
            checks.register(check)
        checks.register(check_deployment, deploy=True)
        checks.register(check_limits, deploy=True)


class OperatorAdminConfig(AdminConfig):
    """Django's admin on a site that opens the operator scope for each request."""

    default_site = "users.tenancy.operator.OperatorAdminSite"
