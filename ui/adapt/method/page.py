"""Third page: training method, duration, and name of the adapted model."""

from __future__ import annotations

import re
from typing import Any

from qgis.core import QgsProcessingAlgorithm
from qgis.gui import QgsCollapsibleGroupBox
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QGroupBox,
    QLabel,
    QLineEdit,
    QRadioButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from ....contract.requests import methods_for
from ....processing.app.i18n import tr
from ...widgets.parameter_form import ParameterForm
from ...widgets.small import text_label
from .words import of_methods

_UNLIMITED, _MOST_MINUTES = 1, 10_000
"""Minutes; the first one stands for no limit, since learning and check take longer than that on most computers."""
_SUPERVISED = "supervised"
_ADVANCED = (
    "SOURCE", "LEARNING_RATE", "LAMBDA", "BATCH", "FREEZE_ENCODER", "ALWAYS", "SEED", "DEVICE", "THREADS",
)  # fmt: skip


class MethodPage(QWidget):
    """Form with the choices of the third page.

    Args:
        algorithm: The adaptation algorithm.

    Attributes:
        changed: Emitted after every change.
    """

    changed = pyqtSignal()

    def __init__(self, algorithm: QgsProcessingAlgorithm) -> None:
        super().__init__()
        self._methods: dict[str, QRadioButton] = {}
        self._abouts: dict[str, QLabel] = {}
        self._wanted = ""
        self.minutes = QSpinBox()
        self.minutes.setObjectName("minutes")
        self.minutes.setRange(_UNLIMITED, _MOST_MINUTES)
        self.minutes.setSpecialValueText(tr("as long as recommended"))
        self.minutes.setToolTip(
            tr("A limit that is too short for this computer is rejected, with the time that is needed.")
        )
        self.minutes.setPrefix(tr("about "))
        self.minutes.setSuffix(tr(" minutes"))
        self.name = QLineEdit()
        self.name.setObjectName("name")
        self.overwrite = QCheckBox(tr("Re&place my existing model of this name"))
        self.overwrite.setObjectName("overwrite")
        self._suggested = ""
        self._advanced = ParameterForm(algorithm, _ADVANCED)
        self._lay_out(algorithm)
        self.name.textChanged.connect(self.changed)

    def problem(self) -> str:
        """What the user must still do; empty = nothing."""
        return "" if self.name.text().strip() else tr("Enter a name for the adapted model.")

    def values(self) -> dict[str, Any]:
        """Values of the algorithm's parameters on this page."""
        return {
            "METHOD": self._chosen(),
            **({"MINUTES": minutes} if (minutes := self.minutes.value()) > _UNLIMITED else {}),
            "OUTPUT": self.name.text().strip(),
            "OVERWRITE": self.overwrite.isChecked(),
            **self._advanced.values(),
        }

    def suggest_name(self, parent: str, image: str) -> None:
        """Propose a name, unless the user has entered one."""
        if self.name.text() == self._suggested:
            place = re.sub(r"[^a-z0-9]+", "-", image.lower()).strip("-")[:30]
            self._suggested = f"{parent.partition('.')[0]}.{place or 'city'}_v1"
            self.name.setText(self._suggested)

    def allow_minutes(self, least: int) -> None:
        """Fill in the least time that the computer needs, in place of one that was too short; minutes."""
        self.minutes.setValue(max(least, _UNLIMITED + 1))

    def allow(self, architecture: str, *, samples: bool) -> None:
        """Enable the possible methods, and state why the others are not possible.

        Args:
            architecture: Architecture of the model's network.
            samples: Whether a layer of samples is chosen.
        """
        possible = methods_for(architecture)
        for name, (_, sentence) in of_methods().items():
            reason = ""
            if name not in possible:
                reason = tr("Not available: this model learns from samples only.")
            elif name == _SUPERVISED and not samples:
                reason = tr("Not available without samples.")
            self._abouts[name].setText(" ".join(filter(None, (sentence, reason))))
            for widget in (self._methods[name], self._abouts[name]):
                widget.setEnabled(not reason)
        usable = [name for name, choice in self._methods.items() if choice.isEnabled()]
        if usable:
            self._methods[self._wanted if self._wanted in usable else usable[0]].setChecked(True)

    def _take_wish(self) -> None:
        self._wanted = self._chosen()

    def _chosen(self) -> str:
        return next(name for name, choice in self._methods.items() if choice.isChecked())

    def _lay_out(self, algorithm: QgsProcessingAlgorithm) -> None:
        methods = QGroupBox(tr("Training data"))
        rows = QVBoxLayout(methods)
        self._wanted = str(algorithm.parameterDefinition("METHOD").defaultValue())
        for name, (title, sentence) in of_methods().items():
            choice, about = QRadioButton(title), text_label(f"about_{name}")
            choice.setObjectName(f"method_{name}")
            choice.setChecked(name == self._wanted)
            choice.clicked.connect(self._take_wish)
            about.setText(sentence)
            about.setIndent(2 * self.fontMetrics().averageCharWidth() + choice.iconSize().width())
            rows.addWidget(choice)
            rows.addWidget(about)
            self._methods[name], self._abouts[name] = choice, about
        form = QFormLayout()
        form.addRow(tr("&Time"), self.minutes)
        form.addRow(tr("Name of the &adapted model"), self.name)
        form.addRow(self.overwrite)
        advanced = QgsCollapsibleGroupBox(tr("Advanced"))
        advanced.setObjectName("advanced")
        advanced.setCollapsed(True)
        QVBoxLayout(advanced).addWidget(self._advanced)
        layout = QVBoxLayout(self)
        layout.addWidget(methods)
        layout.addLayout(form)
        layout.addWidget(advanced)
        layout.addStretch()
