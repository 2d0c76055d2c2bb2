"""Training and validation grounds of JointSeg. Splits are by place; procedural seeds are kept apart too."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import numpy as np

from ...models.training.simulate.ground import Ground
from ..city.town import make_city
from ..places.california import CITIES, YEAR, load_crops
from ..places.places import load_dubai, load_ohio
from ..places.wilderness import mountains, with_torrent

HELD_OUT_CITIES = ("claremont", "eureka")
TRAIN_SEED, HELD_OUT_SEED = 1000, 5000
"""First seeds of procedural towns; smaller seeds belong to the demo and the tests."""

SHARES = {"city": 0.33, "mountains": 0.14, "california": 0.20, "drawn": 0.11, "dubai": 0.11, "ohio": 0.11}
"""Frequencies with which the sampler draws each kind of ground; missing kinds are never drawn."""

_TOWN_PX = 800
_MOUNTAIN_PX = 500


def training_grounds(
    data: Path, towns: int, cache: Path, held_out: Collection[str] = HELD_OUT_CITIES, labels: Path | None = None
) -> dict[str, list[Ground]]:
    """Training grounds of the kinds in :data:`SHARES`; "drawn" are Californian crops with drawn impervious surface.

    Args:
        data: Folder with dubai, naip_california and naip_ohio.
        towns: Number of procedural towns; each also exists with a mountain torrent, and half as many mountain scenes
            are drawn.
        cache: Folder that stores the towns between runs.
        held_out: Californian cities to hold out.
        labels: Folder with drawn labels, see :mod:`.california`; None = without.

    Raises:
        SourceError: A folder or its images are missing.
    """
    drawn = [town(TRAIN_SEED + i, _TOWN_PX, cache) for i in range(towns)]
    crops = load_crops(data / "naip_california", [city for city in CITIES if city not in held_out], labels)
    grounds = {
        "city": drawn + [with_torrent(np.random.default_rng(TRAIN_SEED + i), drawn[i]) for i in range(towns)],
        "mountains": [mountains(np.random.default_rng(TRAIN_SEED + i), _MOUNTAIN_PX) for i in range((towns + 1) // 2)],
        "california": [crop.ground for crop in crops if crop.drawn is None],
        "drawn": [crop.ground for crop in crops if crop.drawn is not None],
        "dubai": load_dubai(data / "dubai", "train"),
        "ohio": load_ohio(data / "naip_ohio", "train"),
    }
    return {kind: pieces for kind, pieces in grounds.items() if pieces}


def validation_grounds(data: Path, towns: int, cache: Path, labels: Path | None = None) -> dict[str, list[Ground]]:
    """Grounds of places that :func:`training_grounds` does not use; keys name the places. Args are the same."""
    crops = load_crops(data / "naip_california", HELD_OUT_CITIES, labels)
    return {
        # The most informative first, labels drawn at 1 m, since people look at a card's first figure.
        **{f"{city}_{YEAR}": [crop.ground for crop in crops if crop.city == city] for city in HELD_OUT_CITIES},
        "Dubai tile 2": load_dubai(data / "dubai", "val"),
        "Ohio held-out crops": load_ohio(data / "naip_ohio", "val"),
        "procedural towns": [town(HELD_OUT_SEED + i, _TOWN_PX, cache) for i in range(towns)],
    }


def town(seed: int, side: int, cache: Path) -> Ground:
    """A procedural town, drawn once and stored in the cache."""
    path = cache / f"town_{seed}_{side}.npz"
    if not path.is_file():
        city = make_city(side, seed)
        cache.mkdir(parents=True, exist_ok=True)
        np.savez(path, reflectance=city.reflectance.astype(np.float16), label=city.label)
    with np.load(path) as stored:
        return Ground(stored["reflectance"].astype(np.float32), stored["label"], "reflectance", f"town_{seed}")
