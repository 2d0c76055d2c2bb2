"""Translation of user-visible texts."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsSettings
from qgis.PyQt.QtCore import QCoreApplication, QLocale, QTranslator

FOLDER = Path(__file__).parents[2] / "resources" / "i18n"


def tr(text: str) -> str:
    """Translate a text into the language of QGIS."""
    return QCoreApplication.translate("OneMetre", text)


def translatable(text: str) -> str:
    """Mark a text in a table; :func:`tr` translates it when it is shown."""
    return text


def install_translator() -> QTranslator | None:
    """Make :func:`tr` translate into the language of QGIS.

    Returns:
        Translator to keep and to pass to :func:`remove_translator`; None = no translation into this language.
    """
    translator = QTranslator()
    if not translator.load(ui_locale(), "onemetre", "_", str(FOLDER), ".qm"):
        return None
    QCoreApplication.installTranslator(translator)
    return translator


def remove_translator(translator: QTranslator) -> None:
    """Undo :func:`install_translator`."""
    QCoreApplication.removeTranslator(translator)


def ui_locale() -> QLocale:
    """Locale of QGIS's user interface; its number format may follow another one."""
    values = QgsSettings()
    if values.value("locale/overrideFlag", defaultValue=False, type=bool):
        return QLocale(str(values.value("locale/userLocale", "")))
    return QLocale()
