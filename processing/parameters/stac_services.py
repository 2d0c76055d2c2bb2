"""The parameter that names a STAC service: presets, the connections of QGIS, or any address."""

from __future__ import annotations

import qgis.core
from qgis.core import QgsProcessingParameterString

from ...contract.imagery_services import presets


def hinted_service(name: str, title: str) -> QgsProcessingParameterString:
    """A text with the known services as suggestions; the default is the first preset."""
    parameter = QgsProcessingParameterString(name, title, presets()[0].id)
    hints = [*(service.id for service in presets()), *connections()]
    parameter.setMetadata({"widget_wrapper": {"value_hints": hints}})
    return parameter


def connections() -> list[str]:
    """Addresses of the STAC connections that the user has in QGIS, which has them in Python since 3.44."""
    connection = getattr(qgis.core, "QgsStacConnection", None)
    if connection is None:
        return []
    return [str(connection.connection(name).url) for name in connection.connectionList()]
