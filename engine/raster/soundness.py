"""Rejects rasters that open without an error, but whose pixels cannot be right or would not fit into memory."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from rasterio.enums import Interleaving, MaskFlags
from rasterio.io import DatasetReader

from ...contract.errors import SourceError

_LARGEST_BLOCK = 2**31
_LARGEST_SCALE = 1e12
_OTHERS = {MaskFlags.all_valid, MaskFlags.nodata, MaskFlags.alpha}


def refuse_unsound(dataset: DatasetReader, path: str, name: str) -> None:
    """Check an open dataset, without reading pixels.

    Args:
        dataset: Dataset as GDAL opened it.
        path: Path of its file, or the text of a VRT.
        name: Name of the raster, for messages.

    Raises:
        SourceError: The mask beside the file is damaged, or a block of pixels is larger than 2 GiB.
    """
    for number, (height, width) in enumerate(dataset.block_shapes):
        size = height * width * _bytes(dataset.dtypes[number])
        if size * (dataset.count if dataset.interleaving == Interleaving.pixel else 1) > _LARGEST_BLOCK:
            raise SourceError(
                f"{name} is stored in blocks of {width:,} x {height:,} pixels, which do not fit into memory.",
                "Convert it to a tiled GeoTIFF first.",
            )
    # GDAL ignores a mask that it cannot read, and maps what the mask excludes.
    if dataset.count and _has_mask(path) and _OTHERS & set(dataset.mask_flag_enums[0]):
        raise SourceError(
            f"The mask {Path(path).name}.msk of {name} is damaged.", "Copy it again, or remove it to map all pixels."
        )


def refuse_odd_scales(
    scales: Sequence[float], offsets: Sequence[float], name: str, *, given: tuple[float | None, float | None]
) -> None:
    """Check the scales and offsets that a file states, unless the request gives others.

    Args:
        scales: Scale of each band, from the file.
        offsets: Offset of each band, from the file.
        name: Name of the raster, for messages.
        given: Scale and offset from the request; None = from the file.

    Raises:
        SourceError: A number is infinite, not a number, or impossibly large.
    """
    for what, numbers, number in (("SCALE", scales, given[0]), ("OFFSET", offsets, given[1])):
        odd = [value for value in numbers if not abs(value) <= _LARGEST_SCALE]
        if odd and number is None:
            raise SourceError(
                f"{name} states {odd[0]:g} as the {what.lower()} of its values.", f"Set the right one with {what}."
            )


def _has_mask(path: str) -> bool:
    """Whether a file with a mask lies beside a raster; ``path`` may be the text of a VRT."""
    return not path.lstrip().startswith("<") and os.path.isfile(f"{path}.msk")  # noqa: PTH113 - Path.is_file may raise


def _bytes(dtype: str) -> int:
    return 16 if dtype.startswith("complex") else int("".join(filter(str.isdigit, dtype)) or 64) // 8
