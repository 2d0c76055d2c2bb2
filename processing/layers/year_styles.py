"""Styles of the outputs of a comparison of years; the colours hold for people with any colour vision."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qgis.core import (
    QgsFeatureRenderer,
    QgsFillSymbol,
    QgsGraduatedSymbolRenderer,
    QgsPalettedRasterRenderer,
    QgsRasterDataProvider,
    QgsRasterRenderer,
    QgsRendererRange,
)
from qgis.PyQt.QtGui import QColor

from ...contract.year_colors import CHANGE_COLORS, GAIN, LOSS, STABLE_CLASS, STABLE_OTHER, year_colors
from ..app.i18n import tr
from .styles import OPACITY, VectorStyle

_NEVER = 0
_NO_LIMIT = 1e9
# Classes of the expansion intensity, percent a year, as usual in the literature: slow, low, medium, high and very high
# speed; from blue (shrinks) to brown (grows fast).
_GROWTH = (
    (-_NO_LIMIT, 0.0, "#998ec3"), (0.0, 0.28, "#fff5eb"), (0.28, 0.59, "#fdd0a2"), (0.59, 1.05, "#fdae6b"),
    (1.05, 1.92, "#e6550d"), (1.92, _NO_LIMIT, "#8c2d04"),
)  # fmt: skip

_Entry = tuple[int, str, str, bool]
"""Value, title, colour, and whether it is drawn."""


@dataclass(frozen=True)
class YearStyle:
    """Paletted by year, from dark to bright; pixels without a year are not drawn.

    Attributes:
        years: Years of the maps, ascending.
        first: Title of the first year; empty = the first year does not occur.
        never: Title of pixels without a year.
    """

    years: tuple[int, ...]
    first: str
    never: str

    def renderer(self, provider: QgsRasterDataProvider | None) -> QgsRasterRenderer:
        """Build the renderer for a layer's provider; None = for a style file."""
        colors = year_colors(self.years)
        entries: list[_Entry] = [(_NEVER, self.never, CHANGE_COLORS[STABLE_OTHER], False)]
        if self.first:
            entries.append((self.years[0], self.first, colors[self.years[0]], True))
        entries += [(year, str(year), colors[year], True) for year in self.years[1:]]
        return _paletted(provider, entries)


@dataclass(frozen=True)
class ChangeStyle:
    """Paletted by change: stable, gain and loss; what stayed the rest is not drawn.

    Attributes:
        surface: Title of the class.
        years: First and last year.
    """

    surface: str
    years: tuple[int, int]

    def renderer(self, provider: QgsRasterDataProvider | None) -> QgsRasterRenderer:
        """Build the renderer for a layer's provider; None = for a style file."""
        first, last = self.years
        titles = {
            STABLE_OTHER: tr("Other in {} and {}").format(first, last),
            STABLE_CLASS: tr("{} in {} and {}").format(self.surface, first, last),
            GAIN: tr("Gained by {}").format(last),
            LOSS: tr("Lost since {}").format(first),
        }
        entries = [(value, title, CHANGE_COLORS[value], value != STABLE_OTHER) for value, title in titles.items()]
        return _paletted(provider, entries)


@dataclass(frozen=True)
class GrowthStyle(VectorStyle):
    """Zones by their expansion intensity from the first to the last year.

    Attributes:
        years: First and last year.
    """

    years: tuple[int, int]

    def renderer(self) -> QgsFeatureRenderer:
        """Build the renderer for the layer with the figures: of the rows of a zone, the one of the whole time."""
        first, last = self.years
        ranges = [
            QgsRendererRange(low, high, _fill(color), _range_title(low, high), True)  # noqa: FBT003 - QGIS's order
            for low, high, color in _GROWTH
        ]
        wanted = f'if("zone" > 0 and "year" = {last} and "since" = {first}, "ueii_pct", NULL)'
        return QgsGraduatedSymbolRenderer(wanted, ranges)


def _paletted(provider: QgsRasterDataProvider | None, entries: Sequence[_Entry]) -> QgsRasterRenderer:
    classes = []
    for value, title, color, drawn in entries:
        shown = QColor(color)
        if not drawn:
            shown.setAlpha(0)
        classes.append(QgsPalettedRasterRenderer.Class(value, shown, title))
    renderer = QgsPalettedRasterRenderer(provider, 1, classes)
    renderer.setOpacity(OPACITY)
    return renderer


def _range_title(low: float, high: float) -> str:
    if low == -_NO_LIMIT:
        return tr("shrinks")
    return tr("above {} % a year").format(low) if high == _NO_LIMIT else tr("{} to {} % a year").format(low, high)


def _fill(color: str) -> QgsFillSymbol:
    return QgsFillSymbol.createSimple({"color": color, "outline_color": "#4d4d4d", "outline_width": "0.3"})
