"""The discriminator of UGS-1m: is a prediction map from the source or from the target city?

Source: Shi et al., ESSD 15, 2023, section 3, and its authors' published definition; the design is that of Tsai et al.,
"Learning to adapt structured output space", CVPR 2018.
"""

from __future__ import annotations

from torch import Tensor, nn
from torch.nn import functional as F


class Discriminator(nn.Module):
    """Five 4x4 convolutions with stride 2, separated by leaky ReLU.

    Args:
        classes: Channels of the prediction map.
        width: Channels after the first convolution; doubled by each of the next three.
    """

    def __init__(self, classes: int = 2, width: int = 64) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(classes, width, 4, 2, 1)
        self.conv2 = nn.Conv2d(width, 2 * width, 4, 2, 1)
        self.conv3 = nn.Conv2d(2 * width, 4 * width, 4, 2, 1)
        self.conv4 = nn.Conv2d(4 * width, 8 * width, 4, 2, 1)
        self.classifier = nn.Conv2d(8 * width, 1, 4, 2, 1)

    def forward(self, probability: Tensor) -> Tensor:
        """Softmax [N, classes, H, W], sides >= 32 -> logits [N, 1, H / 32, W / 32], positive = source."""
        x = probability
        for layer in (self.conv1, self.conv2, self.conv3, self.conv4):
            x = F.leaky_relu(layer(x), 0.2)
        logits: Tensor = self.classifier(x)
        return logits
