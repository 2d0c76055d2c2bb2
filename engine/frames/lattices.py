"""The imagery of frames: rasters of one coordinate system have one lattice, and each frame belongs to one of them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from ...contract.errors import SourceError
from ...contract.local_paths import is_local_path
from ...contract.requests import MapFramesRequest, MapRequest, Reading, Zones
from ..infer.model_file import LoadedModel
from ..mapping.model_choice import open_with_model
from ..raster.area import has_numbers, polygonal, shape_of
from ..raster.datasets import gdal_options
from ..raster.geodesy import reproject
from ..raster.grid import Grid
from ..raster.opening import Log, Source, assemble, open_source
from ..raster.projection import pyproj
from ..raster.safe.contents import find_contents
from ..raster.safe_paths import screen_path

RASTERS = (".tif", ".tiff", ".vrt", ".jp2", ".img", ".hdr")
"""Endings of the files that are taken from a folder."""

# A vertex each so many metres or degrees: straight edges bend when they are projected, by millimetres at this distance.
_STEP_M, _STEP_DEGREES = 1000.0, 0.01
_MOST_STEPS = 256
# Code of EPSG for the parameter of a projection.
_LONGITUDE_OF_ORIGIN = "8802"
# Far from its meridian a projection shows places wrongly, or one place twice.
_FARTHEST_DEGREES = 45.0


@dataclass(frozen=True)
class Lattice:
    """Imagery of one coordinate system.

    Attributes:
        reading: The rasters.
        source: The opened rasters, on the lattice.
        meridian: Longitude that the projection is centred on, degrees.
    """

    reading: Reading
    source: Source
    meridian: float

    @property
    def grid(self) -> Grid:
        """Working grid of all runs on this imagery."""
        return self.source.grid


@dataclass(frozen=True)
class Placed:
    """A frame on the lattice to which it belongs.

    Attributes:
        lattice: Number of the lattice.
        region: Ground to map, in the coordinate system of the lattice.
        files: Local files of the imagery in the frame, or around it.
    """

    lattice: int
    region: BaseGeometry
    files: tuple[Path, ...] = ()


def open_lattices(request: MapFramesRequest, stack: ExitStack, log: Log) -> tuple[LoadedModel, list[Lattice]]:
    """Open the imagery and the model.

    Args:
        request: The request.
        stack: Closes the imagery.
        log: Receives messages.

    Raises:
        EngineError: The imagery cannot be read, or the model does not fit it.
    """
    readings = by_system(replace(request.reading, sources=_files(request.reading)))
    first = MapRequest(
        reading=readings[0],
        model=request.model,
        candidates=request.candidates,
        model_sha256=request.model_sha256,
        output=str(Path(request.folder) / "map.tif"),
    )
    model, source = open_with_model(first, stack, log)
    sources = [source, *(stack.enter_context(open_source(one, model.card, log)) for one in readings[1:])]
    return model, [Lattice(one, opened, _meridian(opened.grid)) for one, opened in zip(readings, sources, strict=True)]


def by_system(reading: Reading) -> list[Reading]:
    """The rasters of a reading by their coordinate systems, in the order of the first ones.

    Raises:
        SourceError: A raster cannot be opened.
    """
    if reading.crs or reading.onto is not None or len(reading.sources) == 1:
        return [reading]
    groups: dict[str, list[str]] = {}
    with gdal_options(remote=reading.trust_remote):
        for path in reading.sources:
            screen_path(path, trust_remote=reading.trust_remote)
            with ExitStack() as stack:
                dataset = assemble(replace(reading, sources=(path,), bands={})).recipe.open(stack)
                groups.setdefault(dataset.crs.to_wkt() if dataset.crs else "", []).append(path)
    return [replace(reading, sources=tuple(paths)) for paths in groups.values()]


def _files(reading: Reading) -> tuple[str, ...]:
    """The rasters of a reading; for a folder those in it, by name.

    Raises:
        SourceError: A folder holds none.
    """
    files: list[str] = []
    for text in reading.sources:
        folder = Path(text)
        if not is_local_path(text) or not folder.is_dir() or find_contents(folder) is not None:
            files.append(text)
            continue
        found = sorted(path for path in folder.iterdir() if path.suffix.lower() in RASTERS and path.is_file())
        if not found:
            raise SourceError(f"The folder {folder.name} holds no raster.", f"Files taken: {', '.join(RASTERS)}.")
        files += map(str, found)
    return tuple(files)


def _meridian(grid: Grid) -> float:
    """Longitude of the middle of a projection; of one without such a line, of the middle of the grid."""
    operation = pyproj.CRS.from_wkt(grid.crs).coordinate_operation
    for parameter in operation.params if operation else ():
        if parameter.code == _LONGITUDE_OF_ORIGIN:
            return float(parameter.value)
    xmin, ymin, xmax, ymax = grid.bounds
    longitude, _ = reproject(grid.crs, "EPSG:4326", (np.array([(xmin + xmax) / 2]), np.array([(ymin + ymax) / 2])))
    return float(longitude[0])


class Placing:
    """Places frames on the lattices.

    Args:
        lattices: The imagery.
        crs: Coordinate system of the frames.
        boundary: Polygons outside which nothing is mapped; None = none.
        halo: Pixels around a frame that its map depends on.
    """

    def __init__(self, lattices: Sequence[Lattice], crs: str, boundary: Zones | None, halo: int) -> None:
        self._lattices = lattices
        self._crs = crs
        self._halo = halo
        self._same = [pyproj.CRS.from_user_input(crs).equals(pyproj.CRS.from_wkt(one.grid.crs)) for one in lattices]
        self._boundary = None if boundary is None else _polygons(boundary)
        self._boundary_crs = boundary.crs if boundary is not None else ""
        self._inside: dict[int, shapely.STRtree] = {}
        self._geographic = pyproj.CRS.from_user_input(crs).is_geographic
        self._to_degrees = pyproj.Transformer.from_crs(crs, "EPSG:4326", always_xy=True)

    def place(self, frame: BaseGeometry) -> Placed | str:
        """The lattice that a frame belongs to, and its ground there; a sentence if there is nothing to map.

        Of several lattices with imagery in the frame, the one whose meridian is nearest to the frame's centre counts:
        of UTM zones, the zone that holds the centre.
        """
        xmin, ymin, xmax, ymax = frame.bounds
        centre = float(self._to_degrees.transform((xmin + xmax) / 2, (ymin + ymax) / 2)[0])
        far = [abs((centre - one.meridian + 180) % 360 - 180) for one in self._lattices]
        for number in sorted(range(len(self._lattices)), key=far.__getitem__):
            lattice = self._lattices[number]
            if far[number] > _FARTHEST_DEGREES:
                break
            shape = self._on(number, frame)
            if shape is None or not lattice.source.has_data(lattice.grid.window_of(shape.bounds)):
                continue
            region = self._within(number, shape)
            if region.is_empty:
                return "The frame lies outside the boundary."
            around = lattice.grid.window_of(region.bounds).expanded(self._halo)
            return Placed(number, region, lattice.source.files_in(around))
        return "There is no imagery in the frame."

    def _on(self, number: int, frame: BaseGeometry) -> BaseGeometry | None:
        """A frame in the coordinate system of a lattice; None = it cannot be there."""
        if self._same[number]:
            return frame
        step = _STEP_DEGREES if self._geographic else _STEP_M
        shape = _projected(_dense(frame, step), self._crs, self._lattices[number].grid.crs)
        return shape if has_numbers(shape) else None

    def _within(self, number: int, shape: BaseGeometry) -> BaseGeometry:
        """The part of a shape inside the boundary."""
        if self._boundary is None:
            return shape
        if number not in self._inside:
            grid = self._lattices[number].grid
            dense = [_dense(one, _STEP_DEGREES if self._is_geographic() else _STEP_M) for one in self._boundary]
            same = pyproj.CRS.from_user_input(self._boundary_crs).equals(pyproj.CRS.from_wkt(grid.crs))
            moved = self._boundary if same else [_projected(one, self._boundary_crs, grid.crs) for one in dense]
            self._inside[number] = shapely.STRtree([shapely.make_valid(one) for one in moved if has_numbers(one)])
        tree = self._inside[number]
        near = tree.geometries.take(tree.query(shape))
        return polygonal(shapely.union_all([polygonal(shapely.intersection(one, shape)) for one in near]))

    def _is_geographic(self) -> bool:
        return bool(pyproj.CRS.from_user_input(self._boundary_crs).is_geographic)


def _polygons(zones: Zones) -> list[BaseGeometry]:
    from ...contract.requests import Area

    found = shape_of(Area(wkt=zones.wkt, crs=zones.crs))
    return [] if found is None else list(shapely.get_parts(found[0]))


def _projected(shape: BaseGeometry, source: str, target: str) -> BaseGeometry:
    def move(xy: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.column_stack(reproject(source, target, (xy[:, 0], xy[:, 1])))

    return shapely.transform(shape, move)


def _dense(shape: BaseGeometry, step: float) -> BaseGeometry:
    """Polygons with more vertices, the same ones from both sides of an edge: neighbours leave no gap between them."""
    parts = []
    for part in shapely.get_parts(shape):
        outer = _dense_ring(shapely.get_coordinates(shapely.get_exterior_ring(part)), step)
        holes = [_dense_ring(shapely.get_coordinates(ring), step) for ring in part.interiors]
        parts.append(shapely.Polygon(outer, holes))
    return parts[0] if len(parts) == 1 else shapely.multipolygons(parts)


def _dense_ring(xy: NDArray[np.float64], step: float) -> NDArray[np.float64]:
    pieces = []
    for start, end in pairwise(xy):
        turned = tuple(start) > tuple(end)
        low, high = (end, start) if turned else (start, end)
        many = int(min(max(math.ceil(math.dist(low, high) / step), 1), _MOST_STEPS))
        points = low + np.linspace(0.0, 1.0, many + 1)[:, None] * (high - low)
        points[-1] = high
        pieces.append((points[::-1] if turned else points)[:-1])
    return np.concatenate([*pieces, xy[-1:]])
