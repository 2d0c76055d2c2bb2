"""The networks from 10 m to 1 m: shapes, reach, independence of the tile, and where gradients flow."""

from __future__ import annotations

import pytest

torch = pytest.importorskip("torch")

from lively import lively  # noqa: E402

from onemetre.models.networks.bilinearseg import BilinearSeg  # noqa: E402
from onemetre.models.networks.jointseg import JointSeg, to_brightness, to_reflectance  # noqa: E402

NETWORKS = [JointSeg, BilinearSeg]


@pytest.fixture(autouse=True)
def seed() -> None:
    torch.manual_seed(5)


@pytest.mark.parametrize("network_class", NETWORKS)
@pytest.mark.parametrize("bands", [3, 4])
@pytest.mark.parametrize("classes", [1, 3])
def test_shapes_and_ranges(network_class: type, bands: int, classes: int) -> None:
    result = network_class(bands=bands, classes=classes)(torch.rand(2, bands, 12, 20))
    assert result.logits.shape == (2, classes, 120, 200)
    assert result.fine.shape == (2, bands, 120, 200)
    assert result.medium.shape == (2, bands, 48, 80)
    assert result.fine.min() >= 0 and result.medium.min() >= 0


@pytest.mark.parametrize("network_class", NETWORKS)
def test_the_map_does_not_depend_on_the_tile(network_class: type) -> None:
    network, halo = lively(network_class()), network_class.HALO
    side = 112  # a multiple of 16, 48 and 112: the strides of the three tile sizes
    scene = torch.rand(1, 3, side + 2 * halo, side + 2 * halo)
    maps = []
    with torch.no_grad():
        for tile in (32, 64, 128):
            stride = tile - 2 * halo
            corners = [min(start, side - stride) for start in range(0, side, stride)]
            mosaic = torch.full((1, 6, side * 10, side * 10), float("nan"))
            for row in corners:
                for column in corners:
                    result = network(scene[..., row : row + tile, column : column + tile])
                    both = torch.cat((result.logits, result.fine), dim=1)
                    keep = slice(halo * 10, (tile - halo) * 10)
                    rows, columns = (slice(start * 10, (start + stride) * 10) for start in (row, column))
                    mosaic[..., rows, columns] = both[..., keep, keep]
            maps.append(mosaic)
    assert maps[0].std() > 0.01
    for other in maps[1:]:
        torch.testing.assert_close(other, maps[0], atol=2e-4, rtol=1e-4)


@pytest.mark.parametrize("network_class", NETWORKS)
def test_a_pixel_reaches_exactly_as_far_as_the_halo_allows(network_class: type) -> None:
    network, halo = lively(network_class()), network_class.HALO
    middle = 2 * halo
    image = torch.rand(1, 3, 2 * middle + 1, 2 * middle + 1, requires_grad=True)
    centre = slice(middle * 10, middle * 10 + 10)
    (gradient,) = torch.autograd.grad(network(image).logits[..., centre, centre].sum(), image)
    reached = gradient.abs().sum(dim=(0, 1)).nonzero()
    distance = (reached - middle).abs().max()
    assert halo - 2 < distance <= halo


def test_a_margin_that_is_left_out_changes_nothing_inside() -> None:
    """Also where the layers behind the trunk, cropped to what the rest needs, would see the border of the crop."""
    network = lively(JointSeg())
    image = torch.rand(2, 3, 40, 40)
    with torch.no_grad():
        whole = network(image)
        for margin in range(JointSeg.REST, JointSeg.HALO + 1):
            inside = network(image, margin)
            for found, wanted, scale in zip(inside, whole, (10, 10, 4), strict=True):
                rim = margin * scale
                torch.testing.assert_close(found, wanted[..., rim:-rim, rim:-rim], atol=1e-5, rtol=1e-5)


@pytest.mark.parametrize(("joint", "flows"), [(True, True), (False, False)])
def test_the_switch_decides_whether_segmentation_trains_the_superresolution(joint: bool, flows: bool) -> None:
    network = JointSeg(joint=joint)
    network(torch.rand(1, 3, 16, 16)).logits.square().mean().backward()
    trunk = [p for module in (network.stem, network.trunk, network.refine_medium) for p in module.parameters()]
    assert all((p.grad is not None and bool(p.grad.any())) == flows for p in trunk)
    assert bool(network.head[0][0].weight.grad.any())


def test_the_superresolution_trains_itself_in_the_cascade() -> None:
    network = JointSeg(joint=False)
    result = network(torch.rand(1, 3, 16, 16))
    (result.fine.mean() + result.medium.mean()).backward()
    assert bool(network.stem[0].weight.grad.any())
    assert network.head[0][0].weight.grad is None


@pytest.mark.parametrize("network_class", NETWORKS)
def test_compute_fits_a_cpu(network_class: type) -> None:
    from torch.utils.flop_counter import FlopCounterMode

    with FlopCounterMode(display=False) as counter, torch.no_grad():
        network_class()(torch.rand(1, 3, 100, 100))  # 1 km2
    assert 5e9 < counter.get_total_flops() / 2 < 12e9


def test_brightness_is_undone_and_negative_reflectance_counts_as_zero() -> None:
    reflectance = torch.tensor([0.0, 0.001, 0.02, 0.3, 1.5])
    torch.testing.assert_close(to_reflectance(to_brightness(reflectance)), reflectance, atol=2e-6, rtol=1e-5)
    assert to_brightness(torch.tensor(-0.01)) == to_brightness(torch.tensor(0.0))
    assert to_reflectance(torch.tensor(-9.0)) == 0.0


def test_a_fresh_network_draws_no_pattern_on_even_ground() -> None:
    with torch.no_grad():
        result = JointSeg()(torch.full((1, 3, 24, 24), 0.1))
    inside = slice(100, 140)
    for image in (result.logits, result.fine):
        assert image[..., inside, inside].std(dim=(2, 3)).max() < 1e-5
