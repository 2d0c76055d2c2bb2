"""Recognises what holds rasters but is none itself: folders, archives and Sentinel-2 products."""

from __future__ import annotations

from pathlib import Path

from ...contract.errors import SourceError

_SUFFIXES = frozenset({".zip", ".kmz", ".gz", ".tgz", ".7z", ".rar", ".bz2", ".xz", ".tar"})
# ZIP, gzip, 7-Zip, RAR, bzip2 and xz, in lower case.
_ARCHIVES = (b"pk\x03\x04", b"\x1f\x8b", b"7z\xbc\xaf\x27\x1c", b"rar!", b"bzh", b"\xfd7zxz\x00")
_TAR, _TAR_AT = b"ustar", 257
_PRODUCT = ".safe"


def refuse_folder(folder: Path) -> None:
    """Tell how to choose the rasters in a folder.

    Raises:
        SourceError: Always; the hint is another one for a Sentinel-2 product.
    """
    if _within_product(folder) or any(_is_metadata(file) for file in folder.glob("*.xml")):
        raise _is_product(folder)
    raise SourceError(f"The input {folder} is a folder.", "Choose a raster file in it.")


def refuse_container(file: Path, header: bytes) -> None:
    """Tell how to get at the rasters in an archive or behind the metadata of a product.

    Args:
        file: Path of a file.
        header: First bytes of the file, in lower case.

    Raises:
        SourceError: The file is an archive, or the metadata file of a Sentinel-2 product.
    """
    if _is_metadata(file):
        raise _is_product(file)
    # Raw pixels may begin with any bytes, and a GeoTIFF may have any name.
    packed = header.startswith(_ARCHIVES) or header[_TAR_AT : _TAR_AT + len(_TAR)] == _TAR
    if not packed or file.suffix.lower() not in _SUFFIXES:
        return
    # An archive of a product begins with its folder.
    if f"{_PRODUCT}/".encode() in header or _PRODUCT in file.name.lower():
        raise SourceError(
            f"{file.name} is a Sentinel-2 product in an archive that cannot be read in place.",
            "Unpack it, and choose the folder of the product (.SAFE) as INPUT.",
        )
    raise SourceError(f"{file.name} is an archive, not a raster file.", "Unpack it, and choose a raster file in it.")


def _is_product(path: Path) -> SourceError:
    return SourceError(
        f"{path.name} is a part of a Sentinel-2 product.",
        "Choose the folder of the product (.SAFE), its zip archive or its file MTD_MSIL2A.xml as INPUT.",
    )


def _within_product(folder: Path) -> bool:
    return any(part.lower().endswith(_PRODUCT) for part in folder.parts)


def _is_metadata(file: Path) -> bool:
    name = file.name.lower()
    return name.endswith(".xml") and (name.startswith(("mtd_msil", "mtd_tl")) or "_mtd_saf" in name)
