"""Parameters shared by several algorithms."""

from __future__ import annotations

from qgis.core import Qgis, QgsProcessingParameterNumber, QgsProcessingParameterString

from ..app.i18n import tr

INTEGER = Qgis.ProcessingNumberParameterType.Integer
NUMBER = Qgis.ProcessingNumberParameterType.Double

_DEVICES = ["auto", "cpu", "cuda:0", "cuda:1", "cuda:2", "cuda:3"]


def device_parameter(name: str) -> QgsProcessingParameterString:
    """A text with hints; a choice would fall back to its default if a saved model names a device not found here."""
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
    """A number; it is optional if it has no default."""
    parameter = QgsProcessingParameterNumber(name, title, kind, default, optional=default is None)
    if minimum is not None and maximum is not None:
        parameter.setMinimum(minimum)
        parameter.setMaximum(maximum)
    return parameter


def text_parameter(name: str, title: str) -> QgsProcessingParameterString:
    """An optional text."""
    return QgsProcessingParameterString(name, title, optional=True)
