"""The picture of the reliability diagrams."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("torch")
pytest.importorskip("matplotlib")

from onemetre.benchmarks.jointseg.reliability import draw
from onemetre.engine.assess.calibration import count


def test_a_place_is_a_line_in_the_diagram_of_its_surface() -> None:
    percent = np.repeat(np.array([5, 95], np.uint8), 100)
    sure = np.arange(200) >= 100
    half = np.arange(200) % 2 == 0
    impervious, green = draw(
        [("eureka_2020", "impervious", count(percent, sure)), ("x", "green", count(percent, half))]
    ).axes
    (_, line), (_, other) = impervious.lines, green.lines
    np.testing.assert_allclose(line.get_xydata(), [(5, 0), (95, 100)])
    np.testing.assert_allclose(other.get_xydata(), [(5, 50), (95, 50)])
    assert line.get_label() == "Eureka, ECE 5.0 %"
    assert other.get_label() == "X, ECE 45.0 %"
