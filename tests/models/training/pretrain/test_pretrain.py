"""Training on a user's own images: going on where it was cut off, and what is wrong with them."""

from __future__ import annotations

import dataclasses
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch
from engine_process import EngineProcess
from labelled import SIDE, write_labelled
from rasters import write_raster
from safetensors.torch import load_file, save_file
from torch import nn

from onemetre.contract.card import card_from_json
from onemetre.contract.errors import DeviceError, EngineError, ModelError, RequestError, SourceError
from onemetre.contract.requests import Compute, PretrainRequest, PretrainResult, dump_request
from onemetre.engine.channel import Channel
from onemetre.models.networks.jointseg import JointSeg
from onemetre.models.networks.ugsnet_light import UGSNetLight
from onemetre.models.training.labels import UNKNOWN
from onemetre.models.training.loop.device import torch_device
from onemetre.models.training.loop.run_files import SETTINGS
from onemetre.models.training.loop.start_weights import load_start, load_trained
from onemetre.models.training.loop.time_budget import save_every, steps_within
from onemetre.models.training.loop.trainer import CHECKPOINT, WEIGHTS, Schedule
from onemetre.models.training.loop.weights import load_adaptable
from onemetre.models.training.pairs.folders import Pair, PairPaths, find_pairs, read_pair
from onemetre.models.training.pairs.kept_pairs import KeptPairs
from onemetre.models.training.pairs.pair_sampler import PairSampler
from onemetre.models.training.pairs.pair_score import count_pairs
from onemetre.models.training.pairs.pair_split import split_pairs
from onemetre.models.training.pretrain.data import own_data
from onemetre.models.training.pretrain.handler import LEARNERS, handle
from onemetre.models.training.pretrain.scenes import OwnScenes, at_metre, scene_tiles, see_tile

CLASSES = {0: 0, 1: 1, 255: 255}
NETWORKS = ("ugsnet-light", "jointseg")


pytestmark = pytest.mark.usefixtures("one_thread", "quick_export")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return write_labelled(tmp_path / "data")


@pytest.fixture
def request_of(data: Path, tmp_path: Path) -> PretrainRequest:
    return PretrainRequest(
        images=str(data),
        classes={"0": "other", "1": "green"},
        resolution=1.0,
        steps=3,
        batch=1,
        run=str(tmp_path / "run"),
        name="bright.own_v1",
        folder=str(tmp_path / "mine"),
        compute=Compute(device="cpu", threads=1),
    )


@pytest.fixture(params=NETWORKS)
def either(request_of: PretrainRequest, request: pytest.FixtureRequest) -> PretrainRequest:
    """The same with each of the networks."""
    return change(request_of, network=request.param)


def read(paths: PairPaths) -> Pair:
    return read_pair(paths, CLASSES)


def change(request: PretrainRequest, **fields: object) -> PretrainRequest:
    return dataclasses.replace(request, **fields)


def run(request: PretrainRequest) -> PretrainResult:
    return handle(request, Channel(io.BytesIO()))


def refused(request: PretrainRequest) -> str:
    """What a request fails with; it leaves no model."""
    with pytest.raises(EngineError) as caught:
        run(request)
    assert caught.value.hint
    assert not Path(request.folder).exists()
    return str(caught.value)


def test_a_killed_training_gives_the_same_weights(request_of: PretrainRequest, tmp_path: Path) -> None:
    whole = run(change(request_of, run=str(tmp_path / "whole"), name="whole"))
    assert not whole.resumed
    with EngineProcess(request_of) as engine:
        # A metric is told when its checkpoint is on the disk.
        next(event for event in engine.events() if event["event"] == "metric")
        engine.process.kill()
        engine.process.wait()
    assert not Path(request_of.folder, "bright.own_v1.onnx").exists()
    result = run(request_of)
    assert result.resumed
    first, second = load_file(whole.weights), load_file(result.weights)
    assert first.keys() == second.keys()
    assert all(torch.equal(first[name], second[name]) for name in first)
    # The run may replace its own model, and another one may not; nor does it go on with other parameters.
    with pytest.raises(ModelError, match="STEPS was 3"):
        run(change(request_of, steps=4))
    with pytest.raises(ModelError, match="NETWORK was ugsnet-light"):
        run(change(request_of, network="jointseg"))
    with pytest.raises(ModelError, match="Choose another NAME"):
        run(change(request_of, run=str(tmp_path / "other")))


