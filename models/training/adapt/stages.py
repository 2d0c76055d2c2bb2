"""Stages of an adaptation: timing, training the child, and training copies on the folds that check it."""

from __future__ import annotations

import copy
import dataclasses
import json
import math
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from torch import nn

from ....contract.errors import SpaceError
from ....engine.channel import Channel
from ....engine.memory import peak_memory
from ....engine.samples.pieces import Piece
from ..loop.checkpoint import load_weights
from ..loop.trainer import LOG, WEIGHTS
from .gate import FOLDS, Verdict, decide, judge, make_folds
from .inputs import Inputs
from .learning import adapt
from .polygon_figures import shares_of
from .recipe import AdaptationRecipe, Method
from .run_folder import CHILD, Outcome, RunFolder
from .sampling import Sample, SampleSampler, WindowSampler
from .watch import Place, Watch

CHECKS = tuple(f"check {number}" for number in range(1, FOLDS + 1))
"""Names of the stages that check the child, one per fold."""

_STOPPED = "The training was stopped before it could be checked whether the adapted model is better than its parent."
_TIMED = (1, 4)
"""Steps of the warm-up trial and of the timed trial."""

_USED = 0.9
"""Share of the time available to steps; the rest is for reading, intermediate checks and writing."""

_BYTES_BESIDE = 250_000_000
"""Memory of weights, averages, gradients, optimisers and the discriminator, measured for ugsnet-light."""


class _Stopped(Exception):  # noqa: N818 - not an error
    """The user stopped the training and wants the best result so far."""


