"""The card of the bundled impervious-surface model, and the command that makes the bundled files from trained weights.

python -m onemetre.models.training.jointseg_card --weights <folder of a training> --out models/zoo
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from ..card import Accuracy, CardBand, CardClass, ModelCard
from ..export import export_onnx
from ..jointseg import JointSeg
from .adaptable import save_adaptable
from .evaluate_jointseg import load_network
from .places import GREEN, IMPERVIOUS, OTHER

NAME = "jointseg.s2rgb_v2"
TILE = 128

_DESCRIPTION = (
    "Impervious surface, green and other at 1 m, and the image sharpened to 1 m, from one Sentinel-2 L2A image (red, "
    "green, blue at 10 m). JointSeg: super-resolution in two steps (2.5 m, 1 m) and segmentation in one network. "
    "Learned from simulated Sentinel-2 images only; no real one had a part in it. What is smaller than some 7 m is a "
    "guess, and edges are smooth. Weak where colour does not tell: gravel, rock, sand and bare soil against pale "
    "concrete and roofs, milky or grey water against asphalt, dry grass against soil, narrow roads and single houses."
)

_TRAINING_DATA = (
    "Simulated Sentinel-2 (point spread of 3.5-8 m, random grid phase, radiometry and noise) from 1 m grounds: "
    "procedural towns and mountains with exact labels, made by this project; NAIP crops of Bishop, Chico, Palm Springs "
    "and Riverside 2020 (urban-tree-detection-data, CC BY 4.0; NAIP is public domain), where green is high NDVI, and "
    "impervious surface is drawn by this project on some crops and elsewhere only known not to be green; NAIP crops of "
    "small towns in Ohio with coarse labels; the Dubai set of Humans in the Loop without tile 2 (said to be CC0; not "
    "verified). Tone curves of NAIP after opensr-degradation. Nothing was learned from real Sentinel-2 images, but "
    "maps of one (Bolzano, June 2022) were looked at when the kinds of made-up ground were chosen, so it is no "
    "independent test. 3000 steps of 4 scenes of 320 m."
)

_FILL = {"red": 600, "green": 800, "blue": 500}


def jointseg_card(accuracy: tuple[Accuracy, ...] = ()) -> ModelCard:
    """The card as it is before the export; inputs are reflectance x 10000."""
    return ModelCard(
        name=NAME,
        title="Impervious surface, Sentinel-2 RGB to 1 m (JointSeg)",
        description=_DESCRIPTION,
        task="impervious-surface",
        architecture="jointseg",
        bands=tuple(CardBand(role=role, scale=1e-4, fill=fill) for role, fill in _FILL.items()),
        data_type="uint16",
        resolution=10.0,
        scale_factor=JointSeg.SCALE,
        tile=TILE,
        halo=JointSeg.HALO,
        classes=(
            CardClass(value=OTHER, name="other", title="Other (water, bare ground)", color="#e8e4d8"),
            CardClass(value=IMPERVIOUS, name="impervious", title="Impervious surface", color="#d7301f"),
            CardClass(value=GREEN, name="green", title="Green", color="#4dac26"),
        ),
        superresolved=True,
        training_data=_TRAINING_DATA,
        licence="GPL-2.0-or-later",
        accuracy=accuracy,
    )


def main(arguments: list[str] | None = None) -> None:
    """Export trained weights as the bundled model."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--weights", type=Path, required=True, help="folder of a training")
    parser.add_argument("--out", type=Path, required=True, help="folder of the .onnx file and its card")
    parser.add_argument("--accuracy", type=Path, help="figures, as evaluate_jointseg writes them")
    options = parser.parse_args(arguments)
    rows = json.loads(options.accuracy.read_text(encoding="utf-8")) if options.accuracy else []
    card = jointseg_card(tuple(Accuracy(**row) for row in rows))
    network, file = load_network(options.weights), options.out / f"{NAME}.onnx"
    export_onnx(network, card, file)
    save_adaptable(network, file)


if __name__ == "__main__":
    main()
