"""Details of one raster in the dock: thumbnail, year, the band of each role, scale and offset."""

from __future__ import annotations

import dataclasses
import itertools

from qgis.core import Qgis, QgsRasterLayer
from qgis.gui import QgsSpinBox
from qgis.PyQt.QtCore import QSignalBlocker, Qt
from qgis.PyQt.QtGui import QImage, QPixmap
from qgis.PyQt.QtWidgets import QComboBox, QFormLayout, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from ....contract.band_names import BandInfo
from ....contract.band_roles import ALPHA, of_roles, resolve_bands
from ....contract.errors import BandError
from ....processing.app.i18n import tr, translatable
from ....processing.client.engine_words import error_text
from ....processing.layers.raster_facts import bands_of
from ....processing.parameters.band_text import parse_bands
from ...background.background_task import BackgroundTask
from ...background.latest_only import LatestOnly
from ...widgets.project_rasters import project_rasters
from ...widgets.small import choice, note, show_text
from ...widgets.thumbnail import SIDE, thumbnail
from ..state.planned_runs import layers_of_image
from ..state.settings import ImageChoice
from ..state.state import DockState
from .values_box import ValuesBox

_ROLES = {
    "red": translatable("red"),
    "green": translatable("green"),
    "blue": translatable("blue"),
    "nir": translatable("near infrared"),
}
_FIXED_ROWS = 2
_NATURAL = ("red", "green", "blue")
_NO_YEAR, _FIRST_YEAR, _LAST_YEAR = 1899, 1900, 2200


