"""What the dialog of the adaptation says and counts, without its window."""

from __future__ import annotations

import json

import pytest
from qgis.core import Qgis
from qgis.PyQt.QtCore import QCoreApplication, QTranslator
from toy_models import GREEN, IMPERVIOUS, OTHER

from onemetre.processing.app.i18n import FOLDER
from onemetre.processing.client.engine_words import CONTEXT
from onemetre.ui.adapt.learning.words import of_figures, time_text
from onemetre.ui.adapt.result.words import TOO_SHORT, needed_minutes, of_f1, of_result
from onemetre.ui.adapt.samples.count import ClassCount, Count
from onemetre.ui.adapt.samples.words import area_text, hints
from onemetre.ui.widgets.time_left import TimeLeft

CLASSES = (OTHER, GREEN)


@pytest.mark.parametrize("language", ["", "zh_CN"])
def test_a_time_that_is_too_short_says_which_one_is_needed(qgis_app: object, language: str) -> None:
    assert TOO_SHORT in json.loads((FOLDER / "engine_sentences.json").read_text(encoding="utf-8"))
    translator = QTranslator()
    if language:
        assert translator.load(f"onemetre_{language}", str(FOLDER))
        QCoreApplication.installTranslator(translator)
    try:
        told = QCoreApplication.translate(CONTEXT, TOO_SHORT)
        assert (told == TOO_SHORT) is not bool(language)
        assert needed_minutes(f"2 min are too short. {told.format(12, 400, 90)}") == 12
        assert needed_minutes("The disk is full.") == needed_minutes("") == 0
    finally:
        QCoreApplication.removeTranslator(translator)


def count(other: int, green: int, **foreign: int) -> Count:
    return Count({0: ClassCount(other), 1: ClassCount(green)}, foreign)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (count(0, 0), ["Draw small areas of each class"]),
        (count(0, 6), ["No samples of Other yet"]),
        (count(1, 6), ["Only one sample of Other"]),
        (count(1, 0), ["Only one sample of Other", "No samples of Urban green"]),
        (count(2, 6), ["5 samples per class are a good start; fewer so far: Other."]),
        (count(5, 5), []),
        (count(5, 5, tree=2), ["no class 'tree'"]),
        (Count({0: ClassCount(5), 1: ClassCount(5)}, {"": 3}), ["3 samples have no class"]),
    ],
)
def test_what_is_missing_is_said(given: Count, said: list[str]) -> None:
    found = hints(given, CLASSES)
    assert len(found) == len(said)
    for sentence, part in zip(found, said, strict=True):
        assert part in sentence


def test_hints_know_more_than_two_classes() -> None:
    three = (
        OTHER,
        IMPERVIOUS.__class__(value=1, name="roof", title="Roof", color="#ff0000"),
        GREEN.__class__(value=2, name="green", title="Green", color="#00ff00"),
    )
    found = hints(Count({0: ClassCount(7), 1: ClassCount(3), 2: ClassCount(4)}), three)
    assert found == ["5 samples per class are a good start; fewer so far: Roof, Green."]


def test_numbers_are_rounded_for_people() -> None:
    assert [area_text(a) for a in (0, 123.4, 12_340, 2_345_678)] == ["0 m²", "123 m²", "1.2 ha", "2.3 km²"]
    times = [time_text(t) for t in (20, 61, 290, 7200)]
    assert times == ["less than a minute", "about a minute", "about 5 minutes", "about 2.0 hours"]


def test_figures_say_on_which_samples_they_were_measured() -> None:
    metric = {"stage": "check 2", "step": 30, "steps": 400, "loss": 0.3, "f1_before": 0.711, "f1_now": 0.8}
    assert of_figures(metric) == ("Fold 2: step 30 of 400. F1 on the held-out samples: 71.1 % before, 80.0 % now.")
    assert "training samples" in of_figures(metric | {"stage": "child"})
    assert of_figures({"stage": "child", "step": 1, "steps": 9, "loss": 1}) == "Adapted model: step 1 of 9"


RESULTS = {
    "PUBLISHED": True, "KEPT": True, "CHECKED": True, "MODEL": "a.child_v1", "MODEL_FILE": "/m/a.child_v1.onnx",
    "VERDICT": "It is better.", "F1_BEFORE": 70.0, "F1_AFTER": 81.5,
}  # fmt: skip


def test_the_result_tells_whether_there_is_a_better_model() -> None:
    words = of_result(RESULTS, "a.child_v1")
    assert words.level == Qgis.MessageLevel.Success
    assert "It is better." in words.text and "/m/a.child_v1.onnx" in words.text
    told = of_result(RESULTS, "a.child_v1", ["Two samples lie outside.", "It is better.", "Two samples lie outside."])
    assert told.text.startswith("It is better. Two samples lie outside. It is named")
    assert of_f1(RESULTS) == "F1 on held-out samples: 70.0 % before, 81.5 % after."
    unchecked = {k: v for k, v in RESULTS.items() if not k.startswith("F1")} | {"CHECKED": False}
    assert of_result(unchecked, "a.child_v1").level == Qgis.MessageLevel.Info
    assert of_f1(unchecked) == ""
    none = RESULTS | {"PUBLISHED": False, "KEPT": False, "MODEL": "a.parent_v1", "VERDICT": "It is not."}
    words = of_result(none, "a.child_v1")
    assert words.level == Qgis.MessageLevel.Warning
    assert "keep using a.parent_v1" in words.title and words.text == "It is not."


def test_time_left_stands_still_during_a_pause() -> None:
    now = [0.0]
    left = TimeLeft(lambda: now[0])
    # What was quick in the beginning does not count.
    now[0] = 10
    assert left.seconds(1) is None
    assert left.seconds(5) is None
    now[0] = 20
    assert left.seconds(5.5) is None
    assert left.seconds(15) == pytest.approx(85)
    left.pause()
    left.pause()
    now[0] = 1000
    assert left.seconds(15) == pytest.approx(85)
    left.resume()
    left.resume()
    now[0] = 1010
    assert left.seconds(25) == pytest.approx(75)
