"""A button that plays the maps of the project year by year."""

from __future__ import annotations

from qgis.core import Qgis, QgsInterval, QgsProject
from qgis.gui import QgsMapCanvas

from ....processing.app.i18n import tr
from ....processing.layers.temporal import ALWAYS, frames_of_years, range_of_years
from ...widgets.small import button


class PlayYears:
    """Plays the years with QGIS's temporal controller, again and again, until the button is released.

    Args:
        canvas: Map canvas of QGIS.

    Attributes:
        button: Stays pressed while the years play; visible if the project has maps of two years.
    """

    def __init__(self, canvas: QgsMapCanvas) -> None:
        self._canvas = canvas
        self.button = button("play_years", tr("Play the Years"), tr("Show the maps year by year"))
        self.button.setCheckable(True)
        self.button.toggled.connect(self._toggled)
        self.render()

    def render(self) -> None:
        """Offer the button if there is something to play."""
        self.button.setVisible(range_of_years(QgsProject.instance()) is not None)

    def end(self) -> None:
        """Stop, and show all maps."""
        self.button.setChecked(False)

    def _toggled(self, down: bool) -> None:
        controller, years = self._canvas.temporalController(), range_of_years(QgsProject.instance())
        if controller is None:
            return
        if down and years is not None:
            controller.setNavigationMode(Qgis.TemporalNavigationMode.Animated)
            controller.setTemporalExtents(years)
            # Years without a map would be empty frames.
            controller.setAvailableTemporalRanges(frames_of_years(QgsProject.instance()))
            controller.setFrameDuration(QgsInterval(1, Qgis.TemporalUnit.IrregularStep))
            controller.setFramesPerSecond(1)
            controller.setLooping(True)
            controller.rewindToStart()
            controller.playForward()
        else:
            controller.pause()
            controller.setNavigationMode(Qgis.TemporalNavigationMode.Disabled)
            self._canvas.setTemporalRange(ALWAYS)
