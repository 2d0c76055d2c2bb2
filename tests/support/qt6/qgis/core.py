"""Names of ``qgis.core`` that windows import without using them.

A class of QGIS is a name here: it can be imported, named in an annotation and inherited from, but not used. Real are
only the severity of a message, a setting and an icon, which Qt alone can give.
"""

import enum
from typing import TYPE_CHECKING, Any


def __getattr__(name: str) -> Any:
    if name.startswith("__"):
        raise AttributeError(name)
    return named(name)


if not TYPE_CHECKING:
    from PyQt6.QtCore import QSettings, QStandardPaths
    from PyQt6.QtGui import QIcon

    class _Named(type):
        def __getattr__(cls, name: str) -> Any:
            if name.startswith("__"):
                raise AttributeError(name)
            return named(f"{cls.__name__}.{name}")

        def __call__(cls, *_: object, **__: object) -> Any:
            raise NotImplementedError(f"{cls.__name__} exists in QGIS only")

    def named(name: str) -> type:
        return _Named(name, (), {})

    class Qgis(metaclass=_Named):
        class MessageLevel(enum.IntEnum):
            Info, Warning, Critical, Success, NoLevel = range(5)

    class QgsSettings(QSettings):
        pass

    class QgsApplication(metaclass=_Named):
        @staticmethod
        def getThemeIcon(_name: str) -> QIcon:
            return QIcon()

        @staticmethod
        def qgisSettingsDirPath() -> str:
            return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppDataLocation)
