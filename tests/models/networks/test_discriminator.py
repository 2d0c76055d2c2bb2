"""The discriminator judges patches of a prediction map."""

from __future__ import annotations

import torch

from onemetre.models.networks.discriminator import Discriminator


def test_one_logit_per_32_pixels():
    assert Discriminator()(torch.rand(2, 2, 96, 64)).shape == (2, 1, 3, 2)


def test_layers_are_those_published():
    shapes = {name: tuple(value.shape) for name, value in Discriminator().state_dict().items() if "weight" in name}
    assert shapes == {
        "conv1.weight": (64, 2, 4, 4),
        "conv2.weight": (128, 64, 4, 4),
        "conv3.weight": (256, 128, 4, 4),
        "conv4.weight": (512, 256, 4, 4),
        "classifier.weight": (1, 512, 4, 4),
    }


def test_it_learns_to_tell_sharp_maps_from_blurred_ones():
    torch.manual_seed(0)
    network = Discriminator(width=8)
    optimiser = torch.optim.Adam(network.parameters(), lr=3e-3)
    for _ in range(30):
        sharp = (torch.rand(4, 2, 64, 64) > 0.5).float()
        soft = torch.full_like(sharp, 0.5)
        logits = torch.cat([network(sharp), network(soft)])
        truth = torch.cat([torch.ones(4, 1, 2, 2), torch.zeros(4, 1, 2, 2)])
        loss = torch.nn.functional.binary_cross_entropy_with_logits(logits, truth)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    assert network(sharp).min() > network(soft).max()
