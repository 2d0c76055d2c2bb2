"""QGIS's network settings for pip: proxy and trusted certificates."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

from qgis.core import QgsApplication, QgsSettings
from qgis.PyQt.QtCore import QProcessEnvironment, QUrl
from qgis.PyQt.QtNetwork import QNetworkProxy, QNetworkProxyFactory, QNetworkProxyQuery

_TYPES = {
    "HttpProxy": QNetworkProxy.ProxyType.HttpProxy,
    "HttpCachingProxy": QNetworkProxy.ProxyType.HttpProxy,
    "Socks5Proxy": QNetworkProxy.ProxyType.Socks5Proxy,
}
_SCHEMES = {QNetworkProxy.ProxyType.HttpProxy: "http", QNetworkProxy.ProxyType.Socks5Proxy: "socks5"}


@dataclass(frozen=True)
class Network:
    """Network settings for pip.

    Attributes:
        proxy: Address of the proxy with user name and password; empty = that of the environment variables.
        without_proxy: Hosts to reach without the proxy.
        certificates: Certificates that QGIS trusts, PEM; empty = pip's own list is enough.
    """

    proxy: str = ""
    without_proxy: tuple[str, ...] = ()
    certificates: str = ""

    def without_password(self, text: str) -> str:
        """Mask the proxy's user name and password in a text."""
        login = urlsplit(self.proxy).netloc.rpartition("@")[0]
        return text.replace(login, "***") if login else text

    def apply(self, environment: QProcessEnvironment, bundle: Path) -> None:
        """Set the variables for pip; a certificate file set by the user stays.

        Args:
            environment: Variables of the process; modified in place.
            bundle: File that contains the certificates.
        """
        if self.proxy:
            # Not among the arguments, where every user of the machine could read the password.
            for name in ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"):
                environment.insert(name, self.proxy)
            for name in ("NO_PROXY", "no_proxy"):
                environment.insert(name, ",".join(self.without_proxy))
            environment.remove("PIP_PROXY")
        own = any(environment.contains(name) for name in ("PIP_CERT", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"))
        if self.certificates and not own:
            environment.insert("PIP_CERT", str(bundle))


def qgis_network() -> Network:
    """Network settings of this QGIS; for the main thread, since QGIS may ask for its master password."""
    settings = QgsSettings()
    # QGIS itself reads these two keys; the second one has replaced the first.
    excluded = [*_texts(settings.value("proxy/noProxyUrls")), *_texts(settings.value("proxy/proxyExcludedUrls"))]
    proxy = _proxy(settings)
    address = ""
    if proxy.type() in _SCHEMES and proxy.hostName():
        login = f"{quote(proxy.user(), safe='')}:{quote(proxy.password(), safe='')}@" if proxy.user() else ""
        address = f"{_SCHEMES[proxy.type()]}://{login}{proxy.hostName()}:{proxy.port()}"
    manager = QgsApplication.authManager()
    certificates = b"" if manager.isDisabled() else bytes(manager.trustedCaCertsPemText())
    hosts = tuple(QUrl(text).host() or text for text in excluded)
    return Network(address, hosts, certificates.decode(errors="replace"))


def _proxy(settings: QgsSettings) -> QNetworkProxy:
    """Proxy of QGIS's options; of type NoProxy if none is set."""
    if not settings.value("proxy/proxyEnabled", defaultValue=False, type=bool):
        return QNetworkProxy(QNetworkProxy.ProxyType.NoProxy)
    kind = settings.value("proxy/proxyType", "", type=str)
    if kind == "DefaultProxy":
        return QNetworkProxyFactory.systemProxyForQuery(QNetworkProxyQuery(QUrl("https://pypi.org/")))[0]
    proxy = QNetworkProxy(
        _TYPES.get(kind, QNetworkProxy.ProxyType.NoProxy),
        settings.value("proxy/proxyHost", "", type=str),
        settings.value("proxy/proxyPort", 0, type=int),
        settings.value("proxy/proxyUser", "", type=str),
        settings.value("proxy/proxyPassword", "", type=str),
    )
    if stored := settings.value("proxy/authcfg", "", type=str):
        _, proxy = QgsApplication.authManager().updateNetworkProxy(proxy, stored)
    return proxy


def _texts(value: object) -> list[str]:
    """Entries of a list setting, which QGIS stores as plain text if it has one entry."""
    texts = value if isinstance(value, list) else [value]
    return [str(text) for text in texts if text]
