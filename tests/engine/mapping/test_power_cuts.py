"""Whatever a power cut or a faulty disk does to the files of an interrupted run, the map is right."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from engine_process import EngineProcess, interrupted
from rasters import mottled, write_raster
from toy_models import write_toy

from onemetre.contract.requests import MapRequest, Reading

Damage = Callable[[Path], object]


@dataclass(frozen=True)
class Unfinished:
    """A run that was interrupted after two thirds of its rows, and the files that it would have made."""

    folder: Path
    image: Path
    model: Path

    def request(self, folder: Path) -> MapRequest:
        return MapRequest(
            reading=Reading(sources=(str(self.image),), bands={"red": "1", "green": "2", "blue": "3"}),
            model=str(self.model),
            output=str(folder / "map.tif"),
            probability=str(folder / "p.tif"),
        )


@pytest.fixture(scope="module")
def unfinished(tmp_path_factory: pytest.TempPathFactory) -> Unfinished:
    folder = tmp_path_factory.mktemp("unfinished")
    image = write_raster(folder / "image.tif", mottled(420, 200))
    made = Unfinished(folder, image, write_toy(folder, tile=54, halo=8, blend=6))
    finished(made.request(folder))
    (folder / "part").mkdir()
    interrupted(made.request(folder / "part"), largest_file=16_384)
    part = folder / "part" / "map.tif.part"
    lines = (part / "journal").read_bytes().splitlines(keepends=True)
    keep = 2 * len(lines) // 3
    (part / "journal").write_bytes(b"".join(lines[:keep]))
    for line in lines[keep:]:
        for product in ("class", "probability"):
            (part / f"{product}-{json.loads(line[9:])['row']:06d}.tif").unlink()
    assert keep > 4
    return made


def finished(request: MapRequest) -> tuple[dict[str, Any], str]:
    """Result of a run that succeeds, and its log."""
    with EngineProcess(request) as engine:
        last, code, events = engine.finish()
    assert (last["event"], code) == ("result", 0), last
    return last, "\n".join(event["message"] for event in events if event["event"] == "log")


def resumed_after(unfinished: Unfinished, tmp_path: Path, *damages: Damage) -> tuple[dict[str, Any], str]:
    """Damage the files of the interrupted run, run it again, and check that nobody sees that in the result."""
    shutil.copytree(unfinished.folder / "part" / "map.tif.part", tmp_path / "map.tif.part")
    for damage in damages:
        damage(tmp_path / "map.tif.part")
    result, log = finished(unfinished.request(tmp_path))
    for name in ("map.tif", "p.tif"):
        assert (tmp_path / name).read_bytes() == (unfinished.folder / name).read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["map.tif", "p.tif"]
    assert all(warning in log for warning in result["warnings"])
    return result, log


def truncate(name: str, share: float) -> Damage:
    return lambda part: (part / name).write_bytes(
        (content := (part / name).read_bytes())[: int(share * (len(content) - 1))]
    )


def zero(name: str, start: float, size: int = 512) -> Damage:
    def damage(part: Path) -> None:
        content = bytearray((part / name).read_bytes())
        first = int(start * len(content))
        content[first : first + size] = bytes(len(content[first : first + size]))
        (part / name).write_bytes(content)

    return damage


def flip(name: str, place: float, bit: int = 0) -> Damage:
    def damage(part: Path) -> None:
        content = bytearray((part / name).read_bytes())
        content[int(place * (len(content) - 1))] ^= 1 << bit
        (part / name).write_bytes(content)

    return damage


def replace(name: str, content: bytes) -> Damage:
    return lambda part: (part / name).write_bytes(content)


def swap(name: str, old: bytes, new: bytes) -> Damage:
    def damage(part: Path) -> None:
        content = (part / name).read_bytes()
        assert old in content
        (part / name).write_bytes(content.replace(old, new))

    return damage


def missing(name: str) -> Damage:
    return lambda part: (part / name).unlink()


def lines(change: Callable[[list[bytes]], list[bytes]]) -> Damage:
    return lambda part: (part / "journal").write_bytes(
        b"".join(change((part / "journal").read_bytes().splitlines(keepends=True)))
    )


FIRST, SECOND, THIRD = "class-000000.tif", "probability-000001.tif", "class-000002.tif"
GARBAGE = random.Random(0).randbytes(3000)

# What is done to the files, whether rows are left to resume from, and whether there is anything to say.
CUTS: dict[str, tuple[list[Damage], bool, bool]] = {
    "nothing": ([], True, False),
    "a line of the journal is torn": ([truncate("journal", 0.99)], True, True),
    "a number in the journal is another": ([lines(lambda all_: [all_[0].replace(b"1", b"2"), *all_[1:]])], True, True),
    "a bit of the journal flips": ([flip("journal", 0.3)], True, True),
    "a line break flips": ([flip("journal", 1.0)], True, True),
    "a block of the journal is zero": ([zero("journal", 0.5)], True, True),
    "lines of the journal are lost": ([lines(lambda all_: all_[:-3])], True, True),
    "a line is there twice": ([lines(lambda all_: [*all_, all_[1]])], True, False),
    "the lines are in another order": ([lines(lambda all_: all_[::-1])], True, False),
    "the journal is garbage": ([replace("journal", GARBAGE)], False, True),
    "the journal is other JSON": ([replace("journal", b'{"row": 0}\n[]\nnull\n')], False, True),
    "the journal is empty": ([replace("journal", b"")], False, True),
    "the journal is missing": ([missing("journal")], False, True),
    "the job file is torn": ([truncate("job.json", 0.5)], True, True),
    "the job file is empty": ([replace("job.json", b"")], True, True),
    "the job file is zero": ([zero("job.json", 0.0, 10**6)], True, True),
    "the job file is missing": ([missing("job.json")], True, True),
    "the job file is garbage": ([replace("job.json", GARBAGE)], True, True),
    "the job file is other JSON of ours": ([replace("job.json", b'{"onemetre": 3}')], True, True),
    "a bit of the job file flips": ([flip("job.json", 0.6)], True, True),
    "the mark in the job file flips": ([swap("job.json", b'"onemetre"', b'"onemetrd"')], True, True),
    "journal and job file are gone": ([missing("journal"), missing("job.json")], False, True),
    "a band is torn": ([truncate(FIRST, 0.7)], True, True),
    "a band is empty": ([replace(FIRST, b"")], True, True),
    "a band is garbage": ([replace(FIRST, GARBAGE)], True, True),
    "a band is missing": ([missing(FIRST)], True, True),
    "the header of a band is zero": ([zero(SECOND, 0.0, 64)], True, True),
    "a bit of the pixels flips": ([flip(FIRST, 0.95, 3)], True, True),
    "two bands are exchanged": ([lambda part: shutil.copy(part / FIRST, part / THIRD)], True, True),
    "bands of both rasters are damaged": ([truncate(FIRST, 0.5), zero(SECOND, 0.3), missing(THIRD)], True, True),
    "a band that was being written is there": ([replace("class-000009.tif.new", GARBAGE)], True, False),
    "everything is damaged": ([flip("journal", 0.3), truncate("job.json", 0.3), truncate(FIRST, 0.2)], True, True),
}  # fmt: skip


@pytest.mark.parametrize("cut", CUTS)
def test_after_a_power_cut_the_map_is_right_and_damage_is_told(
    unfinished: Unfinished, tmp_path: Path, cut: str
) -> None:
    damages, resumed, told = CUTS[cut]
    result, log = resumed_after(unfinished, tmp_path, *damages)
    assert result["resumed"] == resumed
    assert ("damaged" in "".join(result["warnings"])) == told
    assert ("Resuming an earlier run" in log) == resumed


@pytest.mark.parametrize("seed", range(8))
def test_after_any_damage_to_any_files_the_map_is_right(unfinished: Unfinished, tmp_path: Path, seed: int) -> None:
    rng = random.Random(seed)
    names = ["journal", "job.json", *(f"{p}-{row:06d}.tif" for p in ("class", "probability") for row in range(5))]

    def damage() -> Damage:
        name = rng.choice(names)
        return rng.choice(
            [
                truncate(name, rng.random()),
                zero(name, rng.random(), rng.choice([1, 64, 512])),
                flip(name, rng.random(), rng.randrange(8)),
                replace(name, rng.randbytes(rng.choice([0, 1, 700]))),
            ]
        )

    resumed_after(unfinished, tmp_path, *(damage() for _ in range(rng.randint(1, 6))))


def test_all_damaged_bands_are_repaired_in_one_run(unfinished: Unfinished, tmp_path: Path) -> None:
    rows = [truncate(f"{product}-{row:06d}.tif", 0.6) for product in ("class", "probability") for row in (0, 2, 4)]
    result, _ = resumed_after(unfinished, tmp_path, *rows)
    (warning,) = result["warnings"]
    assert warning.startswith("Rows of tiles that were damaged in ") and warning.endswith(": 3.")
