"""A killed run goes on where it stopped, and nobody can tell from the result."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from engine_process import EngineProcess, interrupted, run
from rasters import mottled, write_raster
from toy_models import write_toy

from onemetre.contract.requests import MapRequest, Reading

KILLS = 10


@pytest.mark.parametrize("blend", [0, 6])
def test_twenty_kills_and_a_rerun_give_the_identical_file(tmp_path: Path, blend: int) -> None:
    image = write_raster(tmp_path / "image.tif", mottled(1000, 300))
    every = blend > 0
    model = write_toy(tmp_path, tile=48 + blend, halo=8, blend=blend, classes="three" if every else "binary")

    def request(name: str) -> MapRequest:
        return MapRequest(
            reading=Reading(sources=(str(image),), bands={"red": "1", "green": "2", "blue": "3"}),
            model=str(model),
            output=str(tmp_path / f"{name}.tif"),
            probability=str(tmp_path / f"{name}_p.tif"),
            every_probability=every,
        )

    run(request("straight"))
    moments = random.Random(blend)
    kills = attempts = 0
    # On a busy machine a run may end before the kill; that one does not count.
    while kills < KILLS:
        attempts += 1
        assert attempts < 5 * KILLS
        fraction = moments.random()
        with EngineProcess(request("killed")) as engine:
            for event in engine.events():
                if event["event"] == "progress" and event["fraction"] >= fraction:
                    break
            engine.process.kill()
            killed = engine.process.wait() == -9
            kills += killed
        if killed and kills % 2 == 0:
            run(request("killed"))
            for suffix in ("", "_p"):
                made, straight = (tmp_path / f"{name}{suffix}.tif" for name in ("killed", "straight"))
                assert made.read_bytes() == straight.read_bytes()
                made.unlink()
    assert not list(tmp_path.glob("*.part*"))


@pytest.mark.parametrize(("key", "value", "resumed"), [("onemetre:halo", 9, False), ("", 0, True)])
def test_a_run_is_not_continued_with_another_card_of_the_same_network(
    tmp_path: Path, key: str, value: object, resumed: bool
) -> None:
    image = write_raster(tmp_path / "image.tif", mottled(1000, 300))
    model = write_toy(tmp_path, tile=48, halo=8)
    request = MapRequest(
        reading=Reading(sources=(str(image),), bands={"red": "1", "green": "2", "blue": "3"}),
        model=str(model),
        output=str(tmp_path / "map.tif"),
        # No disk holds the final raster, so every run ends with all of its bands.
        probability=str(tmp_path / "p.tif"),
    )
    interrupted(request, largest_file=16_384)
    assert len((tmp_path / "map.tif.part" / "journal").read_bytes().splitlines()) > 1
    if key:
        card = model.with_suffix(".json")
        card.write_text(json.dumps(json.loads(card.read_text()) | {key: value}))
    assert run(request)["resumed"] == resumed
