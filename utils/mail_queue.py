"""Mail leaves in a thread of its own: how long an answer takes tells nobody whether a mail was sent, nor waits for a server."""

from __future__ import annotations

import queue
import smtplib
import threading

import structlog
from django.core.mail import EmailMessage

CAPACITY = 500
log = structlog.get_logger(__name__)


class MailQueue:
    """Sends messages one after the other. What cannot be sent is logged (never its text): people ask for it again."""

    def __init__(self) -> None:
        self._waiting: queue.Queue[EmailMessage] = queue.Queue(CAPACITY)
        self._start = threading.Lock()
        self._thread: threading.Thread | None = None

    def put(self, message: EmailMessage) -> None:
        """Send the message soon; a queue that is full refuses it, with a line in the log."""
        try:
            self._waiting.put_nowait(message)
        except queue.Full:
            log.warning("mail_dropped", waiting=CAPACITY)
            return
        self._ensure_thread()

    def join(self) -> None:
        """Wait until everything that was put has left."""
        self._waiting.join()

    def _ensure_thread(self) -> None:
        """Begin in the process that puts: a thread does not survive the fork of a web server's child."""
        with self._start:
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._work, name="mail", daemon=True)
                self._thread.start()

    def _work(self) -> None:
        while True:
            message = self._waiting.get()
            try:
                message.send()
            except (OSError, smtplib.SMTPException) as error:
                log.error("mail_failed", error=type(error).__name__)  # noqa: TRY400 - a traceback would show the addresses
            finally:
                self._waiting.task_done()


mail_queue = MailQueue()