def test_a_training_that_diverges_says_at_which_step(either: PretrainRequest) -> None:
    assert "diverged at step" in refused(change(either, rate=1e30))
    assert Path(either.run, CHECKPOINT).is_file()


def test_a_cancelled_training_keeps_its_checkpoint(request_of: PretrainRequest) -> None:
    with EngineProcess(change(request_of, steps=60)) as engine:
        for event in engine.events():
            if event["event"] == "metric":
                engine.send('{"control": "cancel"}')
            last = event
    assert (last["event"], last["kind"]) == ("error", "cancelled")
    assert Path(request_of.run, CHECKPOINT).is_file()
    assert Path(request_of.run, WEIGHTS).is_file()


def test_a_training_that_is_ended_early_gives_a_model(request_of: PretrainRequest) -> None:
    with EngineProcess(change(request_of, network="jointseg", steps=10_000, batch=1)) as engine:
        asked = False
        for event in engine.events():
            if event["event"] == "progress" and "Step" in event["message"] and not asked:
                engine.send('{"control": "keep-best"}')
                asked = True
            last = event
    assert last["event"] == "result"
    assert " of 10000 steps" in card_from_json(last["card"]).training_data
    assert Path(last["path"]).is_file()


def test_image_and_label_of_different_size(either: PretrainRequest, data: Path) -> None:
    write_raster(data / "labels" / "2.tif", np.ones((1, SIDE, SIDE - 1), np.uint8))
    assert "2.tif has 96 x 96 pixels" in refused(either)


def test_a_label_that_is_no_class(either: PretrainRequest, data: Path) -> None:
    write_raster(data / "labels" / "2.tif", np.full((1, SIDE, SIDE), 7, np.uint8))
    assert "value 7, which is not a class" in refused(either)


def test_an_image_without_data(either: PretrainRequest, data: Path) -> None:
    write_raster(data / "images" / "2.tif", np.zeros((3, SIDE, SIDE), np.uint8), nodata=0)
    assert "2.tif holds no data" in refused(either)


def test_a_class_that_does_not_occur(either: PretrainRequest) -> None:
    assert "class roof does not occur in the training labels" in refused(
        change(either, classes={"0": "other", "1": "other", "2": "roof"})
    )


