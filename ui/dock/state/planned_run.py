"""A run of an algorithm as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

LAYERS = ("OUTPUT", "PROBABILITY", "SUPERRESOLVED", "POLYGONS")
"""Output parameters that become layers."""

OUTPUTS = (*LAYERS, "REPORT")
"""Parameters that name files to write."""

FILES = ("INPUT", "AOI", *OUTPUTS)
"""Parameters that name files."""


@dataclass(frozen=True)
class PlannedRun:
    """One planned run of an algorithm.

    Attributes:
        algorithm: Name of the algorithm, without the provider's prefix.
        parameters: Plain values, suitable for JSON and for a command line.
        year: Year of the imagery; None = unknown.
        model: Name of the model; if MODEL is "auto", of the one that the dock expects.
    """

    algorithm: str
    parameters: dict[str, Any]
    year: int | None
    model: str
