"""Converts the class raster to polygons in a GeoPackage.

The raster is processed in strips, and pieces cut by the strips are merged once nothing more can join them: memory
holds one strip and the polygons that are still growing. Until then all coordinates are whole pixels, so that the parts
fit exactly and the result does not depend on the strips.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pyogrio
import rasterio
import shapely
from numpy.typing import NDArray
from pyogrio.errors import DataLayerError, DataSourceError, FeatureError
from rasterio.windows import Window as RasterWindow
from shapely.geometry.base import BaseGeometry

from ...contract.geopackage import LAYER, check_layer, copy_geopackage
from ..raster.areas import Areas
from ..raster.grid import Grid
from .failures import incomplete
from .legend import Legend
from .outlines import trace
from .products import BLOCK
from .right_angles import square

# Number of features written at a time.
_BATCH = 100_000
# Pixels of a strip, unless one row of blocks has more: seams cost time, and pixels memory.
_STRIP = 6_000_000
# The date that GDAL stores in the file: fixed, so that the same map yields the same file.
_DATE = "2000-01-01T00:00:00.000Z"

Polygons = tuple[NDArray[np.uint8], NDArray[np.object_]]
"""Class values and polygons, [n] each."""
Coordinates = NDArray[np.float64]


@dataclass(frozen=True)
class Shaping:
    """Changes to the outlines.

    Attributes:
        simplify_m: Tolerance, metres: corners that move the outline by less are dropped; 0 = the outlines follow the
            pixels. Neighbours are simplified separately and may overlap by as much.
        min_area_m2: Smaller polygons are left out, and smaller holes filled, square metres.
        right_angles_m: Outlines get right angles where they move by no more than this, metres, see
            :mod:`onemetre.engine.write.right_angles`; 0 = none. Neighbours may overlap by twice as much.
    """

    simplify_m: float = 0.0
    min_area_m2: float = 0.0
    right_angles_m: float = 0.0


@dataclass(frozen=True)
class Written:
    """What was written.

    Attributes:
        polygons: Number of polygons.
        irregular: Number of those without the right angles that were asked for.
    """

    polygons: int
    irregular: int


@dataclass
class _Piece:
    """A part of a polygon, linked through ``parent`` to the root, which holds all the parts."""

    value: int
    parts: list[BaseGeometry]
    parent: _Piece | None = field(default=None, repr=False)

    def root(self) -> _Piece:
        piece = self
        while piece.parent is not None:
            piece = piece.parent
        return piece

    def join(self, other: _Piece) -> None:
        ours, theirs = self.root(), other.root()
        if ours is not theirs:
            ours.parts += theirs.parts
            theirs.parts, theirs.parent = [], ours


def polygonize(
    read: Callable[[int, int], NDArray[np.uint8]],
    shape: tuple[int, int],
    strip: int,
    place: Callable[[Coordinates], Coordinates] = lambda pixels: pixels,
) -> Iterator[Polygons]:
    """Polygons of equal values above 0; pixels that share an edge are connected.

    Args:
        read: Returns the rows from one number to another, [rows, columns]; 0 = no polygon there.
        shape: Rows and columns of the raster.
        strip: Rows processed at a time.
        place: Converts columns and rows, [m, 2], to the coordinates of the polygons.
    """
    height, width = shape
    growing: list[_Piece] = []
    above: NDArray[np.intp] = np.full(width, -1)
    for top in range(0, height, strip):
        rows = read(top, min(top + strip, height))
        bottom = top + rows.shape[0]
        outlines = trace(rows)
        xy = outlines.xy + np.array([0, top])
        nothing = np.full(width, -1)
        upper, lower = outlines.top if top else nothing, outlines.bottom if bottom < height else nothing
        reaching = np.unique(lower[lower >= 0])
        cut = np.union1d(upper[upper >= 0], reaching)
        complete = np.ones(outlines.values.size, np.bool_)
        complete[cut] = False
        yield outlines.values[complete], outlines.geometries(place(xy))[complete]
        # Parts fit exactly only in whole pixels.
        parts = outlines.geometries(xy)[cut] if cut.size else ()
        pieces = {
            number: _Piece(value, [part])
            for number, value, part in zip(cut.tolist(), outlines.values[cut].tolist(), parts, strict=True)
        }
        for old, new in _neighbours(above, upper):
            if growing[old].value == pieces[new].value:
                growing[old].join(pieces[new])
        alive = {id(pieces[number].root()) for number in reaching.tolist()}
        roots = {id(piece.root()): piece.root() for piece in (*growing, *pieces.values())}
        if finished := [root for key, root in roots.items() if key not in alive]:
            wholes = shapely.transform([_whole(piece) for piece in finished], place)
            yield np.array([piece.value for piece in finished], np.uint8), wholes
        growing = [pieces[number] for number in reaching.tolist()]
        above = np.where(lower >= 0, np.searchsorted(reaching, lower), -1)


def _neighbours(above: NDArray[np.intp], below: NDArray[np.intp]) -> list[list[int]]:
    """Pairs of polygons that share an edge of the seam."""
    both = (above >= 0) & (below >= 0)
    pairs: list[list[int]] = np.unique(np.stack([above[both], below[both]], axis=1), axis=0).tolist()
    return pairs


def _whole(piece: _Piece) -> BaseGeometry:
    # Where strips cut an edge, a vertex is left.
    return piece.parts[0] if len(piece.parts) == 1 else shapely.simplify(shapely.union_all(piece.parts), 0)


def write_polygons(
    raster: Path,
    target: Path,
    grid: Grid,
    legend: Sequence[Legend],
    shaping: Shaping,
    check: Callable[[float], None],
    layer: str = LAYER,
    existing: Path | None = None,
) -> Written:
    """Write the classes above 0 as polygons.

    Fields: value (class), name, area_m2 (on the ellipsoid, of the polygon as written).

    Args:
        raster: Path of the class raster.
        target: Path of the new GeoPackage.
        grid: Grid of the raster.
        legend: Values and names; other values yield no polygon.
        shaping: Changes to the outlines.
        check: Called with the fraction done; may raise.
        layer: Name of the layer.
        existing: GeoPackage whose other layers the new file takes over, as that file will be replaced; None = none.

    Returns:
        Number of polygons, and of those whose outlines were to get right angles and did not.

    Raises:
        SpaceError: The disk is full.
        GridError: The coordinate system defines no ellipsoid.
        OutputError: The file cannot be written for another reason, or the existing file has become one that nothing can
            be added to.
    """
    target.unlink(missing_ok=True)
    contents = check_layer(existing, layer) if existing is not None else None
    if existing is not None and contents is not None and contents.others(layer):
        copy_geopackage(existing, target)
    names = {entry.value: entry.name for entry in legend if entry.value}
    wanted = np.zeros(256, np.uint8)
    wanted[list(names)] = list(names)
    try:
        with rasterio.open(raster) as dataset:

            def read(top: int, bottom: int) -> NDArray[np.uint8]:
                check(top / grid.height)
                rows: NDArray[np.uint8] = dataset.read(1, window=RasterWindow(0, top, grid.width, bottom - top))
                return wanted[rows]

            writer = _Writer(target, layer, grid, names, shaping)
            for polygons in polygonize(
                read, (grid.height, grid.width), BLOCK * max(1, _STRIP // (BLOCK * grid.width)), writer.place
            ):
                writer.write(*polygons)
            writer.finish()
            return Written(writer.written, writer.irregular)
    except (DataSourceError, DataLayerError, FeatureError) as error:
        told = incomplete(target, "The GeoPackage with the polygons", str(error))
        target.unlink(missing_ok=True)
        raise told from None
    except BaseException:
        target.unlink(missing_ok=True)
        raise


def _without_small_holes(polygons: NDArray[np.object_], areas: Areas, least: float) -> NDArray[np.object_]:
    """Fill the holes that are smaller than an area in square metres."""
    with_holes = np.flatnonzero(shapely.get_num_interior_rings(polygons))
    if not with_holes.size:
        return polygons
    _, xy, (rings, parts) = shapely.to_ragged_array(polygons[with_holes])
    alone = shapely.from_ragged_array(shapely.GeometryType.POLYGON, xy, (rings, np.arange(rings.size)))
    kept = areas.of(alone) >= least
    kept[parts[:-1]] = True
    sizes = np.diff(rings)
    offsets = [np.concatenate([[0], np.cumsum(counts)]) for counts in (sizes[kept], np.add.reduceat(kept, parts[:-1]))]
    filled = polygons.copy()
    filled[with_holes] = shapely.from_ragged_array(
        shapely.GeometryType.POLYGON, xy[np.repeat(kept, sizes)], tuple(offsets)
    )
    return filled


class _Writer:
    """Appends polygons in pixels to a GeoPackage in the coordinates of a grid.

    Attributes:
        written, irregular: Numbers of polygons, as in :class:`Written`.
    """

    def __init__(self, path: Path, layer: str, grid: Grid, names: dict[int, str], shaping: Shaping) -> None:
        self._path = path
        self._layer = layer
        self._begun = False
        self._grid = grid
        self._names = names
        self.written = self.irregular = 0
        self._tolerance = shaping.simplify_m / grid.metres_per_unit
        self._shift = shaping.right_angles_m / grid.metres_per_unit
        self._least = shaping.min_area_m2
        self._areas = Areas(grid)
        self._waiting: list[Polygons] = []
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": _DATE})

    def place(self, pixels: Coordinates) -> Coordinates:
        """Coordinates on the map of columns and rows, [n, 2]."""
        return np.array([self._grid.x, self._grid.y]) + pixels * [self._grid.pixel, -self._grid.pixel]

    def write(self, values: NDArray[np.uint8], outlines: NDArray[np.object_]) -> None:
        """Append polygons; they are written many at a time."""
        self._waiting.append((values, outlines))
        if sum(part.size for part, _ in self._waiting) >= _BATCH:
            self._flush()

    def finish(self) -> None:
        """Write the rest, and count the features in the file: a full disk may show only here."""
        if self._waiting or not self._begun:
            self._flush()
        found = len(pyogrio.raw.read(self._path, self._layer, columns=[], read_geometry=False, return_fids=True)[1])
        if found != self.written:
            raise DataSourceError(f"the file contains {found} of {self.written}")

    def _flush(self) -> None:
        values = np.concatenate([np.empty(0, np.uint8), *(values for values, _ in self._waiting)])
        outlines = np.concatenate([np.empty(0, object), *(outlines for _, outlines in self._waiting)])
        self._waiting.clear()
        if self._least > 0:
            large = self._areas.of(outlines) >= self._least
            values, outlines = values[large], _without_small_holes(outlines[large], self._areas, self._least)
        rest = np.ones(outlines.size, np.bool_)
        if self._shift > 0:
            outlines, squared = square(outlines, self._shift, self._grid.pixel)
            rest = ~squared
            self.irregular += int(rest.sum())
        if self._tolerance > 0:
            outlines[rest] = shapely.simplify(outlines[rest], self._tolerance)
        names = np.array([self._names.get(value, "") for value in range(256)], object)
        pyogrio.raw.write(
            self._path,
            geometry=shapely.to_wkb(outlines),
            field_data=[values.astype(np.int32), names[values], self._areas.of(outlines)],
            fields=["value", "name", "area_m2"],
            geometry_type="Polygon",
            crs=self._grid.crs,
            driver="GPKG",
            layer=self._layer,
            append=self._begun,
            # GDAL of current QGIS versions warns about later ones.
            dataset_options={} if self._path.exists() else {"VERSION": "1.3"},
        )
        self._begun = True
        self.written += len(values)
