"""Training on a user's own images: going on where it was cut off, and what is wrong with them."""

from __future__ import annotations

import dataclasses
import io
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import torch
from engine_process import EngineProcess
from labelled import SIDE, write_labelled
from rasters import write_raster
from safetensors.torch import load_file, save_file

from onemetre.engine.channel import Channel
from onemetre.engine.errors import DeviceError, EngineError, ModelError, RequestError, SourceError
from onemetre.engine.jobs import PretrainRequest, PretrainResult, dump_request
from onemetre.models.training.folders import find_pairs, read_pair
from onemetre.models.training.naip import IGNORE
from onemetre.models.training.pair_sampler import PairSampler
from onemetre.models.training.pair_score import count_pairs
from onemetre.models.training.pair_split import split_pairs
from onemetre.models.training.pretrain import handle, torch_device
from onemetre.models.training.start_weights import load_start
from onemetre.models.training.trainer import CHECKPOINT, WEIGHTS
from onemetre.models.ugsnet_light import UGSNetLight

CLASSES = {0: 0, 1: 1, 255: 255}


@pytest.fixture(autouse=True)
def same_threads() -> Iterator[None]:
    """A training sets how many threads torch uses."""
    before = torch.get_num_threads()
    yield
    torch.set_num_threads(before)


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
        batch=2,
        run=str(tmp_path / "run"),
        name="bright.own_v1",
        folder=str(tmp_path / "mine"),
        device="cpu",
        threads=1,
    )


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
    with pytest.raises(ModelError, match="There is a model"):
        run(change(request_of, run=str(tmp_path / "other")))


def test_a_training_that_diverges_says_at_which_step(request_of: PretrainRequest) -> None:
    assert "diverged at step" in refused(change(request_of, rate=1e30))
    assert Path(request_of.run, CHECKPOINT).is_file()


def test_a_cancelled_training_keeps_its_checkpoint(request_of: PretrainRequest) -> None:
    with EngineProcess(change(request_of, steps=60)) as engine:
        for event in engine.events():
            if event["event"] == "metric":
                engine.send('{"control": "cancel"}')
            last = event
    assert (last["event"], last["kind"]) == ("error", "cancelled")
    assert Path(request_of.run, CHECKPOINT).is_file()
    assert Path(request_of.run, WEIGHTS).is_file()


def test_image_and_label_of_different_size(request_of: PretrainRequest, data: Path) -> None:
    write_raster(data / "labels" / "2.tif", np.ones((1, SIDE, SIDE - 1), np.uint8))
    assert "2.tif has 96 x 96 pixels" in refused(request_of)


def test_a_label_that_is_no_class(request_of: PretrainRequest, data: Path) -> None:
    write_raster(data / "labels" / "2.tif", np.full((1, SIDE, SIDE), 7, np.uint8))
    assert "value 7, which is no class" in refused(request_of)


def test_an_image_without_data(request_of: PretrainRequest, data: Path) -> None:
    write_raster(data / "images" / "2.tif", np.zeros((3, SIDE, SIDE), np.uint8), nodata=0)
    assert "holds no data" in refused(request_of)


def test_a_class_that_does_not_occur(request_of: PretrainRequest) -> None:
    assert "class roof does not occur in the training labels" in refused(
        change(request_of, classes={"0": "other", "1": "other", "2": "roof"})
    )


