"""Fields of a layer of points that hold a label: the first one, and the second opinion on a share of the points."""

from __future__ import annotations

from dataclasses import dataclass

from qgis.core import QgsField
from qgis.PyQt.QtCore import QMetaType

from ...processing.layers.sample_layer import LABEL


@dataclass(frozen=True)
class Opinion:
    """Names of the fields of one opinion.

    Attributes:
        label: Class, or not sure.
        interpreter: Who labelled the point.
        time: When, in UTC.
    """

    label: str
    interpreter: str
    time: str

    @property
    def fields(self) -> tuple[QgsField, ...]:
        """The fields as the layer gets them."""
        return (
            QgsField(self.label, QMetaType.Type.Int),
            QgsField(self.interpreter, QMetaType.Type.QString),
            QgsField(self.time, QMetaType.Type.QDateTime),
        )


FIRST = Opinion(LABEL, "interpreter", "labelled_at")
SECOND = Opinion("second_label", "second_interpreter", "second_labelled_at")
