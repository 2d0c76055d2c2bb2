"""Maps with networks of other people, through the real engine process."""

from __future__ import annotations

import numpy as np
import pytest
from engine_process import run
from foreign_models import DEEPNESS, write_foreign
from rasters import mottled, read_raster, write_raster

from onemetre.engine.jobs import MapRequest


@pytest.mark.parametrize("output", ["probability", "logit", "logits", "index"])
@pytest.mark.parametrize("crop", [0, 6])
def test_the_map_is_what_the_network_gives_for_the_whole_image(tmp_path, output, crop):
    # 50 cm pixels, as the model's metadata say: nothing is resampled.
    image = write_raster(tmp_path / "image.tif", mottled(90, 130), pixel=0.5)
    result = run(
        MapRequest(
            sources=(str(image),),
            model=str(write_foreign(tmp_path, output=output, crop=crop, metadata=DEEPNESS | {"tiles_overlap": 0})),
            output=str(tmp_path / "map.tif"),
            probability=str(tmp_path / "percent.tif"),
            bands={"red": "1", "green": "2", "blue": "3"},
        )
    )
    assert result["event"] == "result", result
    logit = 8 * (read_raster(image).mean(axis=0) / 255 - 0.5)
    wanted = {
        "probability": logit / 8 + 0.5,
        "logit": 1 / (1 + np.exp(-logit)),
        "logits": 1 / (1 + np.exp(-2 * logit)),
        "index": (logit > 0).astype(float),
    }[output]
    percent = read_raster(tmp_path / "percent.tif")[0].astype(int)
    clear = np.abs(logit) > 1e-3  # where rounding cannot decide the class
    assert np.abs(percent - 100 * wanted)[clear].max() <= 1
    assert (read_raster(tmp_path / "map.tif")[0] == (percent >= 50)).all()
