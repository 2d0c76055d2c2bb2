"""The point head of UGSNet, which recomputes logits at undecided places.

Source: Kirillov, Wu, He and Girshick, "PointRend", CVPR 2020, in the form that the authors of UGSNet published (one
linear layer instead of a perceptron, two classes). Points are (x, y) in 0-1 over the tile; cells are areas, so the
centre of a cell lies half a cell inside.
"""

from __future__ import annotations

from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional as F


class PointPrediction(NamedTuple):
    """Predictions that the training loss needs.

    Attributes:
        coarse: Logits of the decoder [N, K, h, w].
        points: Places at which the point head was evaluated [N, P, 2], (x, y) in 0-1.
        logits: Logits of the point head at these places [N, K, P].
    """

    coarse: Tensor
    points: Tensor
    logits: Tensor


def sample_at(values: Tensor, points: Tensor) -> Tensor:
    """Bilinear samples of [N, C, H, W] at [N, P, 2] -> [N, C, P].

    Beyond the outermost centres the values fade to 0, as in the published definition.
    """
    grid = (2.0 * points - 1.0).unsqueeze(2)
    sampled = F.grid_sample(values, grid, mode="bilinear", padding_mode="zeros", align_corners=False)
    return sampled.squeeze(3)


def uncertainty(logits: Tensor) -> Tensor:
    """[N, K, ...] -> [N, ...]: the negative gap between the two largest logits; 0 is completely undecided."""
    if logits.shape[1] == 2:  # equivalent, but without a sort in the exported graph
        return -(logits[:, 0] - logits[:, 1]).abs()
    top = logits.topk(2, dim=1).values
    return top[:, 1] - top[:, 0]


class PointHead(nn.Module):
    """One linear layer on the coarse logits and fine features at a point.

    Args:
        fine_channels: Channels of the fine features.
        classes: Channels of the logits.
        oversampling: Candidates per training point (published: 3).
        important: Share of the training points that are the most undecided candidates (published: 0.75); the rest are
            uniformly distributed.
    """

    def __init__(self, fine_channels: int, classes: int = 2, oversampling: int = 3, important: float = 0.75) -> None:
        super().__init__()
        self.mlp = nn.Conv1d(classes + fine_channels, classes, 1)
        self.oversampling = oversampling
        self.important = important

    def at(self, coarse: Tensor, fine: Tensor, points: Tensor) -> Tensor:
        """Logits [N, K, P] at points [N, P, 2].

        Args:
            coarse: Coarse logits [N, K, h, w].
            fine: Fine features [N, F, h', w'] of the same tile.
            points: Points as (x, y) in 0-1.
        """
        logits: Tensor = self.mlp(torch.cat([sample_at(coarse, points), sample_at(fine, points)], dim=1))
        return logits

    def training_points(self, coarse: Tensor, count: int) -> Tensor:
        """Random places [N, count, 2], most of them where ``coarse`` is undecided.

        Candidates are ranked by their own samples, not by cells: between two decided cells of different class lies an
        undecided place.
        """
        batch = coarse.shape[0]
        important = int(self.important * count)
        with torch.no_grad():
            candidates = torch.rand(batch, self.oversampling * count, 2, device=coarse.device)
            _, chosen = uncertainty(sample_at(coarse, candidates)).topk(important, dim=1)
            picked = candidates.gather(1, chosen.unsqueeze(2).expand(-1, -1, 2))
            anywhere = torch.rand(batch, count - important, 2, device=coarse.device)
        return torch.cat([picked, anywhere], dim=1)

    def supervise(self, coarse: Tensor, fine: Tensor, count: int) -> PointPrediction:
        """Predictions at ``count`` places, for training."""
        points = self.training_points(coarse, count)
        return PointPrediction(coarse, points, self.at(coarse, fine, points))

    def refine(self, coarse: Tensor, fine: Tensor, steps: int, count: int, *, align_corners: bool = True) -> Tensor:
        """Inference: ``steps`` times, double the grid and replace the ``count`` most undecided cells.

        In the published definition, doubling keeps the centres of the corner cells in place, which moves the others by
        up to half a cell; with ``align_corners=False`` every cell keeps its place.

        [N, K, h, w] -> [N, K, h * 2**steps, w * 2**steps]. The loop is unrolled, with Python numbers and without
        assignment to slices, so that it has an ONNX form. If cells tie for the last place, an implementation may take
        any.
        """
        logits = coarse
        for _ in range(steps):
            logits = F.interpolate(logits, scale_factor=2.0, mode="bilinear", align_corners=align_corners)
            classes, height, width = logits.shape[1:]
            _, index = uncertainty(logits).flatten(1).topk(min(count, height * width), dim=1)
            row = torch.div(index, width, rounding_mode="floor")
            column = index - row * width
            points = torch.stack([(column + 0.5) / width, (row + 0.5) / height], dim=2)
            refined = self.at(logits, fine, points)
            place = index.unsqueeze(1).expand(-1, classes, -1)
            logits = logits.flatten(2).scatter(2, place, refined).reshape(-1, classes, height, width)
        return logits
