"""Writes small Sentinel-2 products as ESA packs them: metadata, and the bands of 10 m as JPEG 2000."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import rasterio
from numpy.typing import NDArray
from rasterio.transform import from_origin

BANDS = ("B04", "B03", "B02", "B08")
_SPECTRUM = {"B02": (1, 492), "B03": (2, 560), "B04": (3, 665), "B08": (7, 833)}


def write_product(folder: Path, pixels: NDArray[Any], *, baseline: str = "05.09", level: str = "2A") -> Path:
    """Write a product of ``pixels`` [B04 B03 B02 B08, rows, columns] as they are; returns its metadata file."""
    digits = baseline.replace(".", "")
    product = folder / f"S2A_MSIL{level}_20230821T101941_N{digits}_R065_T32TPS_20230822T021825.SAFE"
    granule = f"GRANULE/L{level}_T32TPS_A042640_20230821T101944"
    images = f"{granule}/IMG_DATA/R10m" if level == "2A" else f"{granule}/IMG_DATA"
    ending = "_10m" if level == "2A" else ""
    (product / images).mkdir(parents=True)
    names = [f"{images}/T32TPS_20230821T101941_{band}{ending}" for band in BANDS]
    for name, band in zip(names, pixels, strict=True):
        write_jp2(product / f"{name}.jp2", band, "EPSG:32632", 640_000, 5_204_000, 10)
    rows, columns = pixels.shape[1:]
    (product / granule / "MTD_TL.xml").write_text(_tile(level, rows, columns))
    file = product / f"MTD_MSIL{level}.xml"
    file.write_text(_metadata(product.name, names, baseline, level))
    return file


def write_jp2(path: Path, pixels: NDArray[Any], crs: str, left: float, top: float, metres: int) -> None:
    """Write one band without loss."""
    with rasterio.open(
        path,
        "w",
        driver="JP2OpenJPEG",
        width=pixels.shape[1],
        height=pixels.shape[0],
        count=1,
        dtype="uint8" if "SCL" in path.name else "uint16",
        crs=crs,
        transform=from_origin(left, top, metres, metres),
        QUALITY=100,
        REVERSIBLE="YES",
        YCBCR420="NO",
    ) as raster:
        raster.write(pixels.astype(raster.dtypes[0]), 1)


def layer_source(metadata: Path, level: str = "2A") -> str:
    """Source of the layer that QGIS opens for the bands of 10 m."""
    return f"SENTINEL2_L{level}:{metadata}:10m:EPSG_32632"


def _metadata(uri: str, names: list[str], baseline: str, level: str) -> str:
    kind, quantity = ("BOA", "BOA_QUANTIFICATION_VALUE") if level == "2A" else ("RADIO", "QUANTIFICATION_VALUE")
    images = "".join(f"<IMAGE_FILE>{name}</IMAGE_FILE>" for name in names)
    offsets = "".join(f'<{kind}_ADD_OFFSET band_id="{band}">-1000</{kind}_ADD_OFFSET>' for band in range(13))
    group = "BOA_ADD_OFFSET_VALUES_LIST" if level == "2A" else "Radiometric_Offset_List"
    shifted = f"<{group}>{offsets}</{group}>" if float(baseline) >= 4 else ""
    bands = "".join(
        f'<Spectral_Information bandId="{number}" physicalBand="{name.replace("B0", "B")}"><RESOLUTION>10</RESOLUTION>'
        f'<Wavelength><MIN unit="nm">{nm - 20}</MIN><MAX unit="nm">{nm + 20}</MAX><CENTRAL unit="nm">{nm}</CENTRAL>'
        "</Wavelength></Spectral_Information>"
        for name, (number, nm) in _SPECTRUM.items()
    )
    characteristics = "Product_Image_Characteristics"
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n'
        f'<n1:Level-{level}_User_Product xmlns:n1="https://psd-14.sentinel2.eo.esa.int/PSD/'
        f'User_Product_Level-{level}.xsd"><n1:General_Info><Product_Info>'
        f"<PRODUCT_START_TIME>2023-08-21T10:19:41.024Z</PRODUCT_START_TIME><PRODUCT_URI>{uri}</PRODUCT_URI>"
        f"<PROCESSING_LEVEL>Level-{level}</PROCESSING_LEVEL><PRODUCT_TYPE>S2MSI{level}</PRODUCT_TYPE>"
        f"<PROCESSING_BASELINE>{baseline}</PROCESSING_BASELINE>"
        '<Query_Options completeSingleTile="true"><PRODUCT_FORMAT>SAFE_COMPACT</PRODUCT_FORMAT></Query_Options>'
        '<Product_Organisation><Granule_List><Granule granuleIdentifier="x" imageFormat="JPEG2000">'
        f"{images}</Granule></Granule_List></Product_Organisation></Product_Info><{characteristics}>"
        f'<QUANTIFICATION_VALUES_LIST><{quantity} unit="none">10000</{quantity}></QUANTIFICATION_VALUES_LIST>'
        f"{shifted}<Spectral_Information_List>{bands}</Spectral_Information_List></{characteristics}>"
        f"</n1:General_Info></n1:Level-{level}_User_Product>"
    )


def _tile(level: str, rows: int, columns: int) -> str:
    sizes = "".join(
        f'<Size resolution="{m}"><NROWS>{rows * 10 // m}</NROWS><NCOLS>{columns * 10 // m}</NCOLS></Size>'
        f'<Geoposition resolution="{m}"><ULX>640000</ULX><ULY>5204000</ULY><XDIM>{m}</XDIM><YDIM>-{m}</YDIM>'
        "</Geoposition>"
        for m in (10, 20, 60)
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n<n1:Level-{level}_Tile_ID xmlns:n1="https://psd-14.'
        f'sentinel2.eo.esa.int/PSD/S2_PDI_Level-{level}_Tile_Metadata.xsd"><n1:Geometric_Info>'
        '<Tile_Geocoding metadataLevel="Brief"><HORIZONTAL_CS_NAME>WGS84 / UTM zone 32N</HORIZONTAL_CS_NAME>'
        f"<HORIZONTAL_CS_CODE>EPSG:32632</HORIZONTAL_CS_CODE>{sizes}</Tile_Geocoding></n1:Geometric_Info>"
        f"</n1:Level-{level}_Tile_ID>"
    )
