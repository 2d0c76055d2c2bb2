"""Facts about a raster layer: year, bands and pixel size."""

from __future__ import annotations

import html
import math
import re
from datetime import date
from pathlib import PurePath

from qgis.core import Qgis, QgsDistanceArea, QgsPointXY, QgsProject, QgsRasterLayer

from ...contract.band_names import BandInfo, name_band
from ..app.i18n import tr

_TAGS = (re.compile(r"\bONEMETRE_YEAR=(\d{4})\b"), re.compile(r"\bTIFFTAG_DATETIME=(\d{4})[:-](\d\d)[:-](\d\d)"))
_OWN = re.compile(r"\bONEMETRE_MODEL=")
_SENTINEL = re.compile(r"S2[A-D]_MSIL\d[AC]_((?:19|20)\d\d)(0[1-9]|1[0-2])([0-2]\d|3[01])T")
_DATES = (
    re.compile(r"(?<!\d)((?:19|20)\d\d)-(0[1-9]|1[0-2])(?:-([0-2]\d|3[01]))?(?!\d)"),
    re.compile(r"(?<!\d)((?:19|20)\d\d)(0[1-9]|1[0-2])([0-2]\d|3[01])(?:T\d{6})?(?!\d)"),
    re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)"),
)
# A band's row in the provider's description, the only place where QGIS shows the tags; its heading is translated.
_BAND_ROW = re.compile(r'<td class="highlight">[^<]*?(\d+)[^<\d]*</td><td><ul>(.*?)</ul>', re.DOTALL)
_TAG = re.compile(r"<li>([^=<]+)=(.*?)</li>", re.DOTALL)


def year_of(layer: QgsRasterLayer) -> int | None:
    """Year of a raster: from its temporal properties, its tags, a product's name, or a date in its names."""
    temporal = layer.temporalProperties()
    if temporal.isActive() and temporal.mode() == Qgis.RasterTemporalMode.FixedTemporalRange:
        begin = temporal.fixedTemporalRange().begin()
        if begin.isValid():
            return int(begin.date().year())
    if layer.providerType() == "gdal":
        facts = layer.dataProvider().htmlMetadata()
        for tag in _TAGS:
            if found := tag.search(facts):
                return int(found[1])
    # Folders may have other dates, for example of the download; a product's name is unambiguous.
    source = layer.source()
    if found := _SENTINEL.search(source):
        return int(found[1])
    return year_in(layer.name()) or year_in(PurePath(source).name)


def year_in(text: str) -> int | None:
    """Year of the first date in a text: a Sentinel-2 product's, an ISO date with or without dashes, a lone year."""
    for pattern in (_SENTINEL, *_DATES):
        if found := pattern.search(text):
            return int(found[1])
    return None


def date_of(layer: QgsRasterLayer) -> date | None:
    """Day on which a raster was acquired, from the same places as :func:`year_of`; None = no day of that year."""
    stated: list[date | None] = []
    temporal = layer.temporalProperties()
    if temporal.isActive() and temporal.mode() == Qgis.RasterTemporalMode.FixedTemporalRange:
        begin, end = temporal.fixedTemporalRange().begin().date(), temporal.fixedTemporalRange().end().date()
        stated.append(begin.toPyDate() if begin.isValid() and begin == end else None)
    if layer.providerType() == "gdal" and (found := _TAGS[1].search(layer.dataProvider().htmlMetadata())):
        stated.append(_day(found))
    stated += [date_in(text) for text in (layer.source(), layer.name(), PurePath(layer.source()).name)]
    year = year_of(layer)
    return next((day for day in stated if day is not None and day.year == year), None)


def date_in(text: str) -> date | None:
    """The first date with a day in a text, in one of the forms of :func:`year_in`; None = none."""
    for pattern in (_SENTINEL, *_DATES[:2]):
        for found in pattern.finditer(text):
            if (day := _day(found)) is not None:
                return day
    return None


def without_dates(text: str) -> str:
    """A text without its dates and years."""
    for pattern in _DATES:
        text = pattern.sub(" ", text)
    return text


def _day(found: re.Match[str]) -> date | None:
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except (TypeError, ValueError):
        # No day, or the 31st of February.
        return None


def is_map(layer: QgsRasterLayer) -> bool:
    """Whether OneMetre made the raster, which then is no imagery."""
    return layer.providerType() == "gdal" and bool(_OWN.search(layer.dataProvider().htmlMetadata()))


def refusal(layer: QgsRasterLayer) -> str:
    """Why a raster cannot be mapped, a sentence; empty = it can."""
    if layer.providerType() != "gdal":
        return tr(
            "It comes from the provider {}, which delivers pictures rather than measured values; export it as a "
            "GeoTIFF at the model's resolution if its terms allow that."
        ).format(layer.providerType())
    if not layer.isValid():
        return tr("QGIS cannot read it; repair its data source.")
    if not layer.crs().isValid():
        return tr("It has no coordinate system; set it in the layer's properties.")
    if _is_unplaced(layer):
        return tr("It has no geotransform; place it with the Georeferencer or with Warp (reproject).")
    return ""


def _is_unplaced(layer: QgsRasterLayer) -> bool:
    """Whether the coordinates of a raster are its columns and rows, or its pixels have no size."""
    extent = layer.extent()
    size = layer.rasterUnitsPerPixelX()
    return extent.isEmpty() or (size == 1 and extent.xMinimum() == 0 and 0 in (extent.yMinimum(), extent.yMaximum()))


def bands_of(layer: QgsRasterLayer) -> list[BandInfo]:
    """Bands of a layer, for :func:`onemetre.contract.band_roles.resolve_bands`."""
    provider = layer.dataProvider()
    tags = _band_tags(provider.htmlMetadata())
    return [
        name_band(
            number, provider.bandDescription(number), tags.get(number, {}), _color(provider.colorInterpretation(number))
        )
        for number in range(1, provider.bandCount() + 1)
    ]


def _band_tags(facts: str) -> dict[int, dict[str, str]]:
    """Band number -> tags, from the provider's description."""
    return {
        int(number): {html.unescape(key): html.unescape(value) for key, value in _TAG.findall(row)}
        for number, row in _BAND_ROW.findall(facts)
    }


def _color(kind: Qgis.RasterColorInterpretation) -> str:
    """A colour interpretation in the words of GDAL."""
    name = kind.name.removesuffix("Band").removesuffix("Index").lower()
    return {"swir": "sw_ir"}.get(name, name)


def pixel_metres(layer: QgsRasterLayer) -> float:
    """Pixel size on the ground at the centre of the raster, metres; 0 = unknown."""
    crs, extent = layer.crs(), layer.extent()
    if not crs.isValid() or extent.isEmpty() or not layer.width():
        return 0.0
    measure = QgsDistanceArea()
    measure.setSourceCrs(crs, QgsProject.instance().transformContext())
    measure.setEllipsoid(crs.ellipsoidAcronym() or "EPSG:7030")
    middle = extent.center()
    across = QgsPointXY(middle.x() + extent.width() / layer.width(), middle.y())
    metres = float(measure.measureLine(middle, across))
    return metres if math.isfinite(metres) else 0.0
