"""The figures of a comparison as a CSV file, and as a GeoPackage with the outlines of the zones."""

from __future__ import annotations

import csv
import dataclasses
import math
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pyogrio
import shapely
from pyogrio.errors import DataLayerError, DataSourceError, FeatureError
from shapely.geometry.base import BaseGeometry

from ...contract.errors import OutputError
from ...contract.geopackage import contents_of
from ..write.failures import incomplete
from ..years.figures import COLUMNS, Figures

LAYER = "dynamics"
"""Name of the layer in the GeoPackage."""

_DIGITS = 6
_TEXT, _WHOLE = {"name", "no_ratio"}, {"zone", "year", "since", "whole"}
# The date that GDAL stores in the file: fixed, so that the same maps yield the same file.
_DATE = "2000-01-01T00:00:00.000Z"


def write_csv(target: Path, rows: Sequence[Figures]) -> None:
    """Write a row per zone and year; an empty cell = not defined.

    Raises:
        OutputError: The file cannot be written.
    """
    try:
        with target.open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(COLUMNS)
            for row in rows:
                writer.writerow([_cell(value) for value in dataclasses.astuple(row)])
    except OSError as error:
        target.unlink(missing_ok=True)
        raise OutputError(f"{target.name} cannot be written: {error.strerror}.") from None


def check_table(path: str) -> None:
    """Reject a GeoPackage that holds something else.

    Raises:
        OutputError: The file is no GeoPackage, is in use, or has other layers.
    """
    contents = contents_of(Path(path)) if path else None
    if contents is not None and contents.others(LAYER):
        raise OutputError(
            f"{path} already holds other layers, which would be lost.", "Choose another file name for the table."
        )


def write_layer(draft: Path, rows: Sequence[Figures], outlines: Mapping[int, BaseGeometry], crs: str) -> None:
    """Write a feature per zone and year with the outline of its zone.

    Args:
        draft: Path of the new file.
        rows: The figures.
        outlines: Number of a zone -> its outline.
        crs: Coordinate system of the outlines, as WKT.

    Raises:
        SpaceError: The disk is full.
        OutputError: The file cannot be written for another reason.
    """
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": _DATE})
    wkb = {number: shapely.to_wkb(_multi(outline)) for number, outline in outlines.items()}
    columns = list(zip(*(dataclasses.astuple(row) for row in rows), strict=True))
    data, masks = [], []
    for name, values in zip(COLUMNS, columns, strict=True):
        empty = np.array([value is None for value in values])
        kind = object if name in _TEXT else (np.int32 if name in _WHOLE else np.float64)
        data.append(np.array([0 if value is None else _rounded(value) for value in values], kind))
        masks.append(empty)
    # GDAL expects the usual ending.
    file = draft.with_name(draft.name + ".gpkg")
    try:
        pyogrio.raw.write(
            file,
            geometry=np.array([wkb[row.zone] for row in rows], object),
            field_data=data,
            field_mask=masks,
            fields=list(COLUMNS),
            geometry_type="MultiPolygon",
            crs=crs,
            driver="GPKG",
            layer=LAYER,
            # GDAL of current QGIS versions warns about later ones.
            dataset_options={"VERSION": "1.3"},
        )
        written = pyogrio.read_info(file, LAYER)["features"]
        if written != len(rows):
            raise DataSourceError(f"the file contains {written} of {len(rows)} features")
        file.replace(draft)
    except (DataSourceError, DataLayerError, FeatureError) as error:
        raise incomplete(draft, "The GeoPackage with the figures", str(error)) from None
    finally:
        file.unlink(missing_ok=True)


def _multi(outline: BaseGeometry) -> BaseGeometry:
    return outline if outline.geom_type == "MultiPolygon" else shapely.multipolygons([outline])


def _rounded(value: object) -> object:
    return round(value, _DIGITS) if isinstance(value, float) and math.isfinite(value) else value


def _cell(value: object) -> object:
    return "" if value is None else _rounded(value)
