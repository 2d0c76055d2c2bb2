"""Runs inside QGIS and answers questions of ``qgis_window``: where a button is, whether something has happened yet.

A question is a file with {"code": body of a function, "until": time until which it may return something false or fail};
the answer is one with {"value": ...} or {"error": ...}. It uses files, because slots of QLocalServer crash QGIS's
Python. The code runs in the GUI thread, even while a dialog is waiting there for an answer.
"""

from __future__ import annotations

import json
import textwrap
import time
import traceback
from pathlib import Path
from typing import Any

from qgis.core import QgsApplication, QgsProject
from qgis.gui import QgsFileWidget
from qgis.PyQt.QtCore import QModelIndex, QPoint, QRect, QTimer
from qgis.PyQt.QtWidgets import QAbstractItemView, QAction, QApplication, QMenu, QMenuBar, QToolBar, QWidget
from qgis.utils import iface, plugins

_EVERY = 30  # milliseconds
_words: dict[str, list[str]] = {}


def spoken(text: str) -> list[str]:
    """Possible translations of a text in the language of this QGIS, without the marks of keyboard shortcuts."""
    longer = [f"{word}..." for word in _words.get(text.removesuffix("..."), ())] if text.endswith("...") else []
    return [text, *_words.get(text, ()), *longer]


def widgets(kind: str = "", name: str = "", text: str = "", inside: QWidget | None = None) -> list[QWidget]:
    """Visible widgets by class (of Qt's or Python's), object name, and text or window title."""
    # This is asked many times a second: of QGIS's thousands of widgets Python sees only those with the name.
    if inside is not None:
        # An empty name would be that of widgets without one.
        candidates = inside.findChildren(QWidget, name) if name else inside.findChildren(QWidget)
    elif name:
        windows = QApplication.topLevelWidgets()
        # A dialog is a window and a child of its parent too.
        candidates = list(dict.fromkeys(w for top in windows for w in (top, *top.findChildren(QWidget, name))))
    else:
        candidates = QApplication.allWidgets()
    return [w for w in candidates if (not name or w.objectName() == name) and w.isVisible() and _fits(w, kind, text)]


def _fits(widget: QWidget, kind: str, text: str) -> bool:
    if kind and not widget.inherits(kind) and kind not in {c.__name__ for c in type(widget).__mro__}:
        return False
    if not text:
        return True
    own = widget.text() if hasattr(widget, "text") and callable(widget.text) else widget.windowTitle()
    return str(own).replace("&", "") in spoken(text)


def widget(kind: str = "", name: str = "", text: str = "", inside: QWidget | None = None) -> QWidget:
    """The only visible widget that matches."""
    found = widgets(kind, name, text, inside)
    if len(found) != 1:
        raise LookupError(f"{len(found)} widgets match kind={kind!r} name={name!r} text={text!r}: {found}")
    return found[0]


def entry(text: str) -> tuple[QWidget, QRect]:
    """An entry of the menu bar or of an open menu."""
    for menu in [*reversed(widgets("QMenu")), *widgets("QMenuBar")]:
        for action in menu.actions():
            if action.isVisible() and action.text().replace("&", "") in spoken(text):
                return menu, menu.actionGeometry(action)
    raise LookupError(f"No open menu has {text!r}")


def row(view: QAbstractItemView, *texts: str) -> tuple[QWidget, QRect] | None:
    """Visible position of an item in a list or tree, by its texts from the root; None while it does not exist."""
    index = QModelIndex()
    model = view.model()
    for text in texts:
        children = [model.index(i, 0, index) for i in range(model.rowCount(index))]
        found = [child for child in children if any(word in str(child.data()) for word in spoken(text))]
        if not found:
            return None
        index = found[0]
    place = view.visualRect(index)
    return (view.viewport(), place) if place.isValid() else None


def spot(thing: QWidget | QAction | tuple[QWidget, QRect]) -> list[int]:
    """Screen position to click on: [x, y]."""
    if isinstance(thing, QAction):
        bars = [w for w in QApplication.allWidgets() if isinstance(w, QToolBar | QMenu | QMenuBar) and w.isVisible()]
        thing = next((bar, bar.actionGeometry(thing)) for bar in bars if thing in bar.actions())
    owner, place = thing if isinstance(thing, tuple) else (thing, thing.rect())
    point: QPoint = owner.mapToGlobal(place.center())
    return [point.x(), point.y()]


def rectangle(thing: QWidget) -> list[int]:
    """Screen rectangle of a widget, or of a window with its frame: [x, y, width, height]."""
    place = thing.frameGeometry() if thing.isWindow() else QRect(thing.mapToGlobal(QPoint(0, 0)), thing.size())
    return [place.x(), place.y(), place.width(), place.height()]


_NAMES: dict[str, Any] = {
    "QApplication": QApplication,
    "QWidget": QWidget,
    "QgsApplication": QgsApplication,
    "QgsFileWidget": QgsFileWidget,
    "QgsProject": QgsProject,
    "iface": iface,
    "plugins": plugins,
    **{function.__name__: function for function in (entry, rectangle, row, spot, widget, widgets)},
}


class Probe:
    """Checks for a question every few milliseconds, and answers it.

    Args:
        folder: Folder for the files ``question.json`` and ``answer.json``; ``words.json`` there has the translations of
            English texts used in questions.
    """

    def __init__(self, folder: str) -> None:
        self.question, self.answer = Path(folder, "question.json"), Path(folder, "answer.json")
        _words.update(json.loads(Path(folder, "words.json").read_text(encoding="utf-8")))
        self.timer = QTimer()
        self.timer.timeout.connect(self.look)
        self.timer.start(_EVERY)

    def look(self) -> None:
        """Answer a question; one that waits for something true stays until its time is up."""
        if not self.question.exists():
            return
        asked = json.loads(self.question.read_text(encoding="utf-8"))
        names = dict(_NAMES)
        body = textwrap.indent(textwrap.dedent(asked["code"]), "    ")
        try:
            exec(f"def asked():\n{body}\nanswer = asked()", names)  # noqa: S102 - its purpose; not part of the plugin
            answer = {"value": names["answer"]}
        except Exception:  # noqa: BLE001 - reported to the caller, whatever it is
            answer = {"error": traceback.format_exc()}
        if answer.get("value") or time.time() > asked["until"]:
            self.question.unlink()
            part = self.answer.with_suffix(".part")
            part.write_text(json.dumps(answer, default=repr), encoding="utf-8")
            part.rename(self.answer)
