"""The report of an adaptation."""

from __future__ import annotations

from collections.abc import Sequence

from torch import nn

from ...engine.adaptation_report import CheckedSample, Story, write_adaptation
from ...engine.jobs import AdaptRequest
from ...engine.training_ground import TrainingGround, names_of
from ..card import ModelCard
from .adapt_card import told_of_training
from .adapt_files import CHILD, Outcome
from .adapt_stages import Stages
from .polygon_figures import name_of_f1

_PLACES = 6


def tell_story(
    request: AdaptRequest,
    written: ModelCard,
    parent: ModelCard,
    ground: TrainingGround,
    source: str,
    stages: Stages,
    child: nn.Module,
    outcome: Outcome,
    warnings: Sequence[str],
    *,
    published: bool,
) -> None:
    """Write the page that a request asks for.

    Args:
        request: What was asked for.
        written: Card of the child, or of the parent where nothing is published.
        parent: Its card.
        ground: What was learned from.
        source: What was used as source, for people.
        stages: That were gone through.
        child: The network.
        outcome: Of the stages.
        warnings: Whole sentences.
        published: Whether the child becomes a model.

    Raises:
        OutputError: The page cannot be written.
    """
    if not request.report:
        return
    verdict, titles = outcome.verdict, {one.value: one.title for one in parent.classes}
    f1 = verdict.f1
    figures = [(name_of_f1(parent.classes), *f1)] if f1 else []
    figures += [("Mapped right, mean of the classes", verdict.before, verdict.after)] if f1 else []
    saved = f"It is saved as {written.name}." if published else f"No model was saved; {parent.name} is still the one."
    curve = stages.curve(CHILD)
    checks = [(name, stages.curve(name)) for name in (f"check {number}" for number in (1, 2, 3))]
    write_adaptation(
        request.report,
        Story(
            title=f"{parent.title}: adapted to {names_of(request.reading.sources)}",
            sentences=[verdict.sentence, saved],
            warnings=[warning for warning in warnings if warning != verdict.sentence],
            about=[
                ("Parent", f"{parent.title} ({parent.name})"),
                ("Image", names_of(request.reading.sources)),
                ("Place", ground.place),
                ("Samples", ", ".join(f"{titles[value]}: {count}" for value, count in ground.count.items())),
                ("Source", source),
                ("Training", told_of_training(ground, stages.recipe(outcome.steps), source)),
                ("Device", stages.device),
            ],
            figures=figures,
            samples=[
                CheckedSample(one.number, titles[one.value], one.fold, one.before, one.after)
                for one in verdict.polygons
            ],
            losses=[(name, _line(rows, "loss", 1.0)) for name, rows in [("adapted model", curve), *checks] if rows],
            scores=[
                (name, _line(rows, key, 100.0))
                for name, rows, key in [
                    ("adapted model, on the samples that it learns from", curve, "f1_now"),
                    *((f"{stage}, on samples left out", rows, "f1_now") for stage, rows in checks),
                ]
                if rows and key in rows[0]
            ],
            views=[(name, place.view(child)) for name, place in stages.places(_PLACES)],
        ),
    )


def _line(rows: Sequence[dict[str, float]], key: str, unit: float) -> list[tuple[float, float]]:
    return [(row["step"], unit * row[key]) for row in rows]
