"""Presents the layers of a comparison of years: styles beside the rasters, names and order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from qgis.core import QgsProcessingFeedback

from ..app.i18n import tr
from .map_names import run_title
from .presentation import Presentation
from .styles import Style, VectorStyle, write_sidecar
from .year_styles import ChangeStyle, GrowthStyle, YearStyle

OUTPUT, LOST, CHANGE, TABLE = "OUTPUT", "LOST", "CHANGE", "TABLE"


def growth_layers(
    made: Mapping[str, str],
    surface: str,
    place: str,
    years: Sequence[int],
    feedback: QgsProcessingFeedback,
    *,
    zones: bool,
) -> list[tuple[str, str, Presentation]]:
    """Name of the output, path and presentation of each layer, from the top down; the style files are written.

    Args:
        made: Name of the output -> path, for the outputs that there are.
        surface: Title of the class.
        place: Name of the place; empty = not known.
        years: Years of the maps, ascending.
        feedback: Receives a warning where a style file cannot be written.
        zones: Whether there are zones, whose growth is shown.
    """
    ends = years[0], years[-1]
    first = tr("{} or before").format(ends[0])
    looks: dict[str, tuple[str, Style | VectorStyle]] = {
        TABLE: (tr("growth by zone"), GrowthStyle(ends)),
        CHANGE: (tr("change"), ChangeStyle(surface, ends)),
        OUTPUT: (tr("first year"), YearStyle(tuple(years), first, tr("Never"))),
        LOST: (tr("year of the loss"), YearStyle(tuple(years), "", tr("Never"))),
    }
    title, span = run_title(surface, place, None), tr("{} to {}").format(*ends)
    layers = []
    for name, (what, style) in looks.items():
        if name not in made:
            continue
        if not isinstance(style, VectorStyle):
            _write_style(made[name], style, feedback)
        visible = name == CHANGE or (name == OUTPUT and CHANGE not in made) or (name == TABLE and zones)
        short = tr("{}, {}").format(what[:1].upper() + what[1:], span)
        look = Presentation(tr("{}, {}, {}").format(title, what, span), style, None, None, visible, short)
        layers.append((name, made[name], look))
    return layers


def _write_style(path: str, style: Style, feedback: QgsProcessingFeedback) -> None:
    try:
        write_sidecar(path, style)
    except OSError as error:
        feedback.pushWarning(tr("The style file of {} cannot be written: {}.").format(path, error.strerror))
