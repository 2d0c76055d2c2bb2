"""Translation of what people read."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsSettings
from qgis.PyQt.QtCore import QCoreApplication, QLocale, QTranslator

FOLDER = Path(__file__).parents[2] / "resources" / "i18n"


def tr(text: str) -> str:
    """The text in the language of QGIS."""
    return QCoreApplication.translate("OneMetre", text)


def translatable(text: str) -> str:
    """Marks a text of a table, which :func:`tr` translates when it is shown."""
    return text


def install_translator() -> QTranslator | None:
    """Have :func:`tr` translate into the language of QGIS from now on.

    Returns:
        To be kept, and given to :func:`remove_translator`; None = OneMetre does not speak the language.
    """
    translator = QTranslator()
    if not translator.load(_locale(), "onemetre", "_", str(FOLDER), ".qm"):
        return None
    QCoreApplication.installTranslator(translator)
    return translator


def remove_translator(translator: QTranslator) -> None:
    """Undo :func:`install_translator`."""
    QCoreApplication.removeTranslator(translator)


def _locale() -> QLocale:
    """The language of QGIS's own words; its numbers may follow another locale."""
    values = QgsSettings()
    if values.value("locale/overrideFlag", defaultValue=False, type=bool):
        return QLocale(str(values.value("locale/userLocale", "")))
    return QLocale()