class Stages:
    """An adaptation in its run folder.

    Args:
        inputs: Inputs of the adaptation.
        run: Claimed run folder.
        channel: Receives progress, figures and pictures.

    Attributes:
        device: Device that the networks run on.
    """

    def __init__(self, inputs: Inputs, run: RunFolder, channel: Channel) -> None:
        self._request, self._source, self._family = inputs.request, inputs.source, inputs.family
        self._samples = [_sample(piece) for piece in inputs.ground.pieces]
        self._images = inputs.ground.images
        self._parent, self._run, self._channel = inputs.parent, run, channel
        self._classes = inputs.card.classes
        every_class = len(inputs.ground.count) == len(self._classes)
        # A class without samples cannot be checked: a map of the other class everywhere would win.
        self._folds = len(make_folds(self._samples, FOLDS, self._request.seed)) if every_class else 0
        self._before = self._shares_right()
        worst = min(self._samples, key=lambda sample: self._before[sample.polygon], default=None)
        self._place = self._at(worst.image if worst else self._images[0])
        self.device = str(next(self._parent.parameters()).device)

    def recipe(self, steps: int) -> AdaptationRecipe:
        """Settings that determine the weights."""
        request = self._request
        given: dict[str, Any] = {
            "rate": request.rate,
            "adversarial_weight": request.adversarial_weight,
            "batch": request.batch or None,
        }
        return dataclasses.replace(
            self._family.recipe,
            method=cast("Method", request.method),
            steps=steps,
            freeze_encoder=request.freeze_encoder,
            seed=request.seed,
            **{name: value for name, value in given.items() if value is not None},
        )

    def learn(self) -> tuple[nn.Module, Outcome]:
        """Train the child; returns it on its device in evaluation mode, and the outcome."""
        outcome = self._run.outcome
        if outcome is not None:
            child = copy.deepcopy(self._parent)
            load_weights(child, self._run.path / CHILD / WEIGHTS)
            return child, outcome
        self._refuse_too_large()
        recipe = self.recipe(self._steps())
        share = 1 / (self._folds + 1)
        child = self._train(recipe, self._samples, [], CHILD, "Learning", (0.0, share))
        steps = self._steps_done(recipe.steps)
        outcome = Outcome(steps, self._judge(dataclasses.replace(recipe, steps=steps), share))
        self._run.outcome = outcome
        return child, outcome

    def places(self, most: int) -> list[tuple[str, Place]]:
        """Places to show: samples evenly spaced from the parent's worst to its best; without samples, any images."""
        if not self._samples:
            return [(f"Place {n}", self._at(image)) for n, image in enumerate(self._images[:most], start=1)]
        order = sorted({s.polygon: s for s in self._samples}.values(), key=lambda s: self._before[s.polygon])
        chosen = [order[index] for index in sorted({*np.linspace(0, len(order) - 1, most).round().astype(int)})]
        titles = {one.value: one.title for one in self._classes}
        return [(f"Sample {s.polygon}: {titles[s.value]}", self._at(s.image)) for s in chosen]

    def curve(self, stage: str) -> list[dict[str, float]]:
        """Figures of each check in a stage."""
        try:
            lines = (self._run.path / stage / LOG).read_text(encoding="utf-8").splitlines()
        except OSError:
            return []
        return [json.loads(line) for line in lines]

    def _at(self, image: NDArray[np.generic]) -> Place:
        return Place(self._parent, image, self._classes, self._family)

    def _shares_right(self) -> dict[int, float]:
        """Share of each polygon that the parent maps correctly."""
        shares = shares_of(self._parent, self._samples, self._family)
        return {sample.polygon: float(shares[sample.polygon][sample.value]) for sample in self._samples}

    def _judge(self, recipe: AdaptationRecipe, share: float) -> Verdict:

        def learn(kept: list[Sample], number: int) -> nn.Module:
            seen = {sample.polygon for sample in kept}
            left = [sample for sample in self._samples if sample.polygon not in seen]
            begin = share * (number + 1)
            title = f"Cross-validation, fold {number + 1} of {self._folds}"
            network = self._train(recipe, kept, left, CHECKS[number], title, (begin, begin + share))
            if self._channel.keep_best:
                raise _Stopped
            return network

        try:
            if self._channel.keep_best:
                raise _Stopped
            if not self._folds:
                return decide([])
            return judge(self._samples, self._parent, learn, seed=self._request.seed, family=self._family)
        except _Stopped:
            # A user who stops the training to keep its result has decided.
            return dataclasses.replace(decide([]), keep=True, sentence=_STOPPED)

    def _train(
        self,
        recipe: AdaptationRecipe,
        samples: Sequence[Sample],
        left_out: Sequence[Sample],
        stage: str,
        title: str,
        share: tuple[float, float],
    ) -> nn.Module:
        watch = Watch(
            self._channel,
            *share,
            title,
            stage=stage,
            steps=recipe.steps,
            parent=self._parent,
            samples=left_out or samples,
            place=self._place,
            family=self._family,
        )
        return adapt(
            self._parent,
            recipe,
            **self._samplers(recipe, samples),
            folder=self._run.path / stage,
            **self._kind(),
            check=watch.check_network,
            channel=watch,
        )

    def _samplers(self, recipe: AdaptationRecipe, samples: Sequence[Sample]) -> dict[str, Any]:
        how = {"batch": recipe.batch, "side": recipe.side, "seed": recipe.seed}
        # Only aerial images are used without labels.
        images = [] if recipe.method == "supervised" else [image.astype(np.uint8) for image in self._images]
        return {
            "samples": SampleSampler(samples, **how, crop=self._family.crop) if samples else None,
            "target": WindowSampler(images, **how) if images else None,
            "source": self._source.sampler(**how),
        }

    def _kind(self) -> dict[str, Any]:
        """Properties of the network that the training loop needs."""
        return {"classes": len(self._classes), "family": self._family}

    def _refuse_too_large(self) -> None:
        limit, per_pixel = self._request.compute.memory_mb, self._family.peak_bytes
        if not limit or not per_pixel:
            return
        recipe = self.recipe(1)
        kinds = sum(sampler is not None for sampler in self._samplers(recipe, self._samples).values())
        kinds += recipe.method == "adversarial+selftraining"
        needed = peak_memory() + _BYTES_BESIDE + kinds * recipe.batch * recipe.side**2 * per_pixel
        if needed > limit * 10**6:
            raise SpaceError(
                f"The adaptation needs about {math.ceil(needed / 1e6):,} MB of memory, and the limit is {limit:,} MB.",
                "Lower BATCH, choose the method supervised, or raise the limit in OneMetre's options.",
            )

    def _steps(self) -> int:
        """Number of training steps of the child; decided once per run folder."""
        if self._run.steps is not None:
            return self._run.steps
        request, recommended = self._request, self.recipe(1)
        steps = self._family.recipe.steps
        if request.epochs is not None:
            pieces = len(self._samples) or len(self._images)
            steps = math.ceil(request.epochs * pieces / recommended.batch)
        if request.minutes is not None:
            self._channel.progress(0.0, "Timing the first steps")
            seconds = self._seconds_of_step()
            fitting = max(1, int(60 * request.minutes * _USED / (self._folds + 1) / seconds))
            fit = f"{fitting} steps of {seconds:.2f} s fit into {request.minutes:g} minutes"
            self._channel.log("info", f"{fit}; {steps} are recommended.")
            steps = min(steps, fitting)
        self._run.steps = steps
        return steps

    def _seconds_of_step(self) -> float:
        """Duration of a step, timed in a short trial after a warm-up; both use a temporary folder."""
        seconds = 0.0
        for steps in _TIMED:
            with tempfile.TemporaryDirectory(dir=self._run.path, ignore_cleanup_errors=True) as folder:
                recipe = self.recipe(steps)
                started = time.monotonic()
                samplers = self._samplers(recipe, self._samples)
                adapt(self._parent, recipe, **samplers, **self._kind(), folder=Path(folder))
                seconds = (time.monotonic() - started) / steps
        return seconds

    def _steps_done(self, wanted: int) -> int:
        """Steps taken; fewer than planned if the user stopped the training."""
        curve = self.curve(CHILD)
        return int(curve[-1]["step"]) if curve else wanted


def _sample(piece: Piece) -> Sample:
    return Sample(
        name=f"sample {piece.number}",
        image=piece.image,
        label=piece.label,
        polygon=piece.number,
        value=piece.value,
    )