def test_an_empty_split(request_of: PretrainRequest, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    assert "There are no images in" in refused(change(request_of, validation=str(empty)))
    one = write_labelled(tmp_path / "one", 1)
    assert "nothing would be left to learn from" in refused(change(request_of, images=str(one)))


def test_a_checkpoint_of_another_network(request_of: PretrainRequest) -> None:
    folder = Path(request_of.run)
    folder.mkdir()
    save_file({"model/weight": torch.zeros(3)}, folder / CHECKPOINT)
    before = (folder / CHECKPOINT).read_bytes()
    assert "holds another training" in refused(request_of)
    assert (folder / CHECKPOINT).read_bytes() == before


@pytest.mark.parametrize(
    ("fields", "told"),
    [({"name": "Bright One"}, "cannot be called"), ({"taken": ("bright.own_v1",)}, "another model"),
     ({"start": "/not/there.pth"}, "START"), ({"device": "cuda:99"}, "no device")],
)  # fmt: skip
def test_what_cannot_be_is_known_before_the_training(
    request_of: PretrainRequest, fields: dict[str, object], told: str
) -> None:
    assert told in refused(change(request_of, **fields))
    assert not Path(request_of.run, CHECKPOINT).exists()


@pytest.mark.parametrize(
    "fields",
    [{"steps": 0}, {"batch": 0}, {"rate": 0.0}, {"resolution": float("nan")}, {"share": 95.0},
     {"classes": {"0": "other"}}, {"classes": {"0": "other", "300": "green"}}],
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
    label = np.full((1, 700, 500), IGNORE, np.uint8)
    label[0, 690, 3] = 1
    for name, pixels in (("images", np.full((3, 700, 500), 90, np.uint8)), ("labels", label)):
        (tmp_path / name).mkdir()
        write_raster(tmp_path / name / "a.tif", pixels)
    sampler = PairSampler(find_pairs(tmp_path), CLASSES, images=2, seed=0)
    for step in range(5):
        images, labels = sampler.batch(step)
        assert images.shape == (2, 3, 256, 256)
        assert ((labels == 1).sum(dim=(1, 2)) == 1).all()
        torch.testing.assert_close(sampler.batch(step).images, images)


def test_beyond_a_small_image_nothing_is_learned(data: Path) -> None:
    pairs = find_pairs(data)
    _, labels = PairSampler(pairs, CLASSES, images=4, seed=0).batch(0)
    assert ((labels != IGNORE).sum(dim=(1, 2)) == SIDE * SIDE).all()
    assert (read_pair(pairs[0], CLASSES).label != IGNORE).all()


def test_weights_to_start_from(tmp_path: Path) -> None:
    torch.manual_seed(1)
    earlier, network = UGSNetLight(), UGSNetLight()
    save_file(earlier.state_dict(), tmp_path / "weights.safetensors")
    load_start(network, tmp_path / "weights.safetensors")
    assert all(torch.equal(a, b) for a, b in zip(earlier.parameters(), network.parameters(), strict=True))
    torch.save(UGSNetLight().encoder.state_dict(), tmp_path / "encoder.pth")
    load_start(network, tmp_path / "encoder.pth")
    assert not torch.equal(earlier.encoder.conv_stem.weight, network.encoder.conv_stem.weight)
    torch.save([1, 2], tmp_path / "list.pth")
    (tmp_path / "text.pth").write_text("no weights")
    save_file({"other": torch.zeros(1)}, tmp_path / "other.safetensors")
    for name in ("list.pth", "text.pth", "other.safetensors", "gone.pth"):
        with pytest.raises(ModelError, match=name):
            load_start(network, tmp_path / name)


def test_devices_by_name() -> None:
    assert torch_device("cpu").type == "cpu"
    with pytest.raises(DeviceError, match="tpu"):
        torch_device("tpu")


def test_the_folder_of_the_images_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="nowhere"):
        split_pairs(tmp_path / "nowhere", None, 0.2, 0)


def test_a_check_looks_at_a_part_and_the_end_at_everything(data: Path) -> None:
    network = UGSNetLight().eval()
    pairs = find_pairs(data)
    told: list[float] = []
    assert count_pairs(network, pairs, CLASSES, told.append).sum() == 5 * SIDE * SIDE
    assert told[-1] == 1
    part = count_pairs(network, pairs, CLASSES, told.append, most_tiles=2)
    assert 0 < part.sum() < 5 * SIDE * SIDE
    assert (count_pairs(network, pairs, CLASSES, told.append, most_tiles=2) == part).all()
