"""Names of maps for people: what, where, when. They are titles of layers, groups and reports."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from datetime import date
from pathlib import PurePath

from qgis.core import QgsMapLayer, QgsProcessingContext, QgsProcessingFeatureSourceDefinition, QgsProject
from qgis.PyQt.QtCore import QDate

from ...contract.local_paths import is_local_path
from ..app.i18n import tr, ui_locale
from ..parameters.destinations import split_layer
from .raster_facts import without_dates

LONGEST = 60
"""Largest number of characters of a place."""

# Parts of the names of Sentinel-2 products and of their bands that tell nothing about the place.
_CODE = re.compile(r"S2[A-D]?|MSIL\d[AC]|L\d[AC]|N\d{4}|R\d{3}|B\d[\dA]|\d+m|SAFE", re.IGNORECASE)


def run_title(surface: str, place: str, when: date | int | None) -> str:
    """Title of the maps of a run, such as "Impervious surface, Bolzano, 12 Jun 2022".

    Args:
        surface: What is mapped.
        place: Name of the area or of the imagery; empty = not known.
        when: Day or year of the imagery; None = not known.
    """
    title = surface
    for part in (" ".join(place.split()), when_text(when)):
        title = tr("{}, {}").format(title, part) if part else title
    return title


def layer_titles(year: int | None) -> dict[str, str]:
    """Titles of the layers of a run below its group, by the name of the output."""
    if year is None:
        return {
            "POLYGONS": tr("Outlines"),
            "OUTPUT": tr("Map"),
            "PROBABILITY": tr("Probability"),
            "SUPERRESOLVED": tr("Super-resolved image"),
        }
    return {
        "POLYGONS": tr("{} outlines").format(year),
        "OUTPUT": tr("{} map").format(year),
        "PROBABILITY": tr("{} probability").format(year),
        "SUPERRESOLVED": tr("{} super-resolved image").format(year),
    }


def series_titles(year: int) -> dict[str, str]:
    """Titles of the layers of one year below the group of its series, by the kind of map."""
    return {
        "consistent_map": tr("{} consistent map").format(year),
        "map": tr("{} map").format(year),
        "consistent_probability": tr("{} consistent probability").format(year),
        "probability": tr("{} probability").format(year),
    }


def when_text(when: date | int | None) -> str:
    """A day or a year in the language of QGIS; empty = not known."""
    if not isinstance(when, date):
        return "" if when is None else str(when)
    return str(ui_locale().toString(QDate(when.year, when.month, when.day), tr("d MMM yyyy")))


def when_of(times: Sequence[date | int | None], year: int | None) -> date | int | None:
    """When several rasters were acquired: the day or year, if it is the same for all and in the year of the run.

    Args:
        times: Day or year of each raster; None = not known.
        year: Year that the run names, which then counts; None = it names none.
    """
    time = times[0] if times and len(set(times)) == 1 else None
    return time if time is not None and year in (None, time.year if isinstance(time, date) else time) else year


def place_of(names: Sequence[str]) -> str:
    """Place that the names of rasters tell: without dates and the codes of a product; empty = none."""
    places = [place for place in dict.fromkeys(map(_place_in, names)) if place]
    if len(places) > 1:
        return tr("{} and {} more").format(places[0], len(places) - 1)
    return places[0] if places else ""


def _place_in(name: str) -> str:
    words = re.split(r"[_\s]+", without_dates(name))
    place = " ".join(word for word in words if not _CODE.fullmatch(word)).strip(" -.,;()[]")
    if not place:
        # A product's name; a mere date tells no place.
        place = name if any(map(str.isalpha, name)) else ""
    return place if len(place) <= LONGEST else f"{place[: LONGEST - 1]}…"


def name_of_source(value: object, context: QgsProcessingContext) -> str:
    """Name of a layer or file given as a parameter, without opening it; empty = nothing given."""
    if isinstance(value, QgsProcessingFeatureSourceDefinition):
        value = value.source.staticValue()
    if isinstance(value, QgsMapLayer):
        return str(value.name())
    text = str(value or "")
    project = context.project()
    for layer in project.mapLayers().values() if project is not None else ():
        if text in (layer.id(), layer.source(), layer.name()):
            return str(layer.name())
    path, layer_name = split_layer(text)
    return layer_name or (PurePath(path).stem if is_local_path(path) else "")


def group_of(project: QgsProject | None, source: str) -> str:
    """Name of the group of the layer that has a source; empty = no layer, or a layer without a group."""
    for node in project.layerTreeRoot().findLayers() if project is not None else ():
        if node.layer() is not None and node.layer().source() == source:
            group = node.parent()
            return str(group.name()) if group.parent() is not None else ""
    return ""


def free_group(project: QgsProject, title: str) -> str:
    """A title that no group of the project has yet: the title itself, or with the first number that makes it so."""
    root = project.layerTreeRoot()
    numbered = (tr("{} ({})").format(title, number) for number in itertools.count(2))
    return next(name for name in itertools.chain([title], numbered) if root.findGroup(name) is None)


def title_in_tree(layer: QgsMapLayer) -> str:
    """Name of a layer with that of its group, which tells apart the maps of several runs."""
    group = group_of(layer.project(), layer.source())
    return tr("{}: {}").format(group, layer.name()) if group else str(layer.name())
