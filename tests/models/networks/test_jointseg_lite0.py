"""JointSeg with an encoder of photographs: reach, independence of the tile, compute, and the weights that it takes."""

from __future__ import annotations

from pathlib import Path

import pytest

torch = pytest.importorskip("torch")

from lively import lively  # noqa: E402

from onemetre.contract.errors import ModelError  # noqa: E402
from onemetre.models.networks.efficientnet_lite import EfficientNetLite0  # noqa: E402
from onemetre.models.networks.jointseg import JointSeg  # noqa: E402
from onemetre.models.networks.jointseg_lite0 import JointSegLite0  # noqa: E402
from onemetre.models.training.loop.checkpoint import save_weights  # noqa: E402
from onemetre.research.jointseg.train import begin_with  # noqa: E402

HALO, GRID = JointSegLite0.HALO, JointSegLite0.GRID


@pytest.fixture(autouse=True)
def seed() -> None:
    torch.manual_seed(5)


@pytest.mark.parametrize("bands", [3, 4])
@pytest.mark.parametrize("classes", [1, 3])
def test_shapes_and_ranges(bands: int, classes: int) -> None:
    result = JointSegLite0(bands, classes)(torch.rand(2, bands, 12, 20))
    assert result.logits.shape == (2, classes, 120, 200)
    assert result.fine.shape == (2, bands, 120, 200) and result.medium.shape == (2, bands, 48, 80)
    assert result.fine.min() >= 0 and result.medium.min() >= 0


def test_the_map_does_not_depend_on_the_tile() -> None:
    network, tile, side = lively(JointSegLite0()), 64, 88
    scene, stride = torch.rand(1, 3, side + 2 * HALO, side + 2 * HALO), 64 - 2 * HALO
    assert stride % GRID == 0
    keep = slice(HALO * 10, -HALO * 10)
    with torch.no_grad():
        whole = network(scene).logits[..., keep, keep]
        for row in (0, stride, side - stride):
            for column in (0, side - stride):
                part = network(scene[..., row : row + tile, column : column + tile]).logits[..., keep, keep]
                rows, columns = (slice(start * 10, (start + stride) * 10) for start in (row, column))
                torch.testing.assert_close(part, whole[..., rows, columns], atol=2e-4, rtol=1e-4)
    assert whole.std() > 0.01


def test_a_pixel_reaches_exactly_as_far_as_the_halo_allows() -> None:
    network, reached = lively(JointSegLite0()), []
    for middle in (2 * HALO, 2 * HALO + 1):  # both positions on the encoder's grid
        image = torch.rand(1, 3, 4 * HALO + 2, 4 * HALO + 2, requires_grad=True)
        centre = slice(middle * 10, middle * 10 + 10)
        (gradient,) = torch.autograd.grad(network(image).logits[..., centre, centre].sum(), image)
        reached.append(int((gradient.abs().sum(dim=(0, 1)).nonzero() - middle).abs().max()))
    assert HALO - 2 < max(reached) <= HALO


def test_an_odd_side_is_extended_by_its_edge() -> None:
    network, image = lively(JointSegLite0(4)), torch.rand(1, 4, 13, 24)
    longer = torch.cat((image, image[:, :, -1:]), dim=2)
    with torch.no_grad():
        odd, even = network(image).logits, network(longer).logits
    assert odd.shape == (1, 3, 130, 240)
    # The parts of JointSeg see nothing beyond the edge, the encoder sees the edge again.
    assert (odd - even[:, :, :130]).abs().mean() < 0.5 * even.std()


@pytest.mark.parametrize("margin", [2, 6, HALO])
def test_a_margin_left_out_changes_nothing_inside(margin: int) -> None:
    network, image = lively(JointSegLite0(4)), torch.rand(1, 4, 2 * HALO + 8, 2 * HALO + 8)
    with torch.no_grad():
        whole, part = network(image), network(image, margin)
    for layer, factor in (("logits", 10), ("fine", 10), ("medium", 4)):
        keep = slice(factor * margin, -factor * margin)
        # What a convolution sees beyond its input is 0: at the inner edge nothing of it may show.
        torch.testing.assert_close(getattr(part, layer), getattr(whole, layer)[..., keep, keep], atol=2e-5, rtol=1e-4)


def test_compute_fits_a_cpu() -> None:
    from torch.utils.flop_counter import FlopCounterMode

    with FlopCounterMode(display=False) as counter, torch.no_grad():
        JointSegLite0(4)(torch.rand(1, 4, 100, 100))  # 1 km2
    assert 5e9 < counter.get_total_flops() / 2 < 10e9


def test_imagenet_weights_go_into_the_encoder_and_the_infrared_begins_quietly() -> None:
    package = {name: torch.full_like(value, 0.5) for name, value in EfficientNetLite0().state_dict().items()}
    network = JointSegLite0(4)
    network.load_imagenet(package)
    assert all(bool((value == 0.5).all()) for value in network.encoder.parameters())
    assert network.infrared is not None and float(network.infrared.weight.detach().abs().max()) == pytest.approx(0.05)
    with pytest.raises(ModelError, match="not a state dict"):
        network.load_imagenet({"stem": torch.zeros(1)})


def test_batch_norm_keeps_the_statistics_of_the_encoder() -> None:
    network, image = JointSegLite0(), torch.rand(2, 3, 16, 16)
    with torch.no_grad():
        learning, mapping = network.train()(image).logits, network.eval()(image).logits
    torch.testing.assert_close(learning, mapping)
    assert not any(buffer.any() for name, buffer in network.encoder.named_buffers() if "num_batches" in name)


def test_weights_of_jointseg_are_a_beginning(tmp_path: Path) -> None:
    plain, network = JointSeg(4), JointSegLite0(4)
    encoder = {name: value.clone() for name, value in network.encoder.state_dict().items()}
    save_weights(plain, tmp_path / "weights.safetensors")
    begin_with(network, tmp_path / "weights.safetensors")
    for name, value in encoder.items():
        torch.testing.assert_close(network.encoder.state_dict()[name], value)
    image = torch.rand(1, 4, 8, 8)
    with torch.no_grad():
        for mine, theirs in zip(network.eval()(image), plain.eval()(image), strict=True):
            torch.testing.assert_close(mine, theirs)
    network.train()(image).logits.square().mean().backward()
    assert bool(network.decode_shallow[0].weight.grad.any())
    with pytest.raises(ModelError, match="do not fit"):
        begin_with(JointSegLite0(3), tmp_path / "weights.safetensors")
