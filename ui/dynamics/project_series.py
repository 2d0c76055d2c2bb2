"""The series of year maps in the project."""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass

from qgis.core import Qgis, QgsProject, QgsRasterLayer

from ...processing.app.i18n import tr
from ...processing.layers.map_names import run_title
from ...processing.layers.raster_facts import year_of

_TAG = r"<li>ONEMETRE_{}=(.*?)</li>"
_CLASSES = re.compile(_TAG.format("CLASSES"), re.DOTALL)
_NODATA = 255
_PARAMETERS = re.compile(_TAG.format("PARAMETERS"), re.DOTALL)


@dataclass(frozen=True)
class MapClass:
    """A class of a map.

    Attributes:
        value: Value of the pixels of the class.
        title: Title of the class in the file, in English.
    """

    value: int
    title: str


@dataclass(frozen=True)
class YearSeries:
    """Maps of the same classes, one a year, of one grid.

    Attributes:
        title: Name for people.
        layers: Year and id of the layer, ascending.
        classes: Classes that can be counted, the mapped one first.
    """

    title: str
    layers: tuple[tuple[int, str], ...]
    classes: tuple[MapClass, ...]


@dataclass(frozen=True)
class _Kind:
    """What maps must have in common to be compared."""

    classes: tuple[MapClass, ...]
    consistent: bool
    crs: str
    pixel: float


def find_series(project: QgsProject) -> list[YearSeries]:
    """Series of maps of at least two years, in the order of the layers.

    The maps of one group of the layer tree are a series; those of groups with one year each are one together. Of two
    maps of a year the upper one counts.
    """
    found: dict[_Kind, list[tuple[str, int, QgsRasterLayer]]] = {}
    for node in project.layerTreeRoot().findLayers():
        layer = node.layer()
        if isinstance(layer, QgsRasterLayer) and (kind := _kind_of(layer)) and (year := year_of(layer)):
            found.setdefault(kind, []).append((node.parent().name(), year, layer))
    series: list[YearSeries] = []
    for kind, maps in found.items():
        groups: dict[str, dict[int, QgsRasterLayer]] = {}
        for group, year, layer in maps:
            groups.setdefault(group, {}).setdefault(year, layer)
        loose: dict[int, QgsRasterLayer] = {}
        for group, years in groups.items():
            if group and len(years) > 1:
                series.append(_series(group, years, kind))
            else:
                for year, layer in years.items():
                    loose.setdefault(year, layer)
        if len(loose) > 1:
            title = run_title(tr(kind.classes[0].title), "", None)
            series.append(_series(tr("{}, {}").format(title, f"{min(loose)}-{max(loose)}"), loose, kind))
    return series


def _series(title: str, years: dict[int, QgsRasterLayer], kind: _Kind) -> YearSeries:
    name = tr("{}, consistent").format(title) if kind.consistent else title
    return YearSeries(name, tuple((year, years[year].id()) for year in sorted(years)), kind.classes)


def _kind_of(layer: QgsRasterLayer) -> _Kind | None:
    """What a layer is a map of; None = it is no map of classes, or lies in no coordinate system."""
    provider = layer.dataProvider()
    single = provider is not None and layer.isValid() and layer.providerType() == "gdal" and layer.bandCount() == 1
    if not single or provider.dataType(1) != Qgis.DataType.Byte or not layer.crs().isValid():
        return None
    if provider.bandDescription(1).startswith("probability"):
        return None
    facts = provider.htmlMetadata()
    classes = _entries(facts)
    if len(classes) < 2:
        return None
    # A map of one class has the rest first, which nobody asks for.
    mapped = classes[1:] if len(classes) == 2 else classes
    consistent = '"consistency"' in _text(_PARAMETERS, facts)
    return _Kind(tuple(mapped), consistent, layer.crs().toWkt(), round(layer.rasterUnitsPerPixelX(), 9))


def _entries(facts: str) -> list[MapClass]:
    try:
        entries = [MapClass(int(entry["value"]), str(entry["title"])) for entry in json.loads(_text(_CLASSES, facts))]
    except (ValueError, KeyError, TypeError, RecursionError):
        # The file is not ours, whatever its tag says.
        return []
    return entries if all(0 <= entry.value < _NODATA for entry in entries) else []


def _text(pattern: re.Pattern[str], facts: str) -> str:
    found = pattern.search(facts)
    return html.unescape(found[1]) if found else ""
