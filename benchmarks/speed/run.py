"""``make bench``: speed and memory of the engine, as tables in benchmarks/results.md.

Every run is a real engine process driven through its protocol. What is compared runs in turns, so that a change of the
machine's speed meets both, and medians count. Wall times are valid only on an otherwise idle machine; processor times
and memory are valid on a busy one too.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.append(str(ROOT / "tests" / "support"))

import dynamics  # noqa: E402
import imagery  # noqa: E402
from assessing import SIDE, measure_assessing  # noqa: E402
from bench_scenes import write_black, write_textured  # noqa: E402
from earlier import COMMIT, earlier_checkout, earlier_request  # noqa: E402
from measure import Run, measure  # noqa: E402
from page import with_section  # noqa: E402
from toy_models import write_toy  # noqa: E402

from onemetre.contract.card import ModelCard, read_card  # noqa: E402
from onemetre.contract.catalogue import Catalogue  # noqa: E402
from onemetre.contract.requests import Compute, MapRequest, Reading  # noqa: E402
from onemetre.engine.infer.devices import processor_threads  # noqa: E402

SENTINEL_WIDTH = 10_980
RATE = ("Mpx", "seconds", "Mpx/s", "Mpx per processor second")


def main() -> None:
    """Run the requested measurements, and replace their sections of the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=SECTIONS, action="append", help="measure only this; can be repeated")
    parser.add_argument("--tiles", type=int, default=5, help="side of the models' scenes in tiles (default: 5)")
    parser.add_argument("--repeat", type=int, default=3, help="runs of which the median counts (default: 3)")
    parser.add_argument("--output", type=Path, default=ROOT / "benchmarks" / "results.md")
    options = parser.parse_args()
    page = options.output.read_text(encoding="utf-8") if options.output.is_file() else ""
    with tempfile.TemporaryDirectory(prefix="onemetre-bench-") as folder:
        for name in options.only or SECTIONS:
            lines = []
            for line in SECTIONS[name](Path(folder), options.tiles, options.repeat):
                print(line, flush=True)
                lines.append(line)
            page = with_section(page, "\n".join(lines).strip())
            options.output.write_text(page, encoding="utf-8")


def _machine() -> str:
    """What a section was measured on."""
    versions = ", ".join(f"{p} {importlib.metadata.version(p)}" for p in ("onnxruntime", "rasterio", "numpy"))
    return (
        f"{_processor()}, {processor_threads()} threads; Python {platform.python_version()}, {versions}; load before "
        f"the start {os.getloadavg()[0]:.1f}."
    )


def _models(folder: Path, tiles: int, repeat: int) -> Iterator[str]:
    yield from _table(
        "Bundled models, everything included",
        f"Ratio: onnxruntime alone on the same tiles, divided by the engine; 1 = the engine costs nothing, target 0.9. "
        f"Medians of {repeat}, engine and onnxruntime in turns.",
        ("model", "tiles", "km2/s", "processor s/km2", "ratio (wall)", "ratio (processor)", "peak MiB"),
    )
    for entry in Catalogue().entries.values():
        scene = write_textured(folder / "scene.tif", entry.card, tiles)
        request = _request(folder, scene, entry.path, entry.card)
        runs, bare = [], []
        for _ in range(repeat):
            runs.append(measure(request))
            bare.append(_bare(entry.path, runs[-1].tiles))
        wall, processor = _medians(runs)
        bare_wall, bare_processor = (statistics.median(times) for times in zip(*bare, strict=True))
        km2 = runs[0].result["covered_km2"]
        yield _row(
            entry.card.name,
            f"{runs[0].tiles}",
            f"{km2 / wall:.3f}",
            f"{processor / km2:.3f}",
            f"{bare_wall / wall:.2f}",
            f"{bare_processor / processor:.2f}",
            f"{max(run.peak_mib for run in runs):,.0f}",
        )


def _earlier(folder: Path, tiles: int, repeat: int) -> Iterator[str]:
    yield from _table(
        f"Beside commit {COMMIT}",
        f"Whole runs, everything included: engine and models of {COMMIT} (then) and of this checkout (now) on the same "
        f"scene in turns, medians of {repeat}. Target of now / then (processor) without the image: 0.69 for JointSeg.",
        ("model", "processor s/km2 then", "now", "now / then (processor)", "now / then (wall)", "peak MiB then", "now"),
    )
    plugin = earlier_checkout(ROOT, Path(tempfile.mkdtemp(dir=folder)))
    if plugin is None:
        yield f"Not measured: the history of this checkout does not reach back to {COMMIT}."
        return
    for entry in Catalogue().entries.values():
        model = plugin / "models" / "zoo" / entry.path.name
        if not model.is_file():
            yield _row(entry.card.name, *["new"] * 6)
            continue
        scene = write_textured(folder / "scene.tif", entry.card, tiles)
        for image in ("", str(folder / "image.tif"))[: 1 + entry.card.superresolved]:
            request = _request(folder, scene, entry.path, entry.card, image)
            then, now = [], []
            for _ in range(repeat):
                then.append(measure(earlier_request(request, model), plugin / "engine" / "boot.py"))
                now.append(measure(request))
            km2 = now[0].result["covered_km2"]
            (wall_then, processor_then), (wall_now, processor_now) = _medians(then), _medians(now)
            yield _row(
                entry.card.name + (", with the image" if image else ""),
                f"{processor_then / km2:.3f}",
                f"{processor_now / km2:.3f}",
                f"{processor_now / processor_then:.2f}",
                f"{wall_now / wall_then:.2f}",
                *(f"{max(run.peak_mib for run in runs):,.0f}" for runs in (then, now)),
            )


