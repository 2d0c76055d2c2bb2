"""Requests and results of estimating the cost of a run."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from .mapping import MapRequest


@dataclass(frozen=True, kw_only=True)
class EstimateRequest:
    """Estimate the cost of a map request by computing one tile; writes nothing.

    Attributes:
        run: The map request to estimate.
    """

    kind: ClassVar[str] = "estimate"

    run: MapRequest


@dataclass(frozen=True, kw_only=True)
class EstimateResult:
    """Cost of a run.

    Attributes:
        km2: Area to map, km2 on the ground.
        pixels: Output pixels of one raster.
        tiles: Forward passes of the network.
        seconds: Time of all forward passes, extrapolated from one tile.
        disk: Folder -> most bytes that the run needs in it.
        memory: Peak memory of the engine process, bytes.
        device: Device that will be used, "cpu" or "cuda:N".
        meaning: What the numbers of the input mean and who states it, one sentence.
        warnings: Warnings for the user, whole sentences.
    """

    kind: ClassVar[str] = "estimate"

    km2: float
    pixels: int
    tiles: int
    seconds: float
    disk: dict[str, int] = field(default_factory=dict)
    memory: int
    device: str
    meaning: str = ""
    warnings: tuple[str, ...] = ()
