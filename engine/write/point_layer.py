"""Writes layers of points or polygons with attributes, and tables without geometry, into a GeoPackage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import shapely
from numpy.typing import NDArray
from pyogrio.errors import DataLayerError, DataSourceError, FeatureError

from .failures import incomplete

# The date that GDAL stores in the file: fixed, so that the same points yield the same file.
_DATE = "2000-01-01T00:00:00.000Z"

_MULTI = 6
"""shapely's number of a geometry of several polygons."""

Columns = Mapping[str, NDArray[Any]]
"""Values of each field, [features]; NaN and None are empty."""


def write_layer(
    target: Path,
    layer: str,
    columns: Columns,
    *,
    shapes: NDArray[np.object_] | None = None,
    polygons: bool = False,
    crs: str = "",
    empty: Mapping[str, NDArray[np.bool_]] | None = None,
    description: str = "",
    metadata: Mapping[str, str] | None = None,
) -> None:
    """Add a layer to a GeoPackage, which is created if it does not exist.

    Args:
        target: Path of the GeoPackage.
        layer: Name of the layer.
        columns: Fields in their order.
        shapes: Points or polygons, [features]; None = a table without geometry.
        polygons: Whether the shapes are polygons, not points.
        crs: Coordinate system of the shapes, as WKT.
        empty: Fields -> features whose value is empty, [features].
        description: Text that QGIS shows as the abstract of the layer.
        metadata: Further metadata of the layer.

    Raises:
        SpaceError: The disk is full.
        OutputError: The file cannot be written.
    """
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": _DATE})
    masks = [(empty or {}).get(name) for name in columns]
    kind = None if shapes is None else "Polygon" if polygons else "Point"
    if shapes is not None and polygons and (shapely.get_type_id(shapes) == _MULTI).any():
        shapes, kind = np.array([shapely.multipolygons(shapely.get_parts(one)) for one in shapes]), "MultiPolygon"
    options = {"DESCRIPTION": description} if description else {}
    try:
        pyogrio.raw.write(
            target,
            geometry=None if shapes is None else shapely.to_wkb(shapes),
            field_data=list(columns.values()),
            fields=list(columns),
            field_mask=masks,
            geometry_type=kind,
            crs=crs or None,
            driver="GPKG",
            layer=layer,
            append=False,
            # GDAL of current QGIS versions warns about later ones.
            dataset_options={} if target.exists() else {"VERSION": "1.3"},
            layer_options=options,
            layer_metadata=dict(metadata) if metadata else None,
        )
    except (DataSourceError, DataLayerError, FeatureError) as error:
        told = incomplete(target, target.name, str(error))
        target.unlink(missing_ok=True)
        raise told from None


def describe_sample(name: str, kind: str, seed: int, strata: Sequence[tuple[str, int, int]]) -> str:
    """The design of a sample in words, for the abstract of its layer.

    Args:
        name: Name of the map.
        kind: Kind of the design.
        seed: Seed of the random numbers.
        strata: Name, pixels and points of each stratum.
    """
    listed = "; ".join(f"{stratum} {pixels} px, {points} points" for stratum, pixels, points in strata)
    return f"Points of {name} to label. Design: {kind}, seed {seed}. Strata: {listed}."
