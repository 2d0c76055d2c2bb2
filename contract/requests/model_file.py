"""A model file as requests name it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class ModelFile:
    """A model.

    Attributes:
        path: Path of the .onnx file, absolute.
        sha256: Expected hash of the file; empty = not checked.
    """

    path: str
    sha256: str = ""
