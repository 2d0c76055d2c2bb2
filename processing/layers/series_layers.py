"""Presents the maps of a year series: styles beside the files, and one group that the temporal controller plays."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from qgis.core import QgsProcessingContext, QgsProcessingFeedback

from ...contract.card import ModelCard
from ...contract.requests import MappedYear
from ..app.i18n import tr
from .map_names import place_of, run_title, series_titles
from .presentation import Presentation, load_files
from .styles import ClassStyle, ProbabilityStyle, Style, classes_of, target_color, write_sidecar


def load_series(
    context: QgsProcessingContext, years: Sequence[MappedYear], target: str, card: ModelCard | None, group: str
) -> None:
    """Schedule the maps for loading, the latest on top; consistent ones are ticked, those of single years not.

    Each map shows until the year before that of the next one, so that the controller finds no gap.

    Args:
        context: Context that receives the layers.
        years: The years, ascending.
        target: Name of the class.
        card: Card of the model; None = it is not available, and the maps have no style.
        group: Name of the group.
    """
    style = ClassStyle(classes_of(card, target)) if card is not None else None
    ends = [after.year - 1 for _, after in pairwise(years)] + [years[-1].year]
    ticked: list[tuple[str, str, Presentation]] = []
    others: list[tuple[str, str, Presentation]] = []
    for one, until in zip(years, ends, strict=True):
        titles = series_titles(one.year)
        for kind, path in (("consistent_map", one.consistent_map), ("map", one.map)):
            if path:
                shown = kind == "consistent_map" or not one.consistent_map
                look = Presentation(titles[kind], style, one.year, card, shown, titles[kind], until)
                (ticked if shown else others).append((kind, path, look))
    load_files(context, [*reversed(ticked), *reversed(others)], group)


def write_series_styles(
    years: Sequence[MappedYear], target: str, card: ModelCard, feedback: QgsProcessingFeedback
) -> None:
    """Write the .qml beside every raster that the run made; what cannot be written is a warning."""
    classes, percent = ClassStyle(classes_of(card, target)), ProbabilityStyle(target_color(card, target))
    for one in years:
        styles: dict[str, Style] = {
            one.map: classes,
            one.consistent_map: classes,
            one.consistent_probability: percent,
        }
        if one.map:
            # Probabilities that were given have their own style.
            styles[one.probability] = percent
        for path, style in styles.items():
            try:
                if path:
                    write_sidecar(path, style)
            except OSError as error:
                feedback.pushWarning(tr("The style file of {} cannot be written: {}.").format(path, error.strerror))


def series_title(years: Sequence[MappedYear], target: str, card: ModelCard | None, names: Sequence[str]) -> str:
    """What, where and when: "Impervious surface, Bolzano, 2017-2023".

    Args:
        years: The years, ascending.
        target: Name of the class.
        card: Card of the model; None = it is not available.
        names: Names of the rasters, which may tell the place.
    """
    surface = classes_of(card, target)[-1].title if card is not None else target
    places = {place for name in names if (place := place_of([name]))}
    place = places.pop() if len(places) == 1 else ""
    return tr("{}, {}").format(run_title(surface, place, None), f"{years[0].year}-{years[-1].year}")
