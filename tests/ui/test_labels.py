"""No message in a window names a parameter of an algorithm by its upper-case name."""

from __future__ import annotations

import json
import re

import pytest
from qgis.core import QgsApplication
from qgis.PyQt.QtWidgets import QLabel

from onemetre.plugin import OneMetrePlugin
from onemetre.processing.app.i18n import FOLDER
from onemetre.ui.widgets.labels import ALGORITHMS, in_labels
from onemetre.ui.widgets.message_bar import Messages
from onemetre.ui.widgets.small import show_text


@pytest.fixture(autouse=True)
def _loaded(plugin: OneMetrePlugin) -> None:
    """The labels are those of the algorithms."""


def names() -> set[str]:
    registry = QgsApplication.processingRegistry()
    algorithms = [registry.algorithmById(f"onemetre:{name}") for name in ALGORITHMS]
    return {definition.name() for algorithm in algorithms for definition in algorithm.parameterDefinitions()}


def test_no_sentence_of_the_engine_keeps_a_name() -> None:
    sentences = json.loads((FOLDER / "engine_sentences.json").read_text(encoding="utf-8"))
    known = names()
    named = [text for text in sentences if known & set(re.findall(r"[A-Z_]{3,}", text))]
    assert len(named) > 30
    for text in named:
        said = in_labels(text.replace("={}", "=0.5").replace("{}", "x"))
        assert not known & set(re.findall(r"\b[A-Z_]{3,}\b", said)), said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Set SCALE=0.0001 if they are, or OFFSET=0.", "Set “Scale” = 0.0001 if they are, or “Offset” = 0."),
        ("Set BANDS=red=3,green=2,blue=1 if so.", "Set the bands red = 3, green = 2, blue = 1 if so."),
        ("Set BANDS to change this.", "Set the bands to change this."),
        ("Choose the processor (DEVICE=cpu).", "Choose the processor (“Device” = cpu)."),
        ("Without a check it is saved only with ALWAYS.", "Save the model even if it is not better"),
        # What is no parameter, or the name of a file.
        ("NIR of SCALE.tif in /data/SCALE/x is PNG", "NIR of SCALE.tif in /data/SCALE/x is PNG"),
    ],
)
def test_labels_stand_for_names(text: str, said: str) -> None:
    assert said in in_labels(text)


def test_labels_and_message_bars_say_labels() -> None:
    label, bar = QLabel(), Messages()
    show_text(label, "Set SCALE=1.")
    bar.tell("Set SCALE=1.")
    assert label.text() == "Set “Scale” = 1."
    assert bar.findChild(QLabel, "message").text() == label.text()
