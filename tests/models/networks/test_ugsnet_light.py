"""ugsnet-light: its shape, its ImageNet weights, and that it can learn."""

from __future__ import annotations

import pytest
import torch

from onemetre.contract.errors import ModelError
from onemetre.models.networks.attention import EnhancedCoordinateAttention, LocalCoordinateAttention
from onemetre.models.networks.efficientnet_lite import EfficientNetLite0, SameConv, load_imagenet
from onemetre.models.networks.ugsnet_light import UGSNetLight
from onemetre.models.training.losses.green_loss import green_loss


def test_logits_are_finer_than_the_published_ones():
    network = UGSNetLight()
    prediction = network.supervise(torch.rand(2, 3, 64, 64))
    assert prediction.coarse.shape == (2, 2, 64, 64)
    assert network.eval()(torch.rand(1, 3, 96, 64)).shape == (1, 2, 96, 64)


def test_map_does_not_depend_on_the_tile():
    """Beyond the halo that tiles overlap by, a larger tile changes nothing but which cells the point head redoes."""
    torch.manual_seed(3)
    network = UGSNetLight().eval()
    image = torch.rand(1, 3, 384, 384)
    with torch.no_grad():
        large, small = (network(part).softmax(dim=1)[:, 1] for part in (image, image[:, :, :256, :256]))
    difference = (large[:, :160, :160] - small[:, :160, :160]).abs()
    assert difference.median() < 1e-3
    assert difference.max() < 0.05


def test_a_reach_beyond_the_tile_is_the_published_attention_but_for_the_neighbours_of_strips():
    torch.manual_seed(1)
    published, local = EnhancedCoordinateAttention(16).eval(), LocalCoordinateAttention(16, reach=40).eval()
    local.load_state_dict(published.state_dict())
    x = torch.rand(2, 16, 24, 20)
    with torch.no_grad():
        for module in (published, local):
            for name in ("conv_h", "conv_w"):
                weight = module.get_submodule(name).weight
                kept = weight[:, :, 1, 1].clone()
                weight.zero_()
                weight[:, :, 1, 1] = kept
        torch.testing.assert_close(local(x), published(x))


def test_package_names_fit_and_later_layers_are_left_out():
    encoder = EfficientNetLite0()
    package = {}
    for name, value in encoder.state_dict().items():
        parts = [f"_{part}" if part[0].isalpha() and part not in TENSORS else part for part in name.split(".")]
        package[".".join(parts)] = torch.randn_like(value) if value.is_floating_point() else value
    assert "_blocks.1._expand_conv.weight" in package
    load_imagenet(encoder, package | {"_fc.weight": torch.zeros(1000, 1280)})
    assert torch.equal(encoder.state_dict()["blocks.1.bn0.running_var"], package["_blocks.1._bn0.running_var"])
    del package["_conv_stem.weight"]
    with pytest.raises(ModelError, match=r"conv_stem\.weight"):
        load_imagenet(encoder, package)


TENSORS = {"weight", "bias", "running_mean", "running_var", "num_batches_tracked"}


@pytest.mark.parametrize(("kernel", "stride"), [(3, 1), (3, 2), (5, 1), (5, 2)])
def test_padding_is_that_of_tensorflow(kernel, stride):
    """Output i looks at inputs i*stride - (kernel - stride)//2 and the kernel - 1 after it."""
    conv = SameConv(1, 1, kernel, stride)
    torch.nn.init.ones_(conv.weight)
    impulse = torch.zeros(1, 1, 16, 16)
    impulse[0, 0, 8, 8] = 1
    reached = conv(impulse)[0, 0].nonzero()[:, 0].unique().tolist()
    before = (kernel - stride) // 2
    assert reached == [i for i in range(16 // stride) if i * stride - before <= 8 < i * stride - before + kernel]


def test_a_few_steps_learn_to_tell_two_colours():
    torch.manual_seed(0)
    network = UGSNetLight().train()
    optimiser = torch.optim.AdamW(network.parameters(), lr=3e-3)
    losses = []
    for _ in range(12):
        labels = (torch.rand(4, 4, 4) > 0.5).long().repeat_interleave(16, 1).repeat_interleave(16, 2)
        images = torch.stack([1 - 2.0 * labels, 2.0 * labels - 1, torch.zeros(labels.shape)], dim=1)
        loss = green_loss(network.supervise(images), labels)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        losses.append(float(loss.detach()))
    assert losses[-1] < 0.5 * losses[0]
