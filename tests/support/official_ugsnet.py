"""A second implementation of UGSNet, as plain functions over a state dict with the published names.

Independent of the package's modules: it reads parameters by name, so a wrong name, order, stride or dilation shows.
"""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional as F

State = dict[str, Tensor]

STAGES = {1: (64, 3, 1), 2: (128, 4, 2), 3: (256, 6, 2), 4: (512, 3, 2)}
DILATIONS = {4: (1, 2, 4)}
UNUSED = {
    "decoder.upconv1.weight": (64, 64, 3, 3),
    "decoder.upconv1.bias": (64,),
    "decoder.bn12d.weight": (32,),
    "decoder.OSMBlock.0.weight": (256, 64, 3, 3),
    "decoder.conv33d.bias": (2,),
}
"""Some parameters of the published files that no forward pass uses."""


def random_state(seed: int) -> State:
    """A state dict of the published definition with ResNet-50, filled with varied random numbers."""
    generator = torch.Generator().manual_seed(seed)
    state: State = {}

    def conv(name: str, *shape: int, bias: bool = False) -> None:
        fan_in = torch.Size(shape[1:]).numel()
        state[f"{name}.weight"] = torch.randn(shape, generator=generator) * (1.6 / fan_in) ** 0.5
        if bias:
            state[f"{name}.bias"] = 0.1 * torch.randn(shape[0], generator=generator)

    def norm(name: str, channels: int) -> None:
        state[f"{name}.weight"] = 0.7 + 0.6 * torch.rand(channels, generator=generator)
        state[f"{name}.bias"] = 0.2 * torch.randn(channels, generator=generator)
        state[f"{name}.running_mean"] = 0.2 * torch.randn(channels, generator=generator)
        state[f"{name}.running_var"] = 0.5 + torch.rand(channels, generator=generator)
        state[f"{name}.num_batches_tracked"] = torch.tensor(7)

    conv("backbone.conv1", 64, 3, 7, 7)
    norm("backbone.bn1", 64)
    inputs = 64
    for stage, (planes, blocks, _) in STAGES.items():
        for block in range(blocks):
            name = f"backbone.layer{stage}.{block}"
            for index, (out, into, kernel) in enumerate(
                [(planes, inputs, 1), (planes, planes, 3), (4 * planes, planes, 1)], start=1
            ):
                conv(f"{name}.conv{index}", out, into, kernel, kernel)
                norm(f"{name}.bn{index}", out)
            if block == 0:
                conv(f"{name}.downsample.0", 4 * planes, inputs, 1, 1)
                norm(f"{name}.downsample.1", 4 * planes)
            inputs = 4 * planes
        middle = max(8, inputs // 16)
        name = f"backbone.coord{stage}"
        conv(f"{name}.conv1", middle, inputs, 1, 1, bias=True)
        norm(f"{name}.bn1", middle)
        conv(f"{name}.conv2", middle, inputs, 1, 1, bias=True)
        norm(f"{name}.bn2", middle)
        conv(f"{name}.conv_h", inputs, middle, 3, 3, bias=True)
        conv(f"{name}.conv_w", inputs, middle, 3, 3, bias=True)
        conv(f"{name}.conv_c", inputs, middle, 1, 1, bias=True)
    for index, channels in zip((2, 3, 4, 5), (256, 512, 1024, 2048), strict=True):
        conv(f"decoder.dr{index}.conv1", 96, channels, 1, 1)
        norm(f"decoder.dr{index}.bn1", 96)
    conv("decoder.last_conv.0", 256, 384, 3, 3)
    norm("decoder.last_conv.1", 256)
    conv("decoder.last_conv.4", 2, 256, 1, 1)
    conv("pointhead.mlp", 2, 514, 1, bias=True)
    state |= {name: torch.zeros(shape) for name, shape in UNUSED.items()}
    return state


def forward(state: State, image: Tensor) -> Tensor:
    """Normalised image [N, 3, H, W] -> refined logits [N, 2, H, W]."""
    x = F.conv2d(image, state["backbone.conv1.weight"], stride=1, padding=3)
    x = F.max_pool2d(_norm(state, "backbone.bn1", x).relu(), 3, 2, 1)
    features = []
    for stage, (_, blocks, stride) in STAGES.items():
        for block in range(blocks):
            dilation = DILATIONS[stage][block] if stage in DILATIONS else 1
            x = _bottleneck(state, f"backbone.layer{stage}.{block}", x, stride if block == 0 else 1, dilation)
        x = _attention(state, f"backbone.coord{stage}", x)
        features.append(x)
    size = features[1].shape[-2:]
    reduced = {}
    for index, feature in zip((2, 3, 4, 5), features, strict=True):
        name = f"decoder.dr{index}"
        feature = _norm(state, f"{name}.bn1", F.conv2d(feature, state[f"{name}.conv1.weight"])).relu()
        reduced[index] = F.interpolate(feature, size=size, mode="bilinear", align_corners=True)
    x = torch.cat([reduced[5], reduced[2], reduced[3], reduced[4]], dim=1)
    x = _norm(state, "decoder.last_conv.1", F.conv2d(x, state["decoder.last_conv.0.weight"], padding=1)).relu()
    return _refine(state, image, features[1], F.conv2d(x, state["decoder.last_conv.4.weight"]))


def _refine(state: State, image: Tensor, fine: Tensor, logits: Tensor) -> Tensor:
    while logits.shape[-1] != image.shape[-1]:
        logits = F.interpolate(logits, scale_factor=2, mode="bilinear", align_corners=True)
        refined = logits.clone()
        height, width = logits.shape[-2:]
        for item in range(len(logits)):
            ordered = logits[item].sort(dim=0, descending=True).values
            cells = (ordered[0] - ordered[1]).flatten().argsort()[:1024]
            x = (cells % width + 0.5) / width * 2 - 1
            y = (cells // width + 0.5) / height * 2 - 1
            grid = torch.stack([x, y], dim=1)[None, None]
            sampled = [F.grid_sample(v[item : item + 1], grid, align_corners=False)[0, :, 0] for v in (logits, fine)]
            head = state["pointhead.mlp.weight"][:, :, 0] @ torch.cat(sampled)
            refined[item].view(2, -1)[:, cells] = head + state["pointhead.mlp.bias"][:, None]
        logits = refined
    return logits


def _norm(state: State, name: str, x: Tensor) -> Tensor:
    mean, var, weight, bias = (state[f"{name}.{key}"] for key in ("running_mean", "running_var", "weight", "bias"))
    return F.batch_norm(x, mean, var, weight, bias)


def _conv(state: State, name: str, x: Tensor, padding: int = 0) -> Tensor:
    return F.conv2d(x, state[f"{name}.weight"], state[f"{name}.bias"], padding=padding)


def _bottleneck(state: State, name: str, x: Tensor, stride: int, dilation: int) -> Tensor:
    out = _norm(state, f"{name}.bn1", F.conv2d(x, state[f"{name}.conv1.weight"])).relu()
    out = F.conv2d(out, state[f"{name}.conv2.weight"], stride=stride, padding=dilation, dilation=dilation)
    out = _norm(state, f"{name}.bn2", out).relu()
    out = _norm(state, f"{name}.bn3", F.conv2d(out, state[f"{name}.conv3.weight"]))
    if f"{name}.downsample.0.weight" in state:
        x = F.conv2d(x, state[f"{name}.downsample.0.weight"], stride=stride)
        x = _norm(state, f"{name}.downsample.1", x)
    return (out + x).relu()


def _attention(state: State, name: str, x: Tensor) -> Tensor:
    def swish(t: Tensor) -> Tensor:
        return t * (t + 3).clamp(0, 6) / 6

    def squeezed(pooled: Tensor, index: int) -> Tensor:
        return swish(_norm(state, f"{name}.bn{index}", _conv(state, f"{name}.conv{index}", pooled)))

    rows = _conv(state, f"{name}.conv_h", squeezed(x.mean(3, keepdim=True), 1), padding=1).sigmoid()
    columns = _conv(state, f"{name}.conv_w", squeezed(x.mean(2, keepdim=True), 1), padding=1).sigmoid()
    tile = _conv(state, f"{name}.conv_c", squeezed(x.mean((2, 3), keepdim=True), 2)).sigmoid()
    return x * rows * columns * tile
