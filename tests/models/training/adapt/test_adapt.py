"""Adapting a model to a city: what it gives, going on where it was cut off, and what cannot be."""

from __future__ import annotations

import dataclasses
import io
import json
import os
import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import safetensors.numpy
import shapely
import torch
from adaptable import NAME, drawn, short_run, write_adaptable, write_city
from drawn import Box, square
from engine_process import EngineProcess, can_make_disks
from labelled import write_labelled
from safetensors.torch import load_file
from toy_models import write_toy

from onemetre.contract.card import read_card
from onemetre.contract.errors import EngineError, RequestError
from onemetre.contract.requests import AdaptRequest, AdaptResult, Area, Compute, DrawnSample, Reading, Samples
from onemetre.engine.channel import Channel
from onemetre.models.training.adapt.handler import handle
from onemetre.models.training.adapt.source import open_source_data
from onemetre.models.training.loop.trainer import CHECKPOINT, WEIGHTS
from onemetre.models.training.pairs.folders import find_pairs, read_pair
from onemetre.models.training.pairs.source_set import SourceSetAbout, load_source_set, save_source_set

pytestmark = pytest.mark.usefixtures("quick_export")


def samples_of(shapes: list[tuple[Box, str]]) -> Samples:
    return Samples(
        drawn=tuple(DrawnSample(wkt=shapely.box(*box).wkt, value=value) for box, value in shapes), crs="EPSG:32632"
    )


@pytest.fixture(autouse=True)
def same_threads() -> Iterator[None]:
    """A training sets how many threads torch uses."""
    before = torch.get_num_threads()
    yield
    torch.set_num_threads(before)


@pytest.fixture
def request_of(tmp_path: Path) -> AdaptRequest:
    """An adaptation that is too short and too slow to be better than its parent."""
    models = tmp_path / "models"
    models.mkdir()
    return AdaptRequest(
        model=str(write_adaptable(models)),
        reading=Reading(
            sources=(str(write_city(tmp_path / "city.tif")),), bands={"red": "1", "green": "2", "blue": "3"}
        ),
        samples=samples_of(drawn(2)),
        method="supervised",
        name="city.own_v1",
        **short_run(tmp_path),
    )


def change(request: AdaptRequest, **fields: object) -> AdaptRequest:
    return dataclasses.replace(request, **fields)


def run(request: AdaptRequest) -> AdaptResult:
    return handle(request, Channel(io.BytesIO()))


def refused(request: AdaptRequest) -> str:
    """What a request fails with; it leaves no model and no folder."""
    with pytest.raises(EngineError) as caught:
        run(request)
    assert caught.value.hint
    assert not Path(request.folder).exists()
    assert not Path(request.run).exists()
    return str(caught.value)


def check_events(events: list[dict[str, Any]]) -> None:
    """What is seen of an adaptation of two steps with two parts to check."""
    metrics = [event for event in events if event["event"] == "metric"]
    assert {event["stage"] for event in metrics} == {"child", "check 1", "check 2"}
    assert all(event["steps"] == 2 and 0 <= event["f1_before"] <= 1 and 0 <= event["f1_now"] <= 1 for event in metrics)
    previews = [event for event in events if event["event"] == "preview"]
    assert len(previews) == len(metrics)
    assert all(event[name].startswith("iVBOR") for event in previews for name in ("image", "before", "now"))
    fractions = [event["fraction"] for event in events if event["event"] == "progress"]
    assert fractions == sorted(fractions)


def begun(request: AdaptRequest) -> list[dict[str, Any]]:
    """Events of an adaptation that is killed at its first figure: that is told when its checkpoint is on the disk."""
    events = []
    with EngineProcess(request) as engine:
        for event in engine.events():
            events.append(event)
            if event["event"] == "metric":
                break
        engine.process.kill()
        engine.process.wait()
    assert events[-1]["event"] == "metric", events[-1]
    return events


def logged(events: list[dict[str, Any]]) -> str:
    return " ".join(event["message"] for event in events if event["event"] == "log")


def weights(folder: str) -> dict[str, torch.Tensor]:
    return load_file(Path(folder, "child", WEIGHTS))


