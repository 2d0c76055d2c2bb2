"""The live preview's part of the contract: one process, one model, one input, many small requests."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import ClassVar

from ..errors import RequestError
from .compute import Compute
from .reading import Reading


@dataclass(frozen=True, kw_only=True)
class ServeRequest:
    """Keep a model loaded and an input open, and map what :class:`Preview` asks for, until the stream ends.

    All fields as in :class:`MapRequest`.
    """

    kind: ClassVar[str] = "serve"

    reading: Reading
    model: str
    model_sha256: str = ""
    target: str = ""
    compute: Compute = field(default_factory=Compute)


@dataclass(frozen=True, kw_only=True)
class ServeResult:
    """What a process did until it was told to end.

    Attributes:
        tiles: Runs of the network.
        device: Device that was used last.
        seconds: Wall time.
    """

    kind: ClassVar[str] = "serve"

    tiles: int
    device: str
    seconds: float


@dataclass(frozen=True, kw_only=True)
class Preview:
    """One view that is to be mapped; the fields of a control line ``preview``. It replaces the one before.

    Attributes:
        id: Comes back with every event that belongs to it.
        extent: xmin, ymin, xmax, ymax of what is visible.
        crs: Coordinate system of the extent, as WKT or "EPSG:4326".
        pixel: Side of a pixel of the screen, in units of that coordinate system; what is finer is not sent.
        threshold: Probability in percent from which a pixel is the target, 1-99; None = the card's.

    Raises:
        RequestError: A number lies outside its range.
    """

    id: int
    extent: tuple[float, float, float, float]
    crs: str
    pixel: float
    threshold: int | None = None

    def __post_init__(self) -> None:
        if not 0 < self.pixel < math.inf:
            raise RequestError(f"A pixel of the screen cannot be {self.pixel} wide.", "Give a number above 0.")
        if self.threshold is not None and not 1 <= self.threshold <= 99:
            raise RequestError(f"The threshold cannot be {self.threshold} %.", "Give a number from 1 to 99.")
