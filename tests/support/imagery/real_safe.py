"""Real metadata trees of Sentinel-2 products, shrunk, with images that a test makes."""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from rasters import DATA
from safe_product import write_jp2

TREES = DATA / "safe_metadata"
N0212, N0214, N0400, N0509 = "T07HFE", "T22HBD", "T33XWJ", "T01KAB"
"""Tile of the tree of each processing baseline; T01KAB crosses the antimeridian."""

SIDE = 120
"""Side of the shrunk products in pixels of 10 m, 10,980 in a real one."""

needs_trees = pytest.mark.skipif(not TREES.is_dir(), reason="the real metadata trees (ONEMETRE_DATA) are not there")

Image = Callable[[str, int], NDArray[np.uint16]]
"""Band and pixel size in metres -> digital numbers of the band, uint16 [side, side]."""

USUAL = ("B02_10m", "B03_10m", "B04_10m", "B08_10m", "B11_20m", "SCL_20m")


def numbered(band: str, metres: int) -> NDArray[np.uint16]:
    """An image with other numbers in each band: a ramp from left to right; a scene classification without clouds."""
    side = SIDE * 10 // metres
    if band == "SCL":
        return np.full((side, side), 4, np.uint16)
    ramp = np.linspace(0, 2000, side, dtype=np.uint16)
    return np.broadcast_to(1200 + 100 * int(band[1:3].rstrip("A")) + ramp, (side, side)).astype(np.uint16)


def write_safe(
    folder: Path, tile: str, image: Image = numbered, files: Sequence[str] = USUAL, *, level: str = "2A"
) -> Path:
    """Write the product of a real tree, ``SIDE`` pixels wide; returns its folder.

    Args:
        folder: Folder for the product.
        tile: Tile of the tree.
        image: Makes the bands.
        files: Bands with their pixel size, as file names end.
        level: "2A" as in the trees, or "1C": the same with the names and elements of Level-1C.
    """
    tree = next(path for path in TREES.iterdir() if f"_{tile}_" in path.name)
    product = folder / tree.name.removeprefix("esa_").replace("MSIL2A", f"MSIL{level}")
    shutil.copytree(tree, product)
    granule = next((product / "GRANULE").iterdir())
    metadata = granule / "MTD_TL.xml"
    text = metadata.read_text(encoding="utf-8")

    def shrunk(match: re.Match[str]) -> str:
        side = SIDE * 10 // int(match[1])
        return re.sub(r"<(NROWS|NCOLS)>\d+<", rf"<\1>{side}<", match[0])

    metadata.write_text(re.sub(r'<Size resolution="(\d+)">.*?</Size>', shrunk, text, flags=re.DOTALL), encoding="utf-8")
    if level == "1C":
        _to_1c(product)
    crs = re.search(r"<HORIZONTAL_CS_CODE>(EPSG:\d+)<", text)
    left, top = (float(re.search(rf"<{name}>(-?\d+)<", text)[1]) for name in ("ULX", "ULY"))  # type: ignore[index]
    assert crs is not None
    for file in files:
        band, metres = file[:3], int(file[4:6])
        images = granule / "IMG_DATA" / ("" if level == "1C" else f"R{metres}m")
        images.mkdir(parents=True, exist_ok=True)
        name = f"{tile}_20200101T000000_{band if level == '1C' else file}.jp2"
        write_jp2(images / name, image(band, metres), crs[1], left, top, metres)
    return product


def packed(product: Path) -> Path:
    """A zip archive of a product, as the Copernicus Browser delivers it."""
    archive = product.with_suffix(".SAFE.zip")
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as zipped:
        for file in sorted(product.rglob("*")):
            zipped.write(file, file.relative_to(product.parent).as_posix())
    return archive


def _to_1c(product: Path) -> None:
    """Give the main metadata file of Level-2A the name and the elements of Level-1C."""
    old = product / "MTD_MSIL2A.xml"
    text = old.read_text(encoding="utf-8")
    changes = (("BOA_QUANTIFICATION", "QUANTIFICATION"), ("BOA_ADD_OFFSET", "RADIO_ADD_OFFSET"), ("2A", "1C"))
    for before, after in changes:
        text = text.replace(before, after)
    (product / "MTD_MSIL1C.xml").write_text(text, encoding="utf-8")
    old.unlink()