def _medians(runs: list[Run]) -> tuple[float, float]:
    """Wall and processor seconds."""
    return statistics.median(run.seconds for run in runs), statistics.median(run.processor_seconds for run in runs)


def _pipeline(folder: Path, _: int, repeat: int) -> Iterator[str]:
    yield from _table(
        "The pipeline alone, with a network that copies its first band",
        f"Three 8-bit bands in, classes out; target 200 Mpx/s of output. Medians of {repeat}, the scenes in turns.",
        ("scene", *RATE, "peak MiB"),
    )
    card, model = _identity(folder, 1)
    scenes = {
        "textured, DEFLATE": write_textured(folder / "textured.tif", card, 12),
        "zeros": write_black(folder / "black.tif", card, 12_000, 12_000),
    }
    runs: dict[str, list[Run]] = {name: [] for name in scenes}
    for _ in range(repeat):
        for name, scene in scenes.items():
            runs[name].append(measure(_request(folder, scene, model, card)))
    for name, measured in runs.items():
        yield _row(name, *_rate(measured), f"{max(run.peak_mib for run in measured):,.0f}")


def _memory(folder: Path, _: int, __: int) -> Iterator[str]:
    yield from _table(
        "Memory against height",
        f"{SENTINEL_WIDTH:,} source pixels wide, a network that copies its first band; target: flat, below 2,048 MiB. "
        "Over the first 8,000 source rows GDAL's cache of 256 MiB fills up.",
        ("scale factor", "source rows", *RATE, "peak MiB"),
    )
    # At factor 10 a row has ten times the pixels and there are ten times the rows, so fewer rows are enough.
    for factor, heights in ((1, (4_000, 20_000, 60_000)), (10, (200, 800, 2_000))):
        card, model = _identity(folder, factor)
        for height in heights:
            scene = write_black(folder / "high.tif", card, SENTINEL_WIDTH, height)
            run = measure(_request(folder, scene, model, card))
            yield _row(f"{factor}", f"{height:,}", *_rate([run]), f"{run.peak_mib:,.0f}")


def _imagery(folder: Path, _: int, repeat: int) -> Iterator[str]:
    yield from _table(
        "Imagery by year",
        f"A composite from a server on this computer, its median, and an import. Medians of {repeat}, the import once.",
        ("what", "measured", "target"),
    )
    for row in imagery.rows(folder, _identity(folder, 1)[1], repeat):
        yield _row(*row)


def _dynamics(folder: Path, _: int, repeat: int) -> Iterator[str]:
    yield from _table(
        "Comparing the maps of several years",
        "Everything included: rasters of the first year and of the change, table, page. Target: 30 Mpx/s on two free "
        f"cores, below 1,024 MiB whatever the size. Medians of {repeat}.",
        ("maps", *RATE, "peak MiB"),
    )
    for name, pixels, wall, processor, peak in dynamics.measured(folder, repeat):
        rate = f"{pixels:,.0f}", f"{wall:.1f}", f"{pixels / wall:.0f}", f"{pixels / processor:.0f}"
        yield _row(name, *rate, f"{peak:,.0f}")


def _assessing(folder: Path, _: int, __: int) -> Iterator[str]:
    note = (
        f"A class map of {SIDE:,} x {SIDE:,} pixels. Targets on two free cores: points within 60 s and 500 MiB, "
        "accuracy within 10 s, comparison 60 Mpx/s."
    )
    columns = ("what", "seconds", "Mpx/s", "processor seconds", "Mpx per processor second", "peak MiB")
    yield from _table("Points, accuracy and comparison on a map of a gigapixel", note, columns)
    pixels = SIDE**2 / 1e6
    for name, run in measure_assessing(folder):
        rates = (f"{pixels / seconds:.0f}" for seconds in (run.seconds, run.processor_seconds))
        wall, processor = rates
        yield _row(name, f"{run.seconds:.1f}", wall, f"{run.processor_seconds:.1f}", processor, f"{run.peak_mib:.0f}")


SECTIONS = {
    "models": _models,
    "earlier": _earlier,
    "pipeline": _pipeline,
    "memory": _memory,
    "imagery": _imagery,
    "dynamics": _dynamics,
    "assessing": _assessing,
}


def _identity(folder: Path, factor: int) -> tuple[ModelCard, Path]:
    tile, halo = (1024, 16) if factor == 1 else (128, 8)
    model = write_toy(folder, f"identity.x{factor}", scale_factor=factor, tile=tile, halo=halo, kind="identity")
    return read_card(str(model.with_suffix(".json"))), model


def _request(folder: Path, scene: Path, model: Path, card: ModelCard, superresolved: str = "") -> MapRequest:
    bands = {role: str(number) for number, role in enumerate(card.roles, start=1)}
    return MapRequest(
        reading=Reading(sources=(str(scene),), bands=bands),
        model=str(model),
        output=str(folder / "map.tif"),
        superresolved=superresolved,
        compute=Compute(device="cpu"),
    )


def _bare(model: Path, tiles: int) -> tuple[float, float]:
    script = Path(__file__).with_name("bare.py")
    done = subprocess.run([sys.executable, script, model, str(tiles)], capture_output=True, text=True, check=True)
    wall, processor = map(float, done.stdout.split())
    return wall, processor


def _rate(runs: list[Run]) -> tuple[str, ...]:
    pixels = runs[0].result["width"] * runs[0].result["height"] / 1e6
    wall, processor = _medians(runs)
    return f"{pixels:,.0f}", f"{wall:.1f}", f"{pixels / wall:.0f}", f"{pixels / processor:.0f}"


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()


def _table(title: str, note: str, columns: tuple[str, ...]) -> Iterator[str]:
    yield from (f"## {title}", "", note, "", _machine(), "", _row(*columns), _row(*["---"] * len(columns)))


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    main()
