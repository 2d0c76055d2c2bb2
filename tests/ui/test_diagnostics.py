"""Raster > OneMetre > Copy Diagnostics, in a real QGIS window."""

from __future__ import annotations

from pathlib import Path

from desktop import run_in_qgis
from headless import make_profile


def test_the_report_is_in_the_clipboard_and_can_be_seen(tmp_path: Path) -> None:
    profile = make_profile(tmp_path, tmp_path).folder
    seen = run_in_qgis(
        profile,
        tmp_path,
        """
        from qgis.PyQt.QtWidgets import QDialog, QPlainTextEdit, QPushButton
        QApplication.clipboard().setText("before")
        action, = [a for a in plugins["onemetre"].menu._actions if a.objectName() == "onemetre_diagnostics"]
        action.trigger()
        at_once = QApplication.clipboard().text()
        found = lambda: iface.messageBar().findChildren(QPushButton, "onemetre_show_diagnostics")
        until(found)
        copied = QApplication.clipboard().text()
        found()[0].click()
        dialog, = [w for w in QApplication.topLevelWidgets() if w.objectName() == "onemetre_diagnostics_text"]
        return {"at_once": at_once, "copied": copied, "shown": dialog.findChild(QPlainTextEdit).toPlainText()}
        """,
    )
    assert seen["at_once"] == "before"
    assert seen["copied"].startswith("## OneMetre diagnostics")
    assert "### Engine" in seen["copied"] and "- rasterio: " in seen["copied"]
    assert str(tmp_path) not in seen["copied"] and str(Path.home()) not in seen["copied"]
    assert seen["shown"].strip() == seen["copied"].strip()
