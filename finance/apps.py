from django.apps import AppConfig


class FinanceConfig(AppConfig):
    name = "finance"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from finance import receivers, workspace_receivers  # noqa: F401, PLC0415  (connects them; models are there only now)
