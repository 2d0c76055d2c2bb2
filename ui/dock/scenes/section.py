"""The dock's section Find Sentinel-2: years of which a service has scenes are mapped as if they were in the project."""

from __future__ import annotations

import dataclasses
import math
import weakref
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from qgis.gui import QgsAuthConfigSelect, QgsCheckableComboBox, QgsMapCanvas
from qgis.PyQt.QtCore import QSignalBlocker
from qgis.PyQt.QtWidgets import QComboBox, QFormLayout, QLineEdit

from ....contract.errors import EngineError, RequestError
from ....contract.imagery_services import find_service, presets
from ....contract.requests import Area, FindScenesRequest, FindScenesResult
from ....processing.algorithms.imagery.sentinel2composite import months_of
from ....processing.app.i18n import tr
from ....processing.client.engine_words import error_text
from ....processing.client.run_request import run_request
from ....processing.parameters.areas import crs_text
from ....processing.parameters.credentials import read_credentials
from ....processing.parameters.stac_services import connections
from ...background.background_task import BackgroundTask
from ...background.latest_only import LatestOnly
from ...widgets.small import button, choice, lead_to_fields, note, show_text
from ..parts.area_shape import Shape
from ..parts.section import Section
from ..state.planned_run import PlannedRun
from ..state.state import DockState
from .footprints import Footprints
from .kept_composites import KeptComposites
from .scene_table import SceneTable

FIRST_YEAR = 2015
"""Sentinel-2A began in June 2015."""

_MEGA = 1e6


