"""The Celery application: the broker is a hint, the rows of the documents are the truth (ARCHITECTURE 2)."""

import os
from typing import Any

from celery import Celery
from celery.signals import setup_logging, task_postrun, task_prerun

from app_settings.logging_config import bind_task, unbind_task
from services.queue.transports import use_sturdy_transports

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "app_settings.settings")

use_sturdy_transports()
app = Celery("quittance")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["finance", "users"])

task_prerun.connect(bind_task)
task_postrun.connect(unbind_task)


@setup_logging.connect
def keep_our_logging(**_kwargs: Any) -> None:
    """Celery leaves logging alone when somebody answers this signal."""
