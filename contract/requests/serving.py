"""The live preview's part of the contract: one process, one model, one input, many small requests."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from ..errors import RequestError
from .compute import Compute
from .reading import Reading

_LARGEST = 1e9


@dataclass(frozen=True, kw_only=True)
class ServeRequest:
    """Keep a model loaded and an input open, and map each requested :class:`Preview` until the stream ends.

    All fields have the same meaning as in :class:`MapRequest`.
    """

    kind: ClassVar[str] = "serve"

    reading: Reading
    model: str
    model_sha256: str = ""
    target: str = ""
    compute: Compute = field(default_factory=Compute)


@dataclass(frozen=True, kw_only=True)
class ServeResult:
    """Summary of a preview process.

    Attributes:
        tiles: Forward passes of the network.
        device: Device that was used last.
        seconds: Wall time in seconds.
    """

    kind: ClassVar[str] = "serve"

    tiles: int
    device: str
    seconds: float


@dataclass(frozen=True, kw_only=True)
class Preview:
    """One view to map, the fields of a control line ``preview``. It replaces the previous one.

    Attributes:
        id: Identifier, repeated in every event of this view.
        extent: xmin, ymin, xmax, ymax of the visible area.
        crs: Coordinate system of the extent, as WKT or "EPSG:4326".
        pixel: Side of a screen pixel, in units of that coordinate system; finer detail is not sent.
        threshold: Probability in percent from which a pixel is the target, 1-99; None = the card's.
        patient: Whether the whole view is mapped, however long that takes, rather than its middle.
        wkt: Polygons as WKT, together the area of interest: only pixels in it are mapped; empty = all of the view.
        wkt_crs: Coordinate system of the polygons, as WKT or "EPSG:4326".

    Raises:
        RequestError: A number lies outside its range.
    """

    id: int
    extent: tuple[float, float, float, float]
    crs: str
    pixel: float
    threshold: int | None = None
    patient: bool = False
    wkt: tuple[str, ...] = ()
    wkt_crs: str = ""

    def __post_init__(self) -> None:
        if not 0 < self.pixel <= _LARGEST:
            raise RequestError(
                f"A screen pixel cannot be {self.pixel} wide.", f"Enter a number above 0, at most {_LARGEST:g}."
            )
        if not all(abs(value) <= _LARGEST for value in self.extent):
            raise RequestError("The extent of the view is not on Earth.", "Move the map to the input.")
        if self.threshold is not None and not 1 <= self.threshold <= 99:
            raise RequestError(f"The threshold cannot be {self.threshold} %.", "Enter a number from 1 to 99.")
