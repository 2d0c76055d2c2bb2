"""Requests and results of making imagery for the models out of satellite products."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import ClassVar

from ..band_names import SENTINEL_2
from ..errors import RequestError
from ..imagery_services import find_service
from .compute import Compute
from .mapping import Area
from .ranges import refuse_outside

SENTINEL_BANDS = ("B01", "B02", "B03", "B04", "B05", "B06", "B07", "B08", "B8A", "B09", "B11", "B12")
"""Bands that can be imported; B10 is not part of Level-2A."""

COMPOSITE_METHODS = ("median", "least-cloud")
"""Methods of a composite, the default one first."""


@dataclass(frozen=True, kw_only=True)
class ImportSentinel2Request:
    """Turn Sentinel-2 products into one raster of 10 m in reflectance x 10000.

    Attributes:
        products: Folders, zip archives or metadata files of products, absolute; where they overlap, the first one that
            has data counts.
        bands: Names of the bands in the order of the output.
        area: Area to import; empty = all of the products.
        masked: Whether clouds and their shadows become nodata, by the scene classification of Level-2A.
        output: Path of the GeoTIFF, absolute.
        compute: Threads to use.

    Raises:
        RequestError: No product, or a band that is unknown or named twice.
    """

    kind: ClassVar[str] = "import-sentinel2"

    products: tuple[str, ...]
    bands: tuple[str, ...]
    area: Area = field(default_factory=Area)
    masked: bool = False
    output: str
    compute: Compute = field(default_factory=Compute)

    def __post_init__(self) -> None:
        if not self.products:
            raise RequestError("The request names no product.", "Choose at least one Sentinel-2 product.")
        unknown = [band for band in self.bands if band not in SENTINEL_BANDS]
        if unknown or not self.bands:
            shown = f"Sentinel-2 has no band {unknown[0]!r}." if unknown else "The request names no band."
            raise RequestError(shown, f"Bands: {', '.join(SENTINEL_BANDS)}.")
        if len(set(self.bands)) < len(self.bands):
            raise RequestError("A band is named twice.", "Name each band once.")


@dataclass(frozen=True, kw_only=True)
class ImportSentinel2Result:
    """Result of an import.

    Attributes:
        output: Path of the raster.
        width, height: Size in pixels.
        crs: Coordinate system, as WKT.
        start, end: Days of the first and last acquisition, ISO 8601; empty = not stated.
        observed: Share of the area with data in all bands, 0-1.
        clouded: Share of the area left out as cloud or shadow, 0-1.
        seconds: Wall time in seconds.
        warnings: Warnings for the user, whole sentences.
    """

    kind: ClassVar[str] = "import-sentinel2"

    output: str
    width: int
    height: int
    crs: str
    start: str
    end: str
    observed: float
    clouded: float
    seconds: float
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Credentials:
    """Network and secrets for a service; they are handed to the engine on its standard input only, and never stored.

    Attributes:
        headers: HTTP headers of every request to the service.
        access_key: Access key of an S3 storage.
        secret_key: Secret key that belongs to it.
        proxy: Address of the proxy, with its user name and password; empty = that of the environment variables.
        without_proxy: Hosts to reach without the proxy.
        certificates: Certificates to trust, PEM; empty = those of the packages.
        timeout: Seconds after which an answer is no longer waited for.

    Raises:
        RequestError: The time is none.
    """

    headers: dict[str, str] = field(default_factory=dict)
    access_key: str = ""
    secret_key: str = ""
    proxy: str = ""
    without_proxy: tuple[str, ...] = ()
    certificates: str = ""
    timeout: float = 30.0

    def __post_init__(self) -> None:
        refuse_outside(self, timeout=(0.1, 3600))

    def __repr__(self) -> str:
        """Without the secrets."""
        return "Credentials(***)" if self.headers or self.access_key or self.proxy else "Credentials()"


@dataclass(frozen=True, kw_only=True)
class CompositeRequest:
    """Make one cloud-free image of an area and a period from the scenes of a STAC service.

    Attributes:
        service: Id of a preset, or address of a STAC API.
        area: Area of the image.
        start: First day, ISO 8601.
        end: Last day, ISO 8601.
        months: Months, 1-12; scenes of other months are left out.
        roles: Roles of the bands in the order of the output.
        method: "median" of the clear observations of each pixel, or "least-cloud": the scene with the fewest clouds
            lies on top.
        cloud: Highest cloud cover of a scene by its metadata, percent.
        scenes: Most scenes of a tile: those with most clear ground in the area.
        output: Path of the GeoTIFF, absolute.
        table: Path of a CSV file with the scenes used; empty = none.
        allow_large: Whether areas above 10,000 km2 are allowed.
        credentials: Secrets for the service.
        compute: Threads to use.

    Raises:
        RequestError: An unknown service, no day, month or band, or a number outside its range.
    """

    kind: ClassVar[str] = "sentinel2-composite"

    service: str
    area: Area
    start: str
    end: str
    months: tuple[int, ...] = tuple(range(1, 13))
    roles: tuple[str, ...]
    method: str = "median"
    cloud: float = 60.0
    scenes: int = 12
    output: str
    table: str = ""
    allow_large: bool = False
    credentials: Credentials = field(default_factory=Credentials)
    compute: Compute = field(default_factory=Compute)

    def __post_init__(self) -> None:
        find_service(self.service)
        try:
            first, last = (dt.date.fromisoformat(day) for day in (self.start, self.end))
        except ValueError:
            raise RequestError(
                f"{self.start} to {self.end} is no period.", "Enter days like 2022-04-01, or a year."
            ) from None
        if first > last:
            raise RequestError(f"The period ends ({self.end}) before it begins ({self.start}).", "Exchange the days.")
        check_months(self.months)
        unknown = [role for role in self.roles if role not in SENTINEL_2]
        if unknown or not self.roles or len(set(self.roles)) < len(self.roles):
            raise RequestError(
                f"Sentinel-2 has no band {unknown[0]!r}." if unknown else "No band is named, or one is named twice.",
                f"Roles: {', '.join(SENTINEL_2)}.",
            )
        if self.method not in COMPOSITE_METHODS:
            raise RequestError(f"There is no method {self.method!r}.", f"Methods: {', '.join(COMPOSITE_METHODS)}.")
        refuse_outside(self, cloud=(0, 100), scenes=(1, 100))


def check_months(months: tuple[int, ...]) -> None:
    """Check the months of a search.

    Raises:
        RequestError: There is none, or one that is no number from 1 to 12.
    """
    if not months or not all(1 <= month <= 12 for month in months):
        raise RequestError("The months are not numbers from 1 to 12.", "For example 4-10.")


@dataclass(frozen=True, kw_only=True)
class CompositeResult:
    """Result of a composite.

    Attributes:
        output: Path of the raster.
        table: Path of the table, empty = none.
        width: Size in pixels.
        height: Size in pixels.
        crs: Coordinate system, as WKT.
        start: Day of the first scene, ISO 8601.
        end: Day of the last scene, ISO 8601.
        scenes: Number of scenes used.
        observed: Share of the area with at least one clear observation, 0-1.
        bright: Share of the area that is bright on every day and was taken for a roof, 0-1; the rest has no data.
        megabytes: Size of what was fetched, MB.
        seconds: Wall time in seconds.
        resumed: Whether an interrupted run was resumed.
        warnings: Warnings for the user, whole sentences.
    """

    kind: ClassVar[str] = "sentinel2-composite"

    output: str
    table: str
    width: int
    height: int
    crs: str
    start: str
    end: str
    scenes: int
    observed: float
    bright: float
    megabytes: float
    seconds: float
    resumed: bool
    warnings: tuple[str, ...] = ()
