"""Converts the class raster to polygons in a GeoPackage.

The raster is processed in strips, and pieces cut by the strips are merged once nothing more can join them: memory
holds one strip and the polygons that are still growing. Until then all coordinates are whole pixels, so that the parts
fit exactly and the result does not depend on the strips.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import rasterio
import shapely
import shapely.geometry
from numpy.typing import NDArray
from pyogrio.errors import DataLayerError, DataSourceError, FeatureError
from rasterio.features import rasterize, shapes
from rasterio.transform import Affine
from rasterio.windows import Window as RasterWindow
from shapely.geometry.base import BaseGeometry

from ...contract.errors import OutputError
from ...contract.geopackage import LAYER, check_layer, copy_geopackage
from ..raster.grid import Grid
from ..raster.projection import pyproj
from .failures import incomplete
from .legend import Legend
from .products import BLOCK

# Number of features written at a time.
_BATCH = 20_000
# The date that GDAL stores in the file: fixed, so that the same map yields the same file.
_DATE = "2000-01-01T00:00:00.000Z"

Polygon = tuple[int, BaseGeometry]
"""Class value and polygon."""


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


def polygonize(read: Callable[[int, int], NDArray[np.uint8]], shape: tuple[int, int], strip: int) -> Iterator[Polygon]:
    """Polygons of equal values above 0, in pixels (column, row); pixels that share an edge are connected.

    Args:
        read: Returns the rows from one number to another, [rows, columns]; 0 = no polygon there.
        shape: Rows and columns of the raster.
        strip: Rows processed at a time.
    """
    height, width = shape
    growing: list[_Piece] = []
    numbers: NDArray[np.int32] = np.full(width, -1, np.int32)
    for top in range(0, height, strip):
        rows = read(top, min(top + strip, height))
        bottom = top + rows.shape[0]
        pieces = [_Piece(value, [shape_]) for value, shape_ in _shapes(rows, top)]
        starting = [piece for piece in pieces if piece.parts[0].bounds[1] == top]
        # Numbered while every piece has only its part in this strip.
        reaching = [piece for piece in pieces if piece.parts[0].bounds[3] == bottom < height]
        numbers, above = _numbers(reaching, bottom - 1, width), numbers
        for upper, lower in _neighbours(above, _numbers(starting, top, width)):
            if growing[upper].value == starting[lower].value:
                growing[upper].join(starting[lower])
        alive = {id(piece.root()) for piece in reaching}
        for piece in {id(p.root()): p.root() for p in (*growing, *pieces)}.values():
            if id(piece) not in alive:
                yield from _finish(piece)
        growing = reaching


def _shapes(rows: NDArray[np.uint8], top: int) -> Iterator[Polygon]:
    found = shapes(rows, mask=rows > 0, connectivity=4, transform=Affine.translation(0, top))
    for geometry, value in found:
        yield int(value), shapely.geometry.shape(geometry)


def _numbers(pieces: list[_Piece], row: int, width: int) -> NDArray[np.int32]:
    """Index of the piece at each pixel of a row, -1 = none."""
    if not pieces:
        return np.full(width, -1, np.int32)
    drawn = ((piece.parts[0], number) for number, piece in enumerate(pieces))
    here = Affine.translation(0, row)
    row_of_numbers: NDArray[np.int32] = rasterize(drawn, out_shape=(1, width), fill=-1, transform=here, dtype=np.int32)[
        0
    ]
    return row_of_numbers


def _neighbours(above: NDArray[np.int32], below: NDArray[np.int32]) -> Iterator[tuple[int, int]]:
    both = (above >= 0) & (below >= 0)
    for pair in np.unique(np.stack([above[both], below[both]], axis=1), axis=0):
        yield int(pair[0]), int(pair[1])


def _finish(piece: _Piece) -> Iterator[Polygon]:
    # A ring that touches itself at a corner is invalid; a ring with a hole is valid.
    parts = [part if part.is_valid else shapely.make_valid(part) for part in piece.parts]
    whole = parts[0] if len(parts) == 1 else shapely.union_all(parts)
    for polygon in shapely.get_parts(whole):
        # An edge cut by a strip is left with a redundant vertex.
        yield piece.value, shapely.simplify(polygon, 0) if len(parts) > 1 else polygon


def write_polygons(
    raster: Path,
    target: Path,
    grid: Grid,
    legend: Sequence[Legend],
    simplify_m: float,
    check: Callable[[float], None],
    layer: str = LAYER,
    existing: Path | None = None,
) -> None:
    """Write the classes above 0 as polygons.

    Fields: value (class), name, area_m2 (on the ellipsoid, of the polygon as written).

    Args:
        raster: Path of the class raster.
        target: Path of the new GeoPackage.
        grid: Grid of the raster.
        legend: Values and names; other values yield no polygon.
        simplify_m: Tolerance, metres: corners that move the outline by less are dropped; 0 = the outlines follow the
            pixels. Neighbours are simplified separately and may overlap by as much.
        check: Called with the fraction done; may raise.
        layer: Name of the layer.
        existing: GeoPackage whose other layers the new file takes over, as that file will be replaced; None = none.

    Raises:
        SpaceError: The disk is full.
        OutputError: The file cannot be written for another reason, the coordinate system defines no ellipsoid, or the
            existing file has become one that nothing can be added to.
    """
    target.unlink(missing_ok=True)
    contents = check_layer(existing, layer) if existing is not None else None
    if existing is not None and contents is not None and contents.others(layer):
        copy_geopackage(existing, target)
    names = {entry.value: entry.name for entry in legend if entry.value}
    try:
        with rasterio.open(raster) as dataset:

            def read(top: int, bottom: int) -> NDArray[np.uint8]:
                check(top / grid.height)
                rows: NDArray[np.uint8] = dataset.read(1, window=RasterWindow(0, top, grid.width, bottom - top))
                return np.where(np.isin(rows, list(names)), rows, np.uint8(0))

            writer = _Writer(target, layer, grid, names, simplify_m)
            batch = []
            for polygon in polygonize(read, (grid.height, grid.width), BLOCK):
                batch.append(polygon)
                if len(batch) == _BATCH:
                    writer.write(batch)
                    batch.clear()
            writer.write(batch)
            writer.verify()
    except (DataSourceError, DataLayerError, FeatureError) as error:
        told = incomplete(target, "The GeoPackage with the polygons", str(error))
        target.unlink(missing_ok=True)
        raise told from None
    except BaseException:
        target.unlink(missing_ok=True)
        raise


class _Writer:
    """Appends polygons in pixels to a GeoPackage in the coordinates of a grid."""

    def __init__(self, path: Path, layer: str, grid: Grid, names: dict[int, str], simplify_m: float) -> None:
        self._path = path
        self._layer = layer
        self._begun = False
        self._grid = grid
        self._names = names
        self._written = 0
        self._tolerance = simplify_m / grid.metres_per_unit
        crs = pyproj.CRS.from_wkt(grid.crs)
        geod = crs.get_geod()
        if geod is None:
            raise OutputError("The map's coordinate system defines no ellipsoid on which areas can be measured.")
        self._geod = geod
        self._to_degrees = pyproj.Transformer.from_crs(crs, crs.geodetic_crs, always_xy=True)
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": _DATE})

    def write(self, batch: list[Polygon]) -> None:
        values = [value for value, _ in batch]
        outlines = shapely.transform([polygon for _, polygon in batch], self._placed)
        if self._tolerance > 0:
            outlines = shapely.simplify(outlines, self._tolerance)
        pyogrio.raw.write(
            self._path,
            geometry=shapely.to_wkb(outlines),
            field_data=[
                np.array(values, np.int32),
                np.array([self._names[value] for value in values], object),
                self._areas(outlines),
            ],
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
        self._written += len(batch)

    def verify(self) -> None:
        """Count the features in the file: a full disk may show only here."""
        found = len(pyogrio.raw.read(self._path, self._layer, columns=[], read_geometry=False, return_fids=True)[1])
        if found != self._written:
            raise DataSourceError(f"the file contains {found} of {self._written}")

    def _placed(self, pixels: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.array([self._grid.x, self._grid.y]) + pixels * [self._grid.pixel, -self._grid.pixel]

    def _areas(self, outlines: Any) -> NDArray[np.float64]:
        degrees = shapely.transform(outlines, lambda xy: np.column_stack(self._to_degrees.transform(*xy.T)))
        # The sign is the orientation of the ring.
        return np.array([abs(self._geod.geometry_area_perimeter(polygon)[0]) for polygon in degrees])
