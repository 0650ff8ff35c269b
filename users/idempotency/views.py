"""Every POST of a person or key is carried out once per Idempotency-Key, and answered again with what was answered first.

Views do nothing for it. Those that differ say so: `answers_secret`, `effects_outside`, `answer_is_final`. Other methods take
no notice of the header: GET changes nothing, PATCH and DELETE are held by the version.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from functools import partial
from typing import Any, ClassVar
from uuid import UUID

import structlog
from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from users.idempotency.errors import AlreadyCreatedError, AnswerNotForYouError, IdempotencyInProgressError
from users.idempotency.records import Answer, Claim, Place, answer_keep, claim_or_answer, claim_release
from users.idempotency.requests import HEADER, checked_key, place_digest, request_digest
from users.tenancy.credential import Credential

log = structlog.get_logger(__name__)

Handler = Callable[..., HttpResponseBase]
REPLAYED = {"Idempotency-Replayed": "true"}
KEPT_HEADERS = ("Location", "ETag")
BODY_MAX = 256 * 1024  # characters of JSON


class OnceView(APIView):
    """Carries out a POST with an Idempotency-Key once, after authentication and permissions.

    The deed and the keeping of its answer are one database transaction. `effects_outside` names actions that cannot be one
    (they store bytes first) and have to find by themselves what they did before. `answers_secret` names actions whose answer
    is not kept: it is replayed as 409 `already_created`.
    """

    answers_secret: ClassVar[frozenset[str]] = frozenset()
    effects_outside: ClassVar[frozenset[str]] = frozenset()

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "POST" and hasattr(self, "post"):
            vars(self)["post"] = partial(self._once, self.post)  # of this one request: Django makes a view for each
        return super().dispatch(request, *args, **kwargs)

    def action_name(self, request: Request) -> str:
        """What is done: the action, or the method in lower case; HEAD does what GET does."""
        method = "GET" if request.method == "HEAD" else request.method or ""
        return str(getattr(self, "action", None) or method.lower())

    def answer_is_final(self, response: HttpResponseBase) -> bool:
        """Whether it is kept. Refusals are not: nothing was done, and the same key may bring what is corrected."""
        return 200 <= response.status_code < 300

    def _once(self, handler: Handler, request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        key, credential = request.headers.get(HEADER), request.auth
        if key is None or not isinstance(credential, Credential):  # who is nobody yet has no keys of their own
            return handler(request, *args, **kwargs)
        place = Place(self._workspace_id(), credential.user.id, place_digest(request, checked_key(key)))
        held = claim_or_answer(place, request_digest(request))
        if isinstance(held, Answer):
            return self._replay(held)
        with _given_back_unless_kept(held):
            return self._carry_out(held, partial(handler, request, *args, **kwargs))

    def _carry_out(self, claim: Claim, deed: Callable[[], HttpResponseBase]) -> HttpResponseBase:
        is_outside = self.action_name(self.request) in self.effects_outside
        with nullcontext() if is_outside else transaction.atomic():
            response = deed()
            if self.answer_is_final(response) and not answer_keep(claim, self._answer_of(response)) and not is_outside:
                raise IdempotencyInProgressError("It took too long, and a second request took over. Send yours again.")
        return response

    def _replay(self, answer: Answer) -> HttpResponseBase:
        if not answer.capabilities <= self._capabilities():
            raise AnswerNotForYouError("The answer was given to who may do more than you now may. Ask for the thing itself.")
        log.info("answer_replayed", status=answer.status)
        if answer.body is None:
            what = f"What was made is {answer.subject}. " if answer.subject else ""
            sentence = f"This was done before, and its answer is not kept. {what}Take a new key to do it again."
            raise AlreadyCreatedError(sentence, headers={**answer.headers, **REPLAYED})
        told = json.loads(answer.body) if answer.body else None
        return Response(told, status=answer.status, headers={**answer.headers, **REPLAYED})

    def _answer_of(self, response: HttpResponseBase) -> Answer:
        data = response.data if isinstance(response, Response) else None
        subject = str(data.get("id") or "")[:64] if isinstance(data, Mapping) else ""
        headers = {name: response.headers[name] for name in KEPT_HEADERS if name in response.headers}
        if subject and response.status_code == 201 and self.action_name(self.request) == "create":
            headers.setdefault("Location", f"{self.request.path}{subject}/")
        return Answer(response.status_code, headers, self._body_of(response), subject, self._capabilities())

    def _body_of(self, response: HttpResponseBase) -> str | None:
        if not isinstance(response, Response) or self.action_name(self.request) in self.answers_secret:
            return None
        renderer = self.request.accepted_renderer
        body = renderer.render(response.data, self.request.accepted_media_type, self.get_renderer_context())
        text = body.decode() if isinstance(body, bytes) else body
        return text if len(text) <= BODY_MAX else None

    def _workspace_id(self) -> UUID | None:
        actor = getattr(self, "actor", None)  # of views that act in a workspace
        return actor.workspace_id if actor else None

    def _capabilities(self) -> frozenset[str]:
        actor = getattr(self, "actor", None)
        return frozenset(capability.value for capability in actor.capabilities) if actor else frozenset()


@contextmanager
def _given_back_unless_kept(claim: Claim) -> Iterator[None]:
    """After a refusal or a defect nothing was done: the key is free at once. (Of what is kept, no claim is left to give.)"""
    try:
        yield
    finally:
        claim_release(claim)
