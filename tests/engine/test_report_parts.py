"""Parts of the report's page that depend on more maps than a test can run."""

from __future__ import annotations

import pytest

from onemetre.contract.requests import MapResult
from onemetre.engine.report.heading import heading
from onemetre.engine.report.map_figure import bar_metres
from onemetre.engine.report.map_report import summary
from onemetre.engine.write.legend import Legend

LEGEND = [Legend(v, f"c{v}", title, "#000000") for v, title in enumerate(("Other", "Roads", "Tin", "Water", "Trees"))]

MANY = "Of 1,244 km² that were mapped, 834 km² (67 %) are water, 400 km² (32 %) are roads and 10 km² (0.8 %) are tin."


@pytest.mark.parametrize(("most", "length"), [(0.7, 0.5), (1.0, 1), (9.99, 5), (314, 200), (30_000, 20_000)])
def test_the_scale_bar_has_a_round_length(most: float, length: float) -> None:
    assert bar_metres(most) == length


@pytest.mark.parametrize(
    ("images", "year", "title"),
    [
        (["bolzano_20220612.tif"], None, "Green, Bolzano, 12 June 2022"),
        (["bolzano_20220612.tif"], 2022, "Green, Bolzano, 12 June 2022"),
        (["bolzano_20220612.tif"], 2021, "Green, Bolzano, 2021"),
        (["a_bolzano_20220612.tif", "b_bolzano_20220613.tif"], None, "Green, Bolzano"),
        (["bolzano.tif", "trento.tif"], 2022, "Green, 46.50° N, 11.35° W, 2022"),
    ],
)
def test_the_heading_says_what_where_and_when(images: list[str], year: int | None, title: str) -> None:
    assert heading("Green", images, year, -11.35, 46.5) == title


@pytest.mark.parametrize(
    ("km2", "told"),
    [
        ({"c0": 18.9, "c1": 4.52}, "Of 23.4 km² that were mapped, 4.5 km² (19 %) are roads."),
        ({"c0": 23.4, "c1": 0.0123}, "Of 23.4 km² that were mapped, 0.012 km² (0.1 %) are roads."),
        ({"c0": 10.0}, "Of 10.0 km² that were mapped, 0.0 km² (0 %) are roads."),
        (
            {"c0": 0.0, "c1": 400.0, "c2": 10.0, "c3": 834.0},
            MANY,
        ),
    ],
)
def test_the_summary_is_one_sentence(km2: dict[str, float], told: str) -> None:
    result = MapResult(
        model="a.b", output="map.tif", width=1, height=1, crs="", area_km2=0, covered_km2=sum(km2.values()),
        class_km2=km2, seconds=1, device="cpu",
    )  # fmt: skip
    assert summary(result, LEGEND[: 2 if len(km2) < 3 else 4]) == told
