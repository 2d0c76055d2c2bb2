"""A STAC service and the composites that the engine makes of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import rasterio
from engine_process import run
from imagery_server import Fault, ImageryServer
from numpy.typing import NDArray
from scenes import Ground, Scene, Service, collection, publish, town
from stac_server import StacServer

from onemetre.contract.requests import Area, CompositeRequest

ROLES = ("red", "green", "blue", "nir")
SIDE = 600
CLOUDS = {
    "2022-05-01": (slice(0, 150), slice(0, 300)),
    "2022-06-10": (slice(100, 300), slice(0, 150)),
    "2022-07-20": (slice(100, 300), slice(200, 300)),
}
YEAR = [Scene(date=date, cloud=30.0) for date in CLOUDS]
AREA = Area(extent=(640_300.0, 5_198_500.0, 645_300.0, 5_203_700.0), extent_crs="EPSG:32632")


@dataclass
class World:
    """A STAC service and a web server with its pixels."""

    folder: Path
    pixels: ImageryServer
    stac: StacServer

    def request(self, name: str = "composite.tif", **fields: Any) -> CompositeRequest:
        wanted: dict[str, Any] = {
            "service": self.stac.url,
            "area": AREA,
            "start": "2022-01-01",
            "end": "2022-12-31",
            "roles": ROLES,
            "output": str(self.folder / name),
        }
        return CompositeRequest(**wanted | fields)

    @contextmanager
    def failing(self, *faults: Fault) -> Iterator[None]:
        """The web server fails within the block."""
        self.pixels.fail(*faults)
        try:
            yield
        finally:
            self.pixels.fail()


class Made:
    """Context manager: a service with scenes.

    ``behind`` the web server, its answers can fail too; ``change`` changes the items.
    """

    def __init__(
        self,
        folder: Path,
        service: Service,
        scenes: list[Scene],
        others: tuple[Any, ...] = (),
        *,
        behind: bool = False,
        ground: Ground | None = None,
        change: Callable[[dict[str, Any]], dict[str, Any]] = lambda item: item,
    ) -> None:
        self._folder, self._service, self._scenes, self._others = folder, service, scenes, others
        self._behind, self._ground, self._change = behind, ground or town(SIDE, CLOUDS), change

    def __enter__(self) -> World:
        self._pixels = ImageryServer(self._folder / "pixels") if (self._folder / "pixels").mkdir() is None else None
        self._pixels.__enter__()
        items, collections = [], {}
        for service, scenes in ((self._service, self._scenes), *self._others):
            found = publish(self._folder / "pixels", self._pixels.url, service, scenes, self._ground)
            items += [self._change(item) for item in found]
            collections[service.collection] = collection(service)
        public = self._pixels.url if self._behind else None
        self._stac = StacServer(self._folder / "stac", list(collections.values()), items, public=public)
        self._stac.__enter__()
        if self._behind:
            self._pixels.stand_before(self._stac.bound)
        return World(self._folder, self._pixels, self._stac)

    def __exit__(self, *_: object) -> None:
        self._stac.close()
        self._pixels.close()


def truth() -> NDArray[np.uint16]:
    """Ground without clouds in the window of the area."""
    ground = town(SIDE)
    whole = np.stack([ground(role, "2022-01-01") for role in ROLES])
    found: NDArray[np.uint16] = whole[:, 30:550, 30:530]
    return found


def composed(request: CompositeRequest) -> tuple[dict[str, Any], NDArray[np.uint16]]:
    result = run(request)
    assert result["event"] == "result", result
    with rasterio.open(request.output) as raster:
        assert raster.descriptions == ("B04", "B03", "B02", "B08", "observations")
        return result, raster.read()


def refused(request: CompositeRequest) -> str:
    result = run(request)
    assert result["event"] == "error", result
    assert result["kind"] != "internal", result
    assert not Path(request.output).exists()
    if "resumes" not in result["hint"] and "leave the day out" not in result["hint"]:
        assert not Path(f"{request.output}.imagery-part").exists()
    return f"{result['message']} {result['hint']}"