def test_an_empty_split(either: PretrainRequest, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    assert "There are no images in" in refused(change(either, validation=str(empty)))
    one = write_labelled(tmp_path / "one", 1)
    assert "none would be left for training" in refused(change(either, images=str(one)))


@pytest.mark.parametrize("noted", [False, True])
def test_a_checkpoint_of_another_network(either: PretrainRequest, *, noted: bool) -> None:
    folder = Path(either.run)
    if noted:
        assert "diverged" in refused(change(either, rate=1e30))
        settings = (folder / SETTINGS).read_text().replace("1e+30", str(either.rate))
        (folder / SETTINGS).write_text(settings)
    folder.mkdir(exist_ok=True)
    save_file({"model/weight": torch.zeros(3)}, folder / CHECKPOINT, {"onemetre": "{}"})
    before = (folder / CHECKPOINT).read_bytes()
    told = refused(either)
    assert ("does not fit this network" if noted else "holds another training") in told
    assert len(told) < 400
    assert (folder / CHECKPOINT).read_bytes() == before


@pytest.mark.parametrize(
    ("fields", "told"),
    [({"nir": True}, "red, green and blue only"),
     ({"network": "jointseg", "resolution": 0.3}, "0.5 to 2 m, not 0.3 m"),
     ({"network": "jointseg", "resolution": 5.0}, "0.5 to 2 m, not 5 m"),
     ({"network": "jointseg", "nir": True}, "has 3 bands"),
     ({"network": "jointseg", "start": "/not/there.pth"}, "START"),
     ({"classes": {"0": "other", "1": "A b", "2": "a-b"}}, "both be called a-b")],
)  # fmt: skip
def test_what_a_network_cannot_learn(request_of: PretrainRequest, fields: dict[str, object], told: str) -> None:
    assert told in refused(change(request_of, **fields))
    assert not Path(request_of.run, CHECKPOINT).exists()


def test_transparency_is_no_near_infrared(request_of: PretrainRequest, data: Path) -> None:
    for path in sorted((data / "images").glob("*.tif")):
        write_raster(path, np.full((4, SIDE, SIDE), 255, np.uint8))
    assert "transparency" in refused(change(request_of, network="jointseg", nir=True))


def test_jointseg_learns_several_classes_and_near_infrared_and_goes_on(
    request_of: PretrainRequest, tmp_path: Path
) -> None:
    images = write_labelled(tmp_path / "four", bands=4, classes=3)
    wanted = change(
        request_of,
        network="jointseg",
        nir=True,
        images=str(images),
        classes={"0": "other", "1": "impervious", "2": "lawn"},
        resolution=0.6,
    )
    with EngineProcess(wanted) as engine:
        next(event for event in engine.events() if event["event"] == "metric")
        engine.process.kill()
        engine.process.wait()
    result = run(wanted)
    assert result.resumed
    card = card_from_json(result.card)
    assert (card.task, card.scale_factor, card.resolution, card.superresolved) == ("impervious-surface", 10, 10, True)
    assert card.roles == ("red", "green", "blue", "nir")
    assert [(c.value, c.name) for c in card.classes] == [(0, "other"), (1, "impervious"), (2, "lawn")]
    assert [figure.metric for figure in card.accuracy] == ["F1 impervious", "F1 lawn"]
    assert result.f1 == pytest.approx(sum(figure.value for figure in card.accuracy) / 200, abs=1e-4)
    # What lies beside the model is the network that was trained.
    trained, beside = load_file(result.weights), load_adaptable(card, Path(result.path)).state_dict()
    assert all(torch.allclose(beside[name], trained[name], rtol=1e-3, atol=1e-6) for name in trained)


def test_a_time_gives_a_number_of_steps_that_is_kept(request_of: PretrainRequest) -> None:
    wanted = change(request_of, network="jointseg", minutes=0.05)
    told = io.BytesIO()
    first = handle(wanted, Channel(told))
    steps = json.loads(Path(wanted.run, SETTINGS).read_text())["STEPS"]
    assert steps >= 1
    assert f"{steps} steps fit into 0.05 minutes" in told.getvalue().decode()
    assert f" {steps} steps." in card_from_json(first.card).training_data
    # Nothing is left to do, however fast the machine is now; and it is not mixed with a number of steps.
    again = run(wanted)
    assert again.resumed
    assert again.sha256 == first.sha256
    with pytest.raises(ModelError, match=r"MINUTES was 0\.05"):
        run(change(wanted, minutes=0.0))


@pytest.mark.parametrize(
    ("fields", "told"),
    [({"name": "Bright One"}, "cannot be called"), ({"taken": ("bright.own_v1",)}, "Another model"),
     ({"start": "/not/there.pth"}, "START"), ({"compute": Compute(device="cuda:99")}, "no device")],
)  # fmt: skip
def test_what_cannot_be_is_known_before_the_training(
    request_of: PretrainRequest, fields: dict[str, object], told: str
) -> None:
    assert told in refused(change(request_of, **fields))
    assert not Path(request_of.run, CHECKPOINT).exists()


@pytest.mark.parametrize(
    "fields",
    [{"network": "unet"}, {"steps": 0}, {"minutes": -1.0}, {"batch": 0}, {"rate": 0.0},
     {"resolution": float("nan")}, {"share": 95.0}, {"classes": {"0": "other"}},
     {"classes": {"0": "other", "300": "green"}}],
)  # fmt: skip
def test_impossible_numbers_are_no_request(request_of: PretrainRequest, fields: dict[str, object]) -> None:
    with pytest.raises(RequestError):
        change(request_of, **fields)


def test_without_torch_the_way_to_it_is_said(request_of: PretrainRequest) -> None:
    program = (
        "import sys; sys.modules['torch'] = None\nfrom onemetre.engine.worker import main\nraise SystemExit(main())"
    )
    line = dump_request(request_of) + "\n"
    done = subprocess.run([sys.executable, "-c", program], input=line, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert '"kind": "runtime"' in done.stdout
    assert "Set up the runtime with the profile train" in done.stdout


# --- Parts --------------------------------------------------------------------------------------------------------


def test_images_of_one_ground_stay_together(tmp_path: Path) -> None:
    folder = write_labelled(tmp_path / "years", 6)
    for number in (3, 4, 5):
        for name in ("images", "labels"):
            (folder / name / f"{number}.tif").unlink()
            # The same ground again, half a picture further.
            bands = 3 if name == "images" else 1
            place = {"x": 600_000.0 + 1000 * (number - 3) + SIDE / 2}
            write_raster(folder / name / f"{number}.tif", np.ones((bands, SIDE, SIDE), np.uint8), **place)
    for seed in range(5):
        split = split_pairs(folder, None, 0.3, seed)
        kept = {int(pair.image.stem) % 3 for pair in split.validation}
        assert len(split.validation) == 2
        assert kept.isdisjoint(int(pair.image.stem) % 3 for pair in split.training)


def test_every_crop_has_something_to_learn_from(tmp_path: Path) -> None:
    label = np.full((1, 700, 500), UNKNOWN, np.uint8)
    label[0, 690, 3] = 1
    for name, pixels in (("images", np.full((3, 700, 500), 90, np.uint8)), ("labels", label)):
        (tmp_path / name).mkdir()
        write_raster(tmp_path / name / "a.tif", pixels)
    sampler = PairSampler(KeptPairs(find_pairs(tmp_path), read), images=2, seed=0)
    for step in range(5):
        images, labels = sampler.batch(step)
        assert images.shape == (2, 3, 256, 256)
        assert ((labels == 1).sum(dim=(1, 2)) == 1).all()
        torch.testing.assert_close(sampler.batch(step).images, images)


def test_beyond_a_small_image_nothing_is_learned(data: Path) -> None:
    pairs = find_pairs(data)
    _, labels = PairSampler(KeptPairs(pairs, read), images=4, seed=0).batch(0)
    assert ((labels != UNKNOWN).sum(dim=(1, 2)) == SIDE * SIDE).all()
    assert (read_pair(pairs[0], CLASSES).label != UNKNOWN).all()


def test_weights_to_start_from(tmp_path: Path) -> None:
    torch.manual_seed(1)
    earlier, network = UGSNetLight(), UGSNetLight()
    save_file(earlier.state_dict(), tmp_path / "weights.safetensors")
    load_start(network, tmp_path / "weights.safetensors", (), str)
    assert all(torch.equal(a, b) for a, b in zip(earlier.parameters(), network.parameters(), strict=True))
    torch.save(UGSNetLight().encoder.state_dict(), tmp_path / "encoder.pth")
    load_start(network, tmp_path / "encoder.pth", (), str)
    assert not torch.equal(earlier.encoder.conv_stem.weight, network.encoder.conv_stem.weight)
    torch.save([1, 2], tmp_path / "list.pth")
    (tmp_path / "text.pth").write_text("no weights")
    save_file({"other": torch.zeros(1)}, tmp_path / "other.safetensors")
    os.mkfifo(tmp_path / "pipe.pth")
    os.mkfifo(tmp_path / "pipe.safetensors")
    (tmp_path / "folder.safetensors").mkdir()
    refused = ("list.pth", "text.pth", "other.safetensors", "gone.pth", "pipe.pth", "pipe.safetensors")
    for name in (*refused, "folder.safetensors"):
        with pytest.raises(ModelError, match=name):
            load_start(network, tmp_path / name, (), str)


@pytest.mark.parametrize("name", NETWORKS)
def test_weights_of_a_training_with_other_classes(request_of: PretrainRequest, tmp_path: Path, name: str) -> None:
    def build(classes: int, start: Path | None, said: list[str]) -> nn.Module:
        names = {str(value): f"c{value}" for value in range(classes)}
        wanted = change(request_of, network=name, classes=names)
        return LEARNERS[name](own_data(wanted), wanted).network(start, said.append)

    said: list[str] = []
    three = build(3, None, said)
    # Half precision, as it lies beside a model.
    save_file({key: value.half().contiguous() for key, value in three.state_dict().items()}, tmp_path / "w.safetensors")
    same = build(3, tmp_path / "w.safetensors", said)
    assert not said
    assert all(torch.equal(a.half(), b.half()) for a, b in zip(three.parameters(), same.parameters(), strict=True))
    four = build(4, tmp_path / "w.safetensors", said)
    assert "another number of classes" in said[0]
    pairs = [(a, b) for a, b in zip(three.parameters(), four.parameters(), strict=True) if a.shape == b.shape]
    assert len(pairs) >= len(list(three.parameters())) - 4
    assert all(torch.equal(a.half(), b.half()) for a, b in pairs)


def test_weights_for_other_bands_do_not_fit(tmp_path: Path) -> None:
    save_file(JointSeg(3).state_dict(), tmp_path / "w.safetensors")
    with pytest.raises(ModelError, match=r"do not fit this network: .*stem"):
        load_trained(JointSeg(4), tmp_path / "w.safetensors", ("head.",), str)


def test_devices_by_name() -> None:
    assert torch_device("cpu").type == "cpu"
    with pytest.raises(DeviceError, match="tpu"):
        torch_device("tpu")


def test_the_folder_of_the_images_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="nowhere"):
        split_pairs(tmp_path / "nowhere", None, 0.2, 0)


def test_a_check_looks_at_a_part_and_the_end_at_everything(either: PretrainRequest, data: Path) -> None:
    learner = LEARNERS[either.network](own_data(either), either)
    network = learner.network(None, str).eval()
    pairs = find_pairs(data)
    told: list[float] = []
    # Of the simulated 10 m pixels those at two edges are cut off by the phase of their grid.
    whole = count_pairs(network, pairs, learner, told.append).sum()
    assert 5 * (SIDE - 9) ** 2 <= whole <= 5 * SIDE**2
    assert told[-1] == 1
    part = count_pairs(network, pairs, learner, told.append, most_tiles=2)
    assert 0 < part.sum() < whole
    assert (count_pairs(network, pairs, learner, told.append, most_tiles=2) == part).all()


def test_a_longer_time_is_more_steps() -> None:
    network = nn.Linear(3, 1)
    before = network.weight.clone()

    def loss(model: nn.Module, step: int) -> torch.Tensor:
        return (model(torch.full((1, 3), float(step))) - 1).square().mean()

    steps = [steps_within(seconds, network, loss, Schedule(steps=1), str) for seconds in (0, 600, 6000)]
    assert steps[0] == 1
    assert 1 < steps[1] < steps[2]
    assert torch.equal(network.weight, before)
    assert [save_every(number) for number in (1, 240, 50_000)] == [1, 24, 100]


def test_a_small_image_is_a_whole_scene(data: Path) -> None:
    kept = KeptPairs(find_pairs(data), read)
    for step in range(3):
        (scene,) = OwnScenes(kept, seed=0).of_step(step, 1)
        assert scene.image.shape == (3, 32, 32)
        assert scene.labels.shape == (320, 320)
        assert set(np.unique(scene.labels)) == {0, 1}
        # Bright is the class, at 1 m as it is from space.
        bright = [scene.fine[:, scene.labels == value].mean() for value in (0, 1)]
        assert bright[1] > 5 * bright[0]
        assert np.corrcoef(scene.image[0].ravel(), scene.labels[5::10, 5::10].ravel())[0, 1] > 0.8
        np.testing.assert_array_equal(OwnScenes(kept, seed=0).of_step(step, 1)[0].image, scene.image)


def test_images_are_brought_to_a_metre(data: Path) -> None:
    pair = read(find_pairs(data)[0])
    edge = int((pair.label[0] == 0).sum())
    for resolution in (0.5, 1.0, 1.5):
        metre = at_metre(pair, resolution)
        assert metre.image.shape == (3, round(SIDE * resolution), round(SIDE * resolution))
        assert metre.label.shape == metre.image.shape[1:]
        assert abs(int((metre.label[0] == 0).sum()) - edge * resolution) <= 1
        assert metre.image[:, metre.label == 1].mean() > 200


def test_an_image_that_was_stretched_is_no_brighter_than_ground_can_be() -> None:
    label = np.zeros((300, 300), np.uint8)
    means = []
    for number in (40, 120, 240):
        pair = Pair("even", np.full((3, 300, 300), number, np.uint8), label)
        scene, _ = see_tile(*next(scene_tiles(pair)), seed=0)
        means.append(float(scene.fine.mean()))
    assert 0 < means[0] < means[1] < means[2]
    assert means[2] == pytest.approx(0.25)


def test_tiles_of_a_large_image_lie_side_by_side() -> None:
    rng = np.random.default_rng(0)
    pair = Pair("large", np.full((3, 700, 500), 90, np.uint8), rng.integers(0, 2, (700, 500), dtype=np.uint8))
    tiles = list(scene_tiles(pair))
    assert len(tiles) == 4
    scenes = [see_tile(image, label, seed=number) for number, (image, label) in enumerate(tiles)]
    seen = sum((scene.labels[inside] != UNKNOWN).sum() for scene, inside in scenes)
    # The phase of the grid moves each tile by some pixels.
    assert seen == pytest.approx(700 * 500, rel=0.03)
