"""Request and result of looking for the scenes of which composites would be made."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from ..band_names import SENTINEL_2
from ..errors import RequestError
from ..imagery_services import find_service
from .imagery import Credentials, check_months
from .mapping import Area
from .ranges import refuse_outside


@dataclass(frozen=True, kw_only=True)
class FindScenesRequest:
    """Find the scenes of some years that a composite would choose from; fetches no pixels.

    Attributes:
        service: Id of a preset, or address of a STAC API.
        area: Area of the composites.
        years: Years whose scenes are wanted, 1-9999.
        months: Months, 1-12; scenes of other months are left out.
        roles: Roles of the bands.
        cloud: Highest cloud cover of a scene by its metadata, percent.
        scenes: Most scenes of a tile in a composite.
        credentials: Secrets for the service.

    Raises:
        RequestError: An unknown service, no year, month or band, or a number outside its range.
    """

    kind: ClassVar[str] = "find-scenes"

    service: str
    area: Area
    years: tuple[int, ...]
    months: tuple[int, ...] = tuple(range(1, 13))
    roles: tuple[str, ...]
    cloud: float = 60.0
    scenes: int = 12
    credentials: Credentials = field(default_factory=Credentials)

    def __post_init__(self) -> None:
        find_service(self.service)
        if not self.years or not all(1 <= year <= 9999 for year in self.years):
            raise RequestError("No year is given, or one that is none.", "For example 2018 and 2022.")
        check_months(self.months)
        if not self.roles or not set(self.roles) <= set(SENTINEL_2):
            raise RequestError("The bands are not those of Sentinel-2.", f"Roles: {', '.join(SENTINEL_2)}.")
        refuse_outside(self, cloud=(0, 100), scenes=(1, 100))


@dataclass(frozen=True, kw_only=True)
class FoundScene:
    """A scene of one tile and day.

    Attributes:
        id: Id of the item.
        date: Day, ISO 8601.
        tile: Tile, such as 32TPS; the id if the service does not state it.
        baseline: Processing baseline, such as 05.09; empty = not stated.
        cloud: Cloud cover by its metadata, percent; None = not stated.
        coverage: Share of the area that lies in its footprint, 0-1; None = the item has no footprint.
        footprint: Footprint as WKT in EPSG:4326; empty = the item has none.
    """

    id: str
    date: str
    tile: str
    baseline: str = ""
    cloud: float | None = None
    coverage: float | None = None
    footprint: str = ""


@dataclass(frozen=True, kw_only=True)
class FindScenesResult:
    """The scenes found.

    Attributes:
        scenes: Scenes of all years, by day; one of each tile and day.
        km2: Size of the area.
        megabytes: The most that a composite fetches, for each year as text, MB.
        seconds: Wall time in seconds.
    """

    kind: ClassVar[str] = "find-scenes"

    scenes: tuple[FoundScene, ...]
    km2: float
    megabytes: dict[str, float]
    seconds: float
