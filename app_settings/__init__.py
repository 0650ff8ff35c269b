"""Wires everything; imported by nobody."""

from app_settings.celery import app as celery_app

__all__ = ["celery_app"]
