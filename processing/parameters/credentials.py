"""Secrets for online services, from QGIS's authentication manager: they go to the engine's standard input only."""

from __future__ import annotations

from dataclasses import replace

from qgis.core import QgsApplication, QgsAuthMethodConfig, QgsNetworkAccessManager
from qgis.PyQt.QtCore import QUrl
from qgis.PyQt.QtNetwork import QNetworkRequest

from ...contract.errors import RequestError
from ...contract.imagery_services import find_service
from ...contract.requests import Credentials
from ..app.i18n import tr
from ..runtime.pip_network import qgis_network

# QGIS's own time-out may be set to none.
_SHORTEST_S, _LONGEST_S = 5.0, 600.0


def read_credentials(config: str, service: str) -> Credentials:
    """QGIS's network settings, and the secrets of an authentication configuration; for the main thread.

    Args:
        config: Id of the configuration; empty = none.
        service: Id or address of the service.

    Raises:
        RequestError: The configuration does not exist or cannot be opened.
    """
    network = qgis_network()
    through = Credentials(
        proxy=network.proxy,
        without_proxy=network.without_proxy,
        certificates=network.certificates,
        timeout=min(max(QgsNetworkAccessManager.timeout() / 1000, _SHORTEST_S), _LONGEST_S),
    )
    if not config:
        return through
    manager = QgsApplication.authManager()
    found = find_service(service)
    if found.signing == "s3":
        details = QgsAuthMethodConfig()
        if not manager.loadAuthenticationConfig(config, details, True):  # noqa: FBT003 - QGIS takes it by position
            raise _unreadable(config)
        return replace(through, access_key=details.config("username"), secret_key=details.config("password"))
    request = QNetworkRequest(QUrl(found.url))
    result = manager.updateNetworkRequest(request, config)
    if not (result[0] if isinstance(result, tuple) else result):
        raise _unreadable(config)
    names = [bytes(name.data()).decode("ascii", errors="replace") for name in request.rawHeaderList()]
    return replace(through, headers={name: _text(request, name) for name in names})


def _text(request: QNetworkRequest, name: str) -> str:
    return bytes(request.rawHeader(name.encode()).data()).decode("latin-1")


def _unreadable(config: str) -> RequestError:
    return RequestError(
        tr("The authentication configuration {} cannot be opened.").format(config),
        tr("Check it in QGIS's options, under Authentication, and enter the master password."),
    )
