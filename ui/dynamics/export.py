"""Writes the figures of a place as CSV, or their chart as a picture."""

from __future__ import annotations

import csv
from pathlib import Path

from qgis.PyQt.QtCore import QRectF, QSize, Qt
from qgis.PyQt.QtGui import QColor, QFont, QImage, QPainter, QPalette
from qgis.PyQt.QtSvg import QSvgGenerator

from ...contract.errors import OutputError
from ...contract.patient_files import replace
from ...processing.app.i18n import tr
from .chart import ChartData, draw_chart
from .figures import PlaceFigures

_WIDTH, _HEIGHT = 640, 360
_FONT_PX = 14
_FINER = 3
"""Pixels of the picture for each unit of the chart: enough for print."""


def filters() -> str:
    """Kinds of files, for a file dialog."""
    kinds = ((tr("Table"), "csv"), (tr("Picture of the chart"), "png"), (tr("Drawing of the chart"), "svg"))
    return ";;".join(f"{title} (*.{suffix})" for title, suffix in kinds)


def export(path: Path, figures: PlaceFigures, *, shares: bool) -> None:
    """Write a file in the format of its ending.

    Args:
        path: Path that ends in .csv, .png or .svg.
        figures: Figures of the place.
        shares: Whether a chart shows shares instead of areas.

    Raises:
        OutputError: The file cannot be written, or has another ending.
    """
    kind = path.suffix.lower()
    if kind not in {".csv", ".png", ".svg"}:
        raise OutputError(tr("{} is no table and no picture.").format(path.name), tr("Use .csv, .png or .svg."))
    # The draft has the same ending, from which Qt takes the format.
    draft = path.with_name(f"{path.stem}.part{path.suffix}")
    try:
        if kind == ".csv":
            _write_csv(draft, figures)
        else:
            _draw(draft, ChartData(figures.title, figures.rows, shares), vector=kind == ".svg")
        replace(draft, path)
    except OSError as error:
        raise OutputError(
            tr("{} cannot be written: {}.").format(path.name, error.strerror), tr("Choose another folder.")
        ) from None
    finally:
        draft.unlink(missing_ok=True)


def _write_csv(path: Path, figures: PlaceFigures) -> None:
    """A row a year with the column names of ``onemetre:dynamics``, and how the pixels were counted."""
    columns = ("year", "since", "observed_pct", "class_ha", "class_pct", "gain_ha", "loss_ha")
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["place", *columns, "one_pixel_of"])
        for row in figures.rows:
            values = [getattr(row, name) for name in columns]
            cells = ["" if value is None else round(value, 6) for value in values]
            writer.writerow([figures.title, *cells, figures.stride**2])


def _draw(path: Path, data: ChartData, *, vector: bool) -> None:
    font = QFont()
    font.setPixelSize(_FONT_PX)
    if vector:
        drawing = QSvgGenerator()
        drawing.setFileName(str(path))
        drawing.setSize(QSize(_WIDTH, _HEIGHT))
        drawing.setViewBox(QRectF(0, 0, _WIDTH, _HEIGHT))
        drawing.setTitle(data.title)
        painter = QPainter()
        if not painter.begin(drawing):
            raise OSError(0, tr("it cannot be opened"))
        painter.setFont(font)
        draw_chart(painter, QRectF(0, 0, _WIDTH, _HEIGHT), data, _paper())
        painter.end()
        return
    image = QImage(_FINER * _WIDTH, _FINER * _HEIGHT, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.scale(_FINER, _FINER)
    painter.setFont(font)
    draw_chart(painter, QRectF(0, 0, _WIDTH, _HEIGHT), data, _paper())
    painter.end()
    if not image.save(str(path)):
        raise OSError(0, tr("it cannot be opened"))


def _paper() -> QPalette:
    """Black on white, whatever the theme of QGIS."""
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Base, QColor("white"))
    palette.setColor(QPalette.ColorRole.Text, QColor("black"))
    return palette
