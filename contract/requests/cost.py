"""What a run will cost, told without running it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from .mapping import MapRequest


@dataclass(frozen=True, kw_only=True)
class EstimateRequest:
    """Find out what a map request will cost: the network is loaded and computes one tile, nothing is written.

    Attributes:
        run: The request.
    """

    kind: ClassVar[str] = "estimate"

    run: MapRequest


@dataclass(frozen=True, kw_only=True)
class EstimateResult:
    """Cost of a run.

    Attributes:
        km2: Area to be mapped, km2 on the map plane.
        pixels: Output pixels of one raster.
        tiles: Runs of the network.
        seconds: Time for the network, from the time that one tile took.
        disk: Folder -> bytes that will be needed in it at most.
        memory: Peak bytes of the engine process.
        device: Device that will be used, "cpu" or "cuda:N".
        warnings: What the user has to know, whole sentences.
    """

    kind: ClassVar[str] = "estimate"

    km2: float
    pixels: int
    tiles: int
    seconds: float
    disk: dict[str, int] = field(default_factory=dict)
    memory: int
    device: str
    warnings: tuple[str, ...] = ()
