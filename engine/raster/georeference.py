"""Refuses rasters whose pixels have no place: without a geotransform, or with one that cannot be inverted."""

from __future__ import annotations

import math

from rasterio.io import DatasetReader
from rasterio.transform import Affine

from ...contract.crs_text import is_undefined
from ...contract.errors import GridError

_GEOREFERENCE = "Georeference it first, with QGIS's Georeferencer (menu Layer), and use the result."

# GDAL returns the first one for a raster without a geotransform; programs that draw it with the y axis upwards, and
# then assign a coordinate system, write the second one.
_PIXEL_COORDINATES = (Affine.identity(), Affine(1, 0, 0, 0, -1, 0))


def refuse_unplaced(dataset: DatasetReader, name: str, crs: str = "") -> None:
    """Check that a raster has a coordinate system and an invertible geotransform.

    Args:
        dataset: Raster to check.
        name: Name of the raster, for messages.
        crs: Coordinate system that replaces the raster's, as WKT; empty = its own counts.

    Raises:
        GridError: The raster is not placed; the hint names the tool that places it.
    """
    transform = dataset.transform
    if transform in _PIXEL_COORDINATES:
        raise _without_geotransform(dataset, name)
    if is_undefined(crs or (dataset.crs.to_wkt() if dataset.crs else "")):
        raise GridError(
            f"{name} has no coordinate system.", "Assign one first, for example with the tool Assign projection."
        )
    if not all(map(math.isfinite, transform)):
        raise GridError(f"The geotransform of {name} has coordinates that are not numbers.", _GEOREFERENCE)
    across, down = math.hypot(transform.a, transform.d), math.hypot(transform.b, transform.e)
    if across == 0 or down == 0:
        raise GridError(f"The pixels of {name} have a size of zero.", _GEOREFERENCE)
    # The sine of the angle between rows and columns: 1 in a normal raster.
    if abs(transform.determinant) < 1e-6 * across * down:
        raise GridError(f"The rows and columns of {name} run in the same direction.", _GEOREFERENCE)


def _without_geotransform(dataset: DatasetReader, name: str) -> GridError:
    if points := dataset.gcps[0]:
        return GridError(
            f"{name} has no geotransform: only {len(points)} ground control points place it.",
            "Use the result of Warp (reproject) in QGIS's toolbox, or of gdalwarp -tps.",
        )
    if dataset.rpcs is not None:
        return GridError(
            f"{name} has no geotransform: only the sensor model (RPC) places it.",
            "Use the result of Warp (reproject) in QGIS's toolbox, or of gdalwarp -rpc with a terrain model "
            "(-to RPC_DEM=file).",
        )
    if dataset.tags(ns="GEOLOCATION"):
        return GridError(
            f"{name} has no geotransform: only arrays of longitudes and latitudes place it.",
            "Use the result of Warp (reproject) in QGIS's toolbox, or of gdalwarp -geoloc.",
        )
    return GridError(f"{name} has no geotransform: the place of its pixels is unknown.", _GEOREFERENCE)
