"""UGSNet is the published network: checked against a second, independent writing of it."""

from __future__ import annotations

import official_ugsnet
import pytest
import torch

from onemetre.contract.errors import ModelError
from onemetre.models.networks.attention import EnhancedCoordinateAttention
from onemetre.models.networks.pointhead import PointHead, sample_at, uncertainty
from onemetre.models.networks.ugsnet import UGSNet, load_official_state_dict


@pytest.fixture(scope="module")
def state() -> dict[str, torch.Tensor]:
    return official_ugsnet.random_state(seed=3)


@pytest.fixture(scope="module")
def network(state: dict[str, torch.Tensor]) -> UGSNet:
    model = UGSNet("resnet50").eval()
    load_official_state_dict(model, state)
    return model


@pytest.mark.parametrize("shape", [(2, 3, 64, 64), (1, 3, 96, 64)])
def test_official_weights_give_the_official_result(network, state, shape):
    image = torch.rand(shape, generator=torch.Generator().manual_seed(1)) * 2 - 1
    if shape[2] != shape[3]:  # the published loop compares widths only, which is enough for it
        image = image.contiguous()
    with torch.no_grad():
        expected, found = official_ugsnet.forward(state, image), network(image)
    assert found.shape == expected.shape == (shape[0], 2, *shape[2:])
    assert expected.std() > 0.05, "a constant map would prove nothing"
    differs = (expected - found).abs().amax(dim=1) > 1e-4
    assert differs.float().mean() < 2e-3  # cells that tie for the last place of the point head


def test_names_of_wrapped_models_are_understood(state):
    model = UGSNet("resnet50")
    load_official_state_dict(model, {f"module.{name}": value for name, value in state.items()})
    assert torch.equal(model.state_dict()["pointhead.mlp.weight"], state["pointhead.mlp.weight"])


def test_missing_parameter_is_named(state):
    broken = {name: value for name, value in state.items() if name != "decoder.dr4.bn1.running_var"}
    with pytest.raises(ModelError, match=r"decoder\.dr4\.bn1\.running_var"):
        load_official_state_dict(UGSNet("resnet50"), broken)


def test_parameter_of_another_shape_is_named(state):
    with pytest.raises(ModelError, match=r"pointhead\.mlp\.weight.*\(2, 5, 1\)"):
        load_official_state_dict(UGSNet("resnet50"), state | {"pointhead.mlp.weight": torch.zeros(2, 5, 1)})


def test_live_parameters_are_as_many_as_published():
    assert sum(p.numel() for p in UGSNet("resnet50").parameters()) == pytest.approx(32.09e6, rel=2e-3)


def test_sides_must_be_multiples_of_sixteen():
    with pytest.raises(ModelError, match="40 x 64"):
        UGSNet("resnet18").eval()(torch.zeros(1, 3, 64, 40))


def test_training_points_are_mostly_undecided(network):
    image = torch.rand(1, 3, 64, 64)
    prediction = network.supervise(image)
    count = 4 * 64
    assert prediction.points.shape == (1, count, 2)
    assert prediction.logits.shape == (1, 2, count)
    doubt = uncertainty(sample_at(prediction.coarse, prediction.points))[0]
    important = 3 * count // 4
    assert doubt[:important].mean() > doubt[important:].mean()
    prediction.logits.sum().backward()
    assert network.pointhead.mlp.weight.grad is not None


def test_point_head_changes_exactly_the_most_undecided_cells():
    head = PointHead(fine_channels=3)
    coarse, fine = torch.randn(2, 2, 8, 8), torch.randn(2, 3, 8, 8)
    before = torch.nn.functional.interpolate(coarse, scale_factor=2, mode="bilinear", align_corners=True)
    after = head.refine(coarse, fine, steps=1, count=20)
    changed = (after != before).any(dim=1).flatten(1)
    assert changed.sum(dim=1).tolist() == [20, 20]
    doubt = uncertainty(before).flatten(1)
    assert (doubt[changed].view(2, -1).min(dim=1).values >= doubt[~changed].view(2, -1).max(dim=1).values).all()


def test_uncertainty_is_the_gap_of_the_two_largest_logits():
    logits = torch.tensor([[0.5, 4.0], [3.0, 1.0], [2.5, -1.0]]).T.reshape(2, 3, 1)
    assert uncertainty(logits).flatten().tolist() == [-0.5, -3.0]


def test_attention_sees_the_whole_tile():
    attention = EnhancedCoordinateAttention(16).eval()
    image = torch.rand(1, 16, 8, 8)
    other = image.clone()
    other[..., 7, 7] += 5
    assert (attention(image)[..., 0, 0] != attention(other)[..., 0, 0]).any()
