from django.apps import AppConfig


class UsersConfig(AppConfig):
    name = "users"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from users.audit import receivers as _audit  # noqa: F401, PLC0415  (connects them; models are there only now)
        from users.sessions import receivers  # noqa: F401, PLC0415  (likewise)
