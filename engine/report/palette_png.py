"""Encodes class rasters as PNG with a palette: small, and readable by every viewer."""

from __future__ import annotations

import io
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from ..write.legend import NODATA

_OPACITY = b"\x00" + b"\xff" * (NODATA - 1) + b"\x00"


def encode_classes(classes: NDArray[np.uint8], colors: Mapping[int, str]) -> bytes:
    """Encode a PNG whose pixel values are the classes; 0 (the rest) and 255 (nodata) are transparent.

    Args:
        classes: Class values, [height, width].
        colors: Value -> #rrggbb; missing values are black.
    """
    picture = Image.fromarray(classes)
    picture.putpalette(b"".join(bytes.fromhex(colors.get(value, "#000000")[1:]) for value in range(NODATA + 1)))
    file = io.BytesIO()
    picture.save(file, "PNG", transparency=_OPACITY, compress_level=1)
    return file.getvalue()
