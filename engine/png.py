"""Class rasters as PNG with a palette: small, and read by everything that shows pictures."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from .write.legend import NODATA


def encode_classes(classes: NDArray[np.uint8], colors: Mapping[int, str]) -> bytes:
    """A PNG whose pixel values are the classes; 0, the rest, and 255, no data, are transparent.

    Args:
        classes: [height, width].
        colors: Value -> #rrggbb; a value that is not there is black.
    """
    height, width = classes.shape
    palette = b"".join(bytes.fromhex(colors.get(value, "#000000")[1:]) for value in range(NODATA + 1))
    opacity = b"\x00" + b"\xff" * (NODATA - 1) + b"\x00"
    # One byte of 8 bits a pixel, by palette; every line begins with the number of its filter, 0 = none.
    header = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    lines = np.zeros((height, width + 1), np.uint8)
    lines[:, 1:] = classes
    chunks = (
        (b"IHDR", header),
        (b"PLTE", palette),
        (b"tRNS", opacity),
        (b"IDAT", zlib.compress(lines.tobytes(), 1)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in chunks)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
