"""Parameters that several algorithms have."""

from __future__ import annotations

from qgis.core import Qgis, QgsProcessingParameterNumber, QgsProcessingParameterString

from ..app.i18n import tr

INTEGER = Qgis.ProcessingNumberParameterType.Integer
NUMBER = Qgis.ProcessingNumberParameterType.Double

_DEVICES = ["auto", "cpu", "cuda:0", "cuda:1", "cuda:2", "cuda:3"]


def device_parameter(name: str) -> QgsProcessingParameterString:
    """A text with hints and no choice, which would become its default where a saved model names what is not here."""
    parameter = QgsProcessingParameterString(name, tr("Device"), "auto")
    parameter.setMetadata({"widget_wrapper": {"value_hints": _DEVICES}})
    return parameter


def number_parameter(
    name: str,
    title: str,
    kind: Qgis.ProcessingNumberParameterType,
    minimum: float | None = None,
    maximum: float | None = None,
    default: float | None = None,
) -> QgsProcessingParameterNumber:
    """A number; without a default it may be left out."""
    parameter = QgsProcessingParameterNumber(name, title, kind, default, optional=default is None)
    if minimum is not None and maximum is not None:
        parameter.setMinimum(minimum)
        parameter.setMaximum(maximum)
    return parameter


def text_parameter(name: str, title: str) -> QgsProcessingParameterString:
    """A text that may be left out."""
    return QgsProcessingParameterString(name, title, optional=True)