def test_what_is_not_better_is_not_saved_unless_it_is_asked_for(request_of: AdaptRequest, tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    events = io.BytesIO()
    result = handle(change(request_of, report=str(page)), Channel(events))
    check_events([json.loads(line) for line in events.getvalue().splitlines()])
    assert (result.published, result.kept, result.checked) == (False, False, True)
    assert (result.name, result.path) == (NAME, request_of.model)
    assert result.f1_before == result.f1_after
    assert "the model stays as it was" in result.sentence
    assert not Path(request_of.folder).exists()
    told = page.read_text()
    assert "No model was saved" in told
    assert told.count("<img") == 3 * 4
    assert told.count("<svg") == 2
    # What was trained is still there, and takes little space.
    assert result.run == request_of.run
    assert not list(Path(result.run).rglob(CHECKPOINT))
    # The adapted model is there to be looked at, and says of itself what is known of it.
    unsaved = Path(result.unsaved)
    assert unsaved.is_relative_to(request_of.run) and unsaved.with_suffix(".safetensors").is_file()
    adapted = read_card(str(unsaved.with_suffix(".json")))
    assert adapted.name == "city.own_v1" and "Checked, not proven better than its parent: of 4" in adapted.description
    again = run(change(request_of, always=True))
    assert again.unsaved == ""
    assert (again.published, again.kept, again.resumed, again.name) == (True, False, True, "city.own_v1")
    assert Path(again.path) == Path(request_of.folder, "city.own_v1.onnx")
    assert again.run == ""
    assert not Path(request_of.run).exists()
    card = again.card
    assert card["mlm:pretrained_source"] == NAME
    assert "4 samples drawn by its user" in card["onemetre:training_data"]
    assert "9.0000" not in card["description"] and "degrees east" in card["description"]
    assert {path.suffix for path in Path(request_of.folder).iterdir()} == {".onnx", ".json", ".safetensors"}


def test_a_killed_adaptation_gives_the_same_weights(request_of: AdaptRequest, tmp_path: Path) -> None:
    both = change(request_of, method="adversarial", rate=1e-6)
    run(change(both, run=str(tmp_path / "whole")))
    begun(both)
    result = run(both)
    assert result.resumed
    first, second = weights(str(tmp_path / "whole")), weights(both.run)
    assert first.keys() == second.keys()
    assert all(torch.equal(first[name], second[name]) for name in first)


def test_stopped_by_its_user_it_keeps_what_there_is_unchecked(request_of: AdaptRequest) -> None:
    with EngineProcess(change(request_of, epochs=1000, batch=2)) as engine:
        for event in engine.events():
            if event["event"] == "progress" and "Step 1" in event["message"]:
                engine.send('{"control": "keep-best"}')
            last = event
    assert last["event"] == "result"
    assert (last["published"], last["checked"]) == (True, False)
    assert 0 < last["steps"] < 2000
    assert any("stopped before it could be checked" in warning for warning in last["warnings"])
    assert "Not checked: nothing shows that it is better" in last["card"]["description"]


def test_another_adaptation_of_the_name_begins_anew_or_is_refused(request_of: AdaptRequest) -> None:
    begun(request_of)
    with pytest.raises(EngineError, match=r"holds another adaptation: SEED was 0.*another RUN"):
        run(change(request_of, seed=1, keep_run=True))
    assert "is discarded: SEED was 0" in logged(begun(change(request_of, seed=1)))
    notes = Path(request_of.run, "notes.txt")
    shutil.rmtree(request_of.run)
    notes.parent.mkdir()
    notes.write_text("mine")
    with pytest.raises(EngineError, match="holds other files"):
        run(request_of)
    assert notes.read_text() == "mine"


def test_too_little_time_is_refused_with_the_time_that_is_needed(request_of: AdaptRequest) -> None:
    hurried = change(request_of, epochs=None, minutes=0.0001, keep_run=True)
    told = refused(hurried)
    assert "0.0001 min are too short" in told and "takes 0 training steps" in told and "needs 40" in told
    least, whole = map(int, re.findall(r"(\d+) min\b", told.split("Allow")[1]))
    assert 1 <= least <= whole
    # Nothing is left that would refuse the next try in this folder.
    events = begun(change(hurried, minutes=600))
    assert events[-1]["steps"] == 60
    assert "60 are recommended" in logged(events)


def test_forgotten_adaptations_are_removed_and_nothing_else(request_of: AdaptRequest, tmp_path: Path) -> None:
    runs = tmp_path / "runs"
    for name in ("forgotten", "recent", "other"):
        (runs / name / "child").mkdir(parents=True)
        (runs / name / "child" / "weights.safetensors").write_bytes(b"weights")
    for name in ("forgotten", "recent"):
        (runs / name / "adaptation.json").write_text("{}")
    past = time.time() - 31 * 24 * 3600
    for path in (*(runs / "forgotten").rglob("*"), *(runs / "other").rglob("*"), runs / "recent" / "adaptation.json"):
        os.utime(path, (past, past))
    run(change(request_of, run=str(runs / "mine"), keep_run=True))
    assert {path.name for path in runs.iterdir()} == {"forgotten", "recent", "other", "mine"}
    run(change(request_of, run=str(runs / "mine")))
    assert {path.name for path in runs.iterdir()} == {"recent", "other", "mine"}


def test_without_space_on_the_disk_nothing_is_lost_and_that_is_said(request_of: AdaptRequest, tmp_path: Path) -> None:
    small = tmp_path / "small"
    small.mkdir()
    if not can_make_disks(small):
        pytest.skip("this machine lets no process have a disk of its own")
    with EngineProcess(change(request_of, run=str(small / "run")), small_disk=small) as engine:
        last, _, _ = engine.finish()
    assert (last["event"], last["kind"], last["message"]) == ("error", "space", "The disk is full.")


def test_a_memory_limit_is_kept(request_of: AdaptRequest) -> None:
    with pytest.raises(EngineError, match=r"needs about [\d,]+ MB of memory, and the limit is 100 MB.*BATCH"):
        run(change(request_of, compute=Compute(memory_mb=100)))


# --- What is learned from ---------------------------------------------------------------------------------------------


def test_without_samples_of_a_class_the_source_has_to_show_it(request_of: AdaptRequest, tmp_path: Path) -> None:
    green = samples_of([one for one in drawn(1) if one[1] == "green"])
    assert "The class Other has no sample" in refused(change(request_of, samples=green))
    assert "There are no samples to learn from" in refused(change(request_of, samples=None, method="adversarial"))
    folder = str(write_labelled(tmp_path / "data", 2))
    with_source = change(request_of, source_data=folder)
    assert "The class Other has no sample" in refused(change(with_source, samples=green))
    # The set beside the model is taken by itself.
    save_set(Path(request_of.model).with_name(f"{NAME}.source.safetensors"), write_labelled(tmp_path / "more", 3))
    events = begun(change(request_of, samples=None, method="adversarial+selftraining"))
    assert "Source: 3 labelled images: toy set (sha256 " in logged(events)
    assert "f1_now" not in events[-1]


def save_set(path: Path, folder: Path, resolution: float = 1.0, classes: dict[str, str] | None = None) -> str:
    """A compact source set of a folder; gives its sha256."""
    pairs = [read_pair(paths, {0: 0, 1: 1}) for paths in find_pairs(folder)]
    about = SourceSetAbout("toy set", "none", resolution, classes or {"0": "other", "1": "green"})
    return save_source_set(path, pairs, about)


ABOUT = {"title": "toy set", "licence": "none", "resolution": 1.0, "classes": {"0": "other", "1": "green"}}


def _described(path: Path, about: str) -> Path:
    """A source set of two black images with any description."""
    arrays = {"images": np.zeros((2, 3, 8, 8), np.uint8), "labels": np.zeros((2, 8, 8), np.uint8)}
    safetensors.numpy.save_file(arrays, path, {"onemetre:source-set": about})
    return path


def test_what_the_values_of_source_labels_mean(tmp_path: Path) -> None:
    folder = write_labelled(tmp_path / "data", 2)
    model = write_adaptable(tmp_path)
    card = read_card(str(model.with_suffix(".json")))
    other_way = {"0": "green", "1": "other", "2": "water"}
    (folder / "manifest.json").write_text(json.dumps({"classes": other_way}))
    reversed_set = tmp_path / "set.safetensors"
    digest = save_set(reversed_set, folder, classes=other_way)
    for given in (folder, reversed_set):
        sampler = open_source_data(str(given), "adversarial", card, model).sampler(batch=2, side=64, seed=0)
        assert sampler is not None
        images, labels = sampler.batch(0)
        assert images.shape == (2, 3, 64, 64)
        assert images[:, 0][labels == 1].mean() < 0.4 < 0.6 < images[:, 0][labels == 0].mean()
    beside = tmp_path / f"{NAME}.source.safetensors"
    reversed_set.rename(beside)
    pinned = dataclasses.replace(card, source_set=digest)
    assert open_source_data("", "adversarial", pinned, model).fingerprint == digest
    with pytest.raises(EngineError, match="does not belong to the model"):
        open_source_data("", "adversarial", dataclasses.replace(card, source_set="0" * 64), model)
    save_set(beside, folder, resolution=10.0)
    with pytest.raises(EngineError, match="has images of 10 m"):
        open_source_data("", "adversarial", card, model)
    save_set(beside, folder, classes={"0": "other", "1": "tree"})
    with pytest.raises(EngineError, match="has the classes other, tree"):
        open_source_data("", "adversarial", card, model)
    for broken in ({"resolution": float("nan")}, {"resolution": "1"}, {"classes": {"a": "other"}}, {"classes": [1]}):
        with pytest.raises(EngineError, match="is not a source set"):
            load_source_set(_described(beside, json.dumps(ABOUT | broken)))
    with pytest.raises(EngineError, match="is not a source set"):
        load_source_set(_described(beside, "[" * 50_000))
    (folder / "manifest.json").write_text("[" * 50_000)
    with pytest.raises(EngineError, match=r"manifest\.json"):
        open_source_data(str(folder), "adversarial", card, model)
    beside.write_text("no set")
    with pytest.raises(EngineError, match="is not a source set"):
        open_source_data("", "adversarial", card, model)


# --- What cannot be ---------------------------------------------------------------------------------------------------


def test_samples_where_there_is_no_data(request_of: AdaptRequest) -> None:
    below = [(square(10, 170), "other"), (square(50, 170), "green")]
    assert "no data at the samples" in refused(change(request_of, samples=samples_of(below)))


def test_samples_outside_the_image(request_of: AdaptRequest) -> None:
    away = [(square(1000, 0), "other"), (square(1050, 0), "green")]
    assert "lies outside the input" in refused(change(request_of, samples=samples_of(away)))


def test_an_area_without_data(request_of: AdaptRequest) -> None:
    area = Area(wkt=(shapely.box(*square(10, 170)).wkt,), crs="EPSG:32632")
    assert "no data in the area" in refused(change(request_of, area=area))


def test_models_that_cannot_be_adapted(request_of: AdaptRequest, tmp_path: Path) -> None:
    foreign = write_toy(tmp_path, "toy.net_v1")
    assert "does not know its architecture 'toy'" in refused(change(request_of, model=str(foreign)))
    Path(request_of.model).with_suffix(".safetensors").unlink()
    told = refused(request_of)
    assert "its weights" in told
    assert "are missing" in told


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"name": "My City"}, "cannot be called"),
        ({"name": NAME}, "would replace its parent"),
        ({"taken": ("city.own_v1",)}, "Another model"),
        ({"compute": Compute(device="cuda:99")}, "no device"),
        ({"source_data": "/not/there", "method": "adversarial"}, "does not exist"),
        ({"report": "/not/there/r.html"}, "does not exist"),
    ],
)
def test_what_cannot_be_is_known_before_the_training(
    request_of: AdaptRequest, fields: dict[str, object], told: str
) -> None:
    assert told in refused(change(request_of, **fields))


def test_a_band_that_the_image_has_not(request_of: AdaptRequest) -> None:
    assert "7" in refused(change(request_of, reading=dataclasses.replace(request_of.reading, bands={"red": "7"})))


def test_the_parent_is_never_replaced(request_of: AdaptRequest) -> None:
    parent = Path(request_of.model)
    copy = parent.with_name("city.own_v1.onnx")
    for suffix in (".onnx", ".json", ".safetensors"):
        shutil.copy(parent.with_suffix(suffix), copy.with_suffix(suffix))
    wanted = change(request_of, model=str(copy), folder=str(parent.parent), overwrite=True)
    with pytest.raises(EngineError, match="would replace its parent"):
        run(wanted)
    with pytest.raises(EngineError, match="already exists"):
        run(change(request_of, folder=str(parent.parent)))


@pytest.mark.parametrize(
    "fields",
    [{"method": "magic"}, {"minutes": 1.0}, {"epochs": 0.0}, {"rate": -1.0}, {"adversarial_weight": -1.0},
     {"batch": -1}],
)  # fmt: skip
def test_impossible_numbers_are_no_request(request_of: AdaptRequest, fields: dict[str, object]) -> None:
    with pytest.raises(RequestError):
        change(request_of, **fields)