class BandsPanel(QWidget):
    """Shows and edits one raster.

    Args:
        state: State of the dock.
    """

    def __init__(self, state: DockState) -> None:
        super().__init__()
        self._state = state
        self._source = ""
        self._pictured: tuple[str, tuple[int, ...]] = ("", ())
        self._lookup = LatestOnly()
        self.picture = QLabel()
        self.picture.setObjectName("thumbnail")
        self.picture.setFixedSize(SIDE, SIDE)
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture.setToolTip(tr("Natural colours from the chosen bands; if they look wrong, the bands are wrong."))
        self.year = QgsSpinBox()
        self.year.setObjectName("year")
        self.year.setRange(_NO_YEAR, _LAST_YEAR)
        self.year.setClearValue(_NO_YEAR, tr("unknown"))
        self.roles: dict[str, QComboBox] = {}
        self.alpha = choice("alpha_band")
        self.alpha.setToolTip(tr("Band that marks pixels with data; where it is 0, the map has none."))
        self.problem = note("bands_problem")
        self.values = ValuesBox()
        self.guess = QToolButton()
        self.guess.setObjectName("guess_bands")
        self.guess.setText(tr("Guess the Bands"))
        self._form = QFormLayout()
        self._form.setContentsMargins(0, 0, 0, 0)
        # In a narrow dock a long role name goes above its band.
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._form.addRow(tr("&Year"), self.year)
        self._form.addRow(tr("Alpha band"), self.alpha)
        row = QHBoxLayout()
        row.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._form, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(self.problem)
        column.addWidget(self.guess)
        column.addWidget(self.values)
        # Otherwise the raster moves to another year at each digit.
        self.year.setKeyboardTracking(False)
        self.year.valueChanged.connect(self._take_year)
        self.alpha.activated.connect(self._take_bands)
        self.guess.clicked.connect(self._forget_bands)
        self.values.changed.connect(self._take_values)

    def show_image(self, source: str) -> None:
        """Show the raster with this source; an empty source hides the panel."""
        self._source = source
        image, layer = self._state.settings.image(source), project_rasters().get(source)
        self.setVisible(image is not None and layer is not None)
        if image is None or layer is None:
            return
        with QSignalBlocker(self.year):
            self.year.setValue(_NO_YEAR if image.year is None else image.year)
        self.guess.setVisible(bool(image.bands))
        self.values.show_values(image.scale, image.offset)
        bands = bands_of(layer)
        card = self._state.card
        same_year = [other for other in self._state.settings.chosen if other.year == image.year]
        whole = layers_of_image(same_year) if image in same_year else []
        self._show_roles(card.roles if card and not whole else (), bands)
        problem = tr("One band of an image in {} files, by their names.").format(len(whole)) if whole else ""
        try:
            _resolve(image, tuple(self.roles), bands, layer.name())
        except BandError as error:
            problem = error_text(error)
        show_text(self.problem, problem)
        found = _one_by_one(image, tuple(self.roles), bands, layer.name())
        for box, number in zip(self.roles.values(), found, strict=True):
            with QSignalBlocker(box):
                box.setCurrentIndex(box.findData(number))
        self._show_alpha(image, layer, bands)
        self._show_picture(layer, image, bands)

    def stop(self) -> None:
        """Stop all background work."""
        self._lookup.stop()

    def _show_roles(self, roles: tuple[str, ...], bands: list[BandInfo]) -> None:
        texts = [(_band_text(band), band.number) for band in bands]
        if tuple(self.roles) == roles and all(_entries(box) == texts for box in self.roles.values()):
            return
        while self._form.rowCount() > _FIXED_ROWS:
            self._form.removeRow(_FIXED_ROWS)
        self.roles = {}
        for role in roles:
            box = choice(f"band_{role}")
            for text, number in texts:
                box.addItem(text, number)
            box.activated.connect(self._take_bands)
            self._form.addRow(_role_text(role), box)
            self.roles[role] = box
        # New rows would come last.
        for before, after in itertools.pairwise([self.alpha, *self.roles.values()]):
            self.setTabOrder(before, after)

    def _show_alpha(self, image: ImageChoice, layer: QgsRasterLayer, bands: list[BandInfo]) -> None:
        """Offer a last band of a picture that may be an alpha band but is not declared as one."""
        last, used = bands[-1], {box.currentData() for box in self.roles.values()}
        is_picture = layer.dataProvider().dataType(last.number) == Qgis.DataType.Byte
        offered = is_picture and len(bands) > len(_NATURAL) and last.color != ALPHA and last.number not in used
        with QSignalBlocker(self.alpha):
            self.alpha.clear()
            self.alpha.addItem(tr("none"), None)
            self.alpha.addItem(_band_text(last), last.number)
            self.alpha.setCurrentIndex(1 if ALPHA in parse_bands(image.bands) else 0)
        for part in (self.alpha, self._form.labelForField(self.alpha)):
            part.setVisible(offered)

    def _take_year(self, year: int) -> None:
        self._put(year=None if year < _FIRST_YEAR else year)

    def _forget_bands(self) -> None:
        self._put(bands="")

    def _take_bands(self) -> None:
        chosen = {role: box.currentData() for role, box in self.roles.items()}
        chosen[ALPHA] = self.alpha.currentData()
        self._put(bands=",".join(f"{role}={number}" for role, number in chosen.items() if number is not None))

    def _take_values(self, scale: float | None, offset: float | None) -> None:
        self._put(scale=scale, offset=offset)

    def _put(self, **fields: object) -> None:
        image = self._state.settings.image(self._source)
        if image is not None:
            self._state.put(self._state.settings.with_image(dataclasses.replace(image, **fields)))  # type: ignore[arg-type]

    def _show_picture(self, layer: QgsRasterLayer, image: ImageChoice, bands: list[BandInfo]) -> None:
        try:
            natural = _resolve(image, _NATURAL, bands, layer.name())
        except BandError:
            numbers = [band.number for band in bands if band.color != "alpha"]
            natural = tuple((numbers * 3)[:3]) if len(numbers) < len(_NATURAL) else tuple(numbers[:3])
        wanted = (layer.source(), natural)
        if wanted == self._pictured or not natural:
            return
        self._pictured = wanted
        self.picture.setText("...")
        # The layer's provider belongs to the GUI thread.
        provider = layer.dataProvider().clone()
        title = tr("Thumbnail of {}").format(layer.name())
        self._lookup.start(title, lambda _: thumbnail(provider, natural), self._take_picture)

    def _take_picture(self, task: BackgroundTask) -> None:
        if isinstance(task.result, QImage):
            self.picture.setPixmap(QPixmap.fromImage(task.result))
        else:
            self.picture.setText(tr("no picture"))


def _role_text(role: str) -> str:
    """A role for display, with its name in BANDS if that differs."""
    word = tr(_ROLES.get(role, role))
    return role if word == role else f"{word} ({role})"


def _resolve(image: ImageChoice, roles: tuple[str, ...], bands: list[BandInfo], name: str) -> tuple[int, ...]:
    return resolve_bands(of_roles(parse_bands(image.bands), roles), roles, bands, name)


def _one_by_one(image: ImageChoice, roles: tuple[str, ...], bands: list[BandInfo], name: str) -> list[int | None]:
    """The band of each role, resolved separately; None = unknown."""
    found: list[int | None] = []
    for role in roles:
        try:
            found.append(_resolve(image, (role,), bands, name)[0])
        except BandError:
            found.append(None)
    return found


def _entries(box: QComboBox) -> list[tuple[str, int]]:
    return [(box.itemText(i), box.itemData(i)) for i in range(box.count())]


def _band_text(band: BandInfo) -> str:
    name = band.name or ("" if band.color == "undefined" else band.color)
    return f"{band.number}: {name}" if name else str(band.number)
