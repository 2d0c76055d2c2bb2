"""What JointSeg learns from and what it is judged on. Splits are by place; procedural seeds are kept apart too."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from .city import make_city
from .places import Ground, load_california, load_dubai, load_ohio
from .wilderness import mountains, with_torrent

TRAIN_PLACES = ("bishop_2020", "chico_2020", "palm_springs_2020", "riverside_2020")
HELD_OUT_PLACES = ("claremont_2020", "eureka_2020")
TRAIN_SEED, HELD_OUT_SEED = 1000, 5000
"""First seeds of procedural towns; smaller ones belong to the demo and the tests."""

SHARES = {"city": 0.40, "mountains": 0.17, "california": 0.20, "dubai": 0.12, "ohio": 0.14}
"""How often the sampler draws each kind of ground."""

_TOWN_PX = 800
_MOUNTAIN_PX = 500


def training_grounds(data: Path, towns: int, cache: Path) -> dict[str, list[Ground]]:
    """Grounds of every kind in :data:`SHARES`.

    Args:
        data: Folder with dubai, naip_california and naip_ohio.
        towns: How many procedural towns; each is there with a mountain torrent, too, and half as many mountain scenes
            are drawn.
        cache: Folder that keeps the towns from one run to the next.

    Raises:
        SourceError: A folder or its images are missing.
    """
    drawn = [town(TRAIN_SEED + i, _TOWN_PX, cache) for i in range(towns)]
    return {
        "city": drawn + [with_torrent(np.random.default_rng(TRAIN_SEED + i), drawn[i]) for i in range(towns)],
        "mountains": [mountains(np.random.default_rng(TRAIN_SEED + i), _MOUNTAIN_PX) for i in range((towns + 1) // 2)],
        "california": load_california(data / "naip_california", TRAIN_PLACES),
        "dubai": load_dubai(data / "dubai", "train"),
        "ohio": load_ohio(data / "naip_ohio", "train"),
    }


def validation_grounds(data: Path, towns: int, cache: Path) -> dict[str, list[Ground]]:
    """Grounds of places that :func:`training_grounds` has none of; keys name the places. Args as there."""
    return {
        "Dubai tile 2": load_dubai(data / "dubai", "val"),
        "Ohio held-out crops": load_ohio(data / "naip_ohio", "val"),
        **{place: load_california(data / "naip_california", [place]) for place in HELD_OUT_PLACES},
        "procedural towns": [town(HELD_OUT_SEED + i, _TOWN_PX, cache) for i in range(towns)],
    }


def town(seed: int, side: int, cache: Path) -> Ground:
    """A procedural town, drawn once and kept in the cache."""
    path = cache / f"town_{seed}_{side}.npz"
    if not path.is_file():
        city = make_city(side, seed)
        cache.mkdir(parents=True, exist_ok=True)
        np.savez(path, reflectance=city.reflectance.astype(np.float16), label=city.label)
    with np.load(path) as stored:
        return Ground(stored["reflectance"].astype(np.float32), stored["label"], "reflectance", f"town_{seed}")
