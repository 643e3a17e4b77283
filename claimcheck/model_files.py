"""Files of trained models, taken only as the card beside them knows them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from claimcheck.errors import DataError
from claimcheck.resources import model_path
from claimcheck.schema import Frozen

_CARD = "card.json"
_Read = TypeVar("_Read", bound=BaseModel)


class Card(Frozen, extra="ignore"):
    """The part of ``card.json`` that the program needs; ``files`` are sha256 digests by name."""

    version: str | None = None
    files: Mapping[str, str]


class ModelFiles:
    """One folder under ``models/``.

    Whatever is not what its card says, or does not validate, raises ``DataError``; what is absent
    raises ``ResourceMissing``.
    """

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self.card = self._valid(Card, _CARD, model_path(folder, _CARD).read_bytes())

    def path(self, name: str) -> Path:
        """Path of a file whose bytes the card knows."""
        self.read(name)
        return model_path(self._folder, name)

    def read(self, name: str) -> bytes:
        """Bytes of such a file."""
        content = model_path(self._folder, name).read_bytes()
        if hashlib.sha256(content).hexdigest() != self.card.files.get(name):
            raise DataError(f"models/{self._folder}/{name} does not match its card")
        return content

    def parsed(self, name: str, kind: type[_Read]) -> _Read:
        """What such a JSON file holds."""
        return self._valid(kind, name, self.read(name))

    def _valid(self, kind: type[_Read], name: str, content: bytes) -> _Read:
        try:
            return kind.model_validate_json(content)
        except ValidationError as error:
            raise DataError(f"models/{self._folder}/{name} does not validate: {error}") from error
