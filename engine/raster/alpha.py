"""Finds bands that look like an alpha band without being declared as one, and asks about them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from rasterio.io import DatasetReader
from rasterio.windows import Window as RasterioWindow

from ...contract.band_roles import ALPHA
from ...contract.errors import BandError
from .gdal_errors import GDAL_ERRORS
from .validity import Validity

_SIDE, _WINDOWS = 64, 7
_COLOURS = 3


def ask_about_alpha(
    dataset: DatasetReader,
    requested: Mapping[str, str],
    roles: Sequence[str],
    bands: tuple[int, ...],
    validity: Validity,
    name: str,
) -> None:
    """Refuse a raster whose last band looks like an alpha band, but would be taken as brightness or be ignored.

    It looks like one if it follows the colours, holds nothing but 0 and the highest number, and 0 occurs where the
    raster otherwise has data. Windows all over the raster show that. A band that BANDS names is not asked about.

    Args:
        dataset: Raster with all its bands.
        requested: Role -> number or name of a band, as given.
        roles: Roles of the model.
        bands: Numbers of the bands for the roles.
        validity: How the raster marks nodata pixels.
        name: Name of the raster, for messages.

    Raises:
        BandError: The band is an alpha band by its looks; the hint names both answers.
    """
    last, dtype = dataset.count, np.dtype(dataset.dtypes[-1])
    description = (dataset.descriptions[-1] or "").lower()
    given = {role.strip().lower() for role in requested}
    asked = {number for role, number in zip(roles, bands, strict=True) if role in given}
    named = {str(last), description} & {value.strip().lower() for value in requested.values()}
    if last <= _COLOURS or dtype.kind != "u" or validity.alpha or last in asked or named:
        return
    high = np.iinfo(dtype).max
    found: set[int] = set()
    try:
        for window in _windows(dataset):
            valid = validity.read(dataset, bands, window)[1]
            found.update(map(int, np.unique(dataset.read(last, window=window)[valid])))
            if not found <= {0, high}:
                return
    except GDAL_ERRORS:
        # The run reads these pixels too, and reports which ones are damaged.
        return
    if found == {0, high}:
        colours = ",".join(f"{role}={number}" for role, number in zip(roles, bands, strict=True) if number != last)
        other = "pan" if "nir=" in colours else "nir"
        raise BandError(
            f"Band {last} of {name} holds only 0 and {high} and looks like an alpha band, but is not declared as one.",
            f"Set BANDS={colours},{ALPHA}={last} if it is one, BANDS={colours},{other}={last} if it is an image band.",
        )


def _windows(dataset: DatasetReader) -> Iterator[RasterioWindow]:
    """Windows spread over a raster; its corners, where rotated images have none, come first."""
    cols, rows = (
        np.unique(np.linspace(0, max(size - _SIDE, 0), _WINDOWS).astype(int))
        for size in (dataset.width, dataset.height)
    )
    for row in rows:
        for col in cols:
            yield RasterioWindow(
                int(col), int(row), min(_SIDE, dataset.width - int(col)), min(_SIDE, dataset.height - int(row))
            )
