"""The small plot."""

from __future__ import annotations

import math

import pytest
from qgis.PyQt.QtGui import QColor, QImage, QPalette

from onemetre.ui.widgets.line_plot import Curves


def look(curves: Curves, width: int = 300) -> QImage:
    curves.resize(width, 150)
    return curves.grab().toImage()


def share_of(image: QImage, color: QColor) -> float:
    """Of the pixels that have about this colour."""
    near = 0
    for y in range(image.height()):
        for x in range(image.width()):
            seen = image.pixelColor(x, y)
            gaps = (seen.red() - color.red(), seen.green() - color.green(), seen.blue() - color.blue())
            near += max(map(abs, gaps)) < 40
    return near / (image.width() * image.height())


@pytest.fixture
def curves(qgis_app: object) -> Curves:
    return Curves("Loss", "step")


def test_it_grows_and_tells_its_last_figures(curves: Curves) -> None:
    empty = look(curves)
    curves.add("samples", 1, 0.7)
    one = look(curves)
    curves.add("samples", 200, 0.5)
    curves.add("adversarial", 200, 0.25)
    two = look(curves)
    assert empty != one and one != two
    assert curves.accessibleDescription() == "step 200: samples 0.5, adversarial 0.25"
    curves.clear()
    assert look(curves) == empty
    assert curves.accessibleDescription() == ""


def test_what_is_no_number_is_left_out(curves: Curves) -> None:
    curves.add("samples", 1, 0.7)
    before = look(curves)
    for x, y in ((2, math.nan), (math.inf, 0.5), (3, -math.inf)):
        curves.add("samples", x, y)
    assert look(curves) == before


@pytest.mark.parametrize("values", [[0.0, 0.0], [1e-12, 3e-12], [-5e8, 5e8], [7.0], [99.99, 100.0]])
def test_any_range_is_drawn(curves: Curves, values: list[float]) -> None:
    for x, y in enumerate(values):
        curves.add("line", x, y)
    assert share_of(look(curves), QColor("#0060a8")) > 0.0005


def test_it_takes_its_colours_from_the_palette(curves: Curves) -> None:
    for x in range(10):
        curves.add("line", x, x)
    bright = look(curves)
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Base, QColor("#202020"))
    palette.setColor(QPalette.ColorRole.Text, QColor("#f0f0f0"))
    curves.setPalette(palette)
    dark = look(curves)
    assert share_of(bright, QColor("white")) > 0.5 and share_of(dark, QColor("#202020")) > 0.5
    assert share_of(bright, QColor("#0060a8")) > 0.005 and share_of(dark, QColor("#6cb6ff")) > 0.005