class SceneSearchSection(Section):
    """Selects years to be mapped from Sentinel-2 scenes of a service.

    Args:
        state: State of the dock.
        canvas: Map canvas of QGIS.
        shape: Bound method that returns the area as polygons, or raises an EngineError; held weakly.
        composites: Bound method that returns the runs that make the composites of the ticked years; held weakly.
    """

    def __init__(
        self,
        state: DockState,
        canvas: QgsMapCanvas,
        shape: Callable[[], Shape],
        composites: Callable[[], dict[int, PlannedRun]],
    ) -> None:
        super().__init__("sentinel2", tr("Find Sentinel-2"), state)
        self._shape, self._composites = weakref.WeakMethod(shape), weakref.WeakMethod(composites)
        self._footprints = Footprints(canvas)
        self._lookup = LatestOnly()
        self._answer: FindScenesResult | None = None
        self._asked: object = None
        self._trouble = False
        self.years = QgsCheckableComboBox()
        self.months = QLineEdit()
        self.service = choice("search_service")
        self.auth = QgsAuthConfigSelect()
        self.find = button("find_scenes", tr("Find Scenes"), tr("List the scenes of the ticked years"))
        self.status = note("search_status")
        self.table = SceneTable()
        self.kept = KeptComposites()
        self._lay_out()
        self._connect()
        self.setCollapsed(not state.settings.search.years)
        self.render()

    def render(self, _: object = None) -> None:
        """Show the settings."""
        search = self.state.settings.search
        texts = [str(year) for year in search.years]
        if sorted(self.years.checkedItems()) != sorted(texts):
            with QSignalBlocker(self.years):
                self.years.deselectAllOptions()
                self.years.setCheckedItems(texts)
        if self.months.text().replace(" ", "") != search.months.replace(" ", ""):
            self.months.setText(search.months)
        with QSignalBlocker(self.service):
            index = self.service.findData(search.service)
            self.service.setCurrentIndex(index)
            if index < 0:
                self.service.setEditText(search.service)
        with QSignalBlocker(self.auth):
            if self.auth.configId() != search.auth:
                self.auth.setConfigId(search.auth)
        title = tr("Find Sentinel-2")
        self.setTitle(f"{title} ({', '.join(sorted(texts))})" if texts else title)
        if self._asked != self._question():
            self._forget()
        # What follows asks the disk.
        if self.isCollapsed():
            return
        takes_secrets = _takes_secrets(search.service)
        for part in (self.auth, self._form.labelForField(self.auth)):
            part.setVisible(takes_secrets)
        self.table.setVisible(self._answer is not None)
        self.kept.count()
        if not self._lookup.busy and not self._trouble:
            show_text(self.status, "\n".join(self._lines()))

    def close_section(self) -> None:
        """Remove everything from the map, and end the search."""
        self._lookup.stop()
        self._footprints.close()

    def _lay_out(self) -> None:
        self.years.setObjectName("search_years")
        self.years.setAccessibleName(tr("Years"))
        self.years.setDefaultText(tr("none"))
        this_year = datetime.now(UTC).year
        self.years.addItems([str(year) for year in range(this_year, FIRST_YEAR - 1, -1)])
        self.months.setObjectName("search_months")
        self.months.setToolTip(
            tr("Months of the year, for example 4-10 or 11,12,1; the same for all years to be compared")
        )
        self.service.setEditable(True)
        self.service.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        for service in presets():
            self.service.addItem(service.title, service.id)
        for address in connections():
            self.service.addItem(address, address)
        self.service.setToolTip(tr("A service, or the address of a STAC API with Sentinel-2 Level-2A"))
        self.auth.setObjectName("search_auth")
        self._form = QFormLayout()
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._form.addRow(tr("Years"), self.years)
        self._form.addRow(tr("Months"), self.months)
        self._form.addRow(tr("Service"), self.service)
        self._form.addRow(tr("Account"), self.auth)
        lead_to_fields(self._form)
        self.column.addLayout(self._form)
        for part in (self.find, self.status, self.table, self.kept):
            self.column.addWidget(part)
        self.table.setVisible(False)

    def _connect(self) -> None:
        self.years.checkedItemsChanged.connect(self._take_years)
        self.months.editingFinished.connect(self._take_months)
        self.service.activated.connect(self._take_service)
        self.service.lineEdit().editingFinished.connect(self._take_service)
        self.auth.selectedConfigIdChanged.connect(self._take_auth)
        self.find.clicked.connect(self._find)
        self.table.chosen.connect(self._show_footprints)
        self.collapsedStateChanged.connect(self.render)

    def _take_years(self, _: object = None) -> None:
        self._put(years=tuple(sorted(int(text) for text in self.years.checkedItems())))

    def _take_months(self) -> None:
        self._put(months=self.months.text().strip())

    def _take_service(self, _: object = None) -> None:
        known = self.service.findText(self.service.currentText())
        name = self.service.itemData(known) if known >= 0 else self.service.currentText().strip()
        self._put(service=name or presets()[0].id)

    def _take_auth(self, config: str) -> None:
        self._put(auth=config)

    def _put(self, **fields: object) -> None:
        search = dataclasses.replace(self.state.settings.search, **fields)  # type: ignore[arg-type]
        self.state.update(search=search)

    # -- the search ------------------------------------------------------------------------------------------------

    def _question(self) -> object:
        """What an answer depends on."""
        settings = self.state.settings
        return settings.search, settings.area, self.state.card and self.state.card.roles

    def _find(self) -> None:
        self._forget()
        try:
            request = self._request()
        except EngineError as error:
            self._tell_trouble(error)
            return
        show_text(self.status, tr("Looking for scenes..."))
        title = tr("OneMetre: looking for scenes")
        self._lookup.start(title, lambda feedback: run_request(request, FindScenesResult, feedback), self._found)

    def _request(self) -> FindScenesRequest:
        search, card, shape = self.state.settings.search, self.state.card, self._shape()
        if not search.years:
            raise RequestError(tr("No year is ticked."), tr("Tick one or several under Years."))
        polygons = shape() if shape is not None else None
        if polygons is None or not polygons.polygons or card is None:
            raise RequestError(tr("No area is chosen."), tr("Choose one under Area."))
        return FindScenesRequest(
            service=search.service,
            area=Area(wkt=tuple(one.asWkt() for one in polygons.polygons), crs=crs_text(polygons.crs)),
            years=search.years,
            months=months_of(search.months),
            roles=card.roles,
            credentials=read_credentials(search.auth, search.service),
        )

    def _found(self, task: BackgroundTask) -> None:
        if task.error is not None:
            self._tell_trouble(task.error)
            return
        self._answer = task.result
        self.table.show_scenes(task.result.scenes)
        self._show_footprints()
        self.render()

    def _tell_trouble(self, error: EngineError) -> None:
        self._trouble = True
        show_text(self.status, error_text(error))

    def _lines(self) -> list[str]:
        """A line for each ticked year of which something is known."""
        made, answer = self._made(), self._answer
        if answer is None:
            return list(made.values())
        return [made.get(year) or _amount(year, answer) for year in self.state.settings.search.years]

    def _made(self) -> dict[int, str]:
        """A line for each ticked year whose composite exists already."""
        composites = self._composites()
        lines = {}
        for year, run in (composites() if composites is not None else {}).items():
            path = Path(run.parameters["OUTPUT"])
            if path.exists():
                state = path.stat()
                day = datetime.fromtimestamp(state.st_mtime).astimezone().date().isoformat()
                text = tr("{}: the image of {} is used again ({} MB)")
                lines[year] = text.format(year, day, f"{state.st_size / _MEGA:,.1f}")
        return lines

    def _show_footprints(self, chosen: str = "") -> None:
        scenes = self._answer.scenes if self._answer is not None else ()
        self._footprints.show([scene.footprint for scene in scenes], chosen)

    def _forget(self) -> None:
        """Forget the answer to another question."""
        self._lookup.abandon()
        self._asked, self._answer, self._trouble = self._question(), None, False
        self.table.show_scenes(())
        self._show_footprints()


def _amount(year: int, result: FindScenesResult) -> str:
    scenes = sum(scene.date.startswith(str(year)) for scene in result.scenes)
    if not scenes:
        return tr("{}: no scene").format(year)
    size = result.megabytes.get(str(year), 0.0)
    return tr("{}: {} found, up to {} MB to fetch").format(year, scenes, f"{math.ceil(size):,}")


def _takes_secrets(service: str) -> bool:
    """Whether a service may want an account: its presets say so; of others nothing is known."""
    try:
        found = find_service(service)
    except RequestError:
        return False
    return found.signing == "s3" or found not in presets()
