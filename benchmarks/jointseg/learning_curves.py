"""Would longer training help? Plots F1 on validation places against steps for all runs in a folder.

    .venv/bin/python -m onemetre.benchmarks.jointseg.learning_curves --runs <out of green> \
        --png docs/images/learning_curves.png
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from matplotlib.figure import Figure

from ...models.training.loop.trainer import LOG, SCORE


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--runs", type=Path, required=True, help="folder that contains the training folders")
    parser.add_argument("--png", type=Path, required=True)
    options = parser.parse_args()
    figure = Figure(figsize=(7, 3.5), layout="constrained")
    scores, losses = figure.subplots(1, 2)
    for log in sorted(options.runs.glob(f"*/{LOG}")):
        lines = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
        steps = [line["step"] for line in lines]
        scores.plot(steps, [100 * line[SCORE] for line in lines], marker=".", label=log.parent.name)
        losses.plot(steps, [line["loss"] for line in lines], marker=".")
        print(
            f"| {log.parent.name} | " + " | ".join(f"{line['step']}: {100 * line[SCORE]:.1f}" for line in lines) + " |"
        )
    scores.set(xlabel="steps", ylabel="F1 on validation places, mean, %", ylim=(80, 95))
    losses.set(xlabel="steps", ylabel="loss")
    scores.legend(fontsize="small")
    figure.savefig(options.png, dpi=110)


if __name__ == "__main__":
    main()
