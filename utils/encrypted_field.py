"""A column that holds sealed texts, and the value that its rows carry: it says whether something is set, and hides what."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models.query_utils import DeferredAttribute

from utils.encryption import MASK, decrypt, encrypt, sealed_on


class SealedText:
    """A sealed text for one purpose. Only `reveal()` opens it; every way to print it gives a mask."""

    __slots__ = ("purpose", "token")

    def __init__(self, token: str, *, purpose: str) -> None:
        self.token = token
        self.purpose = purpose

    @classmethod
    def seal(cls, text: str, *, purpose: str) -> SealedText:
        """Seal the text; the empty one stays empty."""
        return cls(encrypt(text, purpose=purpose) if text else "", purpose=purpose)

    def reveal(self) -> str:
        """The text in clear, for the one call that needs it. Raises SecretUnreadableError."""
        return decrypt(self.token, purpose=self.purpose) if self.token else ""

    def __bool__(self) -> bool:
        return bool(self.token)

    def __str__(self) -> str:
        return f"{MASK}, set {sealed_on(self.token)}" if self.token else ""

    def __repr__(self) -> str:
        return f"<SealedText {self}>"


class SealingAttribute(DeferredAttribute):
    """Seals a text in the moment in which it is set, so that no row carries it in clear."""

    field: EncryptedTextField

    def __set__(self, row: models.Model, value: object) -> None:
        row.__dict__[self.field.attname] = self.field.to_python(value)


class EncryptedTextField(models.TextField):  # type: ignore[type-arg]
    """A text that only ciphertext of reaches the database; a row's value is a SealedText.

    `purpose` names the column for ever, also when model or field are renamed: it is sealed in. It cannot be looked up
    (each sealing differs; keep an HMAC beside it for that), stands in no form, and is found by `rotate_encryption`.
    """

    descriptor_class = SealingAttribute

    def __init__(self, *args: Any, purpose: str, **kwargs: Any) -> None:
        self.purpose = purpose
        kwargs.setdefault("editable", False)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "editable": self.editable, "purpose": self.purpose}

    def to_python(self, value: Any) -> Any:
        """A SealedText of this very column. (Expressions and deferred values pass.)"""
        if isinstance(value, str):
            return SealedText.seal(value, purpose=self.purpose)
        if isinstance(value, SealedText) and value.purpose != self.purpose:
            raise ValueError(f"A text that is sealed for {value.purpose} does not open in {self.purpose}: set it in clear.")
        return value

    def from_db_value(self, value: str | None, *_args: Any) -> SealedText | None:
        return None if value is None else SealedText(value, purpose=self.purpose)

    def get_prep_value(self, value: Any) -> Any:
        value = self.to_python(value)
        return value.token if isinstance(value, SealedText) else super().get_prep_value(value)

    def get_lookup(self, lookup_name: str) -> Any:
        """None but isnull: Django answers a filter by it with FieldError."""
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None

    def value_to_string(self, obj: models.Model) -> str:
        """The ciphertext, for serializers of Django."""
        return str(self.get_prep_value(self.value_from_object(obj)))

    def formfield(self, *_args: Any, **_kwargs: Any) -> None:
        """In no form, so that no page carries it."""
